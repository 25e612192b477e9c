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
        return self.once(Luck.uniforms, tuple(purposes), month)

    def gumbels(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One standard Gumbel number a purpose and world, shape (purposes, worlds), read-only."""
        return self.once(Luck.gumbels, tuple(purposes), month)

    def once(self, drawn: Callable, purposes: tuple[str, ...], month: int) -> np.ndarray:
        """The numbers of some purposes in a month, from memory if the same ones were drawn together before."""
        known = (drawn, purposes, month)
        if known in self.remembered:
            return self.remembered[known]
        numbers = drawn(Luck(self.seed, self.worlds), purposes, month)
        numbers.flags.writeable = False
        if sum(kept.size for kept in self.remembered.values()) + numbers.size <= self.most:
            self.remembered[known] = numbers
        return numbers
