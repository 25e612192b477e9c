"""Worked numbers for brokers: tiers of capacity, one month of designations, the share out of action in the long run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.systems.designation import month_of_designation, suppressed_share, tier_shares
from model.systems.system import LN2

SIX_MONTHS = LN2 / 6  # replacement a month where half return within six months


def one(*values):
    """Numbers as arrays of one world."""
    return [np.array([value], dtype=float) for value in values]


def test_a_tenth_designated_and_three_tenths_replaced_leaves_a_quarter_out_of_action():
    assert suppressed_share(0.1, 0.3) == pytest.approx(0.25)


def test_nobody_designated_is_nobody_out_of_action_and_nobody_replaced_is_everybody():
    assert suppressed_share(0.0, 0.3) == 0.0
    assert suppressed_share(0.1, 0.0) == 1.0


@pytest.mark.parametrize(("designations", "replacement"), [(-0.1, 0.3), (0.1, -0.3), (0.0, 0.0)])
def test_impossible_rates_are_refused(designations, replacement):
    with pytest.raises(ValueError, match="rates in 1 / month, 0 or more, not both 0"):
        suppressed_share(designations, replacement)


def test_under_a_square_root_law_the_top_quarter_of_brokers_carries_half_of_the_goods():
    assert tier_shares(*one(2.0, 0.25))[:, 0] == pytest.approx([0.5, 0.5])


def test_the_fatter_the_tail_the_more_the_large_tier_carries():
    top = tier_shares(np.array([1.1, 1.5, 2.5]), np.full(3, 0.2))[0]
    assert top == pytest.approx([0.2 ** (1 / 11), 0.2 ** (1 / 3), 0.2**0.6])
    assert (np.diff(top) < 0).all()


@given(some.floats(1.01, 5.0), some.floats(0.01, 0.99))
def test_the_two_tiers_share_out_all_capacity_and_the_large_brokers_carry_more_than_their_number(tail, large):
    top, rest = tier_shares(*one(tail, large))[:, 0]
    assert top + rest == pytest.approx(1.0)
    assert large <= top <= 1.0


def test_a_list_that_hits_a_third_is_worn_to_31_per_cent_by_the_end_of_its_month():
    end, mean, designated = month_of_designation(*one(0.0, 0.35, 0.0, SIX_MONTHS))
    assert end[0] == pytest.approx(0.35 * 2 ** (-1 / 6))
    assert mean[0] == pytest.approx(0.35 * (1 - 2 ** (-1 / 6)) / SIX_MONTHS)
    assert designated[0] == pytest.approx(0.35)


def test_a_list_hits_only_those_still_active():
    _, _, designated = month_of_designation(*one(0.5, 0.4, 0.0, SIX_MONTHS))
    assert designated[0] == pytest.approx(0.5 * 0.4)


def test_steady_designation_without_replacement_reaches_everybody_in_time():
    end, mean, _ = month_of_designation(*one(0.0, 0.0, 0.2, 1e-12))
    assert end[0] == pytest.approx(1 - np.exp(-0.2))
    assert mean[0] == pytest.approx(1 - (1 - np.exp(-0.2)) / 0.2)


shares, rates = some.floats(0.0, 1.0), some.floats(0.001, 5.0)


@given(shares, shares, rates, rates)
def test_what_is_designated_is_what_was_replaced_and_what_was_added(disrupted, listed, rate, replacement):
    end, mean, designated = month_of_designation(*one(disrupted, listed, rate, replacement))
    assert 0 <= end[0] <= 1 + 1e-12 and 0 <= mean[0] <= 1 + 1e-12
    assert designated[0] >= -1e-12
    assert designated[0] == pytest.approx(end[0] - disrupted + replacement * mean[0])


@given(shares, rates, rates)
def test_one_month_equals_the_integral_of_its_flows(disrupted, rate, replacement):
    end, mean, _ = month_of_designation(*one(disrupted, 0.0, rate, replacement))
    time = np.linspace(0.0, 1.0, 20_001)
    settled = suppressed_share(rate, replacement)
    path = settled + (disrupted - settled) * np.exp(-(rate + replacement) * time)
    assert end[0] == pytest.approx(path[-1], abs=1e-12)
    assert mean[0] == pytest.approx(np.trapezoid(path, time), abs=1e-6)
