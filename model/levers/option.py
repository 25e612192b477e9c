"""An option: a package of commitments, each a lever with level and schedule."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.levers.instruments import Instruments
from model.levers.lever import LEVEL_OF, Lever


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
        if isinstance(level, str) or isinstance(level, bool) or not 0 <= level <= 1:
            raise ValueError(f"{self.lever}: level {self.level!r} is none of {', '.join(LEVEL_OF)}, nor from 0 to 1")
        object.__setattr__(self, "level", float(level))
        if not all(math.isfinite(x) and x >= 0 for x in (self.start, self.ramp)):
            raise ValueError(f"{self.lever}: start and ramp are months, 0 or more")
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"{self.lever}: ends at {self.end:g} months, not after its start at {self.start:g}")

    def share(self, elapsed: float, onset: np.ndarray) -> np.ndarray:
        """Share of the level in force in the month that begins `elapsed` months after the decision, shape of onset.

        A month in which the effect begins or ends counts for the part of it that lies inside; onset is never rounded.
        """
        begins = self.start + onset
        ends = begins + 1.0 if self.pulse else np.inf if self.end is None else self.end
        inside = np.clip(np.minimum(elapsed + 1.0, ends) - np.maximum(elapsed, begins), 0.0, 1.0)
        grown = 1.0 if self.ramp == 0 else np.clip((elapsed + 1.0 - begins) / self.ramp, 0.0, 1.0)
        return inside * grown


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

    def level(self, lever: Lever, elapsed: float, p) -> np.ndarray:
        """Level of a lever in force, shape (worlds,): 0 where the option does not hold it."""
        onset = getattr(p, f"onset_{lever.id}")
        for commitment in self.commitments:
            if commitment.lever == lever.id and commitment.level > 0:
                sooner = onset * (1.0 - self.coordination * p.coordination_gain)
                return commitment.level * commitment.share(elapsed, sooner + self.coordination * p.coordination_months)
        return np.zeros_like(onset)

    def setting(self, lever: Lever, name: str) -> float:
        """Value of a lever's setting in this option."""
        for commitment in self.commitments:
            if commitment.lever == lever.id and name in commitment.settings:
                return float(commitment.settings[name])
        return lever.settings[name].default


STATUS_QUO = Option("status_quo", "Status quo")


def instruments_for(
    options: Sequence[Option], levers: Mapping[str, Lever], elapsed: float, p, worlds: int
) -> Instruments:
    """What the coalition does this month under each option: fields of shape (options, worlds).

    Levers compose in the order of the catalogue, and only those that some option holds are composed at all, so a
    lever nobody uses changes no bit.
    """
    instruments = Instruments()
    held = {c.lever for option in options for c in option.commitments if c.level > 0}
    if elapsed < 0 or not held:
        return instruments
    for lever in levers.values():
        if lever.id in held:
            level = np.stack([option.level(lever, elapsed, p) for option in options])
            settings = {
                name: np.array([[option.setting(lever, name)] for option in options]) for name in lever.settings
            }
            instruments = lever.apply(level, settings, p, instruments)
    return instruments
