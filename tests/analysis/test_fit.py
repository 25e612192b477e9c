"""Figures of the past beside what histories show: the standing follows from the band alone, and misfits come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.fit import BESIDE, BEYOND, INSIDE, REACHING, STANDINGS, fit, fits, standing

ENDS = st.one_of(st.none(), st.floats(-100, 100))
THREE = st.tuples(*[st.floats(-200, 200)] * 3).map(lambda values: tuple(sorted(values)))


def figure(name, fitted, low, high, kept, prior=(0.0, 1.0, 2.0)):
    return {"target": name, "unit": "men", "fitted": fitted, "low": low, "high": high, "prior": prior, "kept": kept}


@pytest.mark.parametrize(
    ("low", "high", "shown", "is_"),
    [
        (14.0, 16.0, (5.8, 8.4, 13.7), BEYOND),
        (14.0, 16.0, (5.8, 8.4, 14.7), BESIDE),
        (None, 1200.0, (300.0, 1055.0, 1760.0), REACHING),
        (240.0, 400.0, (246.0, 305.0, 390.0), INSIDE),
        (1500.0, None, (1721.0, 2750.0, 4652.0), INSIDE),
        (-1.0, 1.0, (1.0, 1.0, 1.0), INSIDE),
    ],
)
def test_a_band_and_a_range_stand_to_each_other_as_worked_out_by_hand(low, high, shown, is_):
    assert standing(low, high, shown) == is_


@given(ENDS, ENDS, THREE)
def test_the_mirror_image_of_a_figure_has_the_same_standing(low, high, shown):
    if None not in (low, high) and low > high:
        low, high = high, low
    turned = tuple(-value for value in reversed(shown))
    mirror = (None if high is None else -high, None if low is None else -low)
    assert standing(low, high, shown) == standing(*mirror, turned)


@given(ENDS, ENDS, THREE)
def test_a_wider_band_never_fits_worse(low, high, shown):
    if None not in (low, high) and low > high:
        low, high = high, low
    tight, wide = standing(low, high, shown), standing(None if low is None else low - 1, high, shown)
    assert STANDINGS.index(wide) >= STANDINGS.index(tight)


def test_misfits_come_first_and_among_equals_those_that_were_left_out():
    rows = [
        figure("fitted", True, 0, 10, (1, 5, 9)),
        figure("left_out", False, 0, 10, (2, 5, 9)),
        figure("missed", False, 20, 30, (1, 5, 9)),
        figure("beside", True, 8, 30, (1, 5, 9)),
    ]
    assert [one.target for one in fits(rows)] == ["missed", "beside", "left_out", "fitted"]
    assert [one.holds for one in fits(rows)] == [False, False, True, True]


def test_without_kept_histories_prior_ones_are_shown_and_said_to_be():
    one = fit(figure("none_kept", True, 5, 9, []))
    assert (one.first, one.middle, one.last) == (0.0, 1.0, 2.0)
    assert not one.kept and one.below and one.standing == BEYOND
