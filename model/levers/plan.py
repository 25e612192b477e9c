"""The plan: the commitments of all options as arrays, and the instruments they amount to in a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from model.levers.instruments import Instruments
from model.levers.lever import Lever
from model.levers.option import Option


class Part:
    """How every option holds one lever: levels, schedule and settings as arrays (options, 1) or (options, worlds).

    Full co-ordination shortens the onset and delays the start. Nothing is rounded to months.
    """

    def __init__(self, lever: Lever, options: Sequence[Option], p) -> None:
        held = [option.commitment(lever.id) for option in options]
        together = column(option.coordination for option in options)
        onset = getattr(p, f"onset_{lever.id}") * (1.0 - together * p.coordination_gain)
        self.lever = lever
        self.level = column(commitment.level for commitment in held)
        self.ramp = column(commitment.ramp for commitment in held)
        self.begins = column(commitment.start for commitment in held) + onset + together * p.coordination_months
        stops = column(np.inf if commitment.end is None else commitment.end for commitment in held)
        self.ends = np.where(column(commitment.pulse for commitment in held) > 0, self.begins + 1.0, stops)
        last = np.where(np.isfinite(self.ends), self.ends, self.begins + self.ramp)
        self.settles = float(np.where(self.level > 0, last, 0.0).max()) + 1.0  # nothing changes from this month on
        self.final: np.ndarray | None = None
        self.settings = {
            name: column(commitment.settings.get(name, setting.default) for commitment in held)
            for name, setting in lever.settings.items()
        }

    def in_force(self, elapsed: float) -> np.ndarray:
        """Level in the month that begins `elapsed` months after the decision (options, worlds)."""
        if elapsed < self.settles:
            return self.level * in_force(elapsed, self.begins, self.ramp, self.ends)
        if self.final is None:
            self.final = self.level * in_force(elapsed, self.begins, self.ramp, self.ends)
        return self.final


def in_force(elapsed: float, begins: np.ndarray, ramp: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Share of a level that is in force in a month.

    Parameters
    ----------
    elapsed : months between the decision and the beginning of the month
    begins, ends : months after the decision; a month that holds one of them counts for the part that lies inside
    ramp : months over which the level grows

    Returns
    -------
    array in [0, 1]; with begins 1.5 and no ramp, the second month counts half.
    """
    inside = np.clip(np.minimum(elapsed + 1.0, ends) - np.maximum(elapsed, begins), 0.0, 1.0)
    with np.errstate(over="ignore"):  # a ramp of next to nothing is a step
        grown = np.clip((elapsed + 1.0 - begins) / np.where(ramp > 0, ramp, 1.0), 0.0, 1.0)
    return inside * np.where(ramp > 0, grown, 1.0)


def column(values) -> np.ndarray:
    """One number an option, shape (options, 1)."""
    return np.array([[float(value)] for value in values])


class Plan:
    """What the coalition has ordered under each option, lever by lever in the order of the catalogue.

    Only levers that some option holds above level 0 are composed, so a lever nobody uses changes no bit.
    """

    def __init__(self, options: Sequence[Option], levers: Mapping[str, Lever], p) -> None:
        held = {c.lever for option in options for c in option.commitments if c.level > 0}
        unknown = sorted(held - set(levers))
        if unknown:
            raise ValueError(f"{unknown[0]}: no such lever; the catalogue holds {', '.join(levers)}")
        self.p = p
        self.parts = [Part(lever, options, p) for lever in levers.values() if lever.id in held]
        self.settles = max((part.settles for part in self.parts), default=-np.inf)
        self.final: Instruments | None = None

    def instruments(self, elapsed: float) -> Instruments:
        """What the coalition does in the month that begins `elapsed` months after the decision."""
        if elapsed < self.settles:
            return self.in_force(elapsed)
        if self.final is None:
            self.final = self.in_force(elapsed)
        return self.final

    def in_force(self, elapsed: float) -> Instruments:
        """What all levers held amount to in a month, one after the other."""
        instruments = Instruments()
        for part in self.parts:
            instruments = part.lever.apply(part.in_force(elapsed), part.settings, self.p, instruments)
        return instruments
