"""Which options no other beats in every criterion at once."""

from __future__ import annotations

import numpy as np


def non_dominated(merits: np.ndarray) -> np.ndarray:
    """Which options are not dominated, array of bool (options,).

    Parameters
    ----------
    merits : array (options, criteria)
        More is better in every column. An option is dominated by one that is nowhere behind it and somewhere ahead;
        options that are equal in all do not dominate each other.

    Example
    -------
    >>> non_dominated(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 1.0]])).tolist()
    [True, True, False]
    """
    nowhere_behind = (merits[None] >= merits[:, None]).all(axis=2)
    somewhere_ahead = (merits[None] > merits[:, None]).any(axis=2)
    return ~(nowhere_behind & somewhere_ahead).any(axis=1)
