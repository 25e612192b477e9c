"""The dotplot: fifty dots for all worlds, and a count that is the count of dots drawn on that side."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.charts import Dots, dotplot
from model.charts.dotplot import DOTS, stacks, table_of
from tests.charts import made


def test_the_sentence_counts_dots():
    assert dotplot(made.DOTS).name.startswith("20 of 50 dots are below 40 index: “Your option”")


@given(st.lists(st.floats(-100, 100), min_size=5, max_size=60), st.floats(-120, 120))
def test_the_count_is_that_of_the_dots_drawn_below_the_line(values, threshold):
    dots = Dots("Tension", "index", "2029-03", np.array(values), threshold)
    drawn = stacks(dots)
    assert len(drawn) == DOTS
    assert (drawn["at"] < threshold).sum() == dots.below == int(table_of(dots)["below"].sum())


def test_no_dot_lies_on_another():
    drawn = stacks(replace(made.DOTS, values=np.round(made.WORLDS / 25)))
    assert not drawn.duplicated(["at", "height"]).any()


def test_a_threshold_moved_by_a_whole_step_moves_no_dot_along_an_axis_that_rests():
    dots = replace(made.DOTS, ends=(0.0, 100.0))
    moved = replace(dots, threshold=dots.threshold + 3 * dots.step)
    assert stacks(dots)["at"].tolist() == pytest.approx(stacks(moved)["at"].tolist())
    assert moved.axis == dots.axis


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="finite"):
        replace(made.DOTS, values=np.array([np.nan]))
    with pytest.raises(ValueError, match="finite"):
        replace(made.DOTS, threshold=np.inf)
