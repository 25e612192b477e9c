"""Portfolios: which subsets of an option's parts are played, and how what they are worth is shared among the parts.

A portfolio is a number whose bit j says whether it holds part j. Worths are arrays (portfolios, worlds). Every share is
a weighted sum of differences that are taken first, so that a part that changes nothing gets exactly 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np

from model.luck import Luck

MOST_EXACT = 14  # parts: 16,384 portfolios, article A's thirteen levers and their co-ordination
UNITS = 64  # orders drawn beyond that, each with its reverse; their own error is counted in every interval


@dataclass(frozen=True)
class Subsets:
    """Every portfolio of so many parts: shares are exact."""

    size: int

    @property
    def masks(self) -> np.ndarray:
        """The portfolios, in order, array (portfolios,)."""
        return np.arange(2**self.size)

    def shapley(self, worth: np.ndarray) -> np.ndarray:
        """Shapley value of each part, arrays (portfolios, worlds) to (parts, worlds).

        Source: Shapley 1953: what a part adds to those before it, on average over all orders.
        """
        weights = weight_of_others(self.size)
        return np.stack([weighted(weights, added(worth, part)) for part in range(self.size)])

    def synergies(self, worth: np.ndarray) -> np.ndarray:
        """Shapley interaction index of each pair, arrays (portfolios, worlds) to (pairs, worlds), as `pairs` has them.

        What two parts add together beyond what each adds without the other, on average over all portfolios of the
        others, each number of others counting the same. Source: Grabisch and Roubens 1999 (not checked).
        """
        weights = weight_of_others(self.size - 1)
        found = []
        for first in range(self.size - 1):
            alone = added(worth, first)
            found += [weighted(weights, added(alone, second - 1)) for second in range(first + 1, self.size)]
        return np.array(found).reshape(comb(self.size, 2), worth.shape[1])

    def errors(self, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Variance that drawing orders adds to each Shapley value and synergy: none."""
        return np.zeros(self.size), np.zeros(comb(self.size, 2))


@dataclass(frozen=True)
class Orders:
    """Some orders of the parts, each with its reverse: shares are estimates, with an error of their own.

    `orders` is an array (units, 2, parts): the parts in the order in which they join. Beside the portfolios met on the
    way, each part alone and all but each part are played.
    """

    orders: np.ndarray

    @classmethod
    def drawn(cls, size: int, seed: int, units: int = UNITS) -> Orders:
        """Orders drawn with a study's luck, each followed by its reverse, which halves what chance leaves and more."""
        luck = Luck(seed, np.arange(units))
        numbers = np.stack([luck.uniform(f"orders/{part}") for part in range(size)], axis=1)
        orders = np.argsort(numbers, axis=1)
        return cls(np.stack([orders, orders[:, ::-1]], axis=1))

    @property
    def size(self) -> int:
        """How many parts."""
        return self.orders.shape[-1]

    @cached_property
    def masks(self) -> np.ndarray:
        """The portfolios played, each once, ascending, array (portfolios,)."""
        bits = 2 ** np.arange(self.size)
        full = bits.sum()
        return np.unique(np.concatenate([self.before.ravel(), self.skipping.ravel(), [0, full], bits, full - bits]))

    @cached_property
    def before(self) -> np.ndarray:
        """The portfolio before each part joins, array (units, 2, parts)."""
        bits = 2**self.orders
        return np.cumsum(bits, axis=-1) - bits

    @cached_property
    def skipping(self) -> np.ndarray:
        """The portfolio in which the next part has joined instead, array (units, 2, parts − 1)."""
        return self.before[..., :-1] + 2 ** self.orders[..., 1:]

    def at(self, worth: np.ndarray, portfolios: np.ndarray) -> np.ndarray:
        """What the given portfolios are worth, array (…, worlds)."""
        return worth[np.searchsorted(self.masks, portfolios)]

    def shapley(self, worth: np.ndarray) -> np.ndarray:
        """Estimated Shapley value of each part, arrays (portfolios, worlds) to (parts, worlds)."""
        return self.shapley_by_unit(worth).mean(axis=0)

    def shapley_by_unit(self, worth: np.ndarray) -> np.ndarray:
        """What each part adds where it joins, mean over an order and its reverse, array (units, parts, worlds)."""
        joining = self.at(worth, self.before + 2**self.orders) - self.at(worth, self.before)
        return np.take_along_axis(joining, np.argsort(self.orders, axis=-1)[..., None], axis=2).mean(axis=1)

    def synergies(self, worth: np.ndarray) -> np.ndarray:
        """Estimated Shapley interaction index of each pair, array (pairs, worlds); NaN for a pair never side by side.

        Two parts side by side in a random order have a random portfolio of the others before them, of every size with
        the same chance, which is what the index averages over.
        """
        met = self.second_differences(worth).mean(axis=1)
        return np.stack([mean_of(met[at]) for at in self.where_met()])

    def second_differences(self, worth: np.ndarray) -> np.ndarray:
        """What neighbours add beyond each alone, array (units, 2, parts − 1, worlds), the reverse turned round."""
        start, bits = self.before[..., :-1], 2**self.orders
        both, first = start + bits[..., :-1] + bits[..., 1:], start + bits[..., :-1]
        one, other = self.at(worth, both) - self.at(worth, self.skipping), self.at(worth, first) - self.at(worth, start)
        second = one - other
        return np.stack([second[:, 0], second[:, 1, ::-1]], axis=1)

    def where_met(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """For each pair, the units in which its parts are neighbours, and the place of the first of them."""
        lines = np.sort(np.stack([self.orders[:, 0, :-1], self.orders[:, 0, 1:]]), axis=0)
        for first, second in pairs(self.size):
            yield np.nonzero((lines[0] == first) & (lines[1] == second))

    def errors(self, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Variance that drawing orders adds to each Shapley value and synergy, arrays (parts,), (pairs,).

        `means` is the mean worth of each portfolio (portfolios,). Pairs meet in few orders: their own scatter counts
        where it is larger than that of all pairs. NaN for a pair that never met.
        """
        worth = means[:, None]
        met = self.second_differences(worth).mean(axis=1)[..., 0]
        by_unit = self.shapley_by_unit(worth)[..., 0]
        return by_unit.var(axis=0, ddof=1) / len(by_unit), pooled([met[at] for at in self.where_met()])


def design_for(size: int, seed: int, most_exact: int = MOST_EXACT) -> Subsets | Orders:
    """Every portfolio where there are few parts, drawn orders where there are many."""
    return Subsets(size) if size <= most_exact else Orders.drawn(size, seed)


def pairs(size: int) -> list[tuple[int, int]]:
    """Every two parts, in order."""
    return list(combinations(range(size), 2))


def added(worth: np.ndarray, part: int) -> np.ndarray:
    """What a part adds to every portfolio of the others, arrays (2 × others, worlds) to (others, worlds)."""
    sides = worth.reshape(-1, 2, 2**part, worth.shape[-1])
    return (sides[:, 1] - sides[:, 0]).reshape(-1, worth.shape[-1])


def weighted(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Weighted sum over portfolios, arrays (portfolios,) and (portfolios, worlds) to (worlds,)."""
    return np.einsum("p,pw->w", weights, values)


def weight_of_others(size: int) -> np.ndarray:
    """Weight of each portfolio of the size − 1 others: every number of others counts the same, array (others,)."""
    others = max(size - 1, 0)
    counts = np.array([int(mask).bit_count() for mask in range(2**others)])
    return np.array([1.0 / (max(size, 1) * comb(others, count)) for count in range(others + 1)])[counts]


def mean_of(values: np.ndarray) -> np.ndarray:
    """Mean over the first axis; NaN where there is nothing to average."""
    return values.mean(axis=0) if len(values) else np.full(values.shape[1:], np.nan)


def pooled(samples: list[np.ndarray]) -> np.ndarray:
    """Variance of the mean of each of several small samples, from its own scatter or that of all, the larger."""
    counts = np.array([len(sample) for sample in samples])
    squares = np.array([((sample - mean_of(sample)) ** 2).sum() for sample in samples])
    of_all = squares.sum() / max((counts - 1).clip(0).sum(), 1)
    scatter = np.maximum(squares / (counts - 1).clip(1), of_all)
    return np.where(counts > 0, scatter / counts.clip(1), np.nan)


def alone(masks: np.ndarray, worth: np.ndarray, size: int) -> np.ndarray:
    """What each part changes by itself, arrays (portfolios, worlds) to (parts, worlds)."""
    places = np.searchsorted(masks, 2 ** np.arange(size))
    return worth[places] - worth[0]


def last(masks: np.ndarray, worth: np.ndarray, size: int) -> np.ndarray:
    """What is lost when each part alone is left out, arrays (portfolios, worlds) to (parts, worlds)."""
    places = np.searchsorted(masks, masks[-1] - 2 ** np.arange(size))
    return worth[-1] - worth[places]
