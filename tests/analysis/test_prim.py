"""PRIM finds a planted box, gives way to chance, and does what a kept library does where one is installed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.analysis.discovery.boxes import Box, Measure, information, quasi_p, rounded, shortest, together
from model.analysis.discovery.prim import LEAST, finest_cut, paste, peel, prim, sure


def uniform(worlds: int, columns: int, seed: int = 1) -> np.ndarray:
    """A table of independent numbers between 0 and 1."""
    return np.random.default_rng(seed).random((worlds, columns))


def planted(table: np.ndarray) -> np.ndarray:
    """Which worlds fail: exactly those with a high column 1 and a low column 3."""
    return (table[:, 1] > 0.6) & (table[:, 3] < 0.4)


def test_a_planted_box_is_found_whole_and_with_nothing_else_in_it():
    table = uniform(2000, 6)
    box = prim(table, planted(table)).box
    found = Measure.of(box.holds(table), planted(table))
    assert set(box.limits) == {1, 3}
    assert (found.coverage, found.density) == (1.0, 1.0)
    assert box.limits[1][0] == pytest.approx(0.6, abs=0.005) and box.limits[3][1] == pytest.approx(0.4, abs=0.005)


def test_a_planted_box_in_noise_is_found_near_its_place():
    table, luck = uniform(2000, 6), np.random.default_rng(2).random(2000)
    failing = np.where(planted(table), luck < 0.9, luck < 0.05)
    box = prim(table, failing).box
    found = Measure.of(box.holds(table), failing)
    assert set(box.limits) == {1, 3}
    assert found.density > 0.8 and found.coverage > 0.65
    assert box.limits[1][0] == pytest.approx(0.6, abs=0.05) and box.limits[3][1] == pytest.approx(0.4, abs=0.05)


def test_no_more_columns_are_restricted_than_a_sentence_may_name():
    table = uniform(1000, 8)
    failing = (table[:, :6] > 0.25).all(axis=1)
    assert len(prim(table, failing, most=2).box.limits) == 2
    assert all(len(step.box.limits) <= 3 for step in peel(table, failing, most=3))


def test_a_switch_and_a_scale_of_three_are_cut_between_their_values():
    rng = np.random.default_rng(3)
    table = np.column_stack([rng.integers(0, 2, 600), rng.integers(1, 4, 600), rng.random(600)]).astype(float)
    failing = (table[:, 0] == 1) & (table[:, 1] >= 2)
    box = prim(table, failing).box
    assert box.limits == {0: (0.5, np.inf), 1: (1.5, np.inf)}
    assert (box.holds(table) == failing).all()


def test_of_two_columns_that_say_the_same_one_is_restricted():
    table = uniform(1000, 3)
    table[:, 2] = 10.0 * table[:, 0]
    failing = table[:, 0] > 0.7
    assert set(prim(table, failing).box.limits) in ({0}, {2})


def test_each_world_lost_must_pay():
    values = np.array([[1.0, 1.0], [2.0, 9.0], [3.0, 2.0], [4.0, 3.0]])
    failing = np.array([False, True, True, True])
    column, lower, keep = finest_cut(values, failing, least=1)
    assert (column, lower, keep.tolist()) == (0, True, [False, True, True, True])


@pytest.mark.parametrize("failing", [np.zeros(100, bool), np.ones(100, bool)])
def test_where_no_or_every_world_fails_there_is_no_box(failing):
    peeling = prim(uniform(100, 3), failing)
    assert peeling.box is None and len(peeling.steps) == 1


def test_an_end_that_cuts_off_two_worlds_is_opened_again():
    table = uniform(400, 1)
    failing = (table[:, 0] > 0.5) & (table[:, 0] < np.sort(table[:, 0])[-2])
    assert sure(Box({0: (0.5, np.sort(table[:, 0])[-3])}), table, failing).limits == {0: (0.5, np.inf)}


def test_a_limit_that_chance_alone_could_give_is_taken_away():
    table = uniform(400, 2)
    failing = table[:, 0] > 0.5
    box = Box({0: (0.5, np.inf), 1: (0.02, np.inf)})
    assert sure(box, table, failing).limits == {0: (0.5, np.inf)}
    assert sure(Box({1: (0.3, np.inf)}), table, failing) is None


def test_pasting_gives_back_what_was_peeled_too_far():
    table = uniform(1000, 2)
    failing = table[:, 0] > 0.5
    wider = paste(Box({0: (0.7, 0.9)}), table, failing)
    assert wider.limits[0][0] == pytest.approx(0.5, abs=0.03) and wider.limits[0][1] == np.inf


def test_the_quasi_p_is_the_binomial_tail_beside_the_box_with_the_column_free():
    from scipy.stats import binomtest

    table = uniform(300, 2)
    failing = uniform(300, 1, seed=9)[:, 0] < 0.3 + 0.3 * table[:, 0]
    box = Box({0: (0.8, np.inf), 1: (0.1, 0.9)})
    inside = box.holds(table)
    free = failing[box.without(0).holds(table)].mean()
    expected = binomtest(int((inside & failing).sum()), int(inside.sum()), free, alternative="greater").pvalue
    assert quasi_p(box, box.without(0), table, failing) == pytest.approx(expected)


def test_worlds_that_share_histories_leave_more_doubt():
    table = uniform(300, 1)
    failing = table[:, 0] + 0.6 * uniform(300, 1, seed=5)[:, 0] > 0.9
    box = Box({0: (0.5, np.inf)})
    assert quasi_p(box, box.without(0), table, failing, alone=0.25) > quasi_p(box, box.without(0), table, failing)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.5, 0.9]))
def test_every_step_lies_inside_the_one_before_and_counts_what_it_holds(seed, share):
    rng = np.random.default_rng(seed)
    table = np.round(rng.random((80, 3)), 1)
    failing = rng.random(80) < share
    before = np.ones(80, bool)
    for step in peel(table, failing):
        inside = step.box.holds(table)
        assert step.measure == Measure.of(inside, failing)
        assert inside.sum() >= LEAST * 80 and not (inside & ~before).any()
        before = inside


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_another_scale_of_an_uncertainty_changes_no_box(seed):
    rng = np.random.default_rng(seed)
    table = rng.random((120, 3))
    failing = rng.random(120) < table[:, 0]
    scaled = np.column_stack([np.exp(5 * table[:, 0]), 1e6 * table[:, 1] - 7, table[:, 2] ** 3])
    one, other = prim(table, failing), prim(scaled, failing)
    assert [s.measure for s in one.steps] == [s.measure for s in other.steps]
    assert (one.box is None) == (other.box is None)
    assert one.box is None or (one.box.holds(table) == other.box.holds(scaled)).all()


def test_information_is_that_of_the_two_by_two_table():
    worlds = np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], [50, 10, 15, 25], axis=0)
    joint = np.array([[50, 10], [15, 25]]) / 100
    expected = (joint * np.log2(joint / joint.sum(1, keepdims=True) / joint.sum(0, keepdims=True))).sum()
    found = Measure.of(worlds[:, 0] == 1, worlds[:, 1] == 1)
    assert found.information == pytest.approx(expected, rel=1e-12)
    assert information(100, 35, np.array([40.0, 100.0]), np.array([14.0, 35.0])) == pytest.approx([0, 0], abs=1e-12)
    assert Measure(100, 35, 35, 35).told == pytest.approx(1.0) and Measure(100, 0, 5, 0).told == 0.0


def test_ends_are_rounded_only_as_far_as_no_world_changes_sides():
    table = np.array([[0.1234], [0.3312], [0.3359], [0.9]])
    box = rounded(Box({0: (0.33355, 0.6179)}), table)
    assert box.limits[0] == (0.334, 0.6)
    assert shortest(0.3, 0.3 + 1e-15, 0.3) == 0.3


def test_several_boxes_count_a_world_once():
    table = np.arange(10.0)[:, None]
    boxes = (Box({0: (2.0, 5.0)}), Box({0: (4.0, 7.0)}))
    assert together(boxes, table, table[:, 0] > 4) == Measure(10, 5, 6, 3)


@pytest.mark.filterwarnings("ignore")  # the library's own, about pandas
def test_a_kept_library_peels_the_same_way_and_offers_no_better_box():
    """The library stops once no slice raises the density and then pastes; the ways are compared where both peel."""
    ema = pytest.importorskip("ema_workbench.analysis.prim", reason="ema-workbench is not installed")
    pandas = pytest.importorskip("pandas")
    table, luck = uniform(1500, 4), np.random.default_rng(4).random(1500)
    failing = np.where(planted(table), luck < 0.95, luck < 0.02)
    frame = pandas.DataFrame(table, columns=list("abcd"))
    theirs = ema.Prim(frame, failing.astype(float), threshold=0.5, peel_alpha=0.05, mass_min=LEAST).find_box()
    path = theirs.peeling_trajectory[["mass", "density", "coverage"]].to_numpy()
    peeled = path[: int(path[:, 0].argmin()) + 1][::-1]
    shared = [step.measure for step in peel(table, failing) if step.measure.mass >= peeled[0, 0]]
    assert len(shared) > 30
    for measure in shared:
        density, coverage = (np.interp(measure.mass, peeled[:, 0], peeled[:, column]) for column in (1, 2))
        assert (measure.density, measure.coverage) == pytest.approx((density, coverage), abs=0.03)  # under one slice
    chosen = Measure.of(prim(table, failing).box.holds(table), failing)
    assert chosen.density + chosen.coverage >= (path[:, 1] + path[:, 2]).max()
