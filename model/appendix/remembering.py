"""Slow parts of a document, kept by the content of the run: worlds told, and the past behind the fans."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.analysis.bands import QUANTILES
from model.analysis.findings.findings import MAIN
from model.analysis.findings.findings_asked import PAST, Question, answer, known, opened, plain_values
from model.analysis.stories.stories import stories as stories_of
from model.experiment.designs.remembered import remembered
from model.experiment.pool import Work, side_by_side
from model.experiment.replay import scenario_of
from model.experiment.results import Results
from model.luck import Luck
from model.parameters import draw, load
from model.world import past

TOLD = ("central", "regret", "surprising")
PASTS = 1000  # distinct histories behind a fan; bands of more look the same
TELLING, BEHIND = "telling", "behind"
WORTH_PROCESSES = 2000  # worlds, from which on the parts are worth a process each


@dataclass(frozen=True)
class Part:
    """A slow part of a document: its kind, the folder of the run, and what is asked."""

    kind: str
    folder: str
    option: str = ""


def plain_stories(results: Results, option: str) -> list[dict[str, Any]]:
    """Three worlds of an option, told."""
    asked = [results.manifest.facts["results"], option, list(TOLD)]
    return remembered(
        "appendix", [TELLING, asked], lambda: plain_values([s.plain() for s in stories_of(results, option, TOLD)])
    )


def past_lines_of(results: Results) -> dict[str, list[list[float]]]:
    """Five lines through the pasts that the worlds of a run continue, by main outcome, each (months,)."""
    return remembered("appendix", [BEHIND, results.manifest.facts["results"]], lambda: played_lines(results))


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


def prepare(part: Part) -> None:
    """Work one part out and keep it."""
    results = opened(part.folder)
    if part.kind == TELLING:
        plain_stories(results, part.option)
    elif part.kind == BEHIND:
        past_lines_of(results)
    else:
        answer(Question.of(part.kind, [results]))


def prepare_all(
    results: Sequence[Results], option: str, sections: Sequence[str], jobs: int, told: Callable[[str], None]
) -> None:
    """Work out the slow parts of some sections side by side, so that the document finds them kept.

    Parts of small runs are left to the document itself: they are quicker than a process is started.
    """
    if jobs < 2 or results[0].worlds < WORTH_PROCESSES:
        return
    parts = [Part(TELLING, str(results[0].folder), option)] if "stories" in sections else []
    if "past" in sections:
        conditioned = [run for run in results if run.manifest.facts["histories"] == "conditioned"]
        parts += [Part(PAST, str(run.folder)) for run in conditioned if not known(Question.of(PAST, [run]))]
    parts += [Part(BEHIND, str(results[0].folder))] if "charts" in sections else []
    told("working out the slow parts side by side")
    for _ in side_by_side(Work(prepare, refused), deque(parts), min(jobs, len(parts) or 1)):
        pass


def refused(part: Part, error: BaseException) -> None:
    """Raise what a part failed of."""
    raise error
