"""Robustness on a table of payoffs worked by hand, and what every measure owes to an option that is never worse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.analysis.robustness.robustness import MEASURES, leads, measured, merits, ranked, resamples, turned
from model.analysis.wording import banned_words

STATUS_QUO, A, B = [2, 2, 2, 2], [6, 0, 1, 5], [3, 3, 1, 1]
PAYOFFS = np.array([STATUS_QUO, A, B], float)
TABLES = arrays(float, (3, 7), elements=st.integers(-9, 9).map(float))


def test_a_table_worked_by_hand():
    found = measured(PAYOFFS, "higher", alpha=0.25, met=PAYOFFS >= 2)
    assert found["regret_max"].tolist() == [4, 3, 4]
    assert found["regret_90"] == pytest.approx([3.7, 2.4, 3.7])
    assert found["maximin"].tolist() == [2, 0, 1]
    assert found["hurwicz"].tolist() == [2, 1.5, 1.5]
    assert found["laplace"].tolist() == [2, 3, 2]
    assert found["mean_variance"] == pytest.approx([0, 1 - np.sqrt(6.5), 0 - 1])
    assert found["domain"].tolist() == [0.25, 0.5, 0.25]
    assert found["satisficing"].tolist() == [1, 0.5, 0.5]


def test_ranks_share_the_higher_place_and_follow_each_measure():
    ranks = ranked(measured(PAYOFFS, "higher", alpha=0.25), "higher")
    assert ranks["regret_max"].tolist() == [2, 1, 2]
    assert ranks["maximin"].tolist() == [1, 3, 2]
    assert ranks["laplace"].tolist() == [2, 1, 2]
    assert ranks["domain"].tolist() == [2, 1, 2]


def test_where_the_measures_disagree_on_two_options_both_sides_are_named():
    found = {(a, b): (ahead, behind) for a, b, ahead, behind in turned(ranked(measured(PAYOFFS, "higher"), "higher"))}
    ahead, behind = found[0, 1]
    assert "maximin" in ahead and {"regret_max", "regret_90", "laplace", "domain"} <= set(behind)
    assert turned({"laplace": np.array([1, 2]), "maximin": np.array([1, 1])}) == []


def test_where_less_is_better_the_table_is_the_same_upside_down():
    up, down = measured(PAYOFFS, "higher", 0.25), measured(-PAYOFFS, "lower", 0.25)
    for name, measure in MEASURES.items():
        if name in up:
            assert down[name] == pytest.approx(-up[name] if measure.level else up[name])
    up, down = ranked(up, "higher"), ranked(down, "lower")
    assert all((up[name] == down[name]).all() for name in up)


@given(TABLES, st.floats(0, 1), st.sampled_from(["lower", "higher"]))
def test_an_option_that_is_nowhere_worse_is_behind_in_no_measure_but_mean_variance(values, alpha, sense):
    better = np.maximum if sense == "higher" else np.minimum
    values[1] = better(values[1], values[2])
    found = merits(measured(values, sense, alpha), sense)
    for name in set(found) - {"mean_variance"}:
        assert found[name][1] >= found[name][2] - 1e-9, name


@given(TABLES, st.floats(0, 1))
def test_regret_is_never_below_zero_and_domains_share_out_all_worlds(values, alpha):
    found = measured(values, "lower", alpha)
    assert (found["regret_max"] >= found["regret_90"]).all() and (found["regret_90"] >= 0).all()
    assert found["domain"].sum() == pytest.approx(1)
    assert found["mean_variance"][0] == 0


@given(TABLES)
def test_hurwicz_runs_from_maximin_to_maximax(values):
    assert measured(values, "higher", 0.0)["hurwicz"] == pytest.approx(measured(values, "higher")["maximin"])
    assert measured(values, "higher", 1.0)["hurwicz"] == pytest.approx(values.max(axis=1))


def test_a_lead_that_all_worlds_share_stands_in_every_resample_and_a_toss_up_in_about_half():
    rng = np.random.default_rng(1)
    clear = np.stack([np.zeros(300), np.ones(300)])
    even = rng.normal(size=(2, 300))
    even -= even.mean(axis=1, keepdims=True)

    def led(values, groups):
        return leads(lambda worlds: {"laplace": values[:, worlds].mean(axis=1)}, groups, 2)["laplace"]

    assert led(clear, np.arange(300)).tolist() == [0, 1]
    assert 0.35 < led(even, np.arange(300))[0] < 0.65


def test_resamples_draw_whole_histories_and_are_the_same_again():
    groups = np.repeat([7, 3, 5], 2)
    first, again = list(resamples(groups, 30)), list(resamples(groups, 30))
    assert all((one == other).all() for one, other in zip(first, again, strict=True))
    for worlds in first:
        counts = np.bincount(worlds, minlength=6)
        assert worlds.size == 6 and (counts[::2] == counts[1::2]).all()


def test_every_measure_says_what_it_is_without_a_promise():
    assert set(MEASURES) == {
        "regret_max", "regret_90", "satisficing", "maximin", "hurwicz", "laplace", "mean_variance", "domain",
    }  # fmt: skip
    assert banned_words(" ".join(f"{measure.name} {measure.means}" for measure in MEASURES.values())) == []
