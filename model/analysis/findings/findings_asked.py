"""The questions that a document of findings asks of its runs, and their answers, each kept once it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.findings.findings import BETTER, Runs, agreeing, direction
from model.experiment.designs.remembered import remembered
from model.experiment.integrity import MANIFEST

PAST, RANKS, DRIVERS, FAILS, FLIPS, STORIES = "past", "ranks", "drivers", "fails", "flips", "stories"
SECONDS = {PAST: 5.0, RANKS: 1.0, DRIVERS: 1.5, FAILS: 3.0, FLIPS: 11.0, STORIES: 1.0}  # on one ordinary core
AGAIN = 200  # worlds played again for a flip
PLAYED, PLAYED_OF_ONE = 24, 12  # parameters played for a leading pair, and for one option against the status quo
RARE = 0.05  # of the worlds: an option that is worse in fewer is asked about its worst tenth instead
DRIVERS_TOLD = 3


@dataclass(frozen=True)
class Question:
    """One question: its kind, the folders of the run it is asked of and of any beside it, and what is asked.

    `contents` are the fingerprints of those runs.
    """

    kind: str
    runs: tuple[str, ...]
    contents: tuple[str, ...]
    asked: tuple[Any, ...] = ()

    @classmethod
    def of(cls, kind: str, runs: Sequence[Any], *asked: Any) -> Question:
        """A question to the first of some runs."""
        contents = tuple(run.manifest.facts["content"] for run in runs)
        return cls(kind, tuple(str(run.folder) for run in runs), contents, asked)

    @property
    def seconds(self) -> float:
        """How long an answer takes."""
        return SECONDS[self.kind]

    def __str__(self) -> str:
        return " ".join([self.kind, *(str(part) for part in self.asked if isinstance(part, str) and part)])


def questions(
    runs: Runs, comparisons: Sequence[Comparison], outcomes: Sequence[str], found: Sequence[Any], again: int = AGAIN
) -> list[Question]:
    """Everything asked, the longest work first.

    Parameters
    ----------
    runs, comparisons : as played and as compared
    outcomes : main outcomes
    found : the differences that stand, for each of which it is asked what would turn it
    again : how many worlds are played again for a flip
    """
    judged = runs.judged(outcomes)
    asked = [Question.of(FLIPS, runs.both, name, "", "", PLAYED, again) for name in judged]
    asked += [Question.of(FLIPS, runs.both, *pair, PLAYED_OF_ONE, again) for pair in turned_about(runs, found)]
    for number, run in enumerate(runs.both):
        rest = [other for place, other in enumerate(runs.both) if place != number]
        clear = clearest(runs, comparisons[0], outcomes)
        asked += [Question.of(FAILS, [run], *failing_asked(runs, comparisons[number], o, outcomes)) for o in clear]
        asked += [Question.of(DRIVERS, [run], name, "") for name in outcomes]
        asked += [Question.of(DRIVERS, [run], name, option) for option, name in clear.items()]
        asked += [Question.of(RANKS, [run], name) for name in judged]
        asked += [Question.of(PAST, [run])] if run.manifest.facts["histories"] == "conditioned" else []
        asked += [] if rest and number else [Question.of(STORIES, [run], option) for option in run.options]
    return asked


def turned_about(runs: Runs, found: Sequence[Any]) -> list[tuple[str, str, str]]:
    """Outcome, month and option of each difference that stands in an outcome with a better side."""
    rows = [one.first for one in found]
    return [(row.outcome, row.month, row.option) for row in rows if row.sense != "neither"]


def clearest(runs: Runs, comparison: Comparison, outcomes: Sequence[str]) -> dict[str, str]:
    """For every option the outcome it moves the same way in most worlds, among those that differences tell."""
    return {
        option: max(
            comparison.rows((option,), outcomes, (runs.last,)), key=lambda row: (row.resolved, agreeing(row))
        ).outcome
        for option in runs.options
    }


def failing_asked(runs: Runs, comparison: Comparison, option: str, outcomes: Sequence[str]) -> tuple[str, ...]:
    """Option, outcome and way of failing: where it does better in most worlds, and is worse in some."""
    rows = list(comparison.rows((option,), runs.judged(outcomes), (runs.last,)))
    row = max(rows, key=lambda row: (direction(row) == BETTER, row.better))
    return option, row.outcome, "worse" if row.worse >= RARE * row.worlds else "decile"


def answer(question: Question) -> Any:
    """The answer as plain values; the same question to the same runs is answered from what is kept.

    Raises
    ------
    RunError
        If a run is damaged, or its worlds, played again, differ from what is stored.
    """
    if question.kind == FLIPS:
        asked = asked_flips(question)
        return remembered("flips", [list(question.contents), asdict(asked)], lambda: flips_answer(question, asked))
    make = ANSWERS[question.kind]
    return remembered(
        "findings", [question.kind, question.contents, question.asked], lambda: plain_values(make(question))
    )


def known(question: Question, folder: Path | None = None) -> bool:
    """Whether an answer is kept."""
    from model.experiment.designs.remembered import path_of

    kind, asked = "findings", [question.kind, question.contents, question.asked]
    if question.kind == FLIPS:
        kind, asked = "flips", [list(question.contents), asdict(asked_flips(question))]
    path = path_of(kind, asked)
    return (folder / kind / path.name if folder else path).is_file()


def opened(folder: str) -> Any:
    """The results in a folder, opened once in a process and again if they are others."""
    return opened_as(*state_of(folder))


def state_of(folder: str) -> tuple[str, int]:
    """Where a folder lies, wherever this process may go, and when its manifest was written."""
    path = Path(folder).resolve()
    manifest = path / MANIFEST
    return str(path), manifest.stat().st_mtime_ns if manifest.is_file() else 0


@lru_cache(maxsize=2)
def opened_as(folder: str, _: int) -> Any:
    """The results in a folder in one state."""
    from model.experiment import Results

    return Results.open(folder)


def flip_study(runs: tuple[str, ...]) -> Any:
    """A run and the one beside it, its worlds at the decision opened once in a process."""
    return flip_study_as(tuple(state_of(folder) for folder in runs))


@lru_cache(maxsize=1)
def flip_study_as(runs: tuple[tuple[str, int], ...]) -> Any:
    """The same of runs in one state."""
    from model.analysis.ranking.flip_study import FlipStudy

    return FlipStudy(*(opened_as(*state) for state in runs))


def asked_flips(question: Question) -> Any:
    """What is asked of flips: a leading pair, or one option against the status quo."""
    from model.analysis.ranking.flip_study import Asked

    outcome, month, option, most, again = question.asked
    results = opened(question.runs[0])
    pair = (option, results.options[0]) if option else ()
    return Asked(outcome, month or results.months[-1], pair, most=most, worlds=min(again, results.worlds))


def flips_answer(question: Question, asked: Any) -> Any:
    """What would turn a lead."""
    return flip_study(question.runs).answer(asked)


def past_answer(question: Question) -> Any:
    """How the past was conditioned."""
    from model.experiment.pasts.histories import kept_histories
    from model.experiment.pasts.past_report import past_report
    from model.experiment.replay import scenario_of

    scenario = scenario_of(opened(question.runs[0]).manifest)
    report = past_report(scenario, kept_histories(scenario))
    return {**asdict(report), "warning": report.warning}


def ranks_answer(question: Question) -> Any:
    """Every measure of robustness in one outcome."""
    from model.analysis.robustness.judgement import judgements

    (found,) = judgements(opened(question.runs[0]), [question.asked[0]])
    return found.plain()


def drivers_answer(question: Question) -> Any:
    """What drives an outcome, or the difference an option makes to it."""
    from model.analysis.drivers.drivers import drivers

    outcome, option = question.asked
    return drivers(opened(question.runs[0]), outcome, option=option, shown=DRIVERS_TOLD).plain()


def fails_answer(question: Question) -> Any:
    """Where an option fails: counts and sentences of the first method, and what both methods name."""
    from model.analysis.discovery.discovery_words import evidence_sentence, held_out_sentence, nothing_found, sentence
    from model.analysis.discovery.failure_report import agreement, restricted
    from model.analysis.discovery.failure_study import Question as Failing
    from model.analysis.discovery.failure_study import failure_study

    results = opened(question.runs[0])
    option, outcome, way = question.asked
    study = failure_study(results, Failing(option, outcome, results.months[-1], way))
    first = study.found.findings[0] if study.found.findings else None
    boxes = first.boxes if first else ()
    return {
        "option": option,
        "outcome": outcome,
        "way": way,
        "means": study.failing.means,
        "worlds": study.found.worlds,
        "failing": study.found.failing,
        "nothing": nothing_found(study.found),
        "boxes": [sentence(box, place, study.known, study.first_month) for place, box in enumerate(boxes)],
        "rests": [evidence_sentence(box.box, study.known) for box in boxes],
        "named": sorted({study.known[column].id for column in restricted(first)}) if first else [],
        "holds": bool(first and first.boxes and first.holds),
        "held_out": held_out_sentence(first) if first and first.boxes else "",
        "agreement": agreement(study) if first else [],
    }


def stories_answer(question: Question) -> Any:
    """Which worlds of an option are worth telling, and why."""
    from model.analysis.stories.storylines import KINDS, Ensemble, choose
    from model.analysis.stories.why_chosen import reason

    results, option = opened(question.runs[0]), question.asked[0]
    ensemble = Ensemble.of(results, option)
    titles = {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}
    chosen = {kind: choose(ensemble, kind, 1) for kind in KINDS}
    return {
        kind: {"world": ones[0].world, "reason": reason(ensemble, ones[0], 0, titles[option], titles)}
        for kind, ones in chosen.items()
        if ones
    }


ANSWERS: Mapping[str, Callable[[Question], Any]] = {
    PAST: past_answer,
    RANKS: ranks_answer,
    DRIVERS: drivers_answer,
    FAILS: fails_answer,
    STORIES: stories_answer,
}


def plain_values(value: Any) -> Any:
    """Plain values for JSON: lists for tuples, Python's numbers for numpy's, None for what is not finite."""
    if isinstance(value, Mapping):
        return {key: plain_values(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(inner) for inner in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value


def row_named(rows: Sequence[Difference], option: str) -> Difference | None:
    """The difference of an option among some, or None."""
    return next((row for row in rows if row.option == option), None)
