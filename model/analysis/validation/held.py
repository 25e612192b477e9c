"""Mechanisms held against natural experiments: what each shows alone beside what was seen, misfits first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from model.analysis.validation.experiments import (
    EVIDENCE,
    LABELS,
    NaturalExperiment,
    Observation,
    natural_experiments,
)
from model.analysis.validation.mechanisms import MECHANISMS
from model.analysis.validation.scoreboard import QUANTILES
from model.luck import Luck
from model.parameters import draw, load
from model.world import World

SEED = 20260301
WORLDS = 2000
EDGE = 0.05  # a move that fewer worlds make is as far out as a value outside the band of nine in ten


@dataclass(frozen=True)
class Held:
    """One observation beside the mechanism: quantiles at 5, 25, 50, 75, 95 % of worlds; of a move, its share of worlds.

    `commonest` is the move that most worlds make.
    """

    experiment: NaturalExperiment
    observation: Observation
    quantiles: tuple[float, float, float, float, float] | None = None
    share: float | None = None
    commonest: str | None = None

    @property
    def fits(self) -> bool:
        """Whether it lies in the band of nine in ten worlds; of a move, whether one world in twenty makes it."""
        if self.quantiles is None:
            return self.share >= EDGE
        return self.quantiles[0] <= self.observation.value <= self.quantiles[-1]

    @property
    def off(self) -> float:
        """How far the mechanism lies from it: in halves of the band; of a move, the share that makes another."""
        if self.quantiles is None:
            return 1.0 - self.share
        half = (self.quantiles[-1] - self.quantiles[0]) / 2.0
        error = abs(self.quantiles[2] - self.observation.value)
        return error / half if half > 0 else float(error > 0)

    def plain(self) -> dict[str, Any]:
        """Plain values for JSON."""
        one, seen = self.experiment, self.observation
        return {
            "experiment": one.id,
            "title": one.title,
            "observation": seen.title,
            "mechanism": one.mechanism,
            "rules": list(one.rules),
            "label": one.label,
            "observed": seen.move if seen.value is None else seen.value,
            "unit": seen.unit,
            "basis": one.basis,
            "sources": list(seen.sources),
            "quantiles": self.quantiles and list(self.quantiles),
            "share": self.share,
            "commonest": self.commonest,
            "fits": self.fits,
            "left_out": [asdict(prior) for prior in (*one.left_out, *seen.left_out)],
            "why": one.why,
        }


@dataclass(frozen=True)
class Comparison:
    """Every observation beside its mechanism, those that fail first."""

    worlds: int
    held: tuple[Held, ...]

    def counted(self, label: str) -> tuple[int, int]:
        """Observations under a label, and how many of them fit."""
        ones = [one for one in self.held if one.experiment.label == label]
        return len(ones), sum(one.fits for one in ones)

    @property
    def failing(self) -> tuple[Held, ...]:
        """The observations that their mechanism does not show."""
        return tuple(one for one in self.held if not one.fits)

    def plain(self) -> dict[str, Any]:
        """Plain values for JSON."""
        counts = {label: dict(zip(("observations", "fit"), self.counted(label), strict=True)) for label in LABELS}
        return {"worlds": self.worlds, "labels": counts, "observations": [one.plain() for one in self.held]}


def mechanisms_alone(experiments: Sequence[NaturalExperiment] | None = None, worlds: int = WORLDS) -> Comparison:
    """Run every mechanism alone in prior worlds and hold it against what was seen.

    Parameters
    ----------
    experiments : by default those of seeds/natural_experiments.yaml
    worlds : how many prior worlds each mechanism runs in
    """
    experiments = natural_experiments() if experiments is None else experiments
    held = [one for experiment in experiments for one in held_against(experiment, np.arange(worlds))]
    return Comparison(worlds, tuple(sorted(held, key=lambda one: (one.fits, -one.off))))


def held_against(experiment: NaturalExperiment, numbers: np.ndarray) -> list[Held]:
    """One experiment's observations beside its mechanism in some prior worlds, by their numbers (worlds,)."""
    shown: dict[tuple, dict[str, np.ndarray]] = {}
    made = []
    for seen in experiment.observations:
        priors = experiment.priors(seen)
        if priors not in shown:
            shown[priors] = alone(experiment, priors, numbers)
        made.append(beside(experiment, seen, shown[priors][seen.measure]))
    return made


def alone(experiment: NaturalExperiment, priors: tuple, numbers: np.ndarray) -> dict[str, np.ndarray]:
    """What an experiment's mechanism shows by itself, each measure (worlds,)."""
    assumed = {prior.parameter: prior.distribution for prior in priors}
    drawn = draw(load(EVIDENCE), SEED, numbers, assumed)
    world = World(drawn, Luck(SEED, numbers), decision_month=0, evidence=EVIDENCE)
    shown = MECHANISMS[experiment.mechanism](world, experiment.inputs)
    world.close()
    return shown


def beside(experiment: NaturalExperiment, seen: Observation, shown: np.ndarray) -> Held:
    """One observation beside what the mechanism shows (worlds,)."""
    if seen.move is not None:
        moves, times = np.unique(shown, return_counts=True)
        return Held(experiment, seen, None, float(np.mean(shown == seen.move)), str(moves[times.argmax()]))
    return Held(experiment, seen, quantiles=tuple(float(x) for x in np.quantile(shown, QUANTILES)))
