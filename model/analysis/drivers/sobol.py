"""Sobol indices: which share of an outcome's variance comes from each group of parameters, alone or with others.

The first-order index of a group is the share of variance that would go if its parameters were known; the total index
the share that would stay if all others were. Both compare runs that have some inputs in common: of two columns of
outcomes with the same variance, the share in common is one minus half their mean squared difference over that variance.

What the two base columns have in common by chance is taken off the first-order index as far as the mixed column shares
it, so that a group without influence has zero and no noise.

Source: Saltelli et al. 2010 for the design, Jansen 1999 for the total index, Janon et al. 2014 for the variance taken
from the two columns compared (none checked); tested on functions whose indices are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from model.analysis.comparison.median_interval import CONFIDENCE
from model.luck import Luck

RESAMPLES = 500  # 25 of them beyond each end of a 90 % interval


@dataclass(frozen=True)
class Share:
    """The first-order and total index of one group with their 90 % intervals; below zero is noise."""

    group: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Sobol:
    """Every group's share in the variance of one outcome.

    `rows` counts the base worlds that all matrices gave a finite number for, `dropped` those left out because one did
    not. `carried` says on how many rows the variance rests: the squared sum of squares over the sum of fourth powers, a
    third of the rows for a bell curve, and as many as differ where few do.
    """

    shares: tuple[Share, ...]
    variance: float
    rows: int
    dropped: int
    carried: float

    @property
    def together(self) -> float:
        """The share of variance that arises only where groups act together: one minus the first-order indices."""
        return 1.0 - sum(share.first for share in self.shares)


def sobol(a: np.ndarray, b: np.ndarray, mixed: np.ndarray, names: Sequence[str], seed: int = 0) -> Sobol:
    """Shares of variance from the outcomes of a Saltelli design.

    Parameters
    ----------
    a, b : arrays (rows,)
        The outcome in two independent sets of worlds.
    mixed : array (groups, rows)
        The outcome in worlds of `a` that have one group's parameters from `b`.
    names : sequence of str, one a group
    seed : int
        What the resampling starts from.

    A row in which any number is not finite is left out of all matrices. Where nothing varies, every index is zero.

    Example
    -------
    >>> sobol(a, b, mixed, ["arms", "luck"]).shares[0].total   # doctest: +SKIP
    """
    columns = np.vstack([a, b, mixed])
    whole = np.isfinite(columns).all(axis=0)
    columns = columns[:, whole]
    left = columns.shape[1]
    if left < 2:
        raise ValueError(f"{left} of {whole.size} rows have a finite number in every matrix; two are needed")
    columns = columns - columns[:2].mean()
    even = np.ones((1, left)) / left
    first, total = indices(columns, even)
    ends = [np.quantile(part, tails(), axis=0) for part in indices(columns, resampled(left, seed))]
    shares = tuple(
        Share(name, *numbers)
        for name, *numbers in zip(names, *plain(first[0], *ends[0], total[0], *ends[1]), strict=True)
    )
    return Sobol(shares, float(columns[:2].var()), left, int(whole.size - left), carrying(columns[:2]))


def carrying(base: np.ndarray) -> float:
    """On how many rows the variance of the base columns (2, rows), centred, rests; zero where nothing varies."""
    fourth = (base**4).sum()
    return float((base**2).sum() ** 2 / fourth / len(base)) if fourth > 0 else 0.0


def plain(*columns: np.ndarray) -> list[list[Any]]:
    """Arrays as lists of plain numbers."""
    return [column.tolist() for column in columns]


def tails() -> tuple[float, float]:
    """The two quantiles that enclose the confidence."""
    return (1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0


def indices(columns: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First-order and total indices under each set of weights, arrays (sets, groups); columns are A, B, mixed."""
    a, b, mixed = columns[0], columns[1], columns[2:]
    kept = in_common(a, mixed, weights)
    chance = in_common(b, a[None], weights)  # zero but for the sample; mixed columns have it as far as they keep A
    return in_common(b, mixed, weights) - kept * chance, 1.0 - kept


def in_common(one: np.ndarray, others: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The share of variance that a column (rows,) has in common with each of several (groups, rows).

    `weights` (sets, rows) add up to one in each set; the result is (sets, groups), and one where nothing varies.
    """
    mean = weights @ ((one + others) / 2.0).T
    square = weights @ ((one**2 + others**2) / 2.0).T
    apart = weights @ ((one - others) ** 2 / 2.0).T
    variance = square - mean**2
    return 1.0 - np.divide(apart, variance, out=np.zeros_like(apart), where=variance > 0)


@lru_cache(maxsize=1)
def resampled(rows: int, seed: int) -> np.ndarray:
    """Random weights of the rows, (RESAMPLES, rows): the Bayesian bootstrap (Rubin 1981; not checked)."""
    luck = Luck(seed, np.arange(rows))
    weights = -np.log(np.stack([luck.uniform("analysis/resampling", number) for number in range(RESAMPLES)]))
    return weights / weights.sum(axis=1, keepdims=True)
