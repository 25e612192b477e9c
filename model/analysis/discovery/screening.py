"""Which uncertainties tell failing worlds from the others at all, so that a search is not led astray by hundreds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import kolmogorov

CHANCE = 0.05  # of letting any uncertainty through where none matters
SEARCHED = 12  # strongest uncertainties that a search sees: a box restricts four, so thrice as many to choose from
TOGETHER = 32  # columns whose sums are taken at once, so that they stay in the processor's cache (measured)
COPY = 0.95  # rank correlation above which two uncertainties say the same


@dataclass(frozen=True)
class Ground:
    """What a search stands on: a table (worlds, columns), which worlds fail, and which history each continues."""

    table: np.ndarray
    failing: np.ndarray
    histories: np.ndarray

    def __post_init__(self) -> None:
        if not len(self.table) == len(self.failing) == len(self.histories):
            raise ValueError("ground: table, failing and histories need a row for every world")
        if not np.isfinite(self.table).all():
            raise ValueError("ground: the table holds a value that is not finite")
        object.__setattr__(self, "failing", np.asarray(self.failing, bool))

    @cached_property
    def group(self) -> np.ndarray:
        """The history of each world, counted from 0 (worlds,)."""
        return np.unique(self.histories, return_inverse=True)[1]

    @property
    def alone(self) -> float:
        """How many independent worlds one world counts for: histories over worlds."""
        return (int(self.group.max()) + 1) / len(self.group)

    @cached_property
    def order(self) -> np.ndarray:
        """Places of the worlds in rising order of each column (columns, worlds)."""
        return np.ascontiguousarray(np.argsort(self.table, axis=0, kind="stable").T)

    @cached_property
    def steps(self) -> np.ndarray:
        """Where each column, in rising order, ends a run of equal values (columns, worlds)."""
        values = np.take_along_axis(self.table.T, self.order, axis=1)
        return np.column_stack([values[:, 1:] > values[:, :-1], np.zeros(len(values), bool)])


@dataclass(frozen=True)
class Screen:
    """Each column's distance between failing and other worlds, and its chance (columns,).

    `through` lists the columns that pass, strongest first; `copies` says of a column left out which it repeats.
    """

    distance: np.ndarray
    chance: np.ndarray
    through: tuple[int, ...]
    copies: dict[int, int]


def screen(ground: Ground, times: np.ndarray | None = None) -> Screen:
    """Compare the distribution of every column in failing worlds with that in the others.

    Parameters
    ----------
    ground : Ground
    times : array of int (worlds,), optional
        How often each world counts, where worlds are drawn again; 0 leaves one out.

    Returns
    -------
    Screen
        `chance` is multiplied by the number of columns (Bonferroni), so that in 95 of 100 searches nothing passes
        where nothing matters. Worlds of one history count as one. A column that matters only together with another,
        and not by itself, does not pass.

    Source: Kolmogorov–Smirnov distance; its limit for weights of any size from the combinatorial limit theorem of
    Hoeffding 1951 (not checked). Without shared histories it is that of scipy.stats.ks_2samp(method="asymp").
    """
    times = np.ones(len(ground.failing)) if times is None else np.asarray(times, float)
    failing, others = times * ground.failing, times * ~ground.failing
    columns = ground.table.shape[1]
    if not failing.any() or not others.any():
        return Screen(np.zeros(columns), np.ones(columns), (), {})
    weights = failing / failing.sum() - others / others.sum()
    distance = distances(ground, weights)
    shared = np.bincount(ground.group, weights)
    noise = np.sqrt(max((shared**2).sum(), (weights**2 / np.maximum(times, 1.0)).sum()))
    chance = np.minimum(kolmogorov(distance / noise) * columns, 1.0)
    strongest = np.lexsort((-distance, chance))
    passed = [int(column) for column in strongest if chance[column] <= CHANCE]
    through, copies = without_copies(ground.table[times > 0], passed)
    return Screen(distance, chance, through, copies)


def distances(ground: Ground, weights: np.ndarray) -> np.ndarray:
    """The largest sum of the weights of all worlds up to some value, for each column (columns,)."""
    found = np.empty(len(ground.order))
    for first in range(0, len(found), TOGETHER):
        some = slice(first, first + TOGETHER)
        apart = weights[ground.order[some]]
        np.cumsum(apart, axis=1, out=apart)
        np.abs(apart, out=apart)
        apart *= ground.steps[some]
        found[some] = apart.max(axis=1)
    return found


def without_copies(table: np.ndarray, columns: list[int]) -> tuple[tuple[int, ...], dict[int, int]]:
    """The columns that repeat no stronger one, at most SEARCHED, and of every other which it repeats."""
    from scipy.stats import rankdata

    ranks = {column: rankdata(table[:, column]) for column in columns}
    through: list[int] = []
    copies: dict[int, int] = {}
    for column in columns:
        same = [other for other in through if abs(np.corrcoef(ranks[column], ranks[other])[0, 1]) >= COPY]
        if same:
            copies[column] = same[0]
        elif len(through) < SEARCHED:
            through.append(column)
    return tuple(through), copies
