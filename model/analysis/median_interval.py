"""How far the median of a sample can be told, from the order of its values alone."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr, bdtrik

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


def median_interval(values: np.ndarray, confidence: float = CONFIDENCE) -> tuple[np.ndarray, np.ndarray]:
    """An interval that encloses the median of a population with at least the given confidence.

    Parameters
    ----------
    values : array (worlds, …)
        A sample; every column is taken by itself.

    Returns
    -------
    low, high : arrays (…)
        NaN where the sample has fewer than five values.

    Source: order statistics, exact for any distribution (David and Nagaraja 2003, §7.1; not checked).
    """
    found = ranks(len(values), confidence)
    if found is None:
        unknown = np.full(values.shape[1:], np.nan)
        return unknown, unknown.copy()
    ordered = np.sort(values, axis=0)
    return ordered[found[0]], ordered[found[1]]
