"""Luck that remembers: the same numbers, bit for bit, hashed once and read whenever worlds are branched again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import ClassVar

import numpy as np

from model.luck import Luck


class RememberedLuck(Luck):
    """The luck of a block of worlds that is branched again and again: 8 bytes a world for each number drawn.

    `most` is how many numbers are remembered; the rest is drawn anew each time.
    """

    most: ClassVar[float] = inf

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "remembered", {})

    def uniforms(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One number a purpose and world, strictly between 0 and 1, shape (purposes, worlds), read-only."""
        return self.once((Luck.uniforms, tuple(purposes), month), lambda: self.plain.uniforms(purposes, month))

    def gumbels(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One standard Gumbel number a purpose and world, shape (purposes, worlds), read-only."""
        return self.once((Luck.gumbels, tuple(purposes), month), lambda: self.plain.gumbels(purposes, month))

    def made(self, what: str, month: int, make: Callable[[], np.ndarray]) -> np.ndarray:
        """What was made of the same month's luck before, read-only; the worlds' parameters must be those of then."""
        return self.once((Luck.made, what, month), make)

    @property
    def plain(self) -> Luck:
        """The same luck without memory."""
        return Luck(self.seed, self.worlds)

    def once(self, known: tuple, make: Callable[[], np.ndarray]) -> np.ndarray:
        """Numbers from memory if they were made before."""
        if known in self.remembered:
            return self.remembered[known]
        numbers = make()
        numbers.flags.writeable = False
        if sum(kept.size for kept in self.remembered.values()) + numbers.size <= self.most:
            self.remembered[known] = numbers
        return numbers
