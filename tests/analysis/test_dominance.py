"""Dominance: who is nowhere behind another and somewhere ahead of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.analysis.robustness.dominance import non_dominated

TABLES = arrays(float, (6, 3), elements=st.integers(-3, 3).map(float))


def test_an_option_behind_in_one_and_ahead_in_none_is_dominated():
    assert non_dominated(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 1.0]])).tolist() == [True, True, False]


def test_options_that_are_equal_in_all_do_not_dominate_each_other():
    assert non_dominated(np.zeros((3, 2))).all()


@given(TABLES)
def test_whoever_is_first_in_a_sum_of_all_is_not_dominated(merits):
    assert non_dominated(merits)[merits.sum(axis=1).argmax()]


@given(TABLES)
def test_a_dominated_option_is_dominated_by_one_that_is_not(merits):
    free = non_dominated(merits)
    for row in merits[~free]:
        assert ((merits[free] >= row).all(axis=1) & (merits[free] > row).any(axis=1)).any()
