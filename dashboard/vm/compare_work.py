"""The Compare page's long work: what a process of its own does, and what it tells of how far it is.

Every function takes `told`, which it calls with the share of the work done, and gives frozen findings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.analysis.attribution.attribution_words import Why
from model.analysis.discovery.discovery import METHODS, work
from model.analysis.discovery.failing import Threshold as Wanted
from model.analysis.discovery.failure_study import FailureStudy, Question, failure_study
from model.analysis.discovery.uncertainties import CEASEFIRE, EVENT, uncertainties
from model.analysis.drivers.drivers import Drivers, drivers
from model.analysis.ranking.flip_study import Asked, FlipStudy
from model.analysis.robustness.judgement import Judgement, judgements, satisficing
from model.analysis.robustness.regret_futures import RegretMap, regret_by_futures
from model.analysis.robustness.threshold import threshold
from model.experiment import Results, plan_of, run
from model.experiment import Scenario as Study
from model.experiment.designs.factorial import Factorial
from model.experiment.designs.factorial_play import games_of
from model.experiment.results import MEAN

Told = Callable[[float], None]
PARTED_BY = 2  # of the strongest drivers part the worlds into futures, beside the cease-fire
MOVES = 150  # of assumptions, about, that a search for flips plays; it cannot be known beforehand
SELDOM = 100  # times that a long work tells how far it is; more would only fill the pipe


@dataclass(frozen=True)
class Robust:
    """What the Regret tab shows: regret by future, every measure of robustness, and how often thresholds are met."""

    regret: RegretMap
    judgement: Judgement
    met: tuple[dict[str, Any], ...]


def counted(told: Told, total: float) -> Callable[..., None]:
    """A function that is told of pieces of work, by their size or one by one, and tells the share of all."""
    done, last = 0.0, 0.0

    def piece(size: object = 1) -> None:
        nonlocal done, last
        done += size if isinstance(size, int | float) else 1
        share = min(done / total, 1.0) if total else 1.0
        if share - last >= 1 / SELDOM:
            last = share
            told(share)

    return piece


def play(told: Told, study: Study, folder: str) -> str:
    """Play every option of a study and store it; gives the folder."""
    run(study, folder, finished=counted(told, len(plan_of(study, folder).batches)))
    return folder


def why(told: Told, factorial: Factorial, facts: Any) -> Why:
    """Attribution and synergy of one option in one outcome; its games are stored, and not played twice."""
    games = games_of(factorial, finished=counted(told, factorial.columns))
    outcome = factorial.outcomes[0]
    return Why.of([games[rule, outcome] for rule in factorial.rules], factorial.option.title, facts)


def fails(told: Told, folder: str, option: str, outcome: str, month: str, way: str, wanted: str) -> FailureStudy:
    """Where an option fails; `wanted` is a threshold in words, or empty for the way named."""
    limit = Wanted.parse(wanted, outcome) if wanted else None
    done = counted(told, work(len(METHODS)))
    return failure_study(Results.open(folder), Question(option, outcome, month, way, limit), done)


def driven(told: Told, folder: str, outcome: str, month: str, option: str) -> Drivers:
    """What drives an outcome under the status quo, or the difference an option makes to it."""
    told(1 / SELDOM)
    return drivers(Results.open(folder), outcome, month, option)


def robust(told: Told, folder: str, outcome: str, month: str, texts: tuple[str, ...]) -> Robust:
    """Regret by future, and every measure of robustness with the thresholds given."""
    results = Results.open(folder)
    limits = [threshold(text, results.outcomes, (*results.months, MEAN), month) for text in texts]
    strongest = [driver.parameter for driver in drivers(results, outcome, month).drivers[:PARTED_BY]]
    told(0.4)
    known = {what.id: what for what in uncertainties(results, outcome, month)}
    by = [known[name] for name in (*strongest, f"{EVENT}/{CEASEFIRE}") if name in known]
    regret = regret_by_futures(results, outcome, month, by)
    told(0.6)
    judgement = next(judgements(results, [outcome], month, limits))
    return Robust(regret, judgement, tuple(satisficing(results, limits)) if limits else ())


def flips(told: Told, folder: str, outcome: str, month: str, pair: tuple[str, ...]) -> dict[str, Any]:
    """The smallest change of an assumption that turns a lead, as plain values."""
    results = Results.open(folder)
    return FlipStudy(results).answer(Asked(outcome, month, pair), counted(told, MOVES))
