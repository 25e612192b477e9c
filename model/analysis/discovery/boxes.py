"""A box: limits on a few uncertainties, and how well it tells failing worlds from the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.special import betainc, entr, ndtri

CONFIDENCE = 0.90
LEANING = 0.1  # of the doubt about failing: boxes that take away less lean towards failing, they do not explain it
DIGITS = 12  # more would only spell out how a number is stored


@dataclass(frozen=True)
class Box:
    """Worlds whose value of each restricted column lies between two ends, both included; an open end is infinite."""

    limits: Mapping[int, tuple[float, float]]

    def holds(self, table: np.ndarray) -> np.ndarray:
        """Whether each world lies inside (worlds,), from a table (worlds, columns)."""
        inside = np.ones(len(table), bool)
        for column, (low, high) in self.limits.items():
            inside &= (table[:, column] >= low) & (table[:, column] <= high)
        return inside

    def among(self, columns: Sequence[int]) -> Box:
        """The same box where its columns are numbered as in a wider table, of which `columns` were searched."""
        return Box({int(columns[column]): ends for column, ends in self.limits.items()})

    def without(self, column: int) -> Box:
        """The box with one column free."""
        return Box({other: ends for other, ends in self.limits.items() if other != column})

    def with_ends(self, column: int, low: float, high: float) -> Box:
        """The box with other ends on one column; open ends on both sides free it."""
        if low == -inf and high == inf:
            return self.without(column)
        return Box({**self.limits, column: (low, high)})

    def opened(self) -> list[Box]:
        """The boxes that opening one end of one column gives."""
        ends = [(column, *pair) for column, pair in self.limits.items()]
        lower = [self.with_ends(column, -inf, high) for column, low, high in ends if low > -inf]
        return lower + [self.with_ends(column, low, inf) for column, low, high in ends if high < inf]


@dataclass(frozen=True)
class Measure:
    """How a set of worlds meets failure: of `worlds` there are `failing`; `inside` the set, `caught` are failing.

    Example
    -------
    >>> Measure(2000, 260, 300, 212).density
    0.7066666666666667
    """

    worlds: int
    failing: int
    inside: int
    caught: int

    @classmethod
    def of(cls, inside: np.ndarray, failing: np.ndarray) -> Measure:
        """The measure of a set from two truth values a world, arrays (worlds,)."""
        return cls(len(failing), int(failing.sum()), int(inside.sum()), int((inside & failing).sum()))

    @property
    def coverage(self) -> float:
        """Share of the failing worlds that lie inside."""
        return self.caught / self.failing if self.failing else np.nan

    @property
    def density(self) -> float:
        """Share of the worlds inside that fail."""
        return self.caught / self.inside if self.inside else np.nan

    @property
    def mass(self) -> float:
        """Share of all worlds that lie inside."""
        return self.inside / self.worlds

    @property
    def base(self) -> float:
        """Share of all worlds that fail."""
        return self.failing / self.worlds

    @property
    def information(self) -> float:
        """How much lying inside tells about failing, bits a world; see `information`."""
        return float(information(self.worlds, self.failing, self.inside, self.caught))

    @property
    def told(self) -> float:
        """Share of the doubt about failing that knowing who lies inside takes away: 0 nothing, 1 all of it."""
        doubt = float(entr([self.base, 1.0 - self.base]).sum() / np.log(2.0))
        return self.information / doubt if doubt else 0.0


def together(boxes: list[Box] | tuple[Box, ...], table: np.ndarray, failing: np.ndarray) -> Measure:
    """The measure of the worlds that lie in any of several boxes."""
    inside = np.zeros(len(table), bool)
    for box in boxes:
        inside |= box.holds(table)
    return Measure.of(inside, failing)


def information(worlds: float, failing: float, inside: np.ndarray, caught: np.ndarray) -> np.ndarray:
    """Mutual information of lying inside and failing, bits a world, element by element.

    It is zero where the share of failing worlds inside is that of all worlds, and largest for a set that holds all
    failing worlds and no other, whether failing is rare or common.

    Source: Shannon's mutual information of a two-by-two table.
    """
    cells = np.stack([caught, inside - caught, failing - caught, worlds - inside - failing + caught]) / worlds
    joint = entr(np.maximum(cells, 0.0)).sum(axis=0)
    apart = entr(failing / worlds) + entr(1 - failing / worlds) + entr(inside / worlds) + entr(1 - inside / worlds)
    return np.maximum(apart - joint, 0.0) / np.log(2.0)


def quasi_p(box: Box, wider: Box, table: np.ndarray, failing: np.ndarray, alone: float = 1.0) -> float:
    """How easily so dense a box arises if what makes it narrower than another told nothing.

    Parameters
    ----------
    box, wider : a box, and the same one with a column or an end of it free
    table, failing : arrays (worlds, columns) and (worlds,)
    alone : how many independent worlds one world counts for: histories over worlds, at most 1

    Returns
    -------
    float
        Chance of at least as many failing worlds among those inside, if each failed as often as in the wider box.
        “Quasi”, because the search chose the limit.

    Source: Bryant and Lempert 2010, from Friedman and Fisher 1999 (not checked).
    """
    inside, around = box.holds(table), wider.holds(table)
    count, caught = inside.sum() * alone, (inside & failing).sum() * alone
    if around.sum() == inside.sum() or not caught:
        return 1.0
    return float(betainc(caught, count - caught + 1.0, failing[around].mean()))


def share_interval(
    part: np.ndarray, whole: np.ndarray, histories: np.ndarray, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """An interval for the share Σ part / Σ whole that rests on histories and not on lucks.

    Parameters
    ----------
    part, whole : arrays (worlds,)
        Counts, with part at most whole in every world.
    histories : array (worlds,)
        Which history each world continues.

    Returns
    -------
    low, high : NaN where the whole is empty

    Source: Wilson's interval (1927; not checked) on as many worlds as would be independent, by the design effect of
    a ratio over clusters (Kish 1965; not checked).
    """
    _, group = np.unique(histories, return_inverse=True)
    parts, wholes = np.bincount(group, part), np.bincount(group, whole)
    count = wholes.sum()
    if not count:
        return np.nan, np.nan
    share = parts.sum() / count
    clusters = int((wholes > 0).sum())
    spread = ((parts - share * wholes) ** 2).sum() * clusters / max(clusters - 1, 1)
    chance = count * share * (1.0 - share)
    size = count / max(spread / chance, 1.0) if chance else float(clusters)
    reach = ndtri((1.0 + confidence) / 2.0) ** 2 / size
    middle = (share + reach / 2.0) / (1.0 + reach)
    half = np.sqrt(reach * (share * (1.0 - share) + reach / 4.0)) / (1.0 + reach)
    return float(max(min(middle - half, share), 0.0)), float(min(max(middle + half, share), 1.0))


def rounded(box: Box, table: np.ndarray) -> Box:
    """The box with ends of as few digits as leave every world on its side."""
    for column, (low, high) in box.limits.items():
        values = table[:, column]
        below, inside = values[values < low], values[(values >= low) & (values <= high)]
        above = values[values > high]
        first = low if low == -inf else shortest(below.max(initial=-inf), inside.min(initial=inf), low)
        last = high if high == inf else shortest(inside.max(initial=-inf), above.min(initial=inf), high)
        box = box.with_ends(column, first, last)
    return box


def shortest(low: float, high: float, between: float) -> float:
    """The number of fewest digits strictly between two values; `between` where there is none."""
    for digits in range(1, DIGITS):
        tried = float(f"{between:.{digits}g}")
        if low < tried < high:
            return tried
    return between
