"""The compiled loops give the numbers of plain NumPy formulas, bit for bit, at every size of a block."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model import compiled
from model.actors import BARRED
from model.luck import along

sizes = some.tuples(some.integers(2, 5), some.integers(1, 4), some.integers(1, 70), some.integers(0, 2**32 - 1))
LOOPS = [thing for thing in vars(compiled).values() if isinstance(thing, compiled.Loop)]
PUBLISHED = (
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
)  # SplitMix64 from state 1234567: the numbers commonly printed for checking an implementation
NOT_FINITE = (np.nan, np.inf, -np.inf, BARRED)


def settled(utilities, luck, last, expected, precision, inertia, bend):
    """One NumPy pass after another: bend utility, add inertia and luck, keep the best, move what is expected."""
    above, kink, pace = bend
    pick, best, attained = np.zeros(last.shape, np.int8), None, utilities[0]
    for move, utility in enumerate(utilities):
        worth = np.minimum(utility, expected) * (precision * kink) + precision * above * utility
        score = inertia * (last == move) + worth + luck[move]
        if best is None:
            best = score
            continue
        pick[score > best] = move
        best = np.maximum(best, score)
    for move, utility in enumerate(utilities):
        attained = np.where(pick == move, utility, attained)
    return pick, (attained - expected) * pace + expected


def scrambled(bits):
    """SplitMix64 over whole arrays of states."""
    bits = (bits ^ (bits >> np.uint64(30))) * compiled.FIRST
    bits = (bits ^ (bits >> np.uint64(27))) * compiled.SECOND
    return bits ^ (bits >> np.uint64(31))


def uniform(starts, reached):
    """The first 52 bits of SplitMix64 as a number between 0 and 1."""
    return ((scrambled(starts[:, None] + reached) >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52


def perceived(seen, signals, places, about, errors, pace):
    """What is seen follows signals, each with its error."""
    return seen + (signals[places] * errors[about][:, None] - seen) * pace


def counted(rate, luck, most):
    """One term of the Poisson law after another, over the whole block."""
    chance = np.exp(-rate)
    total, count = chance.copy(), np.zeros(rate.shape)
    for event in range(1, most + 1):
        count += luck - total > 0
        chance = chance * rate / event
        total += chance
    return count


def same(one, other) -> bool:
    """Whether two arrays hold the same bits; what is not a number equals what is not a number."""
    return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def a_choice(moves, options, worlds, seed):
    """Everything that a choice rests on, at random."""
    chance = np.random.default_rng(seed)
    last = chance.integers(0, moves, (options, worlds)).astype(np.int8)
    rows = chance.normal(size=(5, worlds)) ** 2
    rows[3:] *= chance.integers(0, 2, (2, worlds))
    utilities, luck = chance.normal(size=(moves, options, worlds)), chance.gumbel(size=(moves, worlds))
    return (
        utilities,
        luck,
        last,
        chance.normal(size=(options, worlds)),
        rows[0],
        rows[1],
        np.ascontiguousarray(rows[2:]),
    )


@given(sizes)
def test_a_choice_is_settled_as_the_formula_says(size):
    parts = a_choice(*size)
    assert all(same(*pair) for pair in zip(compiled.settled(*parts), settled(*parts), strict=True))


@given(sizes, some.sampled_from(NOT_FINITE))
def test_what_is_barred_or_not_finite_goes_the_way_of_the_formula(size, value):
    parts = a_choice(*size)
    parts[0][-1, 0, ::2] = value
    with np.errstate(invalid="ignore"):
        assert all(same(*pair) for pair in zip(compiled.settled(*parts), settled(*parts), strict=True))


def test_the_generator_gives_the_published_numbers():
    places, first = along(np.arange(5, dtype=np.uint64)), np.array([1234567], np.uint64)
    assert tuple(int(number) for number in scrambled(first + places)) == PUBLISHED
    assert compiled.uniform(first, places)[0].tolist() == [((n >> 12) + 0.5) * 2.0**-52 for n in PUBLISHED]


@given(some.lists(some.integers(0, 2**64 - 1), min_size=1, max_size=5), some.integers(1, 70), some.integers(0, 2**63))
def test_chance_is_drawn_as_the_formula_says(starts, places, first):
    starts, reached = np.array(starts, np.uint64), along(np.arange(places, dtype=np.uint64) + np.uint64(first))
    assert same(compiled.uniform(starts, reached), uniform(starts, reached))


@given(sizes)
def test_an_actor_perceives_as_the_formula_says(size):
    watched, options, worlds, seed = size
    chance = np.random.default_rng(seed)
    seen, signals = chance.normal(size=(watched, options, worlds)), chance.normal(size=(6, options, worlds))
    places, about = chance.integers(0, 6, watched), chance.integers(0, 2, watched)
    parts = signals, places, about, np.exp(chance.normal(size=(2, worlds))), chance.random(worlds)
    expected = perceived(seen, *parts)
    compiled.perceive(seen, *parts)
    assert same(seen, expected)


@given(sizes, some.floats(0.0, 20.0))
def test_events_are_counted_as_the_formula_says(size, most_likely):
    _, options, worlds, seed = size
    chance = np.random.default_rng(seed)
    rate, luck = most_likely * chance.random((options, worlds)), chance.random(worlds)
    count, tied = compiled.counted(rate, np.exp(-rate), luck, 12, 0.0)
    assert same(count, counted(rate, luck, 12)) and not tied
    luck[0] = np.exp(-rate[0, 0])
    assert compiled.counted(rate, np.exp(-rate), luck, 12, 1e-9)[1]


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_was_compiled_once_without_fast_mathematics(loop):
    assert len(loop.machine.signatures) == 1
    assert loop.machine.targetoptions.get("fastmath", False) is False


def test_who_plays_no_world_does_not_wait_for_numba():
    command = "import sys, model.world, model.experiment; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0
