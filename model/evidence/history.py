"""What history must reproduce (targets) and what is imposed on it (dated events)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.evidence.month import Month, month_text

EvidenceSet = Literal["articles", "record"]
HALF = 0.5


@dataclass(frozen=True)
class Window:
    """Months from the first to the last, both included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"a window runs forward from 2023-09, not {self}")

    def __str__(self) -> str:
        return f"{month_text(self.first)} to {month_text(self.last)}"


@dataclass(frozen=True)
class Target:
    """A band in which a world's history must lie for the world to be kept.

    Parameters
    ----------
    id, outcome, unit : str
        The target, the outcome it looks at, and the unit of `value`, `low` and `high`.
    statistic : {"last", "sum", "mean", "change_percent"}
        Of the outcome over the window: its last month, sum, mean, or percent change of its mean since `reference`.
    windows : tuple of Window
        One; or two where the article leaves the window open, and each world's `switch` chooses.
    value : float
        What the figure says.
    low, high : float or None
        The band; None is open.
    evidence : tuple of {"articles", "record"}
        The evidence sets that hold the target.
    figure : str or None
        The article's figure behind it.
    sources : tuple of str
        The record's sources behind it.
    switch : str or None
        Parameter between 0 and 1 that chooses between two windows: below one half the first, otherwise the second.
    why : str
        Why the band is as wide as it is.
    """

    id: str
    outcome: str
    statistic: Literal["last", "sum", "mean", "change_percent"]
    windows: tuple[Window, ...]
    value: float
    low: float | None
    high: float | None
    unit: str
    evidence: tuple[EvidenceSet, ...]
    why: str
    figure: str | None = None
    sources: tuple[str, ...] = ()
    reference: Window | None = None
    switch: str | None = None

    def __post_init__(self) -> None:
        if len(self.windows) != (1 if self.switch is None else 2):
            raise ValueError("one window is expected, or two with a 'switch'")
        if (self.reference is None) == (self.statistic == "change_percent"):
            raise ValueError("'reference' goes with the statistic change_percent, and only with it")
        ends = [end for end in (self.low, self.value, self.high) if end is not None]
        if ends != sorted(ends) or len(ends) == 1:
            raise ValueError("a band has an end, and its value lies inside it")
        if not self.evidence or not (self.figure or self.sources):
            raise ValueError("a target needs an evidence set, and a figure or sources")

    @property
    def due(self) -> Month:
        """The last month the target looks at; a decision in or before that month does not impose it."""
        return max(window.last for window in self.windows)

    def observed(self, series: np.ndarray, switch: np.ndarray | None = None) -> np.ndarray:
        """The statistic of each world's history.

        Parameters
        ----------
        series : array (worlds, months)
            The outcome, from month 0, at least up to `due`.
        switch : array (worlds,) or None
            The worlds' draw of the parameter `switch`, where the target has one.

        Returns
        -------
        array (worlds,), in `unit`

        Raises
        ------
        ValueError
            If the history ends too early, or the switch is missing.
        """
        if series.shape[1] <= self.due:
            raise ValueError(f"{self.id}: history ends before {month_text(self.due)}")
        first = self.over(series, self.windows[0])
        if self.switch is None:
            return first
        if switch is None:
            raise ValueError(f"{self.id}: the draw of '{self.switch}' is needed to choose the window")
        return np.where(switch < HALF, first, self.over(series, self.windows[1]))

    def over(self, series: np.ndarray, window: Window) -> np.ndarray:
        """The statistic over one window, shape (worlds,)."""
        if self.statistic == "last":
            return series[:, window.last].copy()
        if self.statistic == "sum":
            return added(series, window)
        if self.statistic == "mean":
            return mean(series, window)
        before = mean(series, self.reference)
        with np.errstate(divide="ignore", invalid="ignore"):
            return 100.0 * (mean(series, window) / before - 1.0)

    def holds(self, series: np.ndarray, switch: np.ndarray | None = None) -> np.ndarray:
        """Whether each world lies inside the band, ends included, shape (worlds,); never where nothing is defined."""
        seen = self.observed(series, switch)
        inside = np.isfinite(seen)
        if self.low is not None:
            inside &= seen >= self.low
        if self.high is not None:
            inside &= seen <= self.high
        return inside


def added(series: np.ndarray, window: Window) -> np.ndarray:
    """The sum over a window, month by month, so that a world's bits do not depend on its neighbours."""
    total = np.zeros(series.shape[0])
    for month in range(window.first, window.last + 1):
        total += series[:, month]
    return total


def mean(series: np.ndarray, window: Window) -> np.ndarray:
    """The mean over a window, shape (worlds,)."""
    return added(series, window) / (window.last - window.first + 1)


@dataclass(frozen=True)
class DatedEvent:
    """Something that happened in a month, imposed on every history of its evidence sets; `times` if more than once."""

    event: str
    month: Month
    evidence: tuple[EvidenceSet, ...]
    why: str
    passage: str | None = None
    figure: str | None = None
    sources: tuple[str, ...] = ()
    times: int = 1

    def __post_init__(self) -> None:
        if self.month < 0 or self.times < 1 or not self.evidence:
            raise ValueError("an event happens at least once, from 2023-09 on, in an evidence set")
        if not (self.passage or self.figure or self.sources):
            raise ValueError("an event needs a passage, a figure or a source")
