"""Worlds that share a history are no new evidence about the past: the interval of the median rests on histories."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from model.analysis.comparison.median_interval import median_interval

HISTORIES, LUCKS = 60, 4


def grouped_sample(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Values around 0 that differ more between histories than between lucks, and their histories."""
    groups = np.repeat(np.arange(HISTORIES), LUCKS)
    return rng.normal(size=HISTORIES)[groups] + 0.3 * rng.normal(size=groups.size), groups


def test_the_interval_covers_the_median_as_often_as_it_says():
    rng = np.random.default_rng(1)
    covered = naive = 0
    for _ in range(1000):
        values, groups = grouped_sample(rng)
        low, high = median_interval(values, groups)
        covered += low <= 0 <= high
        low, high = median_interval(values)
        naive += low <= 0 <= high
    print(f"covers the median in {covered} of 1,000 samples; without regard to histories in {naive}")
    assert 870 <= covered <= 945
    assert naive < 800


def test_without_shared_histories_it_is_the_interval_of_the_values():
    values = np.random.default_rng(2).normal(size=200)
    assert median_interval(values, np.arange(200)) == median_interval(values)


def test_four_histories_are_too_few_however_many_the_lucks():
    values = np.random.default_rng(3).normal(size=400)
    assert np.isnan(median_interval(values, np.repeat(np.arange(4), 100))[0])


def test_a_difference_that_is_zero_nearly_everywhere_has_a_median_of_zero():
    values = np.zeros(240)
    values[:10] = 5.0
    assert median_interval(values, np.repeat(np.arange(60), 4)) == (0.0, 0.0)


def bootstrap(values: np.ndarray, groups: np.ndarray, rng: np.random.Generator, times: int = 299) -> tuple:
    """The 5 % and 95 % quantile of the median over resamples of whole histories."""
    labels, group = np.unique(groups, return_inverse=True)
    drawn = rng.multinomial(labels.size, np.full(labels.size, 1 / labels.size), size=times)
    order = np.argsort(values)
    counted = np.cumsum(drawn[:, group[order]], axis=1)
    medians = values[order][(counted < counted[:, -1:] / 2).sum(axis=1)]
    return np.quantile(medians, 0.05, method="inverted_cdf"), np.quantile(medians, 0.95, method="inverted_cdf")


def drawn(rng: np.random.Generator, shape: str, histories: int, lucks: int, alike: float) -> tuple:
    """A sample, its groups, and between which values its population's median lies."""
    groups = np.repeat(np.arange(histories), lucks)
    place = np.sqrt(alike) * rng.normal(size=histories)[groups] + np.sqrt(1 - alike) * rng.normal(size=groups.size)
    if shape == "skewed":
        return np.exp(1.5 * place) - 1, groups, (0, 0)
    if shape == "two values":
        return np.where(place < ndtri(0.51), -1.0, 1.0), groups, (-1, -1)
    if shape == "mostly zero":
        return np.where(place < ndtri(0.8), 0.0, place), groups, (0, 0)
    return np.where(place < ndtri(0.3), -1.0, np.where(place < ndtri(0.55), 0.0, 1.0)), groups, (0, 0)


@pytest.mark.parametrize("shape", ["skewed", "two values", "mostly zero", "three values"])
@pytest.mark.parametrize(("histories", "lucks", "alike"), [(6, 4, 0.3), (12, 4, 0.9), (20, 2, 0.0)])
def test_with_few_histories_and_many_ties_it_covers_as_it_says_and_a_bootstrap_covers_no_more(
    shape, histories, lucks, alike
):
    rng = np.random.default_rng(5)
    own = resampled = 0
    for _ in range(250):
        values, groups, (least, most) = drawn(rng, shape, histories, lucks, alike)
        low, high = median_interval(values, groups)
        own += low <= most and high >= least
        low, high = bootstrap(values, groups, rng, 99)
        resampled += low <= most and high >= least
    print(f"{shape}, {histories} histories: covers in {own / 250:.0%} of samples, a bootstrap in {resampled / 250:.0%}")
    assert own >= 0.9 * 250 - 2 * np.sqrt(250 * 0.09)
    assert own >= resampled - 8


def test_with_many_histories_it_is_what_a_bootstrap_over_histories_gives_and_far_quicker():
    rng = np.random.default_rng(6)
    values, groups, _ = drawn(rng, "skewed", 500, 4, 0.5)
    begun = time.perf_counter()
    closed = np.ravel(median_interval(values, groups))
    half = time.perf_counter()
    resampled = np.array(bootstrap(values, groups, rng, 999))
    print(f"closed form {closed} in {half - begun:.5f} s, bootstrap {resampled} in {time.perf_counter() - half:.3f} s")
    assert closed == pytest.approx(resampled, abs=0.25 * np.diff(closed)[0])


def test_lucks_that_agree_count_once():
    histories = np.random.default_rng(8).normal(size=40)
    low, high = median_interval(np.repeat(histories, 5), np.repeat(np.arange(40), 5))
    alone = median_interval(histories)
    assert low <= alone[0] and high >= alone[1]


@given(st.lists(st.integers(-2, 2), min_size=12, max_size=60), st.integers(1, 5))
def test_sharing_histories_never_narrows_it(values, lucks):
    values = np.array(values, float)
    low, high = median_interval(values, np.arange(values.size) // lucks)
    alone = median_interval(values)
    assert np.isnan(low) or (low <= alone[0] and high >= alone[1])
