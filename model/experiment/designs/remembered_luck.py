"""Luck that remembers: the same numbers, bit for bit, hashed once and read whenever worlds are branched again."""

from __future__ import annotations

from collections.abc import Callable
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

    def uniform(self, purpose: str, month: int = -1) -> np.ndarray:
        """One number a world, strictly between 0 and 1, shape (worlds,), read-only."""
        return self.once(Luck.uniform, purpose, month)

    def gumbel(self, purpose: str, month: int) -> np.ndarray:
        """One standard Gumbel number a world, shape (worlds,), read-only."""
        return self.once(Luck.gumbel, purpose, month)

    def once(self, drawn: Callable, purpose: str, month: int) -> np.ndarray:
        """The numbers of one purpose and month, from memory or drawn."""
        found = self.remembered.get((drawn, purpose, month))
        if found is None:
            found = drawn(Luck(self.seed, self.worlds), purpose, month)
            found.flags.writeable = False
            if len(self.remembered) * found.size < self.most:
                self.remembered[drawn, purpose, month] = found
        return found
