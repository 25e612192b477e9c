"""Paired differences: what can be told is drawn full, what cannot is hollow, and every number is the analysis's."""

from dataclasses import replace

import numpy as np
import pytest

from model.charts import differences, split_differences, tradeoffs
from model.charts.differences import APART, FEW
from model.charts.rows import ends_of
from tests.charts import made


def rows(chart) -> list[dict]:
    """The rows as they are drawn."""
    return next(data for data in chart.spec["datasets"].values() if "firm" in data[0])


def test_what_cannot_be_told_apart_is_hollow_dashed_and_says_so():
    chart = differences(made.FOUND, made.TITLES)
    drawn = {row["label"]: row for row in rows(chart)}
    assert drawn["PURL alone"]["value"] == APART == drawn["Status quo"]["value"]
    assert not drawn["PURL alone"]["firm"] and drawn["PURL alone"]["filled"] == "white"
    assert drawn["Mediation"]["firm"] and drawn["Mediation"]["value"].startswith("−2.5 [−")
    dashed = [layer["mark"].get("strokeDash") for layer in chart.spec["layer"] if layer["mark"]["type"] == "rule"]
    assert [4, 3] in dashed and [] in dashed


def test_the_takeaway_counts_what_can_be_told_and_names_the_largest():
    chart = differences(made.FOUND, made.TITLES)
    assert "2 of 4 options can be told apart" in chart.name and "“Mediation” by −2.5 index" in chart.name
    none = differences((made.SAME, made.UNTOLD), made.TITLES)
    assert none.name.endswith("0 of 2 options can be told apart from the status quo")


def test_the_table_is_the_analysis():
    table = differences(made.FOUND, made.TITLES).table
    assert table["median_difference"].tolist() == [one.median for one in made.FOUND]
    assert table["verdict"].tolist() == [one.verdict for one in made.FOUND]
    assert (table["better"] + table["worse"] + table["same"] == 101).all()


def test_the_axis_holds_zero_and_every_interval_and_rests_under_small_moves():
    low, high = ends_of([one for row in made.FOUND for one in (row.low, row.high)])
    assert low < min(row.low for row in made.FOUND) and high >= 0
    assert ends_of([-1.9, -1.0]) == ends_of([-1.91, -1.0])
    assert ends_of([]) == ends_of([0.0, float("nan")]) == (-1.0, 1.0)


def test_too_few_histories_are_said():
    few = replace(made.LESS, low=float("nan"), high=float("nan"))
    drawn = rows(differences((few,), made.TITLES))
    assert drawn[0]["value"] == FEW and drawn[0]["low"] is None


def test_parts_by_cease_fire_are_rows_with_their_worlds():
    chart = split_differences(made.PARTS, "Mediation")
    assert [row["label"] for row in rows(chart)] == ["cease-fire · 60 worlds", "no cease-fire · 41 worlds"]
    assert chart.table["worlds with"].tolist() == ["cease-fire", "no cease-fire"]
    with pytest.raises(ValueError, match="one option"):
        split_differences((made.LESS, made.OWN), "Mediation")


def test_several_outcomes_in_one_chart_are_refused():
    with pytest.raises(ValueError, match="one outcome and month"):
        differences((made.LESS, made.COSTS[0]), made.TITLES)
    with pytest.raises(ValueError, match="one outcome and month"):
        differences((), made.TITLES)


def test_only_options_that_no_other_beats_in_both_are_ringed():
    table = tradeoffs(made.FOUND[1:], made.COSTS, made.TITLES).table.set_index("option")
    assert table["not_dominated"].to_dict() == {
        "Status quo": True,
        "Your option": True,
        "Mediation": True,
        "PURL alone": False,
    }


def test_a_trade_off_with_an_outcome_without_a_better_side_is_refused():
    neither = [replace(one, sense="neither") for one in made.COSTS]
    with pytest.raises(ValueError, match="neither way is better"):
        tradeoffs(made.FOUND[1:], neither, made.TITLES)
    with pytest.raises(ValueError, match="same options"):
        tradeoffs(made.FOUND, made.COSTS, made.TITLES)


def test_labels_of_a_trade_off_stand_at_heights_of_their_own():
    data = next(iter(tradeoffs(made.FOUND[1:], made.COSTS, made.TITLES).spec["datasets"].values()))
    places = sorted(row["place"] for row in data)
    assert np.diff(places).min() > 0
