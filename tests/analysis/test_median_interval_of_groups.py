"""Worlds that share a history are no new evidence about the past: the interval of the median rests on histories."""

from __future__ import annotations

import numpy as np

from model.analysis.median_interval import median_interval

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
