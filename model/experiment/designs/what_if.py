"""The worlds of a run as they stood at the decision, played on with some parameters moved to other prior quantiles.

The past stays what it was: histories were kept, or drawn, under the old values. A moved parameter counts from the
decision month on, in every rate, weight and habit, and in no opening stock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from model.experiment.blocks import MOST_COLUMNS
from model.experiment.replay import scenario_of
from model.experiment.results import MEAN, Results, monthly_mean
from model.experiment.scenario import Scenario
from model.experiment.store import STORED
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import Distribution, Draw, Rows, draw, load
from model.strict_yaml import did_you_mean
from model.world import World, future

Move = Mapping[str, Any]  # parameter -> prior quantile, one for all worlds or one a world


class WhatIf:
    """Some worlds of a run at their decision month, to be continued under any option with parameters moved.

    Parameters
    ----------
    results : Results
    most : int, optional
        How many worlds to take; every history comes once before any comes twice. All by default.

    Attributes
    ----------
    worlds : array of int, numbers of the worlds taken
    histories : array of int, which history each of them continues

    Example
    -------
    >>> WhatIf(results, 200).play([{"leakage": 0.9}], ["mediation"], ["tension"])["tension"].shape
    (1, 1, 200)
    """

    def __init__(self, results: Results, most: int | None = None) -> None:
        self.results, self.scenario = results, scenario_of(results.manifest)
        self.worlds = chosen_worlds(results, most)
        self.histories = results.histories[self.worlds]
        self.options = {option.id: option for option in self.scenario.options}
        lucks = self.worlds % self.scenario.lucks if results.manifest.facts["kept"] else np.zeros_like(self.worlds)
        numbers, places = np.unique(self.histories, return_inverse=True)
        self.now, self.lasting = at_decision(self.scenario, numbers)
        self.now.select(places, lucks)

    def close(self) -> None:
        """Let go of the worlds' arrays."""
        self.now.close()

    def play(
        self,
        moves: Sequence[Move],
        options: Sequence[str],
        outcomes: Sequence[str],
        when: str = MEAN,
        played: Callable[[int], None] = lambda count: None,
    ) -> dict[str, np.ndarray]:
        """Outcomes in one month ("YYYY-MM") or on average ("mean"), arrays (moves, options, worlds).

        Values are rounded as stored ones are, so a move of nothing gives what the run holds, bit for bit. `played` is
        told how many moves each batch has played. ValueError for an unknown parameter or a quantile outside [0, 1].
        """
        shape = (len(moves), len(options), self.worlds.size)
        found = {name: np.empty(shape) for name in outcomes}
        for part in parts(len(moves), len(options) * self.worlds.size):
            series = self.continued(moves[part], options, outcomes)
            for name, values in series.items():
                split = self.seen(values, when).reshape(len(options), -1, self.worlds.size)
                found[name][part] = split.swapaxes(0, 1)
            played(part.stop - part.start)
        return found

    def seen(self, series: np.ndarray, when: str) -> np.ndarray:
        """Series (options, columns, months) in one month or on average, (options × columns,)."""
        rounded = series.reshape(-1, series.shape[-1]).astype(STORED).astype(np.float64)
        return monthly_mean(rounded) if when == MEAN else rounded[:, self.results.position(when)]

    def continued(self, moves: Sequence[Move], options: Sequence[str], outcomes: Sequence[str]) -> Any:
        """The future under each move, side by side: outcome -> array (options, moves × worlds, months)."""
        other = self.now.branched((STATUS_QUO,))
        other.select(np.tile(np.arange(self.worlds.size), len(moves)))
        changed = moved(other.p.draw, self.scenario, moves, self.worlds.size)
        other.p = Rows(changed)
        opened = World(changed, other.luck, self.scenario.decision_month, None, self.scenario.evidence)
        fresh = dict(owners(opened))
        for name, owner in owners(other):
            for attribute in self.lasting.get(name, ()):
                setattr(owner, attribute, getattr(fresh[name], attribute))
        series = future(other, [self.options[name] for name in options], self.scenario.months, outcomes=tuple(outcomes))
        opened.close()
        other.close()
        return series


def at_decision(scenario: Scenario, numbers: np.ndarray) -> tuple[World, dict[str, tuple[str, ...]]]:
    """Prior worlds at the decision month, and what each system and actor has from its parameters and never changes.

    Such an attribute is the same array after all of history, bit for bit what a newly opened world holds.
    """
    given = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    both = [
        World(given, Luck(scenario.seed, numbers), scenario.decision_month, dict(scenario.events), scenario.evidence)
        for _ in range(2)
    ]
    world, opened = both
    before = {name: arrays(owner) for name, owner in owners(world)}
    for _ in range(scenario.decision_month):
        world.step()
    fresh = dict(owners(opened))
    lasting = {
        name: tuple(
            attribute
            for attribute, value in before[name].items()
            if getattr(owner, attribute, None) is value and same(value, getattr(fresh[name], attribute))
        )
        for name, owner in owners(world)
    }
    opened.close()
    return world, lasting


def owners(world: World) -> Iterator[tuple[str, Any]]:
    """Every system and actor of a world by a name of its own."""
    for name, system in world.systems.items():
        yield f"system {name}", system
    for actor in world.agents:
        yield f"actor {actor.name}", actor


def arrays(owner: Any) -> dict[str, Any]:
    """The arrays, and the tuples of arrays, that a system or actor holds."""
    return {name: value for name, value in vars(owner).items() if isinstance(value, np.ndarray | tuple)}


def same(one: Any, other: Any) -> bool:
    """Whether two arrays, or two tuples of them, are equal bit for bit."""
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(np.array_equal, one, other))
    return np.array_equal(one, other)


def moved(given: Draw, scenario: Scenario, moves: Sequence[Move], worlds: int) -> Draw:
    """A draw (moves × worlds,) in which each move's parameters stand at their quantiles."""
    values = {name: given[name] for name in given.names}
    for number, move in enumerate(moves):
        place = slice(number * worlds, (number + 1) * worlds)
        for name, quantile in move.items():
            if name not in values:
                raise ValueError(f"{name}: no such parameter{did_you_mean(name, values)}")
            if values[name] is given[name]:
                values[name] = given[name].copy()
            values[name][place] = value_at(scenario, name, quantile)
    return Draw(values)


def value_at(scenario: Scenario, name: str, quantile: Any) -> np.ndarray:
    """A parameter's value at a quantile of what is believed in a scenario, same shape as the quantile."""
    parameter = load(scenario.evidence)[name]
    quantile = np.asarray(quantile, dtype=float)
    if not ((quantile >= 0) & (quantile <= 1)).all():
        raise ValueError(f"{name}: a quantile lies between 0 and 1")
    return np.clip(believed(scenario, name).ppf(quantile), *parameter.physics).reshape(quantile.shape)


def believed(scenario: Scenario, name: str) -> Distribution:
    """What is believed about a parameter in a scenario: its own assumption, or else the prior."""
    return scenario.assume.get(name) or load(scenario.evidence)[name].distribution


def quantiles(scenario: Scenario, histories: np.ndarray) -> np.ndarray:
    """Prior quantile of every parameter in every world, (parameters, worlds), by numbers of the histories.

    Where several quantiles give one value, as of a switch, each world has the middle of those that do here.
    """
    luck = Luck(scenario.seed, histories)
    given = draw(load(scenario.evidence), scenario.seed, histories, dict(scenario.assume))
    return np.stack([level(luck.uniform("parameter/" + name), given[name]) for name in given.names])


def level(u: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Quantiles (worlds,), evened out among worlds of the same value."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    if count.size == values.size:
        return u
    return (np.bincount(place, u) / count)[place]


def chosen_worlds(results: Results, most: int | None) -> np.ndarray:
    """Which worlds to take, every history once before any twice."""
    lucks = results.manifest.scenario.get("lucks", 1) if results.manifest.facts["kept"] else 1
    order = np.argsort(np.arange(results.worlds) % lucks, kind="stable")
    return np.sort(order[: most or results.worlds])


def parts(moves: int, columns: int) -> Iterator[slice]:
    """Moves of so many columns each, in batches that the engine likes."""
    together = max(1, MOST_COLUMNS // columns)
    for first in range(0, moves, together):
        yield slice(first, min(first + together, moves))
