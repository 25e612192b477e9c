"""How far the median of a sample can be told, from the order of its values alone."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr, bdtrik, stdtrit

from model.analysis.comparison.sharing import design_effect

CONFIDENCE = 0.90


def ranks(size: int, confidence: float = CONFIDENCE) -> tuple[int, int] | None:
    """Which two of `size` ordered values (counted from 0) enclose the median with at least the given confidence.

    The number of values below the median is binomial(size, ½), whatever their distribution; the lower rank k is the
    largest with P(at most k below) ≤ (1 − confidence)/2. None for a sample too small.

    Example
    -------
    >>> ranks(100)
    (41, 58)
    """
    tail = (1.0 - confidence) / 2.0
    if size < 1 or bdtr(0, size, 0.5) > tail:
        return None
    below = int(bdtrik(tail, size, 0.5))
    while bdtr(below, size, 0.5) > tail:
        below -= 1
    while bdtr(below + 1, size, 0.5) <= tail:
        below += 1
    return below, size - 1 - below


def median_interval(
    values: np.ndarray, groups: np.ndarray | None = None, confidence: float = CONFIDENCE
) -> tuple[np.ndarray, np.ndarray]:
    """An interval that encloses the median of a population with at least the given confidence.

    Parameters
    ----------
    values : array (worlds, …)
        A sample; every column is taken by itself.
    groups : array (worlds,), optional
        Which history each world continues. Worlds of one history are no new evidence about the past, so the interval
        then rests on the histories and not on the lucks.

    Returns
    -------
    low, high : arrays (…)
        NaN where the sample has fewer than five values, or worlds of fewer than five histories.

    Source: order statistics, exact for any distribution and safe under ties (David and Nagaraja 2003, §7.1; not
    checked); with groups the ranks are those of so many independent values as the groups are worth, with Student's t
    for few groups (Woodruff 1952; Korn and Graubard 1998; neither checked). Coverage is simulated in the tests, beside
    that of a bootstrap over histories.
    """
    found = ranks(len(values) if groups is None else np.unique(groups).size, confidence)
    if found is None:
        unknown = np.full(values.shape[1:], np.nan)
        return unknown, unknown.copy()
    ordered = np.sort(values, axis=0)
    if groups is not None and np.unique(groups).size < len(values):
        return grouped_interval(ordered, values, groups, confidence)
    return ordered[found[0]], ordered[found[1]]


def grouped_interval(
    ordered: np.ndarray, values: np.ndarray, groups: np.ndarray, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """The interval where several values share a group, arrays (…): never narrower than that of independent values."""
    size, middle = len(values), np.median(values, axis=0)
    effect = np.maximum(design_effect(values <= middle, groups), design_effect(values < middle, groups))
    reach = rank_reach(size, np.unique(groups).size, effect, (1.0 - confidence) / 2.0)
    low = np.clip(np.floor((size - 1) / 2.0 - reach), 0, size - 1).astype(int)
    high = size - 1 - low
    return np.take_along_axis(ordered, low[None], 0)[0], np.take_along_axis(ordered, high[None], 0)[0]


def rank_reach(size: int, groups: int, effect: np.ndarray, tail: float) -> np.ndarray:
    """How many ranks from the middle of ordered values the interval of the median reaches, array (…)."""
    alone = (size - 1) / 2.0 - ranks(size, 1.0 - 2.0 * tail)[0]
    return np.maximum(alone, -stdtrit(groups - 1, tail) * np.sqrt(effect * size) / 2.0)
