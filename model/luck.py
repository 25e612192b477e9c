"""Chance with an address: the number drawn for (study seed, purpose, month, world) never changes.

A counter-based generator (Salmon et al. 2011): each address is hashed to its number, so that nothing is stored, no
order matters, and adding a world, a month or a purpose moves no other number. The hash is SplitMix64 (Steele, Lea and
Flood 2014): the purpose, month and seed choose where a stream starts, the world says how far along it the number lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
UNIT = 2.0**-53
ANOTHER_LUCK = np.uint64(2**40)  # so many numbers further along a stream; a study never has as many worlds


@lru_cache(maxsize=65536)
def stream(seed: int, purpose: str, month: int) -> np.uint64:
    """Where the stream of one purpose in one month starts, as an unsigned 64-bit number."""
    address = f"{seed}\x1f{purpose}\x1f{month}".encode()
    return np.uint64(int.from_bytes(blake2b(address, digest_size=8).digest(), "little"))


def split_mix(start: np.uint64, position: np.ndarray) -> np.ndarray:
    """The numbers of a SplitMix64 stream at the given positions.

    Parameters
    ----------
    start : uint64
        State of the generator before its first number.
    position : array of uint64
        How many numbers lie before the one wanted.

    Returns
    -------
    array of uint64, same shape

    Source: Steele, Lea and Flood 2014; with start 1234567 the first number is 6457827717110365317.
    """
    x = position + np.uint64(1)
    x *= GOLDEN
    x += start
    x ^= x >> np.uint64(30)
    x *= FIRST
    x ^= x >> np.uint64(27)
    x *= SECOND
    x ^= x >> np.uint64(31)
    return x


@dataclass(frozen=True)
class Luck:
    """The luck of a block of worlds.

    Parameters
    ----------
    seed : int
        The study's seed.
    worlds : array of int (worlds,)
        The numbers of the worlds; any numbers in any order.
    """

    seed: int
    worlds: np.ndarray

    def __post_init__(self) -> None:
        worlds = np.asarray(self.worlds)
        if worlds.ndim != 1 or (worlds.size and (worlds.dtype.kind not in "iu" or worlds.min() < 0)):
            raise ValueError("worlds: a flat array of whole numbers, 0 or more")
        object.__setattr__(self, "worlds", worlds.astype(np.uint64))

    def of(self, which: np.ndarray, lucks: np.ndarray | int = 0) -> Luck:
        """The luck of some of the worlds, each continued with a luck of its own; luck 0 is the world's own.

        Parameters
        ----------
        which : array of int
            Places of the worlds wanted in this block; a place may stand more than once.
        lucks : array of int, same shape, or int
            Which luck each is continued with. Another luck is the same stream far away from every world's own.
        """
        return Luck(self.seed, self.worlds[which] + np.asarray(lucks, np.uint64) * ANOTHER_LUCK)

    def uniform(self, purpose: str, month: int = -1) -> np.ndarray:
        """One number a world, strictly between 0 and 1, shape (worlds,); month −1 is “once for the whole world”."""
        with np.errstate(over="ignore"):
            bits = split_mix(stream(self.seed, purpose, month), self.worlds)
        bits >>= np.uint64(12)
        number = bits.astype(np.float64)
        number += 0.5
        number *= 2.0 * UNIT
        return number

    def gumbel(self, purpose: str, month: int) -> np.ndarray:
        """One standard Gumbel number a world, shape (worlds,)."""
        number = self.uniform(purpose, month)
        np.log(number, out=number)
        np.negative(number, out=number)
        np.log(number, out=number)
        return np.negative(number, out=number)
