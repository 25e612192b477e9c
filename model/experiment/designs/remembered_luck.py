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

    def uniforms(self, purposes: Sequence[str], month: int) -> list[np.ndarray]:
        """One number a purpose and world, strictly between 0 and 1: an array (worlds,) a purpose, read-only."""
        return self.once(Luck.uniforms, purposes, month)

    def gumbels(self, purposes: Sequence[str], month: int) -> list[np.ndarray]:
        """One standard Gumbel number a purpose and world: an array (worlds,) a purpose, read-only."""
        return self.once(Luck.gumbels, purposes, month)

    def once(self, drawn: Callable, purposes: Sequence[str], month: int) -> list[np.ndarray]:
        """The numbers of some purposes in a month, from memory or drawn together."""
        missing = [purpose for purpose in purposes if (drawn, purpose, month) not in self.remembered]
        fresh = drawn(Luck(self.seed, self.worlds), missing, month) if missing else np.empty((0, self.worlds.size))
        fresh.flags.writeable = False
        found = dict(zip(missing, fresh, strict=True))
        for purpose, numbers in found.items():
            if len(self.remembered) * numbers.size < self.most:
                self.remembered[drawn, purpose, month] = numbers
        return [found[purpose] if purpose in found else self.remembered[drawn, purpose, month] for purpose in purposes]
