"""The back-cast scoreboard: how each observed series lies in the bands of a run's histories, misfits first (T35)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np

from model.analysis.validation.observed import ROLES, Observed, Point, observed_series
from model.analysis.validation.scores import crps, log_score, rivals
from model.evidence import month_text
from model.experiment import Results, Scenario
from model.experiment.replay import scenario_of
from model.luck import Luck
from model.parameters import draw, load
from model.world import past

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
AT_LEAST, AT_MOST = "at_least", "at_most"


@dataclass(frozen=True)
class Scored:
    """One observation beside what the histories show: quantiles at 5, 25, 50, 75, 95 %, scores, rivals' errors."""

    when: str
    value: float
    bound: str
    quantiles: tuple[float, float, float, float, float]
    crps: float
    log_score: float | None
    rivals: Mapping[str, float]

    @property
    def inside_50(self) -> bool:
        """Whether it lies in the band of half of the histories; of a bound, whether the band reaches it."""
        return self.within(self.quantiles[1], self.quantiles[3])

    @property
    def inside_90(self) -> bool:
        """Whether it lies in the band of nine in ten histories; of a bound, whether the band reaches it."""
        return self.within(self.quantiles[0], self.quantiles[4])

    def within(self, low: float, high: float) -> bool:
        """Whether a band agrees with what was observed."""
        return (self.bound == AT_MOST or self.value <= high) and (self.bound == AT_LEAST or low <= self.value)

    @property
    def off(self) -> float:
        """How far the median lies from what was observed, in halves of the band of nine in ten."""
        half = (self.quantiles[4] - self.quantiles[0]) / 2.0
        error = abs(float(met(np.array(self.quantiles[2]), self.value, self.bound)) - self.value)
        return error / half if half > 0 else float(error > 0)


@dataclass(frozen=True)
class SeriesScore:
    """One series: its role in the run's evidence set, its observations, and who is nearer, the model or a rival."""

    series: Observed
    role: str
    points: tuple[Scored, ...]
    later: int

    @property
    def inside_50(self) -> int:
        """How many observations lie in the band of half of the histories."""
        return sum(point.inside_50 for point in self.points)

    @property
    def inside_90(self) -> int:
        """How many observations lie in the band of nine in ten histories."""
        return sum(point.inside_90 for point in self.points)

    @property
    def crps(self) -> float:
        """Mean score of the model over all observations, in the series' unit."""
        return float(np.mean([point.crps for point in self.points]))

    @property
    def off(self) -> float:
        """The farthest observation's distance, for the order of misfits."""
        return max(point.off for point in self.points)

    @cached_property
    def rival(self) -> dict[str, Any] | None:
        """The nearest naive rival among those that can say most: its name, error, observations, and the model there."""
        names = sorted({name for point in self.points for name in point.rivals})
        told = []
        for name in names:
            scored = [point for point in self.points if name in point.rivals]
            error = float(np.mean([point.rivals[name] for point in scored]))
            model = float(np.mean([point.crps for point in scored]))
            told.append({"name": name, "error": error, "points": len(scored), "model": model})
        return min(told, key=lambda one: (-one["points"], one["error"])) if told else None

    @property
    def rival_wins(self) -> bool:
        """Whether a naive rival is nearer than the model where it can say anything."""
        return self.rival is not None and self.rival["error"] < self.rival["model"]

    def plain(self) -> dict[str, Any]:
        """Plain values; `naive` is the error of the nearest naive rival, null where none can say anything."""
        return {
            "series": self.series.id,
            "title": self.series.title,
            "outcome": self.series.outcome,
            "unit": self.series.unit,
            "role": self.role,
            "points": len(self.points),
            "inside_50": self.inside_50,
            "inside_90": self.inside_90,
            "crps": self.crps,
            "naive": self.rival["error"] if self.rival else None,
            "rival": self.rival,
            "rival_wins": self.rival_wins,
            "observations": [{**asdict(p), "inside_50": p.inside_50, "inside_90": p.inside_90} for p in self.points],
            "dated_later": self.later,
        }


@dataclass(frozen=True)
class Scoreboard:
    """Every series that a run's histories can be held against, misfits first."""

    title: str
    evidence: str
    decision_month: str
    histories: int
    conditioned: bool
    series: tuple[SeriesScore, ...]
    too_late: tuple[str, ...]

    def of_role(self, role: str) -> tuple[SeriesScore, ...]:
        """The series of one role."""
        return tuple(one for one in self.series if one.role == role)

    def counted(self, role: str) -> tuple[int, int, int]:
        """Observations of a role, and how many lie inside the bands of half and of nine in ten histories."""
        ones = self.of_role(role)
        return (
            sum(len(one.points) for one in ones),
            sum(one.inside_50 for one in ones),
            sum(one.inside_90 for one in ones),
        )

    def plain(self) -> dict[str, Any]:
        """Plain values for JSON."""
        names = ("observations", "inside_50", "inside_90")
        return {
            "title": self.title,
            "evidence": self.evidence,
            "decision_month": self.decision_month,
            "histories": self.histories,
            "conditioned": self.conditioned,
            "roles": {role: dict(zip(names, self.counted(role), strict=True)) for role in ROLES},
            "series": [one.plain() for one in self.series],
            "dated_after_the_decision": list(self.too_late),
        }


def backcast(results: Results, series: Sequence[Observed] | None = None) -> Scoreboard:
    """Hold a run's histories against observed series; only what is dated before the decision counts.

    Parameters
    ----------
    results : the run
    series : what it is held against, by default seeds/history.yaml

    Returns
    -------
    Scoreboard; the series least inside its bands first
    """
    return scoreboard(scenario_of(results.manifest), np.unique(results.histories), series)


def scoreboard(scenario: Scenario, numbers: np.ndarray, series: Sequence[Observed] | None = None) -> Scoreboard:
    """The scoreboard of the histories of some prior worlds, by their numbers (histories,); see `backcast`."""
    series = observed_series() if series is None else series
    shown = tuple(dict.fromkeys(one.outcome for one in series))
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    luck = Luck(scenario.seed, numbers)
    world, outcomes = past(parameters, luck, scenario.decision_month, None, scenario.evidence, outcomes=shown)
    world.close()
    scored = [score(one, outcomes.get(one.outcome), scenario.evidence, scenario.decision_month) for one in series]
    told = [one for one in scored if one.points]
    return Scoreboard(
        title=scenario.title,
        evidence=scenario.evidence,
        decision_month=month_text(scenario.decision_month),
        histories=len(numbers),
        conditioned=scenario.histories == "conditioned",
        series=tuple(sorted(told, key=lambda one: (one.inside_90 / len(one.points), -one.off))),
        too_late=tuple(one.series.id for one in scored if not one.points),
    )


def score(series: Observed, outcome: np.ndarray | None, evidence: str, decision_month: int) -> SeriesScore:
    """One series against the histories' outcome, array (histories, months up to the decision)."""
    early = [point for point in series.points if point.window.last < decision_month]
    points = tuple(scored(series, point, place, outcome) for place, point in enumerate(early))
    return SeriesScore(series, series.role(evidence), points, len(series.points) - len(early))


def scored(series: Observed, point: Point, place: int, outcome: np.ndarray) -> Scored:
    """One observation against every history in which its statistic is defined."""
    shown = series.simulated(outcome, point)
    shown = shown[np.isfinite(shown)].astype(float)
    scorable = met(shown, point.value, point.bound)
    months, values = [p.window.last for p in series.points], [p.value for p in series.points]
    said = rivals(months, values, place, series.total, series.reference is not None)
    return Scored(
        when=point.when,
        value=point.value,
        bound=point.bound,
        quantiles=tuple(float(x) for x in np.quantile(shown, QUANTILES)),
        crps=crps(scorable, point.value),
        log_score=None if point.bound in (AT_LEAST, AT_MOST) else log_score(shown, point.value),
        rivals={
            name: abs(float(met(np.array(one), point.value, point.bound)) - point.value) for name, one in said.items()
        },
    )


def met(shown: np.ndarray, value: float, bound: str) -> np.ndarray:
    """What is said, with everything that meets a bound counted as right: at least 1,000 is met by 1,300."""
    if bound == AT_LEAST:
        return np.minimum(shown, value)
    return np.maximum(shown, value) if bound == AT_MOST else shown
