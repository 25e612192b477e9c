"""Chance for a search through millions of worlds: the very numbers of `Luck` and `draw`, with less work.

Both could stand beside what they spare; but the sources of those two are part of every block's fingerprint, and a
quicker way to the same numbers is no reason to play everything again.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.luck import FIRST, GOLDEN, SECOND, UNIT, Luck, stream
from model.parameters import Distribution, Draw, Parameter
from model.parameters.draw import refuse_impossible, values

SHIFTS = tuple(np.uint64(bits) for bits in (30, 27, 31, 12))  # as in model/luck.py
ONE = np.uint64(1)


class SparingLuck(Luck):
    """Luck that works out once how far along every stream its worlds lie, and hashes in place."""

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "positions", (self.worlds + ONE) * GOLDEN)
        object.__setattr__(self, "shifted", np.empty_like(self.worlds))

    def of(self, which: np.ndarray, lucks: np.ndarray | int = 0) -> SparingLuck:
        """The luck of some of the worlds, each continued with a luck of its own."""
        return SparingLuck(self.seed, super().of(which, lucks).worlds)

    def uniform(self, purpose: str, month: int = -1) -> np.ndarray:
        """One number a world, strictly between 0 and 1, shape (worlds,)."""
        bits, (first, second, third, last) = self.positions + stream(self.seed, purpose, month), SHIFTS
        for shift, factor in ((first, FIRST), (second, SECOND)):
            bits ^= np.right_shift(bits, shift, out=self.shifted)
            bits *= factor
        bits ^= np.right_shift(bits, third, out=self.shifted)
        bits >>= last
        number = bits.astype(np.float64)
        number += 0.5
        number *= 2.0 * UNIT
        return number


class SparingDraw(Draw):
    """A draw that makes each parameter's values when they are first read, for the worlds that are then still there.

    Parameters
    ----------
    parameters : mapping of name to Parameter
    luck : Luck of the worlds
    assume : mapping of name to Distribution
        Distributions that replace the prior of the parameters named.
    """

    def __init__(self, parameters: Mapping[str, Parameter], luck: Luck, assume: Mapping[str, Distribution]) -> None:
        refuse_impossible(parameters, assume)
        self.__dict__.update(names=tuple(parameters), _parameters=parameters, _luck=luck, _assume=assume)

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in self.__dict__.get("_parameters", ()):
            return super().__getattr__(name)
        drawn = values(self._parameters[name], self._assume.get(name), self._luck)
        drawn.flags.writeable = False
        self.__dict__[name] = drawn
        return drawn

    def select(self, which: np.ndarray) -> SparingDraw:
        """The draw of some of the worlds, by their places in the block."""
        other = SparingDraw(self._parameters, self._luck.of(which), self._assume)
        for name, value in self.__dict__.items():
            if isinstance(value, np.ndarray):
                chosen = value[which]
                chosen.flags.writeable = False
                other.__dict__[name] = chosen
        return other

    def __reduce__(self) -> tuple:
        """How it travels to another process: drawn whole."""
        return Draw, ({name: self[name] for name in self.names},)
