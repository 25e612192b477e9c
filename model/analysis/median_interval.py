"""How far the median of a sample can be told, from the order of its values alone."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr, bdtrik, ndtri

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
        NaN where the sample has fewer than five values.

    Source: order statistics, exact for any distribution (David and Nagaraja 2003, §7.1; not checked); with groups the
    same ranks widened by the spread between groups of the share below the median (Woodruff 1952; not checked).
    """
    if groups is not None and np.unique(groups).size < len(values):
        return grouped_interval(values, groups, confidence)
    found = ranks(len(values), confidence)
    if found is None:
        unknown = np.full(values.shape[1:], np.nan)
        return unknown, unknown.copy()
    ordered = np.sort(values, axis=0)
    return ordered[found[0]], ordered[found[1]]


def grouped_interval(values: np.ndarray, groups: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """The interval where several values share a group, arrays (…); NaN for fewer than five groups."""
    labels, group = np.unique(groups, return_inverse=True)
    ordered = np.sort(values, axis=0)
    if ranks(labels.size, confidence) is None:
        unknown = np.full(values.shape[1:], np.nan)
        return unknown, unknown.copy()
    middle = np.median(values, axis=0)
    above = (values > middle) - 0.5 + 0.5 * (values == middle)
    totals = np.zeros((labels.size, *values.shape[1:]))
    np.add.at(totals, group, above)
    error = np.sqrt((totals**2).sum(axis=0) * labels.size / (labels.size - 1)) / len(values)
    reach = ndtri((1.0 + confidence) / 2.0) * error * len(values)
    last = len(values) - 1
    low = np.clip(np.floor(last / 2.0 - reach), 0, last).astype(int)
    high = np.clip(np.ceil(last / 2.0 + reach), 0, last).astype(int)
    return np.take_along_axis(ordered, low[None], 0)[0], np.take_along_axis(ordered, high[None], 0)[0]
