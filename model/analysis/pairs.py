"""Options against the status quo in the same worlds, so that only the policy differs."""

from __future__ import annotations

import numpy as np


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
