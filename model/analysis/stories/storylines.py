"""Choosing worlds to tell: the central one, the most diverse, those of worst regret, the most surprising; and why.

Worlds are compared by ranks: each outcome, at the end and on average over the months played, is read as the world's
place among all worlds, from 0 to 1, so that no unit and no long tail decides. Two worlds are as far apart as their
places differ on average (Manhattan distance).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from scipy.spatial.distance import cdist

KINDS = ("central", "diverse", "regret", "surprising")
# What an analyst is shown of a world; what an option costs is left out, since it is the option and not the world.
REGARDED = (
    "containers_delivered",
    "troops_in_theatre",
    "north_korean_casualties",
    "value_returned",
    "suppressed_share",
    "missile_capability",
    "tension",
    "severe_incidents",
    "displacement",
)
METHODS: Mapping[str, str] = MappingProxyType(
    {
        "central": "the world whose ranks differ least from those of all other worlds (the medoid)",
        "diverse": "the worlds farthest from the central one and from each other, one after the other (max–min)",
        "regret": "the worlds in which the option ends furthest behind the option that ends ahead there, on average "
        "over the outcomes, each as a share of the range in which nine in ten worlds lie",
        "surprising": "the worlds in which the option's effect most contradicts that in at least three quarters of "
        "the worlds; of the status quo, those with the most distant neighbours",
    }
)
MAJORITY = 0.75  # an effect has a usual direction where three quarters of the worlds agree
NEIGHBOURS = 10  # enough that one twin of a world does not hide how lonely both are
REFERENCE = 4000  # worlds among which neighbours are looked for; more would tell the same, slowly
NINE_IN_TEN = (0.05, 0.95)


@dataclass(frozen=True)
class Chosen:
    """A world and why it was chosen: kind, number, score by the kind's measure, and the outcome that stands out."""

    kind: str
    world: int
    score: float
    outcome: str
    when: int


def ranks(values: np.ndarray) -> np.ndarray:
    """Each world's place in each column, from 0 to 1, ties sharing theirs: (worlds, columns) to the same shape."""
    return np.stack([places(column) for column in values.T], axis=1)


def places(column: np.ndarray) -> np.ndarray:
    """Each value's place among all, from 0 to 1, ties sharing theirs: (worlds,)."""
    _, where, counts = np.unique(column, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - counts / 2.0)[where] / len(column)


def mean_distances(places: np.ndarray) -> np.ndarray:
    """Mean Manhattan distance, per column, of each world from all worlds (worlds,); exact, by sorting each column."""
    worlds = len(places)
    total = np.zeros(worlds)
    for column in places.T:
        order = np.argsort(column, kind="stable")
        ordered = column[order]
        below = np.concatenate([[0.0], np.cumsum(ordered)[:-1]])
        counts = np.arange(worlds)
        above = ordered.sum() - below - ordered
        total[order] += counts * ordered - below + above - (worlds - 1 - counts) * ordered
    return total / worlds / places.shape[1]


def central(places: np.ndarray, histories: np.ndarray, count: int = 1) -> list[int]:
    """The worlds nearest to all others, each of another history."""
    return ordered(-mean_distances(places), histories, count)


def diverse(places: np.ndarray, histories: np.ndarray, count: int = 1) -> list[int]:
    """The worlds farthest from the central one and then from all chosen before, each of another history."""
    chosen = central(places, histories)
    nearest = distances_to(places, chosen[0])
    while len(chosen) <= count:
        free = ~np.isin(histories, histories[chosen])
        if not free.any():
            break
        chosen.append(int(np.argmax(np.where(free, nearest, -1.0))))
        nearest = np.minimum(nearest, distances_to(places, chosen[-1]))
    return chosen[1:]


def distances_to(places: np.ndarray, world: int) -> np.ndarray:
    """Distance of every world from one (worlds,)."""
    return np.abs(places - places[world]).mean(axis=1)


def loneliness(places: np.ndarray) -> np.ndarray:
    """Mean distance of each world from its nearest neighbours (worlds,)."""
    reference = places[:REFERENCE]
    near = min(NEIGHBOURS, len(reference) - 1)
    if near < 1:
        return np.zeros(len(places))
    lonely = np.empty(len(places))
    for first in range(0, len(places), REFERENCE):
        part = slice(first, first + REFERENCE)
        apart = np.sort(cdist(places[part], reference, "cityblock"), axis=1)[:, : near + 1]
        own = 1 if first == 0 else 0  # the first worlds meet themselves, at distance 0
        lonely[part] = apart[:, own : own + near].mean(axis=1) / places.shape[1]
    return lonely


def regrets(values: np.ndarray, option: int, senses: Sequence[str], scales: np.ndarray) -> np.ndarray:
    """How far an option ends behind the option that ends ahead in each world: (worlds, outcomes), in scales.

    Parameters
    ----------
    values : array (options, worlds, outcomes)
    option : row of the option
    senses : "lower", "higher" or "neither" for each outcome; "neither" has no regret
    scales : array (outcomes,), range in which nine in ten worlds lie; where it is 0 there is no regret
    """
    sign = np.array([{"lower": 1.0, "higher": -1.0, "neither": 0.0}[sense] for sense in senses])
    bad = values * sign
    behind = bad[option] - bad.min(axis=0)
    return np.divide(behind, scales, out=np.zeros(behind.shape), where=scales > 0)


def contrary(effects: np.ndarray) -> np.ndarray:
    """How far each world's effect runs against the usual direction, in widths of the effects: (worlds, columns).

    A column has a usual direction where at least three quarters of the worlds share a sign; elsewhere nothing is
    contrary.
    """
    usual = np.where((effects > 0).mean(axis=0) >= MAJORITY, 1.0, 0.0)
    usual = np.where((effects < 0).mean(axis=0) >= MAJORITY, -1.0, usual)
    width = widths(effects)
    against = np.maximum(0.0, -effects * usual)
    return np.divide(against, width, out=np.zeros(against.shape), where=width > 0)


def widths(values: np.ndarray) -> np.ndarray:
    """Range in which nine in ten worlds lie, or, where that is nothing, all: (worlds, columns) to (columns,)."""
    low, high = np.quantile(values, NINE_IN_TEN, axis=0)
    return np.where(high > low, high - low, values.max(axis=0) - values.min(axis=0))


def ordered(score: np.ndarray, histories: np.ndarray, count: int) -> list[int]:
    """The worlds of highest score, the first of equal ones, each of another history."""
    chosen: list[int] = []
    seen: set[int] = set()
    for world in np.argsort(-score, kind="stable"):
        if int(histories[world]) not in seen:
            chosen.append(int(world))
            seen.add(int(histories[world]))
        if len(chosen) == count:
            break
    return chosen


@dataclass(frozen=True)
class Ensemble:
    """What worlds are chosen from.

    Parameters
    ----------
    values : array (options, worlds, outcomes, 2), at the end and on average
    outcomes : their ids, with names, units and senses in `facts`
    histories : which history each world continues (worlds,)
    option : row of the option that is told; the status quo is row 0
    options : ids of the options
    """

    values: np.ndarray
    outcomes: tuple[str, ...]
    facts: Mapping[str, Mapping[str, str]]
    histories: np.ndarray
    option: int
    options: tuple[str, ...]

    @classmethod
    def of(cls, results: Any, option: str, outcomes: Sequence[str] = REGARDED) -> Ensemble:
        """The ensemble of a stored run; ValueError for an unknown outcome."""
        names = results.checked(outcomes)
        table = results.per_world(outcomes=names)
        values = np.stack([table[name].values for name in names], axis=2)
        return cls(
            values,
            tuple(names),
            {name: results.outcomes[name] for name in names},
            np.asarray(results.histories),
            results.options.index(option),
            tuple(results.options),
        )

    @property
    def own(self) -> np.ndarray:
        """The option's values (worlds, outcomes × 2): every outcome at the end, then every one on average."""
        return columns(self.values[self.option])

    @property
    def effects(self) -> np.ndarray:
        """The option less the status quo, as `own`."""
        return columns(self.values[self.option] - self.values[0])

    def regrets(self) -> np.ndarray:
        """Regret at the end (worlds, outcomes)."""
        ends = self.values[..., 0]
        senses = [self.facts[name]["sense"] for name in self.outcomes]
        return regrets(ends, self.option, senses, widths(ends[0]))


def columns(values: np.ndarray) -> np.ndarray:
    """Outcomes at the end and on average side by side: (worlds, outcomes, 2) to (worlds, 2 × outcomes)."""
    return np.concatenate([values[..., 0], values[..., 1]], axis=-1)


def choose(ensemble: Ensemble, kind: str, count: int = 1) -> list[Chosen]:
    """The worlds of one kind, each of another history; none where the kind says nothing of this ensemble.

    Raises
    ------
    ValueError
        For an unknown kind.
    """
    ways: Mapping[str, Callable[[Ensemble, int], list[Chosen]]] = {
        "central": most_central, "diverse": most_diverse, "regret": most_regret, "surprising": most_surprising,
    }  # fmt: skip
    if kind not in ways:
        raise ValueError(f"no such kind {kind!r}; there are {', '.join(KINDS)}")
    return ways[kind](ensemble, count)


def chosen(ensemble: Ensemble, kind: str, world: int, score: float, column: int) -> Chosen:
    """A chosen world, with the outcome and time (0 the end, 1 on average) of a column."""
    when, place = divmod(column, len(ensemble.outcomes))
    return Chosen(kind, world, float(score), ensemble.outcomes[place], when)


def most_central(ensemble: Ensemble, count: int) -> list[Chosen]:
    """The medoid and the next; the outcome in which each stands nearest to the middle."""
    places = ranks(ensemble.own)
    score, off = mean_distances(places), np.abs(places - 0.5)
    return [
        chosen(ensemble, "central", world, score[world], int(np.argmin(off[world])))
        for world in central(places, ensemble.histories, count)
    ]


def most_diverse(ensemble: Ensemble, count: int) -> list[Chosen]:
    """Far worlds; the outcome in which each stands farthest from the central world."""
    places = ranks(ensemble.own)
    middle = central(places, ensemble.histories)[0]
    apart = np.abs(places - places[middle])
    return [
        chosen(ensemble, "diverse", world, apart[world].mean(), int(np.argmax(apart[world])))
        for world in diverse(places, ensemble.histories, count)
    ]


def most_regret(ensemble: Ensemble, count: int) -> list[Chosen]:
    """Worlds of worst regret; the outcome in which each falls furthest behind."""
    behind = ensemble.regrets()
    score = behind.mean(axis=1)
    if not score.max() > 0:
        return []
    return [
        chosen(ensemble, "regret", world, score[world], int(np.argmax(behind[world])))
        for world in ordered(score, ensemble.histories, count)
        if score[world] > 0
    ]


def most_surprising(ensemble: Ensemble, count: int) -> list[Chosen]:
    """Worlds against the usual effect; where there are none, and for the status quo, the loneliest worlds."""
    against = contrary(ensemble.effects)
    score = against.max(axis=1)
    if score.max() > 0:
        return [
            chosen(ensemble, "surprising", world, score[world], int(np.argmax(against[world])))
            for world in ordered(score, ensemble.histories, count)
            if score[world] > 0
        ]
    places = ranks(ensemble.own)
    lonely = loneliness(places)
    return [
        chosen(ensemble, "surprising", world, lonely[world], int(np.argmax(np.abs(places[world] - 0.5))))
        for world in ordered(lonely, ensemble.histories, count)
    ]
