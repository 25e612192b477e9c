"""Counts of events: a lower rate never gives more of them in the same month with the same luck."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from model.luck import Luck
from model.systems.system import MOST, events_below

rates = some.floats(0.0, 30.0)
lucks = some.floats(2.0**-53, 1.0 - 2.0**-53)


@given(some.lists(some.tuples(rates, rates, lucks), min_size=1, max_size=40))
def test_a_lower_rate_never_gives_more_events_with_the_same_luck(worlds):
    one, other, luck = np.array(worlds).T
    lower, higher = np.minimum(one, other)[None, :], np.maximum(one, other)[None, :]
    assert (events_below(lower, luck, MOST) <= events_below(higher, luck, MOST)).all()


@given(some.lists(some.tuples(rates, lucks, lucks), min_size=1, max_size=40))
def test_at_the_same_rate_a_higher_number_never_gives_fewer_events(worlds):
    rate, one, other = np.array(worlds).T
    few, many = np.minimum(one, other), np.maximum(one, other)
    assert (events_below(rate[None, :], few, MOST) <= events_below(rate[None, :], many, MOST)).all()


@given(some.lists(some.tuples(rates, lucks), min_size=2, max_size=20))
def test_a_worlds_count_is_its_own_whatever_the_rates_beside_it(worlds):
    rate, luck = np.array(worlds).T
    together = events_below(rate[None, :], luck, MOST)
    alone = [events_below(rate[None, [i]], luck[[i]], MOST)[0, 0] for i in range(len(worlds))]
    assert together[0].tolist() == alone


@given(some.floats(1e-15, 1e-3), some.floats(1.0 - 2.0**-40, 1.0 - 2.0**-53), some.floats(0.0, 1.0))
def test_a_hair_lower_rate_gives_no_more_even_at_the_last_numbers(rate, luck, part):
    lower, higher, luck = np.array([[rate * part]]), np.array([[rate]]), np.array([luck])
    assert events_below(lower, luck, MOST)[0, 0] <= events_below(higher, luck, MOST)[0, 0]


@pytest.mark.parametrize("rate", (0.05, 0.8, 3.0))
def test_counts_follow_the_poisson_law(rate):
    luck = Luck(20260301, np.arange(100_000)).uniform("counts", 0)
    counts = events_below(np.full((1, luck.size), rate), luck, MOST)[0]
    expected = stats.poisson.pmf(np.arange(MOST), rate) * luck.size
    seen, enough = np.bincount(counts.astype(int), minlength=MOST + 1)[:MOST], expected > 20
    assert (np.abs(seen - expected)[enough] < 4.5 * np.sqrt(expected[enough])).all()


def test_nothing_happens_at_rate_nought_and_never_more_than_the_most():
    luck = np.array([2.0**-53, 0.5, 1.0 - 2.0**-53])
    assert (events_below(np.zeros((2, 3)), luck, MOST) == 0).all()
    assert (events_below(np.full((2, 3), 500.0), luck, MOST) == MOST).all()
