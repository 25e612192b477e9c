"""Every number of chance has an address: it is published arithmetic, uniform, and moved by nothing beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from model.luck import Drawn, Luck, stream

MANY = np.arange(200_000)
PURPOSES = tuple(f"north_korea/shipments/{move}" for move in ("cut", "hold", "raise"))
worlds = some.lists(some.integers(0, 2**40), min_size=1, max_size=20)
purposes = some.text(min_size=1, max_size=20)
months = some.integers(-1, 600)


def test_a_number_is_the_worlds_place_in_the_stream_of_its_purpose():
    start = int(stream(7, "incident", 3))
    state = (start + 12 * 0x9E3779B97F4A7C15) % 2**64
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    state = (state ^ (state >> 27)) * 0x94D049BB133111EB % 2**64
    expected = ((state ^ (state >> 31)) >> 12) * 2.0**-52 + 2.0**-53
    assert Luck(7, np.array([11])).uniform("incident", 3)[0] == expected


@given(worlds, purposes, months, some.integers(0, 2**64))
def test_numbers_lie_strictly_between_nought_and_one(numbers, purpose, month, seed):
    luck = Luck(seed, np.array(numbers)).uniform(purpose, month)
    assert ((luck > 0) & (luck < 1)).all()
    assert np.isfinite(Luck(seed, np.array(numbers)).gumbel(purpose, month)).all()


def test_the_largest_and_the_smallest_bits_stay_inside_nought_and_one():
    for bits in (0, 2**52 - 1):
        assert 0.0 < (float(bits) + 0.5) * 2.0**-52 < 1.0


@given(worlds, purposes, months, some.integers(0, 2**64))
def test_a_world_beside_others_in_any_order_keeps_its_number(numbers, purpose, month, seed):
    together = Luck(seed, np.array(numbers)).uniform(purpose, month)
    alone = [Luck(seed, np.array([number])).uniform(purpose, month)[0] for number in numbers]
    assert together.tobytes() == np.array(alone).tobytes()


@given(worlds, some.lists(purposes, min_size=1, max_size=8, unique=True), months, some.integers(1, 5))
def test_numbers_drawn_together_are_those_drawn_alone(numbers, asked, month, together):
    luck = Luck(7, np.array(numbers))
    drawn = Drawn(luck.gumbels, month, asked[::-1], together)
    for purpose in asked:
        assert drawn(purpose)[0].tobytes() == luck.gumbel(purpose, month).tobytes()
    later = drawn.next(luck.uniforms, month + 1, together)
    for purpose in ["something new", *asked]:
        assert later(purpose)[0].tobytes() == luck.uniform(purpose, month + 1).tobytes()


def test_a_whole_month_is_drawn_at_once_when_it_is_asked_for_as_the_month_before():
    calls = []
    drawn = Drawn(lambda purposes, month: calls.append(purposes) or Luck(7, MANY[:3]).uniforms(purposes, month), 0)
    for month in range(2):
        drawn = drawn.next(drawn.draw, month, together=2)
        for purpose in ("one", "two", "three"):
            drawn(purpose)
    assert [len(purposes) for purposes in calls] == [1, 1, 1, 2, 1]


def test_asking_for_other_purposes_and_months_in_between_moves_no_number():
    luck = Luck(7, np.arange(50))
    before = luck.uniform("incident", 3)
    for month in range(40):
        luck.uniform("something new", month)
    assert luck.uniform("incident", 3).tobytes() == before.tobytes()


@pytest.mark.parametrize("purpose", ("incident", "parameter/leakage", "talks/envoy"))
def test_numbers_of_many_worlds_are_uniform(purpose):
    luck = Luck(20260301, MANY).uniform(purpose, 31)
    counts, _ = np.histogram(luck, bins=1000, range=(0.0, 1.0))
    assert stats.chisquare(counts).pvalue > 1e-4
    assert stats.kstest(luck, "uniform").pvalue > 1e-4


def test_the_last_bits_of_the_numbers_are_as_even_as_the_first():
    low_bits = (Luck(20260301, MANY).uniform("incident", 31) * 2.0**52).astype(np.uint64) & np.uint64(255)
    assert stats.chisquare(np.bincount(low_bits.astype(int), minlength=256)).pvalue > 1e-4


def test_one_worlds_numbers_over_many_months_are_uniform():
    world = Luck(20260301, np.array([0]))
    luck = np.array([world.uniform("incident", month)[0] for month in range(4000)])
    assert stats.kstest(luck, "uniform").pvalue > 1e-4


HERE = Luck(20260301, MANY)
NEIGHBOURS = {
    "the next world": lambda: Luck(20260301, MANY + 1).uniform("incident", 31),
    "the next month": lambda: HERE.uniform("incident", 32),
    "another purpose": lambda: HERE.uniform("incidents", 31),
    "the next seed": lambda: Luck(20260302, MANY).uniform("incident", 31),
    "another move": lambda: HERE.uniform(PURPOSES[0], 31),
}


@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_neighbouring_numbers_know_nothing_of_each_other(neighbour):
    here, there = HERE.uniform("incident", 31), NEIGHBOURS[neighbour]()
    assert abs(np.corrcoef(here, there)[0, 1]) < 4.5 / np.sqrt(here.size)
    cells, _, _ = np.histogram2d(here, there, bins=32, range=[[0, 1], [0, 1]])
    assert stats.chisquare(cells.ravel()).pvalue > 1e-4


def test_gumbel_numbers_follow_the_gumbel_law():
    assert stats.kstest(Luck(20260301, MANY).gumbel("incident", 31), "gumbel_r").pvalue > 1e-4


def test_moves_of_equal_worth_are_made_equally_often():
    luck = np.stack([Luck(20260301, MANY).gumbel(purpose, 31) for purpose in PURPOSES])
    assert stats.chisquare(np.bincount(luck.argmax(axis=0))).pvalue > 1e-4


@pytest.mark.parametrize("numbers", ([-1], [0.5], [[1, 2]]))
def test_numbers_of_worlds_must_be_flat_and_whole(numbers):
    with pytest.raises(ValueError, match="whole numbers"):
        Luck(7, np.array(numbers))
