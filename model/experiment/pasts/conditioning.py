"""Conditioning: prior worlds in index order, kept if and only if every target dated before the decision holds.

A world that can no longer be kept is dropped as soon as a target has fallen due, so most of them cost half a history.
Whether world i is kept depends on nothing but world i; what is kept is therefore nested and can be grown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.evidence import Target, targets
from model.experiment.pasts.sparing import SparingDraw
from model.experiment.scenario import Scenario
from model.luck import Luck
from model.parameters import load
from model.world import OUTCOMES, World

CHUNK = 16384  # fewer waste Python's time, more the processor's cache and 20 kB of memory each (measured)


@dataclass(frozen=True)
class Chunk:
    """Prior worlds first … last − 1, tried together.

    Parameters
    ----------
    first, last : int
    kept : array of int, numbers of the worlds kept, in order
    dropped : target -> how many worlds it dropped first, in the order in which targets fall due
    """

    first: int
    last: int
    kept: np.ndarray
    dropped: Mapping[str, int]


def imposed(scenario: Scenario) -> tuple[Target, ...]:
    """The targets a scenario's history must reproduce: those dated before its decision month, by due month."""
    held = [target for target in targets(scenario.evidence) if target.due < scenario.decision_month]
    return tuple(sorted(held, key=lambda target: (target.due, target.id)))


def try_worlds(scenario: Scenario, first: int, last: int) -> Chunk:
    """Run prior worlds through history and keep those inside every band.

    Parameters
    ----------
    scenario : whose evidence, seed, assumptions and decision month decide what is kept
    first, last : the worlds first … last − 1 are tried
    """
    luck = Luck(scenario.seed, np.arange(first, last))
    parameters = SparingDraw(load(scenario.evidence), luck, dict(scenario.assume))
    world = World(parameters, luck, scenario.decision_month, None, scenario.evidence)
    held = imposed(scenario)
    series: dict[str, list[np.ndarray]] = {target.outcome: [] for target in held}
    dropped = {target.id: 0 for target in held}
    for month in range(1 + max((target.due for target in held), default=-1)):
        world.step()
        for outcome, values in series.items():
            values.append(OUTCOMES[outcome].read(world)[0])
        inside = np.ones(world.luck.worlds.size, bool)
        for target in (target for target in held if target.due == month):
            missed = inside & ~holds(target, series[target.outcome], world.p.draw)
            dropped[target.id] += int(missed.sum())
            inside &= ~missed
        if not inside.all():
            places = np.flatnonzero(inside)
            world.select(places)
            series = {outcome: [value[places] for value in values] for outcome, values in series.items()}
        if not world.luck.worlds.size:
            break
    kept = world.luck.worlds.astype(np.int64)
    world.close()
    return Chunk(first, last, kept, dropped)


def holds(target: Target, series: Sequence[np.ndarray], parameters) -> np.ndarray:
    """Whether each world's history so far lies inside a target's band, shape (worlds,)."""
    switch = getattr(parameters, target.switch) if target.switch else None
    return target.holds(np.stack(series, axis=-1), switch)
