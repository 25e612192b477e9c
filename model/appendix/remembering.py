"""Slow parts of a document, kept by the content of the run: worlds told, the past behind the fans, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from model.analysis.bands import QUANTILES
from model.analysis.findings.findings import MAIN
from model.analysis.findings.findings_asked import PAST, Question, answer, known, opened, plain_values
from model.analysis.stories.stories import stories as stories_of
from model.analysis.validation.scoreboard import backcast
from model.analysis.validation.words import told
from model.appendix.aside import Aside
from model.appendix.pictures import Picture, keep, kept
from model.charts import Chart
from model.experiment.designs.remembered import recalled, remembered
from model.experiment.replay import scenario_of
from model.experiment.results import Results
from model.luck import Luck
from model.parameters import draw, load
from model.world import past

TOLD = ("central", "regret", "surprising")
PASTS = 1000  # distinct histories behind a fan; bands of more look the same
TELLING, BEHIND, BACKCAST = "telling", "behind", "backcast"
WORTH_PROCESSES = 2000  # worlds, from which on the parts are worth a process each


def plain_stories(results: Results, option: str) -> list[dict[str, Any]]:
    """Three worlds of an option, told."""
    asked = [results.manifest.facts["results"], option, list(TOLD)]
    return remembered(
        "appendix", [TELLING, asked], lambda: plain_values([s.plain() for s in stories_of(results, option, TOLD)])
    )


def past_lines_of(results: Results) -> dict[str, list[list[float]]]:
    """Five lines through the pasts that the worlds of a run continue, by main outcome, each (months,)."""
    return remembered("appendix", asked_of(BEHIND, results), lambda: played_lines(results))


def played_lines(results: Results) -> dict[str, list[list[float]]]:
    """The same, played again; each history weighs as many worlds as continue it."""
    numbers, places = np.unique(results.histories, return_inverse=True)
    scenario, chosen = scenario_of(results.manifest), numbers[:PASTS]
    names = [name for name in MAIN if name in results.outcomes]
    parameters = draw(load(scenario.evidence), scenario.seed, chosen, dict(scenario.assume))
    luck, events = Luck(scenario.seed, chosen), dict(scenario.events)
    world, history = past(parameters, luck, scenario.decision_month, events, scenario.evidence, outcomes=names)
    world.close()
    worlds = places[places < PASTS]
    quantiles = list(QUANTILES.values())
    return {name: np.quantile(history[name][worlds], quantiles, axis=0).tolist() for name in names}


def board_of(results: Results) -> Any:
    """The histories of a run beside observed series, as plain values with sentences."""
    return remembered("appendix", asked_of(BACKCAST, results), lambda: plain_values(told(backcast(results))))


KEPT_PASTS: Mapping[str, Callable[[Results], Any]] = {BACKCAST: board_of, BEHIND: past_lines_of}


def asked_of(kind: str, results: Results) -> list[str]:
    """All that decides what is kept of a past: a back-cast is of the study alone, lines are of what was played."""
    return [kind, results.manifest.facts["content" if kind == BACKCAST else "results"]]


def past_known(kind: str, results: Results) -> bool:
    """Whether what is asked of a past is kept."""
    return recalled("appendix", asked_of(kind, results)) is not None


@dataclass(frozen=True)
class Judged:
    """The past of the run in a folder, to be held against its own figures or observed series, or drawn behind fans."""

    folder: str
    against: str = PAST


def prepare(piece: Judged | Picture) -> None:
    """Work one piece out and keep it."""
    if isinstance(piece, Picture):
        keep(piece)
    elif piece.against in KEPT_PASTS:
        KEPT_PASTS[piece.against](opened(piece.folder))
    else:
        answer(Question.of(PAST, [opened(piece.folder)]))


def unknown_pasts(results: Sequence[Results], sections: Sequence[str]) -> list[Judged]:
    """The pasts that some sections ask for and that are not kept, those first that are needed first."""
    fitted = [run for run in results if "past" in sections and run.manifest.facts["histories"] == "conditioned"]
    drawn = [run for run in results[:1] if "charts" in sections and not past_known(BEHIND, run)]
    scored = [run for run in results if BACKCAST in sections and not past_known(BACKCAST, run)]
    found = [Judged(str(run.folder), BEHIND) for run in drawn]
    found += [Judged(str(run.folder)) for run in fitted if not known(Question.of(PAST, [run]))]
    return [*found, *(Judged(str(run.folder), BACKCAST) for run in scored)]


@dataclass(frozen=True)
class Helpers:
    """Other processes that work slow parts out while a document is written; `pixels` if it needs pictures in pixels.

    Of small runs the document does everything itself: a process takes longer to start than a part of them takes.
    """

    aside: Aside = field(default_factory=lambda: Aside(prepare, 0))
    pixels: bool = False

    @classmethod
    def of(cls, results: Sequence[Results], sections: Sequence[str], jobs: int, pixels: bool) -> Helpers:
        """At work on the pasts of some sections."""
        helpers = cls(Aside(prepare, jobs - 1 if results[0].worlds >= WORTH_PROCESSES else 0), pixels)
        helpers.aside.add(unknown_pasts(results, sections))
        return helpers

    def draw(self, chart: Chart) -> None:
        """Have a chart drawn, unless its pictures are kept."""
        picture = Picture.of(chart, self.pixels)
        if self.aside.jobs and not kept(picture):
            self.aside.add([picture])

    def answer(self, question: Question) -> Any:
        """The answer to a question, once it is kept where others are at work on it."""
        self.aside.wait(Judged(question.runs[0]))
        return answer(question)

    def board(self, results: Results) -> Any:
        """The histories of a run beside observed series, once that is kept where others are at work on it."""
        self.aside.wait(Judged(str(results.folder), BACKCAST))
        return board_of(results)

    def behind(self, results: Results) -> dict[str, list[list[float]]]:
        """The past behind the fans of a run, the same way."""
        self.aside.wait(Judged(str(results.folder), BEHIND))
        return past_lines_of(results)

    def wait(self) -> None:
        """Wait until all is done."""
        self.aside.wait()
