"""PRIM, the patient rule induction method: peel thin slices off until most worlds inside fail, then paste some back.

Own code because the one kept library that offers it (ema-workbench) brings some fifteen packages along; where that
library is installed, the tests hold both against each other.
Source: Friedman and Fisher 1999; for scenario discovery Bryant and Lempert 2010 (not checked).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from model.analysis.boxes import Box, Measure, quasi_p

SLICE = 0.05  # share of the worlds inside that a peel takes: small is patient (Friedman and Fisher advise 0.05 to 0.1)
LEAST = 0.05  # share of all worlds that a box holds at least: fewer would be an anecdote
MOST = 4  # columns that a box restricts at most: a sentence that names more is not read
DOUBTFUL = 0.05  # quasi-p above which a limit is taken away again


@dataclass(frozen=True)
class Step:
    """One box on the way from all worlds to the smallest box, with how well it tells failing worlds."""

    box: Box
    measure: Measure


@dataclass(frozen=True)
class Peeling:
    """All steps of one search, and the box chosen from them; `box` is None where no box tells more than all worlds."""

    steps: tuple[Step, ...]
    box: Box | None


def prim(table: np.ndarray, failing: np.ndarray, most: int = MOST, alone: float = 1.0) -> Peeling:
    """The box that tells most about failing, found by peeling and pasting.

    Parameters
    ----------
    table : array (worlds, columns)
    failing : bool array (worlds,)
    most : int
        Columns that may be restricted.
    alone : float
        How many independent worlds one world counts for; see `quasi_p`.

    Returns
    -------
    Peeling
        Of all steps the one with the largest `information` is chosen; its limits are then loosened while that tells
        more, and limits whose quasi-p exceeds 5 % are taken away.
    """
    steps = peel(table, failing, most)
    dense = [step for step in steps if step.box.limits and step.measure.density > step.measure.base]
    if not dense:
        return Peeling(steps, None)
    chosen = max(dense, key=lambda step: step.measure.information).box
    return Peeling(steps, sure(paste(chosen, table, failing), table, failing, alone))


def peel(table: np.ndarray, failing: np.ndarray, most: int = MOST) -> tuple[Step, ...]:
    """Every box on the way, the first without a limit; ends once all fail inside or a slice would leave too few."""
    box, rows = Box({}), np.arange(len(table))
    steps = [Step(box, Measure(len(table), int(failing.sum()), len(table), int(failing.sum())))]
    while failing[rows].any() and not failing[rows].all():
        free = np.arange(table.shape[1]) if len(box.limits) < most else np.array(sorted(box.limits))
        cut = finest_cut(table[np.ix_(rows, free)], failing[rows], LEAST * len(table))
        if cut is None:
            break
        column, lower, keep = cut
        box = tightened(box, int(free[column]), lower, table[rows, free[column]], keep)
        rows = rows[keep]
        measure = Measure(len(table), steps[0].measure.failing, len(rows), int(failing[rows].sum()))
        steps.append(Step(box, measure))
    return tuple(steps)


def finest_cut(inside: np.ndarray, failing: np.ndarray, least: float) -> tuple[int, bool, np.ndarray] | None:
    """The slice whose loss raises the density most for each world lost.

    Parameters
    ----------
    inside : array (worlds, columns), the worlds still inside
    failing : bool array (worlds,)
    least : how many worlds must be left

    Returns
    -------
    (column, whether the slice lies at the lower end, which worlds stay), or None where every slice leaves too few
    """
    kept = np.stack([above_slice(inside), above_slice(-inside)])
    left = kept.sum(axis=1)
    caught = (kept & failing[:, None]).sum(axis=1)
    allowed = (left >= max(least, 1.0)) & (left < len(failing))
    if not allowed.any():
        return None
    lost = np.maximum(len(failing) - left, 1)
    gain = np.where(allowed, (caught / np.maximum(left, 1) - failing.mean()) / lost, -inf)
    side, column = np.unravel_index(np.argmax(gain), gain.shape)
    return int(column), side == 0, kept[side, :, column]


def above_slice(values: np.ndarray) -> np.ndarray:
    """Which worlds stay if the lowest slice of each column goes (worlds, columns); equal values stay or go together."""
    place = int(SLICE * len(values))
    edge = np.partition(values, place, axis=0)[place]
    kept = values >= edge
    whole = kept.all(axis=0)
    kept[:, whole] = values[:, whole] > edge[whole]
    return kept


def tightened(box: Box, column: int, lower: bool, values: np.ndarray, keep: np.ndarray) -> Box:
    """The box after a slice is gone: its new end lies midway between the last world lost and the first that stays."""
    low, high = box.limits.get(column, (-inf, inf))
    if lower:
        return box.with_ends(column, midway(values[~keep].max(), values[keep].min()), high)
    return box.with_ends(column, low, midway(values[~keep].min(), values[keep].max()))


def midway(lost: float, stays: float) -> float:
    """The middle between a value outside and one inside; the inner one where nothing lies between."""
    middle = lost + (stays - lost) / 2.0
    return float(stays if middle == lost else middle)


def paste(box: Box, table: np.ndarray, failing: np.ndarray) -> Box:
    """The box with its ends moved outwards, a slice at a time, as long as that tells more about failing."""
    best = Measure.of(box.holds(table), failing).information
    while True:
        tried = [wider for column in box.limits for wider in loosened(box, column, table)]
        told = [Measure.of(wider.holds(table), failing).information for wider in tried]
        if not told or max(told) <= best:
            return box
        best = max(told)
        box = tried[told.index(best)]


def loosened(box: Box, column: int, table: np.ndarray) -> list[Box]:
    """The boxes that one end of a column gives when moved outwards by a slice, or away."""
    low, high = box.limits[column]
    values = np.sort(table[box.without(column).holds(table), column])
    first, last = np.searchsorted(values, low), np.searchsorted(values, high, "right")
    some = max(int(SLICE * (last - first)), 1)
    lower = -inf if first <= some else midway(values[first - some - 1], values[first - some])
    upper = inf if last + some >= len(values) else midway(values[last + some], values[last + some - 1])
    return [box.with_ends(column, lower, high)] * (low > -inf) + [box.with_ends(column, low, upper)] * (high < inf)


def sure(box: Box, table: np.ndarray, failing: np.ndarray, alone: float = 1.0) -> Box | None:
    """The box without the limits that chance alone could give, the most doubtful taken away first."""
    while box.limits:
        doubts = {column: quasi_p(box, column, table, failing, alone) for column in box.limits}
        worst = max(doubts, key=doubts.__getitem__)
        if doubts[worst] <= DOUBTFUL:
            return box
        box = box.without(worst)
    return None
