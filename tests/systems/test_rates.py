"""How rates become shares: what leaves within a month, a latent state read as a share, a logit read as a chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.systems.system import LN2, bounded, leaving, logistic


def test_at_a_half_life_of_one_month_half_leaves_within_it():
    assert leaving(LN2) == pytest.approx(0.5)


def test_a_tiny_rate_is_its_own_share():
    assert leaving(1e-12) == pytest.approx(1e-12, rel=1e-9, abs=0)


@given(some.floats(0.0, 700.0))
def test_no_more_than_everything_leaves(rate):
    assert 0.0 <= leaving(rate) <= 1.0


def test_a_latent_state_below_nought_reads_as_none_and_a_large_one_as_all():
    assert bounded(np.array([-3.0, 0.0, 1.0, 800.0])) == pytest.approx([0.0, 0.0, 1 - np.exp(-1), 1.0])


def test_even_odds_are_a_half_and_three_to_one_three_quarters():
    assert logistic(np.array([0.0, np.log(3.0)])) == pytest.approx([0.5, 0.75])


def test_even_absurd_odds_stay_finite():
    assert logistic(np.array([-700.0, 700.0])) == pytest.approx([0.0, 1.0])
