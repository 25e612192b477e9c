"""Luck that remembers: the same numbers, bit for bit, hashed once and read for every option played after that."""

from __future__ import annotations

import numpy as np

from model.luck import Luck

MOST = 12_000_000  # numbers of 8 bytes that are remembered: those of 2,000 worlds and 36 months, some 96 MB


class KeptLuck(Luck):
    """The luck of a block of worlds that is branched again and again.

    It costs 8 bytes a world for each number drawn, about 46 MB for 1,000 worlds and 36 months; beyond `MOST` numbers
    the rest is drawn anew each time.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "kept", {})

    def uniform(self, purpose: str, month: int = -1) -> np.ndarray:
        """One number a world, strictly between 0 and 1, shape (worlds,), read-only."""
        return self.remembered("uniform", purpose, month)

    def gumbel(self, purpose: str, month: int) -> np.ndarray:
        """One standard Gumbel number a world, shape (worlds,), read-only."""
        return self.remembered("gumbel", purpose, month)

    def remembered(self, shape: str, purpose: str, month: int) -> np.ndarray:
        """The numbers of one purpose and month, drawn at their first use."""
        found = self.kept.get((shape, purpose, month))
        if found is None:
            found = getattr(Luck(self.seed, self.worlds), shape)(purpose, month)
            found.flags.writeable = False
            if len(self.kept) * found.size < MOST:
                self.kept[shape, purpose, month] = found
        return found
