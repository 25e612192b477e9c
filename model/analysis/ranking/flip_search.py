"""The search for what would turn a lead: screened on the run as it is, then played again to be sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from model.analysis.ranking.quantile_screen import REACH, Candidate, screen
from model.analysis.ranking.ranking_flips import Path, Play, Standing, Turn, standings, turning_points

PLAYED = 24  # parameters played after a screen
PAIRED = 6  # parameters moved two at a time: 15 pairs
QUARTILE = 0.25  # everything assumed is moved together by at most a quarter of its prior


@dataclass(frozen=True)
class Assumptions:
    """Where each world stands in the prior of each parameter that varies.

    Parameters
    ----------
    names : of the parameters
    quantiles : array (parameters, worlds)
    centres : array (parameters,), quantiles where they stand
    bases : evidence basis of each
    """

    names: tuple[str, ...]
    quantiles: np.ndarray
    centres: np.ndarray
    bases: tuple[str, ...]

    @classmethod
    def of(cls, quantiles: np.ndarray, names: Sequence[str], bases: Sequence[str], conditioned: bool) -> Assumptions:
        """Those that vary between worlds; conditioned ones stand at their worlds' median, prior ones at one half."""
        varied = np.flatnonzero(np.ptp(quantiles, axis=1) > 0)
        kept = quantiles[varied]
        centres = np.clip(np.median(kept, axis=1), *REACH) if conditioned else np.full(len(varied), 0.5)
        return cls(tuple(names[v] for v in varied), kept, centres, tuple(bases[v] for v in varied))

    def only(self, basis: str) -> Assumptions:
        """Those of one basis."""
        rows = [number for number, own in enumerate(self.bases) if own == basis]
        names, bases = (tuple(part[row] for row in rows) for part in (self.names, self.bases))
        return Assumptions(names, self.quantiles[rows], self.centres[rows], bases)

    def centre(self, name: str) -> float:
        """Quantile where one of them stands."""
        return float(self.centres[self.names.index(name)])


@dataclass(frozen=True)
class Flips:
    """What would turn one lead.

    Attributes
    ----------
    standing : of the rival in the worlds that are played again, as they are
    candidates : every parameter that varies, as screened
    played : names of those that were played
    singles, pairs : a turn for each parameter played, in the direction that needs less, and for each pair played
    together : everything of one basis moved together against the leader, or None if there is nothing
    """

    standing: Standing
    candidates: tuple[Candidate, ...]
    played: tuple[str, ...]
    singles: tuple[Turn, ...]
    pairs: tuple[Turn, ...]
    together: Turn | None

    @property
    def smallest(self) -> Turn | None:
        """The single parameter that turns the lead by the smallest change, or None."""
        return next((turn for turn in self.singles if turn.turned is not None), None)


def find_flips(
    advances: np.ndarray,
    assumptions: Assumptions,
    play: Play,
    again: np.ndarray,
    histories: np.ndarray | None = None,
    by: str = "median",
    most: int = PLAYED,
    together: str = "assumption",
    seed: int = 0,
) -> Flips:
    """Search what turns a lead: one assumption, two, or all of one basis.

    Parameters
    ----------
    advances : array (worlds,), rival over leader in the run
    assumptions : of the same worlds; only these are moved
    play : moves -> advances (moves, worlds played again)
    again : places of the worlds that are played again
    histories : array (worlds,), optional, which history each world continues
    by : "median" or "share"
    most : how many parameters are played; 0 for all
    together : the basis whose parameters are also moved all at once
    seed : of the screen's shuffles
    """
    shared = None if histories is None else histories[again]
    whole, now = standings(advances[None], histories, by)[0], standings(advances[None, again], shared, by)[0]
    rows = assumptions
    told, value = screened(advances, whole.value, by)
    found = screen(told, value, rows.quantiles, rows.names, histories, rows.centres, seed)
    names = tuple(candidate.parameter for candidate in found[: most or None])
    if now.turned:
        return Flips(now, found, (), (), (), None)
    both = turning_points([path for name in names for path in both_ways(rows, name)], play, shared, by)
    singles = nearest_first([min(both[n : n + 2], key=ease) for n in range(0, len(both), 2)])
    movers = [turn.path for turn in singles[:PAIRED]]
    pairs = turning_points([two(*pair) for pair in combinations(movers, 2)], play, shared, by)
    path = all_together(rows.only(together), found, singles, again)
    joint = turning_points([path], play, shared, by)[0] if path else None
    return Flips(now, found, names, tuple(singles), tuple(nearest_first(pairs)), joint)


def screened(advances: np.ndarray, standing: float, by: str) -> tuple[np.ndarray, float]:
    """What a screen looks at: the advances, or their signs where shares count and not every sign is the same."""
    signs = np.sign(advances)
    if by == "median":
        return advances, standing
    return (signs, standing) if np.ptp(signs) > 0 else (advances, float(advances.mean()))


def both_ways(assumptions: Assumptions, name: str) -> list[Path]:
    """One parameter from where it stands to either end of its prior."""
    return [Path.fixed((name,), (assumptions.centre(name),), (end,)) for end in REACH]


def two(one: Path, other: Path) -> Path:
    """Two paths gone together."""
    return Path.fixed(one.names + other.names, one.starts + other.starts, one.ends + other.ends)


def ease(turn: Turn) -> tuple[float, float]:
    """Sorts turns: the smallest change first; those that never turn by how near they come at the end of the way."""
    return turn.change, -turn.at_end.value


def nearest_first(turns: Sequence[Turn]) -> list[Turn]:
    """Turns from the smallest change up, then those that never turn, the nearest to it first."""
    return sorted(turns, key=ease)


def all_together(
    assumptions: Assumptions, found: Sequence[Candidate], singles: Sequence[Turn], again: np.ndarray
) -> Path | None:
    """Every assumption shifted in every world towards the rival: as playing found, or else as the screen saw."""
    ways = {candidate.parameter: 1 if candidate.rises else -1 for candidate in found}
    ways |= {turn.path.names[0]: 1 if turn.path.ends[0] > turn.path.starts[0] else -1 for turn in singles}
    rows = [number for number, name in enumerate(assumptions.names) if name in ways]
    if not rows:
        return None
    names = [assumptions.names[row] for row in rows]
    quantiles = assumptions.quantiles[rows][:, again]
    return Path.shifted(names, quantiles, [ways[name] for name in names], QUARTILE)
