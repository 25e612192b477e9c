"""Observed series of seeds/history.yaml, or of a user's file of the same shape: what was counted, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from model.analysis.validation.listed import listed
from model.evidence import Month, Window, load, month_text
from model.evidence.entry import Entry
from model.evidence.history import added, mean
from model.strict_yaml import Problem, did_you_mean, seeds
from model.world import OUTCOMES

Role = Literal["target", "parameter", "held_out"]
ROLES = {
    "target": "histories were kept by it",
    "parameter": "a parameter was set from it",
    "held_out": "held out: nothing was set by it",
}
PER_CENT = 100.0


@dataclass(frozen=True)
class Point:
    """One observation: a month, or a span with its first and last month; `bound` says how the source puts it."""

    value: float
    sources: tuple[str, ...]
    month: Month | None = None
    first: Month | None = None
    last: Month | None = None
    bound: Literal["exact", "about", "at_least", "at_most"] = "about"

    def __post_init__(self) -> None:
        if (self.month is None) == (self.first is None) or (self.first is None) != (self.last is None):
            raise ValueError("a point has a 'month', or else 'first' and 'last'")
        if not self.sources:
            raise ValueError("a point needs a source")
        _ = self.window

    @property
    def window(self) -> Window:
        """The months it speaks of."""
        return Window(self.month, self.month) if self.month is not None else Window(self.first, self.last)

    @property
    def when(self) -> str:
        """The months it speaks of, in words."""
        return str(self.window) if self.month is None else month_text(self.month)


@dataclass(frozen=True)
class Observed:
    """An observed series, held against one outcome of the model.

    Parameters
    ----------
    id, title, outcome, unit : what it is called, which outcome it is held against, and in which unit
    statistic : of the outcome over a point's months: its last month, sum, mean, or percent change since `reference`
    articles, record : its role in each evidence set
    points : observations, the earliest first
    why : where it comes from and what speaks against it
    reference : the months that a change is measured from
    total : whether it is a running total since September 2023, of which a constant rate can be kept up
    """

    id: str
    title: str
    outcome: str
    statistic: Literal["last", "sum", "mean", "change_percent"]
    unit: str
    articles: Role
    record: Role
    points: tuple[Point, ...]
    why: str
    reference: Window | None = None
    total: bool = False

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"outcome: no such outcome '{self.outcome}'{did_you_mean(self.outcome, OUTCOMES)}")
        if (self.reference is None) == (self.statistic == "change_percent"):
            raise ValueError("'reference' goes with the statistic change_percent, and only with it")
        ends = [point.window.last for point in self.points]
        if not ends or ends != sorted(set(ends)):
            raise ValueError("points: at least one is expected, and each later than the one before")

    def role(self, evidence: str) -> Role:
        """What the model has seen of it in an evidence set."""
        return self.articles if evidence == "articles" else self.record

    def simulated(self, series: np.ndarray, point: Point) -> np.ndarray:
        """The statistic of every history over a point's months, shape (histories,), in `unit`.

        Parameters
        ----------
        series : array (histories, months), the outcome from September 2023 on
        point : one of the points
        """
        window = point.window
        if self.statistic == "last":
            return series[:, window.last]
        if self.statistic == "sum":
            return added(series, window)
        if self.statistic == "mean":
            return mean(series, window)
        with np.errstate(divide="ignore", invalid="ignore"):
            return PER_CENT * (mean(series, window) / mean(series, self.reference) - 1.0)


def observed_series(file: Path | None = None) -> tuple[Observed, ...]:
    """The series of a file; without one, those of seeds/history.yaml, whose sources must be in seeds/sources.yaml.

    Raises
    ------
    InputError
        Naming file, line and key of everything that cannot be taken.
    """
    faults = unknown_sources if file is None else lambda entry, series: ()
    return listed(file or seeds() / "history.yaml", "history", Observed, faults)


def unknown_sources(entry: Entry, series: Observed) -> list[Problem]:
    """A problem for each source that is not among the project's."""
    known = load().sources
    return [
        entry.document.problem((*entry.path, "points", place), f"no such source '{name}'{did_you_mean(name, known)}")
        for place, point in enumerate(series.points)
        for name in point.sources
        if name not in known
    ]
