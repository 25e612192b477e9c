"""When a commitment is in force: nothing is rounded to months, and a month that is half inside counts half."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.levers import LEVERS, Commitment, Option
from model.levers.plan import Part
from model.parameters import draw, load

PATROLS = LEVERS["air_patrols"]


def levels(commitment, months, onset=0.0, coordination=0.0, gain=0.0, delay=0.0):
    """Level in force in each of so many months, in one world with the given onset."""
    known = {"onset_air_patrols": onset, "coordination_gain": gain, "coordination_months": delay}
    p = SimpleNamespace(**{name: np.array([value]) for name, value in known.items()})
    part = Part(PATROLS, [Option("one", "", (commitment,), coordination)], p)
    return [float(part.in_force(float(month))[0, 0]) for month in range(months)]


def test_an_order_without_delay_is_in_force_from_the_first_month():
    assert levels(Commitment("air_patrols", "high"), 3) == [1, 1, 1]
    assert levels(Commitment("air_patrols", "low"), 2) == [1 / 3, 1 / 3]


def test_an_onset_of_a_month_and_a_half_leaves_half_of_the_second_month():
    assert levels(Commitment("air_patrols", 1.0), 4, onset=1.5) == [0, 0.5, 1, 1]


def test_the_onset_counts_from_the_start():
    assert levels(Commitment("air_patrols", 1.0, start=2.0), 5, onset=1.25) == [0, 0, 0, 0.75, 1]


def test_a_ramp_of_four_months_grows_by_a_quarter_a_month():
    assert levels(Commitment("air_patrols", 1.0, ramp=4.0), 5) == [0.25, 0.5, 0.75, 1, 1]


def test_a_ramp_that_begins_within_a_month_is_read_at_its_end_for_the_part_inside():
    assert levels(Commitment("air_patrols", 1.0, ramp=2.0), 4, onset=0.5) == [0.5 * 0.25, 0.75, 1, 1]


def test_an_order_taken_back_after_two_months_and_a_quarter_counts_a_quarter_of_the_third():
    assert levels(Commitment("air_patrols", 0.8, end=2.25), 4) == pytest.approx([0.8, 0.8, 0.2, 0])


def test_an_order_that_is_taken_back_before_it_works_never_works():
    assert levels(Commitment("air_patrols", 1.0, end=2.0), 4, onset=3.0) == [0, 0, 0, 0]


def test_a_pulse_lasts_one_month_wherever_it_begins():
    assert levels(Commitment("air_patrols", 1.0, pulse=True), 3) == [1, 0, 0]
    assert levels(Commitment("air_patrols", 1.0, pulse=True), 4, onset=1.25) == [0, 0.75, 0.25, 0]


def test_coordination_shortens_the_onset_and_delays_the_decision():
    order = Commitment("air_patrols", 1.0)
    assert levels(order, 4, onset=3.0, coordination=1.0, gain=0.5, delay=1.0) == [0, 0, 0.5, 1]
    assert levels(order, 4, onset=3.0, coordination=0.0, gain=0.5, delay=1.0) == [0, 0, 0, 1]


schedules = some.builds(
    Commitment,
    some.just("air_patrols"),
    level=some.floats(0.01, 1.0),
    start=some.floats(0.0, 10.0),
    ramp=some.one_of(some.just(0.0), some.floats(0.01, 10.0)),
    end=some.one_of(some.none(), some.floats(10.5, 20.0)),
    pulse=some.booleans(),
)


@given(schedules, some.floats(0.0, 8.0))
def test_a_level_in_force_is_never_above_its_level_nor_below_nought(commitment, onset):
    found = levels(commitment, 24, onset)
    assert min(found) >= 0 and max(found) <= commitment.level
    assert found[: int(commitment.start + onset)] == [0.0] * int(commitment.start + onset)


@given(some.floats(0.0, 10.0), some.floats(0.0, 8.0))
def test_a_pulse_delivers_one_month_of_its_level_in_all(start, onset):
    assert sum(levels(Commitment("air_patrols", 1.0, start=start, pulse=True), 24, onset)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"level": 1.5}, "level 1.5 is none of off, low, medium, high, nor from 0 to 1"),
        ({"level": "full"}, "level 'full' is none of"),
        ({"level": True}, "level True is none of"),
        ({"start": -1.0}, "start and ramp are months, 0 or more"),
        ({"ramp": float("inf")}, "start and ramp are months, 0 or more"),
        ({"start": 3.0, "end": 2.0}, "ends at 2 months, not after its start at 3"),
    ],
)
def test_an_impossible_commitment_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        Commitment("air_patrols", **wrong)


def test_worlds_differ_in_their_onset_and_none_is_rounded():
    p = draw(load(), 7, np.arange(200))
    part = Part(PATROLS, [Option("one", "", (Commitment("air_patrols", 1.0),))], p)
    first = part.in_force(0.0)[0]
    np.testing.assert_allclose(first, 1.0 - np.clip(p.onset_air_patrols, 0.0, 1.0))
    assert np.unique(first).size > 100
