"""The smallest change of an assumption, in prior quantiles, under which one option overtakes another.

Two arrays stand behind everything: the advance of the rival over the leader, world by world (above zero where the rival
is better), and a function that plays the same worlds again with assumptions moved and gives their advances.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtri

from model.analysis.comparison.median_interval import CONFIDENCE, median_interval

MEASURES = ("median", "share")
STEPS = (0.0, 0.5, 1.0)  # how far along a path it is looked at first; a turn that comes and goes between is not seen
CLOSE = 0.01  # a turning point is told to a hundredth of a prior
SIGNS = {"lower": -1.0, "higher": 1.0}

Move = Mapping[str, Any]  # parameter -> prior quantile, one for all worlds or one a world
Play = Callable[[Sequence[Move]], np.ndarray]  # moves -> advances (moves, worlds)


def advance(leader: np.ndarray, rival: np.ndarray, sense: str) -> np.ndarray:
    """How far the rival is ahead of the leader, arrays of one shape; ValueError where an outcome has no better side."""
    if sense not in SIGNS:
        raise ValueError("neither way is better, so no option leads")
    return SIGNS[sense] * (rival - leader)


@dataclass(frozen=True)
class Standing:
    """Who leads: a median advance (or the share of worlds better minus worse) with its 90 % interval.

    Above zero the rival leads. The interval rests on histories; it is NaN for fewer than five.
    """

    value: float
    low: float
    high: float

    @property
    def turned(self) -> bool:
        """Whether the rival leads."""
        return self.value > 0

    @property
    def overtaken(self) -> bool:
        """Whether the rival leads and more worlds would hardly take that back."""
        return self.low > 0

    @property
    def led(self) -> bool:
        """Whether the leader leads, the interval excluding zero."""
        return self.high < 0


def standings(advances: np.ndarray, histories: np.ndarray | None = None, by: str = "median") -> list[Standing]:
    """The standing of each row of advances (moves, worlds), by their median or by the share better minus worse."""
    if by not in MEASURES:
        raise ValueError(f"no such measure {by!r}; there are {', '.join(MEASURES)}")
    if by == "median":
        low, high = median_interval(advances.T, histories)
        values = np.median(advances, axis=1)
    else:
        values, low, high = net_shares(np.sign(advances), histories)
    return [Standing(*map(float, row)) for row in zip(values, low, high, strict=True)]


def net_shares(signs: np.ndarray, histories: np.ndarray | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Share better minus share worse, and its 90 % interval over histories, from signs (moves, worlds)."""
    values = signs.mean(axis=1)
    names, place = np.unique(np.arange(signs.shape[1]) if histories is None else histories, return_inverse=True)
    totals = np.zeros((len(names), len(signs)))
    np.add.at(totals, place, (signs - values[:, None]).T)
    if len(names) < 5:
        return values, np.full_like(values, np.nan), np.full_like(values, np.nan)
    error = np.sqrt((totals**2).sum(axis=0) * len(names) / (len(names) - 1)) / signs.shape[1]
    reach = ndtri((1.0 + CONFIDENCE) / 2.0) * error
    return values, values - reach, values + reach


@dataclass(frozen=True)
class Path:
    """Assumptions moved together, from where they stand to where they may go.

    Parameters
    ----------
    names : the parameters moved
    starts, ends : quantiles of each, numbers or arrays (worlds,); in the whole way each goes from start to end
    length : the whole way in quantiles, the largest where several move

    Example
    -------
    >>> Path(("leakage",), (0.5,), (0.9,), 0.4).at(0.25)
    {'leakage': 0.6}
    """

    names: tuple[str, ...]
    starts: tuple[Any, ...]
    ends: tuple[Any, ...]
    length: float

    @classmethod
    def fixed(cls, names: Sequence[str], starts: Sequence[float], ends: Sequence[float]) -> Path:
        """Each of the parameters at one quantile in all worlds, moved from one number to another."""
        length = max(abs(end - start) for start, end in zip(starts, ends, strict=True))
        return cls(tuple(names), tuple(map(float, starts)), tuple(map(float, ends)), float(length))

    @classmethod
    def shifted(cls, names: Sequence[str], quantiles: np.ndarray, directions: Sequence[int], by: float) -> Path:
        """Every world's own quantiles (parameters, worlds) shifted up or down, as far as the prior goes."""
        ends = [np.clip(own + by * way, 0.0, 1.0) for own, way in zip(quantiles, directions, strict=True)]
        return cls(tuple(names), tuple(quantiles), tuple(ends), by)

    def at(self, share: float) -> dict[str, Any]:
        """The move that is a share of the whole way."""
        rows = zip(self.names, self.starts, self.ends, strict=True)
        return {name: start + share * (end - start) for name, start, end in rows}


@dataclass(frozen=True)
class Turn:
    """What became of a lead along one path.

    Attributes
    ----------
    path : Path
    turned, overtaken : float or None
        Share of the way from which the rival leads, and from which its lead is resolved; None if it never does.
    last : float
        Furthest share of the way, below `turned`, at which the leader was seen to lead.
    at_end : Standing
        Where the whole way is gone.
    """

    path: Path
    turned: float | None
    overtaken: float | None
    last: float
    at_end: Standing

    @property
    def change(self) -> float:
        """The smallest change under which the rival leads, in prior quantiles; infinite if it never does."""
        return np.inf if self.turned is None else self.turned * self.path.length

    @property
    def resolved_change(self) -> float:
        """The smallest change under which the rival's lead is resolved, in prior quantiles; infinite if it never is."""
        return np.inf if self.overtaken is None else self.overtaken * self.path.length


class Played:
    """Standings along paths, each place played once; `played` stands by (path, share)."""

    def __init__(self, play: Play, histories: np.ndarray | None, by: str) -> None:
        self.play, self.histories, self.by = play, histories, by
        self.seen: dict[tuple[int, float], Standing] = {}

    def look(self, paths: Sequence[Path], places: Sequence[tuple[int, float]]) -> None:
        """Play whatever has not been played of these places, all together."""
        wanted = [place for place in dict.fromkeys(places) if place not in self.seen]
        if wanted:
            advances = self.play([paths[number].at(share) for number, share in wanted])
            self.seen.update(zip(wanted, standings(advances, self.histories, self.by), strict=True))

    def first(self, number: int, asked: str) -> tuple[float, float | None]:
        """The last share seen before a path turns (or is overtaken), and the first at which it is; None if never."""
        before = 0.0
        for share in sorted(share for path, share in self.seen if path == number):
            if getattr(self.seen[number, share], asked):
                return before, share
            before = share
        return before, None


def turning_points(
    paths: Sequence[Path], play: Play, histories: np.ndarray | None = None, by: str = "median"
) -> list[Turn]:
    """Along each path, the smallest change under which the rival leads and under which that is resolved.

    Looked at are the start, the middle and the end of each path; then the stretch in which the lead turns first is
    halved until it is shorter than a hundredth of a prior. What turns and turns back within half a path is missed.
    """
    known = Played(play, histories, by)
    places = [(number, share) for number in range(len(paths)) for share in STEPS]
    while places:
        known.look(paths, places)
        places = [
            (number, (before + after) / 2.0)
            for number, path in enumerate(paths)
            for before, after in (known.first(number, asked) for asked in ("turned", "overtaken"))
            if after is not None and (after - before) * path.length > CLOSE
        ]
    return [turn_of(known, number, path) for number, path in enumerate(paths)]


def turn_of(known: Played, number: int, path: Path) -> Turn:
    """What was seen along one path."""
    last, turned = known.first(number, "turned")
    _, overtaken = known.first(number, "overtaken")
    return Turn(path, turned, overtaken, last, known.seen[number, 1.0])
