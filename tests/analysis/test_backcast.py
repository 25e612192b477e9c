"""The back-cast scoreboard: scores of known answers, rivals that may win, bounds, and a user's own series."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from model.analysis.validation.observed import Observed, Point, observed_series
from model.analysis.validation.scoreboard import Scoreboard, Scored, score, scored
from model.analysis.validation.scores import crps, log_score, rivals
from model.analysis.validation.words import board_sentences
from model.analysis.wording import banned_words
from model.strict_yaml import InputError

COUNTS = Observed(
    "counts", "Counts", "containers_delivered", "last", "containers", "held_out", "parameter", total=True,
    points=(Point(10.0, ("a",), month=9), Point(20.0, ("a",), month=19), Point(25.0, ("a",), month=29)),
    why="Planted.",
)  # fmt: skip
MONTHS = np.arange(31)


def histories(*levels: float) -> np.ndarray:
    """Running totals that grow by so much a month, one history a level."""
    return np.array(levels)[:, None] * (MONTHS + 1)


def test_the_score_of_one_member_is_its_error_and_of_two_the_worked_number():
    assert crps(np.array([3.0]), 5.0) == 2.0
    assert crps(np.array([0.0, 1.0]), 0.0) == 0.25
    assert crps(np.array([0.0, 1.0]), 0.5) == 0.25


def test_the_score_of_many_normal_members_is_the_closed_form():
    x = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    for value in (0.0, 0.7, -2.0):
        exact = value * (2.0 * norm.cdf(value) - 1.0) + 2.0 * norm.pdf(value) - 1.0 / np.sqrt(np.pi)
        assert crps(x, value) == pytest.approx(exact, abs=1e-4)
        assert log_score(x, value) == pytest.approx(-norm.logpdf(value), abs=1e-3)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30), st.floats(-1e3, 1e3))
def test_the_score_is_never_below_zero_and_never_above_the_mean_error(members, value):
    x = np.array(members)
    assert -1e-9 <= crps(x, value) <= np.abs(x - value).mean() + 1e-9
    assert crps(x, value) == pytest.approx(np.abs(x - value).mean() - np.abs(x[:, None] - x).mean() / 2, abs=1e-9)


def test_an_ensemble_without_spread_has_no_log_score():
    assert log_score(np.ones(5), 1.0) is None


def test_naive_rivals_know_only_what_came_before():
    months, values = [9, 19, 29], [10.0, 20.0, 25.0]
    assert rivals(months, values, 0, total=True, change=False) == {}
    assert rivals(months, values, 1, total=True, change=False) == {"last_value": 10.0, "constant_rate": 20.0}
    assert rivals(months, values, 2, total=True, change=False) == {
        "last_value": 20.0, "trend": 30.0, "constant_rate": 30.0,
    }  # fmt: skip
    assert rivals(months, values, 0, total=False, change=True) == {"no_change": 0.0}


def test_a_naive_rival_wins_where_the_model_is_farther_and_loses_where_it_is_nearer():
    far, near = (score(COUNTS, histories(*levels), "articles", 31) for levels in ((3.0, 3.2), (0.9, 1.0, 1.1)))
    assert far.rival_wins and far.rival["name"] == "constant_rate" and far.inside_90 == 0
    assert far.plain()["naive"] == pytest.approx(np.mean([0.0, 5.0]))
    assert not near.rival_wins and near.inside_90 == 2 and near.inside_50 == 2
    assert far.plain()["role"] == "held_out" and score(COUNTS, histories(1.0), "record", 31).role == "parameter"


def test_only_what_is_dated_before_the_decision_counts():
    early = score(COUNTS, histories(1.0, 2.0)[:, :20], "articles", 20)
    assert [point.when for point in early.points] == ["2024-06", "2025-04"] and early.later == 1
    assert score(COUNTS, histories(1.0)[:, :5], "articles", 5).points == ()


@pytest.mark.parametrize(
    ("bound", "inside", "error"), [("exact", False, 1.5), ("at_least", True, 0.0), ("at_most", False, 1.5)]
)
def test_whatever_meets_a_bound_counts_as_right(bound, inside, error):
    point = replace(COUNTS.points[0], bound=bound, value=10.0)
    shown = scored(replace(COUNTS, points=(point,)), point, 0, histories(1.15, 1.15))
    assert shown.inside_90 is inside
    assert shown.crps == pytest.approx(error)


def test_sums_means_and_changes_are_those_of_a_worked_case():
    span = Point(1.0, ("a",), first=2, last=4)
    series = histories(1.0, 2.0)
    assert replace(COUNTS, statistic="sum", points=(span,)).simulated(series, span).tolist() == [12.0, 24.0]
    assert replace(COUNTS, statistic="mean", points=(span,)).simulated(series, span).tolist() == [4.0, 8.0]
    change = replace(COUNTS, statistic="change_percent", reference=span.window, points=(span,))
    assert change.simulated(series, span).tolist() == [0.0, 0.0]


def test_the_farthest_series_stands_first_and_every_sentence_keeps_to_the_words():
    point = Scored("2024-06", 10.0, "about", (1.0, 2.0, 3.0, 4.0, 5.0), 2.0, None, {"last_value": 0.5})
    missed = replace(score(COUNTS, histories(3.0, 3.2), "articles", 31), points=(point,))
    board = Scoreboard("A study", "articles", "2026-04", 500, True, (missed,), ("later_series",))
    said = " ".join(board_sentences(board))
    assert "Held out: 0 of 1 observations lie inside" in said and "Missed: Counts (1 of 1)" in said
    assert "A naive rival is nearer than the model in: Counts" in said and "later_series" in said
    assert not banned_words(said)


def test_the_projects_own_series_name_sources_roles_and_reasons():
    series = observed_series()
    assert {one.role("articles") for one in series} == {"target", "parameter", "held_out"}
    assert len({one.outcome for one in series}) >= 8
    assert all(len(one.why) > 20 for one in series)


WRONG = {
    "outcome: containers_delivere": "no such outcome 'containers_delivere'; did you mean 'containers_delivered'?",
    "statistic: median": "'median' is not known here; did you mean 'mean'?",
    "articles: fitted": "'fitted' is not known here",
    "points: []": "points: at least one is expected",
    "points: [{month: 2023-13, value: 1, sources: [mine]}]": "a month written YYYY-MM is expected",
    "points: [{value: 1, sources: [mine]}]": "a point has a 'month', or else 'first' and 'last'",
    "points: [{month: 2024-01, value: 1, sources: []}]": "a point needs a source",
    "total: maybe": "true or false is expected",
    "colour: red": "no such key",
}
MINE = """history:
- id: mine
  title: Mine
  outcome: containers_delivered
  statistic: last
  unit: containers
  articles: held_out
  record: held_out
  points: [{month: 2024-01, value: 6000, sources: [my own count]}]
  total: true
  why: A count of my own.
"""


@pytest.mark.parametrize(("line", "said"), WRONG.items(), ids=lambda text: text[:30])
def test_a_users_file_that_is_wrong_is_refused_with_its_line(tmp_path, line, said):
    key = line.partition(":")[0]
    lines = [line if old.strip().startswith(f"{key}:") else old.strip() for old in MINE.splitlines()[2:]]
    lines += [] if any(old.startswith(f"{key}:") for old in lines) else [line]
    (tmp_path / "mine.yaml").write_text("history:\n- id: mine\n" + "".join(f"  {one}\n" for one in lines))
    with pytest.raises(InputError) as refused:
        observed_series(tmp_path / "mine.yaml")
    assert said in str(refused.value) and "mine.yaml:" in str(refused.value)


def test_a_users_series_needs_no_source_of_the_project(tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE)
    (mine,) = observed_series(tmp_path / "mine.yaml")
    assert mine.points[0].when == "2024-01" and mine.role("record") == "held_out"
