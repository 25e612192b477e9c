"""The engine's innermost loops, compiled: what NumPy does in many passes over a block is done in one.

Each gives the numbers of the NumPy formulas beside it in `tests/contract/test_compiled.py`, bit for bit and whatever
the size of the block: no fast mathematics, and neither powers nor logarithms, which stay with NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)
STEP = 2.0**-52  # between two numbers that can be drawn


class Loop:
    """A function that is compiled when it is first called, so that nobody waits for numba who plays no world.

    Parameters
    ----------
    plain : the function
    kinds : numba's type of each argument, as text
    """

    def __init__(self, plain: Callable, kinds: tuple[str, ...]) -> None:
        self.plain, self.kinds, self.__doc__ = plain, kinds, plain.__doc__

    def __call__(self, *arguments: Any) -> Any:
        return self.machine(*arguments)

    @cached_property
    def machine(self) -> Callable:
        """The compiled function, kept beside this file where that can be written."""
        from numba import njit

        kinds = f"({', '.join(self.kinds)},)"
        try:
            return njit(kinds, cache=True, error_model="numpy")(self.plain)
        except RuntimeError:  # nowhere to keep it
            return njit(kinds, error_model="numpy")(self.plain)


def compiled(*kinds: str) -> Callable[[Callable], Loop]:
    """Make a function a loop for arguments of these types."""
    return lambda plain: Loop(plain, kinds)


def given(kind: str, dimensions: int, layout: str = "C") -> str:
    """The type of an array that a loop reads and does not change; laid out row by row, or "A" for in any way."""
    return f"Array({kind}, {dimensions}, {layout!r}, readonly=True)"


@compiled(given("uint64", 1), given("uint64", 1))
def uniform(starts, along):
    """A number strictly between 0 and 1 for every stream and place along it, shape (streams, places).

    The bits are those of SplitMix64. Source: Steele, Lea and Flood 2014; of the stream that starts at 1234567 the
    first is 6457827717110365317.
    """
    numbers = np.empty((starts.size, along.size))
    for stream in range(starts.size):
        for place in range(along.size):
            bits = starts[stream] + along[place]
            bits = (bits ^ (bits >> SHIFTS[0])) * FIRST
            bits = (bits ^ (bits >> SHIFTS[1])) * SECOND
            bits = (bits ^ (bits >> SHIFTS[2])) >> SHIFTS[3]
            numbers[stream, place] = (bits + 0.5) * STEP
    return numbers


@compiled(
    given("float64", 3), given("float64", 2), given("int8", 2), given("float64", 2),
    given("float64", 1), given("float64", 1), given("float64", 2),
)  # fmt: skip
def settled(utilities, luck, last, expected, precision, inertia, bend):
    """The move that is worth most, and what is expected after it was made; see `model.actors.decision.Logit.choose`.

    Parameters
    ----------
    utilities : (moves, options, worlds)
    luck : (moves, worlds)
    last, expected : (options, worlds)
    precision, inertia : (worlds,)
    bend : (3, worlds): what a unit of utility is worth above what is expected, how much more below it, and the share
        of the gap by which what is expected follows what was attained

    Returns
    -------
    the move made, of int8, and what is expected from now on, both (options, worlds)
    """
    moves, options, worlds = utilities.shape
    above, kink, pace = bend[0], bend[1], bend[2]
    pick, after, best = np.zeros((options, worlds), np.int8), np.empty((options, worlds)), np.empty(worlds)
    for option in range(options):
        for move in range(moves):
            for world in range(worlds):
                utility, hoped = utilities[move, option, world], expected[option, world]
                below = utility if utility < hoped else hoped
                worth = below * (precision[world] * kink[world]) + precision[world] * above[world] * utility
                score = (inertia[world] if last[option, world] == move else 0.0) + worth + luck[move, world]
                if move == 0:
                    best[world], after[option, world] = score, utility
                    continue
                wins = score > best[world]
                pick[option, world] = move if wins else pick[option, world]
                after[option, world] = utility if wins else after[option, world]
                best[world] = score if wins or score != score else best[world]
        for world in range(worlds):
            hoped = expected[option, world]
            after[option, world] = (after[option, world] - hoped) * pace[world] + hoped
    return pick, after


@compiled(
    "float64[:, :, ::1]", given("float64", 3),
    given("int64", 1), given("int64", 1), given("float64", 2), given("float64", 1),
)  # fmt: skip
def perceive(seen, signals, places, about, errors, pace):
    """Let what an actor sees follow some signals, late and with an error of the month; changes `seen` in place.

    Parameters
    ----------
    seen : (watched, options, worlds)
    signals : (signals, options, worlds)
    places : which signal each row of `seen` follows (watched,)
    about : which error it is seen with (watched,)
    errors : (errors, worlds)
    pace : share of the gap that closes in a month (worlds,)
    """
    watched, options, worlds = seen.shape
    for row in range(watched):
        signal, error = signals[places[row]], errors[about[row]]
        for option in range(options):
            for world in range(worlds):
                before = seen[row, option, world]
                seen[row, option, world] = before + (signal[option, world] * error[world] - before) * pace[world]


@compiled(given("float64", 2, "A"), given("float64", 2, "A"), given("float64", 1, "A"), "int64", "float64")
def counted(rate, none, luck, most, tie):
    """How often luck lies beyond the running sum of a Poisson law; see `model.systems.system.events_below`.

    Parameters
    ----------
    rate, none : expected number of events, and the chance of none (options, worlds)
    luck : (worlds,)
    most : counts above this are cut
    tie : luck that lies closer than this to a sum decides nothing

    Returns
    -------
    the counts (options, worlds), and whether some luck decided nothing, in which case they do not hold
    """
    options, worlds = rate.shape
    count, tied = np.zeros((options, worlds)), False
    for option in range(options):
        for world in range(worlds):
            chance = total = none[option, world]
            for event in range(1, most + 1):
                beyond = luck[world] - total
                tied |= abs(beyond) < tie
                if not beyond > 0:
                    break
                count[option, world] = event
                chance = chance * rate[option, world] / event
                total += chance
    return count, tied
