"""PRIM, the patient rule induction method: peel thin slices off until most worlds inside fail, then paste some back.

Own code because the one kept library that offers it (ema-workbench) brings some fifteen packages along; where that
library is installed, the tests hold both against each other.
Source: Friedman and Fisher 1999; for scenario discovery Bryant and Lempert 2010 (not checked).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from model.analysis.discovery.boxes import Box, Measure, information, quasi_p

SLICE = 0.05  # share of the worlds inside that a peel takes: small is patient (Friedman and Fisher advise 0.05 to 0.1)
LEAST = 0.05  # share of all worlds that a box holds at least: fewer would be an anecdote
MOST = 4  # columns that a box restricts at most: a sentence that names more is not read
GAIN = 1e-12  # bits; less is rounding
DOUBTFUL = 0.05  # quasi-p above which an end is opened again


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
        Of all steps the one with the largest `information` is chosen; its ends are then moved, slices pasted back or
        trimmed, while that tells more, and ends whose quasi-p exceeds 5 % are opened.
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
    """The box with each end moved to where it tells most about failing, outwards or inwards, until none moves."""
    best = Measure.of(box.holds(table), failing).information
    while True:
        tried = [moved for column in box.limits for moved in moved_ends(box, column, table, failing)]
        told = [Measure.of(moved.holds(table), failing).information for moved in tried]
        if not told or max(told) <= best + GAIN:
            return box
        best = max(told)
        box = tried[told.index(best)]


def moved_ends(box: Box, column: int, table: np.ndarray, failing: np.ndarray) -> list[Box]:
    """The boxes with the lower, and with the upper end of a column where it tells most; an open end stays open."""
    low, high = box.limits[column]
    wide = box.without(column).holds(table)
    values, counts = table[wide, column], (len(table), int(failing.sum()))
    moved = []
    if low > -inf:
        inside = values <= high
        moved.append(box.with_ends(column, -told_most(-values[inside], failing[wide][inside], counts), high))
    if high < inf:
        inside = values >= low
        moved.append(box.with_ends(column, low, told_most(values[inside], failing[wide][inside], counts)))
    return moved


def told_most(values: np.ndarray, failing: np.ndarray, counts: tuple[int, int]) -> float:
    """The upper end at which the values below it tell most, if all worlds and failing ones count so many."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    inside = np.arange(1, len(values) + 1)
    told = information(*counts, inside.astype(float), np.cumsum(failing[order]).astype(float))
    cut = np.append(ordered[1:] > ordered[:-1], True) & (inside >= LEAST * counts[0])
    if not cut.any():
        return float(ordered[-1])
    place = int(np.argmax(np.where(cut, told, -1.0)))
    return inf if place == len(ordered) - 1 else midway(ordered[place + 1], ordered[place])


def sure(box: Box, table: np.ndarray, failing: np.ndarray, alone: float = 1.0) -> Box | None:
    """The box without the ends that chance alone could give, the most doubtful opened first; None if none is left."""
    while box.limits:
        opened = box.opened()
        doubts = [quasi_p(box, wider, table, failing, alone) for wider in opened]
        if max(doubts) <= DOUBTFUL:
            return box
        box = opened[doubts.index(max(doubts))]
    return None
