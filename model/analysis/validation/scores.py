"""Proper scores of an ensemble against one observation, and what naive rivals would have said of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

RIVALS_SAID = {
    "last_value": "the last observation again",
    "trend": "the line through the last two observations",
    "constant_rate": "the rate since September 2023 kept up",
    "no_change": "no change",
}


def crps(ensemble: np.ndarray, value: float) -> float:
    """Continuous ranked probability score, in the unit of what is scored; 0 is perfect, of one member it is the error.

    Parameters
    ----------
    ensemble : array (members,)
    value : what was observed

    Source: mean |X − y| less half the mean |X − X'| (Gneiting and Raftery 2007 [not checked]).

    Example
    -------
    >>> crps(np.array([0.0, 1.0]), 0.0)
    0.25
    """
    x = np.sort(ensemble)
    n = x.size
    spread = 2.0 * float(((2.0 * np.arange(1, n + 1) - n - 1.0) * x).sum()) / n**2
    return float(np.abs(x - value).mean()) - spread / 2.0


def log_score(ensemble: np.ndarray, value: float) -> float | None:
    """Minus the log density, in nats, of a normal with the ensemble's mean and spread; None where it has no spread.

    Lower is better. The normal stands in for the ensemble's own density, which few hundred members do not tell far out.
    """
    spread = float(ensemble.std())
    if spread <= 0.0:
        return None
    return float(0.5 * np.log(2.0 * np.pi * spread**2) + 0.5 * ((value - ensemble.mean()) / spread) ** 2)


def rivals(months: Sequence[int], values: Sequence[float], place: int, total: bool, change: bool) -> dict[str, float]:
    """What each naive rival says of one observation, from the observations before it alone.

    Parameters
    ----------
    months, values : last month and value of every observation, the earliest first
    place : of the observation
    total : whether the series is a running total since September 2023, so that a rate can be kept up
    change : whether the series is a change, of which “none” can always be said

    Example
    -------
    >>> rivals([9, 19, 29], [10.0, 20.0, 25.0], 2, total=True, change=False)
    {'last_value': 20.0, 'trend': 30.0, 'constant_rate': 30.0}
    """
    said = {"no_change": 0.0} if change else {}
    if place >= 1:
        said["last_value"] = values[place - 1]
    if place > 1:
        slope = (values[place - 1] - values[place - 2]) / (months[place - 1] - months[place - 2])
        said["trend"] = values[place - 1] + slope * (months[place] - months[place - 1])
    if total and place >= 1:
        said["constant_rate"] = values[place - 1] * (months[place] + 1) / (months[place - 1] + 1)
    return said
