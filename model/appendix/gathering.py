"""What a document is made from: the runs, what was asked of it, and the ledger of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from model.analysis import compare
from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.findings.findings import BETTER, COSTS, MAIN, Runs, direction
from model.analysis.findings.findings_asked import Question
from model.analysis.findings.findings_played import Gathered
from model.analysis.stories.storylines import REGARDED
from model.analysis.stories.timeline import MATTERING
from model.appendix.document import Run
from model.appendix.remembering import Helpers
from model.appendix.trace import Finding, Ledger
from model.experiment import Results
from model.experiment.held import held

PAPERS = ("a4", "letter")
REMEMBERED = 4  # comparisons
HARMS = ("north_korean_casualties", "displacement", "severe_incidents", "retaliation_cyber", "retaliation_material")


@dataclass(frozen=True)
class Asked:
    """What was asked of a document; all of it is carried in the document, so that it can be made again.

    Parameters
    ----------
    sections : ids, in the order of the document
    paper : "a4" or "letter"
    notes : the analyst's own paragraphs
    link : address of the scenario in a dashboard, or ""
    summary : one page instead of the sections
    """

    sections: tuple[str, ...]
    paper: str = "a4"
    notes: tuple[str, ...] = ()
    link: str = ""
    summary: bool = False

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise ValueError(f"paper: {self.paper!r} is none of {', '.join(PAPERS)}")

    def plain(self) -> dict[str, Any]:
        """The choices as plain values."""
        return {**asdict(self), "sections": list(self.sections), "notes": list(self.notes)}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Asked:
        """The choices that a document carries."""
        lists = {name: tuple(str(one) for one in values[name]) for name in ("sections", "notes")}
        return cls(**lists, **{name: values[name] for name in ("paper", "link", "summary")})


COMPARED: dict[tuple[str, str, tuple[str, ...]], Comparison] = {}


def compared(run: Results, outcomes: tuple[str, ...]) -> Comparison:
    """The comparison of a run, made once for all its documents; its seal tells one state of its folder from another."""
    key = str(run.folder), run.manifest.facts["seal"], outcomes
    if key not in COMPARED:
        if len(COMPARED) >= REMEMBERED:
            COMPARED.pop(next(iter(COMPARED)), None)
        COMPARED[key] = compare(run, outcomes=outcomes)
    return COMPARED[key]


def in_memory(results: Sequence[Results]) -> list[Results]:
    """Runs with all that a document asks of them in memory."""
    wanted = dict.fromkeys((*MAIN, *COSTS, *HARMS, *REGARDED, *MATTERING))
    return [held(run, [name for name in wanted if name in run.outcomes]) for run in results]


@dataclass(frozen=True)
class Material:
    """Runs, what is asked of the document, and what sections are written with.

    `told` is called with a word on each part of the work; `helpers` answer questions and draw charts.
    """

    runs: Runs
    asked: Asked
    told: Callable[[str], None] = lambda what: None
    helpers: Helpers = field(default_factory=Helpers)
    ledger: Ledger = field(default_factory=Ledger)

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The main outcomes that the runs hold."""
        return tuple(name for name in MAIN if name in self.runs.first.outcomes)

    @cached_property
    def compared(self) -> tuple[Comparison, ...]:
        """The comparison of every run, in main outcomes, costs and harms, at the end and on average."""
        names = tuple(name for name in dict.fromkeys((*MAIN, *COSTS, *HARMS)) if name in self.runs.first.outcomes)
        made = []
        for run in self.runs.both:
            self.told(f"comparing options, {run.manifest.facts['evidence']}")
            made.append(compared(run, names))
        return tuple(made)

    @cached_property
    def told_option(self) -> str:
        """The option whose worlds are told: that with most resolved and better main outcomes, the first of equals."""

        def better(option: str) -> int:
            rows = self.compared[0].rows((option,), self.outcomes, (self.runs.last,))
            return sum(direction(row) == BETTER and not row.slight for row in rows)

        return max(self.runs.options, key=better, default=self.runs.first.options[0])

    @cached_property
    def gathered(self) -> Gathered:
        """The same in the form that the findings' sentences are made from, without answers."""
        return Gathered(self.runs, self.outcomes, 0, self.compared, (), (), {}, {})

    def row(self, place: int, option: str, outcome: str, month: str = "") -> Difference:
        """One difference of one run, by default in the last month."""
        return self.compared[place].find(option, outcome, month or self.runs.last)

    def behind(self, *rows: Difference) -> list[Finding]:
        """The findings behind some differences."""
        return [self.ledger.difference(row, self.runs.titles[row.option]) for row in rows]

    def of_rows(self, text: str, *rows: Difference) -> tuple[Run, ...]:
        """A sentence about differences, as text and numbers."""
        return self.ledger.said(text, *self.behind(*rows))

    def about(self, formula: str, values: Mapping[str, Any], place: int = 0, **more: Any) -> Finding:
        """A finding about one whole run."""
        run = self.runs.both[place]
        return self.ledger.finding(formula, values, run.manifest.facts["evidence"], worlds=run.worlds, **more)

    def quoted(self, text: str, formula: str, place: int = 0, **more: Any) -> tuple[Run, ...]:
        """A sentence that an analysis of one run gave."""
        run = self.runs.both[place]
        about = {"evidence": run.manifest.facts["evidence"], "worlds": run.worlds, **more}
        return self.ledger.quoted(text, formula, **about)

    def answer(self, kind: str, place: int, *asked: Any) -> Any:
        """The answer to a question to one run, remembered where it was given before."""
        self.told(f"asking: {kind} {' '.join(str(part) for part in asked if isinstance(part, str))}".strip())
        return self.helpers.answer(Question.of(kind, [self.runs.both[place]], *asked))
