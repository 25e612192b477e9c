"""How well histories reproduce the figures of the past: each one's band beside what histories show, misfits first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BEYOND, BESIDE, REACHING, INSIDE = "beyond", "beside", "reaching", "inside"
STANDINGS = (BEYOND, BESIDE, REACHING, INSIDE)


@dataclass(frozen=True)
class Fit:
    """One figure of the past and what histories show of it.

    Parameters
    ----------
    target, unit : the figure's id and the unit of every number
    fitted : whether histories were kept by it; else it was left out of the choice
    low, high : the figure's band; None is open
    first, middle, last : 5, 50 and 95 % of the histories that are shown
    kept : whether those are kept histories; else prior ones
    standing : "beyond" if nine in ten of the histories lie on one side of the band, "beside" if the median lies
        outside it, "reaching" if the median lies inside and the range reaches out, "inside" if the range lies inside
    below : whether the median lies below the band, so which way a misfit goes
    """

    target: str
    unit: str
    fitted: bool
    low: float | None
    high: float | None
    first: float
    middle: float
    last: float
    kept: bool
    standing: str
    below: bool

    @property
    def holds(self) -> bool:
        """Whether the median history lies inside the band."""
        return self.standing in (REACHING, INSIDE)


def fits(predicted: Sequence[Mapping[str, Any]]) -> tuple[Fit, ...]:
    """Every figure with what histories show of it, worst misfits first; `predicted` is that of a `PastReport`.

    Example
    -------
    >>> [fit.standing for fit in fits(past_report(scenario, kept).predictive)]   # doctest: +SKIP
    """
    found = [fit(one) for one in predicted]
    return tuple(sorted(found, key=lambda one: (STANDINGS.index(one.standing), one.fitted)))


def fit(one: Mapping[str, Any]) -> Fit:
    """One figure: kept histories where there are any, else prior ones."""
    low, high = one["low"], one["high"]
    first, middle, last = one["kept"] or one["prior"]
    return Fit(
        one["target"], one["unit"], one["fitted"], low, high, first, middle, last, bool(one["kept"]),
        standing(low, high, (first, middle, last)), low is not None and middle < low,
    )  # fmt: skip


def standing(low: float | None, high: float | None, shown: tuple[float, float, float]) -> str:
    """How the 5, 50 and 95 % of histories stand to a band whose ends may be open."""
    least = float("-inf") if low is None else low
    most = float("inf") if high is None else high
    first, middle, last = shown
    if last < least or first > most:
        return BEYOND
    if not least <= middle <= most:
        return BESIDE
    return INSIDE if least <= first and last <= most else REACHING
