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
from itertools import chain

import numpy as np

from model.compiled import GOLDEN, uniform

TOGETHER = 2**15  # so many numbers are drawn at a time, which a processor keeps at hand (measured)
ANOTHER_LUCK = np.uint64(2**40)  # so many numbers further along a stream; a study never has as many worlds

Purposes = tuple[str, ...]
Draws = Callable[[Purposes, int], np.ndarray]


@lru_cache(maxsize=65536)
def stream(seed: int, purpose: str, month: int) -> np.uint64:
    """Where the stream of one purpose in one month starts, as an unsigned 64-bit number."""
    address = f"{seed}\x1f{purpose}\x1f{month}".encode()
    return np.uint64(int.from_bytes(blake2b(address, digest_size=8).digest(), "little"))


def along(positions: np.ndarray) -> np.ndarray:
    """How far the state of a stream has moved when its number at each position is drawn."""
    return (positions + np.uint64(1)) * GOLDEN


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
        starts = np.array([stream(self.seed, purpose, month) for purpose in purposes], np.uint64)
        return uniform(starts, self.along)

    def gumbels(self, purposes: Sequence[str], month: int) -> np.ndarray:
        """One standard Gumbel number a purpose and world, shape (purposes, worlds)."""
        number = self.uniforms(purposes, month)
        np.log(number, out=number)
        np.negative(number, out=number)
        np.log(number, out=number)
        return np.negative(number, out=number)

    def made(self, what: str, month: int, make: Callable[[], np.ndarray]) -> np.ndarray:
        """What a month's luck and the worlds' parameters alone decide, whatever is played: made anew each time here."""
        return make()


class Drawn:
    """The numbers of one month, many drawn at a time, which is quicker than one by one.

    With what is asked for comes what was asked for after it in the month before; what is drawn does not depend on it.

    Parameters
    ----------
    draw : `Luck.uniforms` or `Luck.gumbels`
    month : months since September 2023
    expected : what was asked for in the month before, in that order; each some purposes
    together : how many purposes are drawn at a time, if one that is asked for has no more
    """

    def __init__(self, draw: Draws, month: int, expected: Sequence[Purposes] = (), together: int = 1) -> None:
        self.draw, self.month, self.together = draw, month, together
        self.expected, self.places = expected, {purposes: place for place, purposes in enumerate(expected)}
        self.numbers: dict[Purposes, np.ndarray] = {}
        self.asked: dict[Purposes, None] = {}

    def __call__(self, *purposes: str) -> np.ndarray:
        """The month's numbers for some purposes, shape (purposes, worlds)."""
        self.asked[purposes] = None
        if purposes not in self.numbers:
            self.draw_from(purposes)
        return self.numbers[purposes]

    def draw_from(self, purposes: Purposes) -> None:
        """Draw some purposes, and with them as many of those that are expected after them as fit."""
        group = [purposes]
        for after in self.expected[self.places.get(purposes, len(self.expected)) + 1 :]:
            if sum(map(len, group)) + len(after) > self.together:
                break
            group.append(after)
        drawn, first = self.draw(tuple(chain.from_iterable(group)), self.month), 0
        for some in group:
            self.numbers[some] = drawn[first : first + len(some)]
            first += len(some)

    def next(self, draw: Draws, month: int, together: int) -> Drawn:
        """The numbers of another month, expected to be asked for as this month's were."""
        return Drawn(draw, month, tuple(self.asked), together)
