"""Options against the status quo in the same worlds, so that only the policy differs."""

from __future__ import annotations

import numpy as np

SPREAD = (0.05, 0.95)
WORST = 0.1


def counts(differences: np.ndarray, sense: str) -> tuple[int, int, int, int, int]:
    """In how many worlds an option is better, worse, the same, higher and lower.

    Parameters
    ----------
    differences : array (worlds,)
        Option minus status quo, world by world.
    sense : "lower", "higher" or "neither"
        Which way is better; for "neither" nothing is better or worse.

    Returns
    -------
    five counts
        better, worse, same, higher, lower; better + worse + same is the number of worlds unless sense is "neither".

    Example
    -------
    >>> counts(np.array([-1.0, -2.0, 0.0, 3.0]), "lower")
    (2, 1, 1, 1, 2)
    """
    higher, lower = int((differences > 0).sum()), int((differences < 0).sum())
    same = len(differences) - higher - lower
    better, worse = {"lower": (lower, higher), "higher": (higher, lower), "neither": (0, 0)}[sense]
    return better, worse, same, higher, lower


def extremes(differences: np.ndarray, sense: str) -> tuple[float, float, float]:
    """Between which differences nine in ten worlds lie, and the mean of the worst tenth of worlds.

    Parameters
    ----------
    differences : array (worlds,)
        Option minus status quo, world by world.
    sense : "lower", "higher" or "neither"
        Which way is better; for "neither" there is no worst tenth (NaN).

    Returns
    -------
    three numbers
        5 % and 95 % quantile; mean of the tenth (rounded up to whole worlds) in which the option does worst.

    Example
    -------
    >>> extremes(np.arange(20.0), "lower")[2]
    18.5
    """
    low, high = np.quantile(differences, SPREAD)
    if sense == "neither":
        return float(low), float(high), float("nan")
    tenth = int(np.ceil(WORST * len(differences)))
    ordered = np.sort(differences)
    worst = ordered[-tenth:] if sense == "lower" else ordered[:tenth]
    return float(low), float(high), float(worst.mean())
