"""An option: a package of commitments, each a lever with level and schedule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from model.levers.lever import LEVEL_OF


@dataclass(frozen=True)
class Commitment:
    """One lever of an option: how far, from when to when, and its settings.

    Parameters
    ----------
    lever : id of the lever
    level : "off", "low", "medium", "high" or a number from 0 to 1
    start : months after the decision at which the order is given
    ramp : months over which it grows to its level
    end : months after the decision at which it is taken back, or None for never
    pulse : whether it lasts one month only
    settings : values that differ from the lever's own
    """

    lever: str
    level: float | str = "medium"
    start: float = 0.0
    ramp: float = 0.0
    end: float | None = None
    pulse: bool = False
    settings: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        level = LEVEL_OF.get(self.level, self.level) if isinstance(self.level, str) else self.level
        if isinstance(level, (str, bool)) or not 0 <= level <= 1:
            raise ValueError(f"{self.lever}: level {self.level!r} is none of {', '.join(LEVEL_OF)}, nor from 0 to 1")
        object.__setattr__(self, "level", float(level))
        if not all(math.isfinite(x) and x >= 0 for x in (self.start, self.ramp)):
            raise ValueError(f"{self.lever}: start and ramp are months, 0 or more")
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"{self.lever}: ends at {self.end:g} months, not after its start at {self.start:g}")


@dataclass(frozen=True)
class Option:
    """A policy option: commitments in any order, and how closely they are co-ordinated (0 to 1)."""

    id: str
    title: str = ""
    commitments: tuple[Commitment, ...] = ()
    coordination: float = 0.0
    summary: str = ""

    def __post_init__(self) -> None:
        names = [commitment.lever for commitment in self.commitments]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"{self.id}: lever {twice[0]!r} stands twice")
        if not 0 <= self.coordination <= 1:
            raise ValueError(f"{self.id}: coordination {self.coordination!r} is not from 0 to 1")

    def commitment(self, lever: str) -> Commitment:
        """How the option holds a lever; at level 0 where it does not."""
        for commitment in self.commitments:
            if commitment.lever == lever:
                return commitment
        return Commitment(lever, "off")


STATUS_QUO = Option("status_quo", "Status quo")
