"""Enough worlds? How many worlds until the sign of a difference is told at a stated error, or that none would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import bdtr, ndtri, stdtr, stdtrit

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.sharing import share_bounds

ERROR = 0.05  # the tail on each side of the 90 % interval on which every verdict rests
MOST_WORLDS = 100_000  # the largest study whose memory is promised
FEWEST = 5  # fewer histories give no interval at all
TEETH = 4  # a rank is added at every second or third world, so that power falls for a few worlds and then rises


@dataclass(frozen=True)
class Enough:
    """How many worlds tell the sign of one difference, and whether this run has them.

    `share` is the share of worlds on the more frequent side of zero. `about` counts the worlds that tell the sign, if
    that share holds, in all but `error` of samples; `at_least` and `at_most` are the same at the upper and lower bound
    of the share. None means more than MOST_WORLDS, or none at all. `histories` … `histories_at_most` say how many
    histories these are, with as many lucks each as in this run.
    """

    worlds: int
    resolved: bool
    error: float
    share: float
    never: bool
    at_least: int | None
    about: int | None
    at_most: int | None
    lucks: float

    @property
    def too_few(self) -> bool:
        """Whether the worlds continue too few histories for anything to be said."""
        return self.worlds / self.lucks < FEWEST

    @property
    def says(self) -> str:
        """The finding in words."""
        if self.resolved:
            told = f"told with these {self.worlds:,} worlds"
            return told + (f"; about {self.about:,} tell it" if self.about and self.about < self.worlds else "")
        if self.too_few:
            return f"cannot be told apart: fewer than {FEWEST} histories say nothing about others"
        if self.never:
            return "cannot be told apart by any number of worlds: less than half of them lie on either side of zero"
        if self.at_least is None or self.about is None:
            return f"cannot be told apart, not with {MOST_WORLDS:,} worlds either, if the share seen holds"
        these = f"cannot be told apart with these {self.worlds:,} worlds"
        return f"{these}; about {self.about:,} would, if the share seen holds"

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        counts = {"at_least": self.at_least, "about": self.about, "at_most": self.at_most}
        return {
            "error": self.error,
            "share": self.share,
            **{f"worlds_{name}": count for name, count in counts.items()},
            **{f"histories_{name}": self.histories(count) for name, count in counts.items()},
            "no_number_of_worlds": self.never,
            "says": self.says,
        }

    def histories(self, worlds: int | None) -> int | None:
        """How many histories so many worlds continue."""
        return None if worlds is None else int(np.ceil(worlds / self.lucks - 1e-9))


def enough(rows: Sequence[Difference], error: float = ERROR, most: int = MOST_WORLDS) -> tuple[Enough, ...]:
    """For each difference, how many worlds until its sign is told.

    Parameters
    ----------
    rows : differences
    error : float
        In what share of samples the sign may fail to be told, or be told wrongly.
    most : int
        More worlds than this are not asked for.

    Source: the power of the sign test (Dixon and Mood 1946; Noether 1987; neither checked), which the order-statistic
    interval of the median inverts: a sign is told if so few worlds lie at zero or beyond that fair coins would show
    as few in at most `error` of samples. The number is for one look at a size fixed beforehand, not for adding worlds
    until the sign appears.
    """
    if not rows:
        return ()
    worlds, histories, design = (np.array([getattr(row, key) for row in rows], float) for key in SAMPLE)
    share = np.array([max(row.higher, row.lower) for row in rows]) / worlds
    lucks = worlds / histories
    low, high = share_bounds(share, worlds, histories, design, error / 2.0)
    at_least, about = (worlds_needed(value, design, lucks, error, most=most) for value in (high, share))
    at_most = worlds_needed(low, design, lucks, error, miss=error / 2.0, most=most)
    at_least, about, at_most = np.where(histories < FEWEST, np.inf, (at_least, about, at_most))
    return tuple(
        Enough(
            row.worlds, row.resolved, error, float(share[i]), bool(high[i] <= 0.5),
            *(whole(count[i], row) for count in (at_least, about, at_most)), lucks=float(lucks[i]),
        )
        for i, row in enumerate(rows)
    )  # fmt: skip


TINY = 1e-12
ABOVE_ONE = 0.4  # a sample's design effect, never put below 1, lies so many of its standard errors above the true one
SAMPLE = ("worlds", "histories", "design_effect")


def whole(count: float, row: Difference) -> int | None:
    """A count of worlds; None if there is none. A sign that these worlds leave open takes more than these."""
    if not np.isfinite(count):
        return None
    return int(count) if row.resolved else max(int(count), row.worlds + 1)


def worlds_needed(
    share: np.ndarray,
    design: np.ndarray = 1.0,
    lucks: np.ndarray = 1.0,
    error: float = ERROR,
    miss: float | None = None,
    most: int = MOST_WORLDS,
) -> np.ndarray:
    """How many worlds tell the sign of a difference whose share on one side of zero is known; infinite if none do.

    Parameters
    ----------
    share : array or number
        Share of worlds on that side.
    design, lucks : array or number
        Design effect of that share; worlds that continue each history.
    error : float
        The sign is told if so few worlds lie at zero or beyond that fair coins show as few in this share of samples.
    miss : float, optional
        In what share of samples it may fail to be told; `error` if left out.
    most : int
        More worlds than this are not asked for.

    Example
    -------
    >>> worlds_needed(np.array([1.0, 0.6, 0.5])).tolist()
    [5.0, 280.0, inf]
    """
    share, design, lucks = (np.asarray(value, float) for value in np.broadcast_arrays(share, design, lucks))
    wanted = 1.0 - (error if miss is None else miss)

    def tells(worlds: np.ndarray) -> np.ndarray:
        return np.min([power(worlds + more, share, design, lucks, error) for more in range(TEETH)], axis=0) >= wanted

    low, high = np.ceil(FEWEST * lucks) - 1.0, np.full(share.shape, float(most))
    while (high - low > 1.0).any():
        middle = np.floor((low + high) / 2.0)
        told = tells(middle)
        low, high = np.where(told, low, middle), np.where(told, middle, high)
    return np.where(tells(high), high, np.inf)


def power(
    worlds: np.ndarray, share: np.ndarray, design: np.ndarray, lucks: np.ndarray, error: float = ERROR
) -> np.ndarray:
    """In what share of samples of so many worlds the sign is told, and told rightly, array or number.

    Exact where every world has its own history; by Student's t where several share one.
    """
    allowed, freedom = beyond_at_most(worlds, error), np.maximum(worlds / lucks - 1.0, 1.0)
    seen = design * (1.0 + ABOVE_ONE * np.sqrt(2.0 / freedom))
    reach = -stdtrit(freedom, error) * np.sqrt(seen * worlds) / 2.0
    allowed = np.where(lucks > 1.0, np.minimum(allowed, np.floor((worlds - 1.0) / 2.0 - reach)), allowed)
    spread = np.sqrt(np.maximum(design * worlds * share * (1.0 - share), TINY))
    shared = stdtr(freedom, (allowed + 0.5 - worlds * (1.0 - share)) / spread)
    alone = bdtr(np.maximum(allowed, 0.0), worlds.astype(int), 1.0 - share)
    return np.where(allowed < 0, 0.0, np.where(lucks > 1.0, shared, alone))


def beyond_at_most(worlds: np.ndarray, error: float = ERROR) -> np.ndarray:
    """At zero or beyond lie at most so many of these worlds where the sign is told; −1 where it never is."""
    worlds = np.asarray(worlds, float)
    allowed = np.maximum(np.floor((worlds - 1.0 + ndtri(error) * np.sqrt(worlds)) / 2.0), -1.0)
    while (over := told_by_chance(allowed, worlds) > error).any():
        allowed = allowed - over
    while (under := told_by_chance(allowed + 1.0, worlds) <= error).any():
        allowed = allowed + under
    return allowed


def told_by_chance(allowed: np.ndarray, worlds: np.ndarray) -> np.ndarray:
    """How often fair coins show at most so many heads in as many tosses as there are worlds."""
    return np.where(allowed < 0, 0.0, bdtr(np.maximum(allowed, 0.0), worlds.astype(int), 0.5))


NAMED = 6  # so many differences are named in a line; the rest are counted


def unresolved_words(rows: Sequence[Difference], found: Sequence[Enough]) -> list[str]:
    """Lines about the differences that cannot be told apart: which more worlds would tell, and which none would.

    Differences that are the same in every world are left out: nothing is to be told.
    """
    changed = [(row, e) for row, e in zip(rows, found, strict=True) if not row.resolved and row.same < row.worlds]
    if not changed:
        return []
    kinds: dict[str, list[tuple[Difference, Enough]]] = {}
    for row, e in changed:
        kinds.setdefault(kind(e), []).append((row, e))
    first = f"{len(changed):,} of {len(rows):,} differences shown change something and cannot be told apart"
    return [f"{first}:", *(f"  {said}: {listed(kinds[said])}" for said in KINDS if said in kinds)]


MORE, BEYOND = "more worlds would tell, if the shares seen hold", f"not with {MOST_WORLDS:,} worlds either"
NEVER = "by no number of worlds, since less than half of them lie on either side of zero"
TOO_FEW = "too few histories to say anything"
KINDS = (MORE, BEYOND, NEVER, TOO_FEW)


def kind(found: Enough) -> str:
    """Which kind of difference that cannot be told apart it is."""
    if found.too_few:
        return TOO_FEW
    if found.never:
        return NEVER
    return BEYOND if found.at_least is None or found.about is None else MORE


def listed(those: Sequence[tuple[Difference, Enough]]) -> str:
    """The first of them by name, with the number of worlds where there is one, and how many more there are."""
    words = []
    for row, e in those[:NAMED]:
        about = f" ({wanted_words(e)})" if kind(e) == MORE else ""
        words.append(" ".join(part for part in (row.option, row.outcome, row.month, row.part) if part) + about)
    rest = len(those) - NAMED
    return "; ".join(words) + (f" and {rest:,} more" if rest > 0 else "")


def wanted_words(found: Enough) -> str:
    """How many worlds would tell a sign, and of how many histories where several share one."""
    shared = f" of {found.histories(found.about):,} histories" if found.lucks > 1.0 else ""
    return f"about {found.about:,} worlds{shared}"
