"""PAWN on given worlds: known rankings, a noise floor, discrete parameters, and intervals that rest on histories."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.analysis.drivers.pawn import distances, index_interval, interval_labels, pawn, rank_correlation
from tests.analysis.known_functions import g_function, ishigami


def uniforms(inputs, worlds, seed=0):
    """Inputs between 0 and 1, (inputs, worlds)."""
    return np.random.default_rng(seed).uniform(size=(inputs, worlds))


def test_the_inputs_of_ishigami_stand_in_their_order_and_a_dummy_in_the_noise():
    values = uniforms(5, 2000)
    result = pawn(values, ishigami(values), np.arange(2000))
    assert result.index[1] > result.index[0] > result.index[2] > result.index[3:].max()
    assert result.above.tolist() == [True, True, True, False, False]
    assert result.index[3:] == pytest.approx(result.dummy[3:], abs=0.02)


def test_endless_worlds_leave_a_dummy_nothing():
    values = uniforms(4, 200_000)
    result = distances(interval_labels(values), ishigami(values))[0]
    assert result == pytest.approx([0.219, 0.340, 0.088, 0.007], abs=0.003)


def test_a_switch_that_settles_everything_has_half_the_distance():
    switch = np.repeat([0.0, 1.0], 50)
    result = pawn(switch[None], switch, np.arange(100))
    assert result.index == pytest.approx([0.5])  # each half lies half a distribution away from the whole
    assert result.direction.tolist() == [1]


def test_a_rare_switch_counts_as_often_as_it_is_on():
    switch = (np.arange(1000) < 50).astype(float)
    result = pawn(switch[None], switch, np.arange(1000))
    assert result.index == pytest.approx([0.05 * 0.95 + 0.95 * 0.05])
    assert result.floor[0] < 0.02  # its dummies have the same two intervals, and so less noise than ten


def test_equal_values_share_an_interval_and_the_rest_is_cut_evenly():
    spike = np.concatenate([np.zeros(70), np.arange(1, 31)])
    labels = interval_labels(spike[None])[0]
    assert np.unique(labels[:70]).size == 1
    assert np.unique(labels[70:], return_counts=True)[1].tolist() == [10, 10, 10]


def test_a_parameter_that_is_fixed_has_no_influence_and_no_noise():
    values = np.vstack([uniforms(1, 300), np.full(300, 4.0)])
    result = pawn(values, values[0], np.arange(300))
    assert (result.index[1], result.floor[1], result.direction[1], result.varied[1]) == (0.0, 0.0, 0, False)
    assert not result.above[1]


def test_an_outcome_that_never_changes_is_driven_by_nothing():
    values = uniforms(3, 200)
    result = pawn(values, np.zeros(200), np.arange(200))
    assert result.index.tolist() == [0.0, 0.0, 0.0]
    assert not result.above.any()


def test_as_few_dummies_reach_the_floor_as_it_promises():
    values = uniforms(200, 400, seed=3)
    above = [pawn(values, uniforms(1, 400, seed)[0], np.arange(400)).above.sum() for seed in range(100, 110)]
    assert np.mean(above) < 3  # one in each set of 200 is expected


def test_lucks_of_one_history_are_not_taken_for_evidence_about_parameters():
    history = np.repeat(np.arange(100), 8)
    values, past = uniforms(300, 100, seed=5), uniforms(1, 100, seed=6)[0]
    shared = pawn(values, past[history], history)
    assert shared.above.sum() <= 3
    as_if_new = pawn(values[:, history], past[history], np.arange(800))
    assert as_if_new.above.sum() > 100


@pytest.mark.parametrize("function", [ishigami, g_function])
def test_nine_in_ten_intervals_enclose_the_mean_index_of_as_many_worlds(function):
    repetitions, size = 80, 500
    samples = [uniforms(4, size, seed) for seed in range(1000, 1000 + repetitions)]
    history = np.arange(size)
    index = np.array([distances(interval_labels(values), function(values))[0] for values in samples])
    low, high = np.moveaxis([index_interval(values, function(values), history) for values in samples], 1, 0)
    inside = (low <= index.mean(axis=0)) & (index.mean(axis=0) <= high)
    assert inside.mean() > 0.86
    assert inside.mean(axis=0).min() > 0.78


def test_an_interval_rests_on_histories_and_not_on_lucks():
    values = uniforms(1, 100)
    outcome = ishigami(np.vstack([values, values, values]))
    low, high = index_interval(values, outcome, np.arange(100))
    many = np.repeat(np.arange(100), 5)
    low_of_many, high_of_many = index_interval(values, outcome[many], many)
    assert (low_of_many, high_of_many) == (pytest.approx(low), pytest.approx(high))


def test_rank_correlation_is_that_of_histories_and_one_for_what_rises_together():
    values = np.array([[3.0, 1.0, 2.0, 4.0], [1.0, 1.0, 1.0, 1.0]])
    outcome = np.array([9.0, 1.0, 4.0, 16.0])
    assert rank_correlation(values, outcome, np.arange(4)) == pytest.approx([1.0, 0.0])


@settings(max_examples=15)
@given(st.integers(0, 1000), st.sampled_from([np.exp, np.cbrt, lambda x: 2 * x - 5]))
def test_nothing_depends_on_the_scale_of_a_parameter_or_an_outcome(seed, stretched):
    values = uniforms(3, 60, seed)
    outcome = values[0] - values[1]
    one, other = pawn(values, outcome, np.arange(60)), pawn(stretched(values), stretched(outcome), np.arange(60))
    assert other.index == pytest.approx(one.index)
    assert (other.direction == one.direction).all()
    assert ((one.index >= 0) & (one.index <= 1)).all()
