"""An option is compared with the status quo in the same worlds, and the comparison says how far it can be trusted."""

import csv
import io
from math import comb

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from model.analysis import COLUMNS, Comparison, Difference, counts, csv_text, flips, median_interval, side_by_side
from model.analysis.comparison.comparison import differences, gathered
from model.analysis.comparison.median_interval import ranks

LABELS = {
    "option": "mediation",
    "outcome": "tension",
    "name": "Tension",
    "unit": "index",
    "sense": "lower",
    "month": "2029-03",
    "evidence": "articles",
}


def between(before, after, **labels) -> Difference:
    """The difference of two lists of worlds."""
    return Difference.between(np.array(before, float), np.array(after, float), **{**LABELS, **labels})


def test_a_worked_difference():
    row = between([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13])
    assert (row.median, row.mean, row.status_quo) == (-1.0, -0.75, 6.5)
    assert (row.better, row.worse, row.same) == (10, 1, 1)
    assert (row.low, row.high) == (-1.0, -1.0)
    assert row.resolved and row.verdict == "resolved"


def test_the_spread_over_worlds_and_the_worst_tenth_of_a_worked_difference():
    row = between(np.zeros(21), np.arange(21) - 5.0)
    assert (row.world_low, row.world_high) == (-4.0, 14.0)
    assert row.worst_tenth == 14.0
    assert between(np.zeros(21), np.arange(21) - 5.0, sense="higher").worst_tenth == -4.0
    neither = between(np.zeros(21), np.arange(21) - 5.0, sense="neither")
    assert np.isnan(neither.worst_tenth) and neither.plain()["worst_tenth"] is None


def test_the_second_verdict_counts_worlds():
    assert between([0, 0, 0, 0], [-1, -1, 0, 2]).across == "2 better, 1 worse, 1 the same"
    assert between([0, 0, 0], [-1, 1, 1], sense="neither").across == "2 higher, 1 lower, 0 the same"


def test_worlds_that_share_a_history_are_counted_as_histories():
    before, after = np.zeros(40), np.repeat(np.arange(10.0) - 2, 4)
    row = Difference.between(before, after, np.repeat(np.arange(10), 4), **LABELS)
    assert (row.worlds, row.histories) == (40, 10)
    assert row.design_effect == pytest.approx(4 * 10 / 9)
    assert not row.resolved and between(before, after).resolved


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=50), st.sampled_from(["lower", "higher"]))
def test_the_worst_tenth_is_no_better_than_the_mean(values, sense):
    row = between(np.zeros(len(values)), values, sense=sense)
    sign = 1 if sense == "lower" else -1
    assert sign * row.worst_tenth >= sign * row.mean - 1e-9
    assert row.world_low <= row.median <= row.world_high


def test_pairs_find_what_two_separate_samples_would_not():
    worlds = np.linspace(0, 1000, 501)
    row = between(worlds, worlds - 0.5)
    assert row.resolved and (row.median, row.better) == (-0.5, 501)
    assert row.slight and row.verdict == "resolved, but slight"


def test_worlds_that_agree_on_no_direction_cannot_be_told_apart():
    before = np.zeros(100)
    row = between(before, np.where(np.arange(100) % 2, 1.0, -1.0))
    assert not row.resolved and row.verdict == "cannot be told apart"


def test_an_option_that_changes_nothing_is_the_same_in_every_world():
    row = between([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    assert (row.same, row.better, row.worse, row.resolved) == (5, 0, 0, False)
    assert row.verdict == "the same in every world"


@pytest.mark.parametrize(("sense", "better", "worse"), [("lower", 2, 1), ("higher", 1, 2), ("neither", 0, 0)])
def test_which_way_is_better_follows_the_outcome(sense, better, worse):
    assert counts(np.array([-1.0, -2.0, 0.0, 3.0]), sense) == (better, worse, 1, 1, 2)


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60), st.sampled_from(["lower", "higher"]))
def test_every_world_is_better_worse_or_the_same(values, sense):
    better, worse, same, higher, lower = counts(np.array(values), sense)
    assert better + worse + same == len(values) == higher + lower + same


@pytest.mark.parametrize("size", [5, 8, 20, 101, 500])
def test_the_interval_of_the_median_is_the_narrowest_that_holds_nine_times_in_ten(size):
    def coverage(low: int, high: int) -> float:
        return sum(comb(size, k) for k in range(low + 1, high + 1)) / 2**size

    low, high = ranks(size)
    assert low + high == size - 1
    assert coverage(low, high) >= 0.9
    assert low + 1 > high - 1 or coverage(low + 1, high - 1) < 0.9


def test_the_interval_holds_the_median_about_as_often_as_it_says():
    from model.luck import Luck

    held = 0
    for trial in range(400):
        sample = Luck(trial, np.arange(61)).uniform("coverage")
        low, high = median_interval(sample**3)
        held += low <= 0.125 <= high
    assert 0.87 < held / 400 < 0.96


def test_four_worlds_are_too_few_for_an_interval():
    row = between([1, 2, 3, 4], [0, 1, 2, 3])
    assert np.isnan(row.low) and not row.resolved
    assert row.plain()["low"] is None


@given(st.permutations(list(range(12))))
def test_the_order_of_worlds_changes_no_finding(order):
    before, after = np.arange(12.0), np.arange(12.0) ** 1.1
    first, second = between(before, after), between(before[order], after[order])
    assert (first.median, first.low, first.high, first.better) == (
        second.median,
        second.low,
        second.high,
        second.better,
    )


def test_every_option_outcome_and_month_gets_its_row():
    values = xr.DataArray(
        np.arange(36.0).reshape(3, 6, 2),
        {"option": ["status_quo", "a", "b"], "world": range(6), "when": ["2029-03", "mean"]},
        name="tension",
        attrs={"name": "Tension", "unit": "index", "sense": "lower"},
    )
    rows = list(differences(values, "record"))
    assert [(row.option, row.month) for row in rows] == [
        ("a", "2029-03"), ("a", "mean"), ("b", "2029-03"), ("b", "mean"),
    ]  # fmt: skip
    assert {row.median for row in rows if row.option == "b"} == {24.0}
    assert {row.evidence for row in rows} == {"record"}


def comparison(*rows: Difference) -> Comparison:
    """A comparison that holds these rows."""
    return Comparison("T", rows[0].evidence, rows[0].worlds, "prior", ("2029-03",), rows)


def test_a_conclusion_that_turns_round_between_the_evidence_sets_is_flagged():
    zero, up = np.zeros(50), np.ones(50)
    first = comparison(between(zero, up), between(zero, up, option="b"), between(zero, up, option="c"))
    second = comparison(
        between(zero, -up, evidence="record"),
        between(zero, up, option="b", evidence="record"),
        between(zero, zero, option="c", evidence="record"),
    )
    flags = {sides.first.option: sides.flag for sides in side_by_side(first, second)}
    assert flags == {
        "mediation": "flips between the evidence sets",
        "b": "",
        "c": "resolved in one evidence set only",
    }
    assert [sides.first.option for sides in flips(first, second)] == ["mediation"]


def test_the_table_has_the_promised_columns_and_no_side_where_there_is_none():
    zero, up = np.zeros(8), np.array([1.0] * 6 + [-1.0, 0.0])
    text = csv_text([between(zero, up), between(zero, up, sense="neither")])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["better_share"], rows[0]["worse_share"], rows[0]["same_share"]) == ("0.125", "0.75", "0.125")
    assert (rows[1]["better_share"], rows[1]["worse_share"]) == ("", "")
    assert rows[0]["resolved"] == "false"


@pytest.mark.parametrize(
    ("values", "groups"),
    [(1, [["a", "b", "c"]]), (16_000_000, [["a", "b"], ["c"]]), (10**9, [["a"], ["b"], ["c"]])],
)
def test_outcomes_are_read_in_groups_that_fit_into_memory(values, groups):
    assert list(gathered(["a", "b", "c"], values)) == groups
