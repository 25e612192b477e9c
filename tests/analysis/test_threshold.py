"""A threshold is read strictly: its outcome, its side, its number and its month."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.robustness.threshold import Threshold, threshold

OUTCOMES = {"tension": {"sense": "lower"}, "aid_delivered": {"sense": "higher"}, "growth": {"sense": "neither"}}
MONTHS = ("2029-02", "2029-03", "mean")


def read(text: str) -> Threshold:
    """A threshold on these outcomes and months."""
    return threshold(text, OUTCOMES, MONTHS, "2029-03")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tension<=0.5", Threshold("tension", "<=", 0.0, 0.5, "2029-03")),
        (" tension ≤ status_quo ", Threshold("tension", "<=", 1.0, 0.0, "2029-03")),
        ("tension<=0.9*status_quo - 1@mean", Threshold("tension", "<=", 0.9, -1.0, "mean")),
        ("aid_delivered>=status_quo+1e2@2029-02", Threshold("aid_delivered", ">=", 1.0, 100.0, "2029-02")),
        ("growth>=-2", Threshold("growth", ">=", 0.0, -2.0, "2029-03")),
    ],
)
def test_what_may_be_typed(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tensoin<=1", "no such outcome 'tensoin'; did you mean 'tension'?"),
        ("tension<=1@2029-04", "month '2029-04' was not played"),
        ("tension>=1", "lower is better for tension, so say tension<="),
        ("aid_delivered<=1", "higher is better for aid_delivered, so say aid_delivered>="),
        ("tension<1", "is not of the form"),
        ("tension<=1,000", "is not of the form"),
        ("tension<=status_quo1", "is not of the form"),
        ("tension<=nan", "is not of the form"),
        ("tension<=1e999", "too large"),
        ("", "is not of the form"),
    ],
)
def test_what_is_refused_and_why(text, said):
    with pytest.raises(ValueError, match="threshold") as refusal:
        read(text)
    assert said in str(refusal.value)


@given(st.floats(0, 9).map(lambda x: round(x, 3)), st.integers(-99, 99), st.sampled_from(MONTHS))
def test_what_is_said_reads_back_the_same(factor, more, month):
    limit = Threshold("tension", "<=", factor, float(more), month)
    assert read(limit.text) == limit


def test_each_world_is_held_against_its_own_status_quo():
    values = np.array([[1.0, 2.0, 3.0], [1.0, 3.0, 2.0]])
    assert read("tension<=status_quo").met(values)[1].tolist() == [True, False, True]
    assert read("tension<=2").met(values).tolist() == [[True, True, False], [True, False, True]]
    assert read("aid_delivered>=2*status_quo-1").met(values)[1].tolist() == [True, True, False]
