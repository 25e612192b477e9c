"""Playing: one past for a block of worlds, then every option in it with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.levers import Option
from model.luck import Luck
from model.world.outcomes import OUTCOMES
from model.world.world import World


@dataclass(frozen=True)
class Results:
    """Outcomes of a block.

    Parameters
    ----------
    history : outcome -> array (worlds, history months), from September 2023 to the month before the decision
    future : outcome -> array (options, worlds, months), from the decision month
    """

    history: Mapping[str, np.ndarray]
    future: Mapping[str, np.ndarray]


def record(
    world: World, months: int, progress: Callable[[], None] | None, outcomes: Sequence[str], kind: type = np.float64
) -> dict[str, np.ndarray]:
    """Step a world and read its outcomes: outcome -> array (options, worlds, months) of some kind of number.

    All lie in one piece of memory, which a system fetches in large pages where it fetches many in small ones.
    """
    series = np.empty((len(outcomes), months, *world.shape), kind)
    for month in range(months):
        world.step()
        for name, values in zip(outcomes, series, strict=True):
            values[month] = OUTCOMES[name].read(world)
        if progress:
            progress()
    return {name: np.moveaxis(values, 0, -1) for name, values in zip(outcomes, series, strict=True)}


def past(
    draw,
    luck: Luck,
    decision_month: int,
    events=None,
    evidence: str = "articles",
    progress=None,
    outcomes=tuple(OUTCOMES),
    **parts,
):
    """The past of a block: the world as it stands at the decision, and its outcomes (worlds, months).

    The world can be branched any number of times (`World.branched`); close it when done.
    """
    world = World(draw, luck, decision_month, events, evidence, **parts)
    history = record(world, decision_month, progress, outcomes)
    return world, {name: values[0] for name, values in history.items()}


def future(
    world: World, options: Sequence[Option], months: int, progress=None, outcomes=tuple(OUTCOMES), kind=np.float64
):
    """Every option played from a world at its decision: outcome -> array (options, worlds, months)."""
    branch = world.branched(options)
    played = record(branch, months, progress, outcomes, kind)
    branch.close()
    return played


def play(
    draw,
    luck: Luck,
    options: Sequence[Option],
    decision_month: int,
    months: int,
    events: Mapping[int, Sequence[str]] | None = None,
    evidence: str = "articles",
    progress: Callable[[], None] | None = None,
    outcomes: Sequence[str] = tuple(OUTCOMES),
    **parts,
) -> Results:
    """History once, then every option in the same worlds with the same luck.

    Parameters
    ----------
    draw, luck : parameters and luck of the worlds of the block
    options : what is played; the status quo is an option without commitments
    decision_month, months : months since September 2023, and how many months are played from there
    events : event ids by month since September 2023
    evidence : "articles" or "record"
    progress : called once a month
    outcomes : ids to record
    parts : other actors, levers or decision theory, for tests and rival theories
    """
    world, history = past(draw, luck, decision_month, events, evidence, progress, outcomes, **parts)
    results = Results(history, future(world, options, months, progress, outcomes))
    world.close()
    return results
