"""Targets and dated events: what a history must show, and what happens in it."""

import numpy as np
import pytest

from model.evidence import Window, dated_events, load, month_index, month_text, targets


def test_months_are_counted_from_september_2023():
    assert [month_index(text) for text in ("2023-09", "2024-01", "2025-07", "2026-04")] == [0, 4, 22, 31]
    assert [month_text(index) for index in (0, 4, 22, 31)] == ["2023-09", "2024-01", "2025-07", "2026-04"]
    with pytest.raises(ValueError, match="YYYY-MM"):
        month_index("2026-13")


def test_the_articles_impose_five_intercontinental_tests_and_the_record_one():
    tests = {
        set_: [month for month, event in dated_events(set_) if event == "icbm_test"] for set_ in ("articles", "record")
    }
    assert [month_text(month) for month in tests["articles"]] == ["2025-03", "2025-04", "2025-05", "2025-05", "2025-06"]
    assert [month_text(month) for month in tests["record"]] == ["2024-10"]


def test_only_the_articles_suspend_inspections_and_only_the_record_has_a_first_wave():
    articles, record = dict.fromkeys(dated_events("articles")), dict.fromkeys(dated_events("record"))
    assert (20, "inspections_suspended") in articles and (14, "first_wave") in record
    assert not any(event == "inspections_suspended" for _, event in record)
    assert not any(event == "first_wave" for _, event in articles)


def test_both_sets_share_the_events_that_nothing_contradicts():
    shared = {
        "german_pledge",
        "hypersonic_claim",
        "party_congress",
        "reaffirmation_by_china",
        "reaffirmation_by_russia",
    }
    shared |= {"victory_banner", "countrymen_severed", "march_speech"}
    for evidence in ("articles", "record"):
        assert shared <= {event for _, event in dated_events(evidence)}


def test_each_evidence_set_has_its_own_targets():
    assert [target.id for target in targets("articles")] == [
        "containers_by_2026_02",
        "rotated_first_half_2025",
        "payments",
        "growth_2024_articles",
        "drills_second_quarter_2025",
        "displacement_first_half_2025",
    ]
    assert [target.id for target in targets("record")] == [
        "containers_by_2026_02",
        "growth_2024_record",
        "soldiers_sent_by_2026_02",
        "returned_by_2025_09",
    ]
    with pytest.raises(ValueError, match="no such evidence set 'articels'; did you mean 'articles'"):
        targets("articels")


def test_a_decision_in_july_2025_comes_before_the_containers_and_after_the_payments():
    due = {target.id: month_text(target.due) for target in targets("articles")}
    assert due["containers_by_2026_02"] == "2026-02"
    assert due["payments"] == due["rotated_first_half_2025"] == "2025-06"


def history(**months):
    """Two worlds of 31 months: the first holds nought throughout, the second what is given by month."""
    series = np.zeros((2, 31))
    for month, value in months.items():
        series[1, month_index(month.removeprefix("m").replace("_", "-"))] = value
    return series


def test_containers_are_read_in_february_2026_and_the_band_includes_its_ends():
    target = load().targets["containers_by_2026_02"]
    assert target.holds(history(m2026_02=28_050)).tolist() == [False, True]
    assert target.holds(history(m2026_02=37_951)).tolist() == [False, False]


def test_soldiers_rotated_are_added_over_six_months_and_open_above():
    target = load().targets["rotated_first_half_2025"]
    assert target.observed(history(m2024_12=900, m2025_01=700, m2025_06=800, m2025_07=50)).tolist() == [0, 1500]
    assert target.holds(history(m2025_03=90_000)).tolist() == [False, True]


def test_the_window_of_the_payments_is_each_worlds_own():
    target = load().targets["payments"]
    series = np.tile(np.where(np.arange(31) < 16, 10.0, 50.0), (2, 1))
    assert target.observed(series, np.array([1.0, 0.0])).tolist() == [300.0, 460.0]
    assert target.holds(series, np.array([1.0, 0.0])).tolist() == [True, False]
    with pytest.raises(ValueError, match="payment_window_is_half_year"):
        target.observed(series)


def test_drills_are_compared_with_the_quarter_before():
    target = load().targets["drills_second_quarter_2025"]
    series = np.full((2, 31), 0.5)
    series[1, month_index("2025-04") : month_index("2025-07")] = 0.61
    assert target.observed(series) == pytest.approx([0.0, 22.0], abs=1e-9)
    assert target.holds(np.zeros((1, 31))).tolist() == [False]


def test_growth_is_the_mean_of_2024_and_the_two_sets_exclude_each_other():
    low, high = load().targets["growth_2024_articles"], load().targets["growth_2024_record"]
    series = np.array([[-2.8], [3.7], [0.0]]).repeat(31, axis=1)
    assert low.holds(series).tolist() == [True, False, False]
    assert high.holds(series).tolist() == [False, True, False]


def test_a_history_that_ends_too_early_is_refused():
    with pytest.raises(ValueError, match="history ends before 2026-02"):
        load().targets["containers_by_2026_02"].observed(np.zeros((1, 10)))


def test_a_window_runs_forward():
    with pytest.raises(ValueError, match="runs forward"):
        Window(5, 4)


def test_a_world_has_the_same_bits_alone_and_among_others():
    series = np.random.default_rng(1).normal(size=(500, 31))
    target = load().targets["growth_2024_articles"]
    assert target.observed(series[137:138])[0] == target.observed(series)[137]
    assert target.observed(np.asfortranarray(series))[137] == target.observed(series)[137]
