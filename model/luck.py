"""Chance with an address: the number drawn for (study seed, purpose, month, world) never changes.

A counter-based generator (Salmon et al. 2011): each address is hashed to its number, so that nothing is stored, no
order matters, and adding a world, a month or a purpose moves no other number. The hash is SplitMix64 (Steele, Lea and
Flood 2014): the purpose, month and seed choose where a stream starts, the world says how far along it the number lies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
UNIT = 2.0**-53
TOGETHER = 2**15  # so many numbers are drawn at a time, which a processor keeps at hand (measured)
ANOTHER_LUCK = np.uint64(2**40)  # so many numbers further along a stream; a study never has as many worlds

Draws = Callable[[Sequence[str], int], np.ndarray]


@lru_cache(maxsize=65536)
def stream(seed: int, purpose: str, month: int) -> np.uint64:
    """Where the stream of one purpose in one month starts, as an unsigned 64-bit number."""
    address = f"{seed}\x1f{purpose}\x1f{month}".encode()
    return np.uint64(int.from_bytes(blake2b(address, digest_size=8).digest(), "little"))


def along(positions: np.ndarray) -> np.ndarray:
    """How far the state of a stream has moved when its number at each position is drawn."""
    return (positions + np.uint64(1)) * GOLDEN


def scrambled(bits: np.ndarray) -> np.ndarray:
    """The SplitMix64 number that belongs to each state of a stream, written where the state stood.

    Source: Steele, Lea and Flood 2014; of the stream that starts at 1234567 the first is 6457827717110365317.
    """
    moved = np.empty_like(bits)
    bits ^= np.right_shift(bits, np.uint64(30), out=moved)
    bits *= FIRST
    bits ^= np.right_shift(bits, np.uint64(27), out=moved)
    bits *= SECOND
    bits ^= np.right_shift(bits, np.uint64(31), out=moved)
    return bits


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
        object.__setattr__(self, "along", along(self.worlds))

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
        return self.uniforms((purpose,), month)[0]

    def gumbel(self, purpose: str, month: int) -> np.ndarray:
        """One standard Gumbel number a world, shape (worlds,)."""
        return self.gumbels((purpose,), month)[0]

    def uniforms(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One number a purpose and world, strictly between 0 and 1, shape (purposes, worlds)."""
        starts = np.array([stream(self.seed, purpose, month) for purpose in purposes])
        bits = scrambled(starts[:, None] + self.along)
        bits >>= np.uint64(12)
        number = bits.astype(np.float64)
        number += 0.5
        number *= 2.0 * UNIT
        return number

    def gumbels(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One standard Gumbel number a purpose and world, shape (purposes, worlds)."""
        number = self.uniforms(purposes, month)
        np.log(number, out=number)
        np.negative(number, out=number)
        np.log(number, out=number)
        return np.negative(number, out=number)


class Drawn:
    """The numbers of one month, drawn a few purposes at a time, which is quicker than one by one.

    With a purpose come those that were asked for after it in the month before; what is drawn does not depend on it.

    Parameters
    ----------
    draw : `Luck.uniforms` or `Luck.gumbels`
    month : months since September 2023
    expected : the purposes of the month before, in the order they were asked for
    together : how many purposes are drawn at a time
    """

    def __init__(self, draw: Draws, month: int, expected: Sequence[str] = (), together: int = 1) -> None:
        self.draw, self.month, self.expected, self.together = draw, month, expected, together
        self.places = {purpose: place for place, purpose in enumerate(expected)}
        self.numbers: dict[str, np.ndarray] = {}
        self.asked: dict[str, None] = {}

    def __call__(self, purpose: str) -> np.ndarray:
        """The month's number for a purpose, one a world."""
        self.asked[purpose] = None
        if purpose not in self.numbers:
            place = self.places.get(purpose, len(self.expected))
            group = self.expected[place : place + self.together] or (purpose,)
            self.numbers.update(zip(group, self.draw(group, self.month), strict=True))
        return self.numbers[purpose]

    def next(self, draw: Draws, month: int, together: int) -> Drawn:
        """The numbers of another month, expected to be asked for as this month's were."""
        return Drawn(draw, month, tuple(self.asked), together)
