"""How much less worlds tell when they share a history: the design effect, and a share with its interval."""

from __future__ import annotations

import numpy as np
from scipy.special import betaincinv, ndtri, stdtrit


def design_effect(flags: np.ndarray, groups: np.ndarray | None = None) -> np.ndarray:
    """By how much the variance of a share exceeds that of as many independent worlds; at least 1.

    Parameters
    ----------
    flags : array of bool (worlds, …)
        Whether something holds in a world; every column is taken by itself.
    groups : array (worlds,), optional
        Which history each world continues; None where each has its own.

    Returns
    -------
    array (…)
        So many worlds tell as much as one of its own history; 1 where nothing varies.

    Source: the variance between clusters over that of a simple sample (Kish 1965, §5.4; not checked). Less than 1 is
    put at 1, so that no interval is ever narrower than that of independent worlds.

    Example
    -------
    >>> float(design_effect(np.array([1, 1, 0, 0]), np.array([0, 0, 1, 1])))
    4.0
    """
    shape = np.shape(flags)[1:]
    if groups is None or (labels := np.unique(groups)).size == len(flags) or labels.size < 2:
        return np.ones(shape)
    share = np.mean(flags, axis=0)
    between = (totals(flags - share, groups) ** 2).sum(axis=0) * labels.size / (labels.size - 1)
    alone = len(flags) * share * (1.0 - share)
    return np.maximum(np.divide(between, alone, out=np.ones(shape), where=alone > 0), 1.0)


def totals(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The sum of values (worlds, …) over the worlds of each history, array (histories, …)."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=groups[order[0]] - 1))
    return np.add.reduceat(np.asarray(values, float)[order], starts, axis=0)


def share_bounds(
    share: np.ndarray, worlds: np.ndarray, histories: np.ndarray, design: np.ndarray, error: float
) -> tuple[np.ndarray, np.ndarray]:
    """A lower and an upper bound of a share, each wrong in at most `error` of samples; arrays or numbers.

    Source: Clopper and Pearson's exact bounds for as many worlds as the sample is worth, with Student's t for few
    histories (Korn and Graubard 1998; not checked).

    Example
    -------
    >>> [round(float(bound), 4) for bound in share_bounds(0.1, 100, 100, 1.0, 0.025)]
    [0.049, 0.1762]
    """
    few = (ndtri(error) / stdtrit(np.maximum(np.subtract(histories, 1), 1), error)) ** 2
    worth = np.where(np.greater(worlds, histories), few, 1.0) * worlds / design
    found = share * worth
    with np.errstate(invalid="ignore"):
        low = betaincinv(found, worth - found + 1.0, error)
        high = betaincinv(found + 1.0, worth - found, 1.0 - error)
    return np.where(found > 0, low, 0.0), np.where(worth - found > 0, high, 1.0)
