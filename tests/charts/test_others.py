"""Heat, attribution, drivers, failures, timeline, flows and the past: the numbers drawn are those found."""

from dataclasses import replace

import numpy as np
import pytest

from model.charts import (
    Flow,
    attribution,
    drivers_chart,
    failure_scatter,
    flow_diagram,
    multiples,
    past_bands,
    regret,
    robustness,
    synergy,
    timeline,
)
from model.charts.flow import placed, ribbons, volume
from model.charts.timeline import lanes_of
from tests.charts import made


def data(chart, field: str) -> list[dict]:
    """The rows of a chart that hold a field."""
    return next(rows for rows in chart.spec["datasets"].values() if field in rows[0])


def test_every_cell_of_regret_bears_its_number_and_the_worst_is_outlined():
    cells = data(regret(made.REGRET, made.TITLES), "fill")
    assert [cell["text"] for cell in cells] == ["0.2", "0.1", "0", "0.05"]
    assert [cell["edge"] != cell["fill"] for cell in cells] == [True, False, False, True]
    assert len(regret(made.REGRET, made.TITLES).table) == 4


def test_the_takeaway_of_regret_names_who_loses_least_where_it_loses_most():
    assert "“Mediation” loses least, 0.05 index of at most 0.2" in regret(made.REGRET, made.TITLES).name


def test_ranks_stand_in_brackets_and_a_measure_that_parts_nobody_is_blank():
    cells = data(robustness(made.JUDGEMENT, made.TITLES), "fill")
    assert [cell["text"] for cell in cells] == ["0.2 (2)", "1 (1)", "0.05 (1)", "1 (1)"]
    assert cells[1]["edge"] == cells[1]["fill"] == cells[3]["fill"]
    columns = robustness(made.JUDGEMENT, made.TITLES).table.columns
    assert not [name for name in columns if "score" in name.lower()]


def test_a_share_that_cannot_be_told_from_zero_is_hollow():
    drawn = data(attribution(made.WHY), "firm")
    assert [row["firm"] for row in drawn] == [True, True, False]
    assert drawn[2]["value"] == "cannot be told apart"
    table = attribution(made.WHY).table
    assert table["shapley"].sum() == pytest.approx(made.TOTAL.mean)


def test_a_pair_inside_the_noise_is_a_blank_cell():
    cells = {(cell["column"], cell["row"]): cell["text"] for cell in data(synergy(made.WHY), "fill")}
    assert cells == {(1, "2  dialogue offer"): "▲ −1", (1, "3  purl"): "▼ +0.7", (2, "3  purl"): ""}
    with pytest.raises(ValueError, match="no pairs"):
        synergy(replace(made.WHY, pairs=()))


def test_drivers_below_the_noise_are_hollow_and_floors_are_drawn():
    chart = drivers_chart(made.DRIVEN, made.TITLES)
    assert [row["firm"] for row in data(chart, "firm")] == [True, False]
    assert [row["at"] for row in data(chart, "up")] == [0.2, 0.2]
    assert "1 of 640 parameters stand above the noise" in chart.name
    with pytest.raises(ValueError, match="no driver"):
        drivers_chart(replace(made.DRIVEN, drivers=()), made.TITLES)


def test_the_box_of_failing_worlds_is_framed_and_every_world_is_in_the_table():
    chart = failure_scatter(made.failed())
    frame = data(chart, "x2")[0]
    assert frame["x"] == 0.6 and frame["x2"] >= 1.0
    assert len(chart.table) == 101 and chart.table["fails"].sum() == 40
    assert "40 of the 40 failing worlds" in chart.name
    with pytest.raises(ValueError, match="no such box"):
        failure_scatter(made.failed(boxes=()))


def test_worlds_of_a_few_values_stand_side_by_side_without_meeting_the_next_value():
    values = np.array([row["y"] for row in data(failure_scatter(made.failed()), "fails")])
    busy = made.WORLDS % 2 == 1
    assert values[~busy].max() < 0.5 < values[busy].min()


def test_events_of_one_actor_that_are_close_stand_in_lanes_of_their_own():
    assert lanes_of(made.MOMENTS) == [0, 0, 1, 0]
    table = timeline(made.MOMENTS, made.MONTHS, "Central history", 101).table
    assert table["number"].tolist() == [1, 2, 3, 4] and table["cause"].tolist()[1] == "depletion"


def test_a_timeline_says_first_that_it_is_one_history_of_many():
    assert timeline(made.MOMENTS, made.MONTHS, "Central history", 2000).name.startswith("1 simulated history of 2,000.")
    with pytest.raises(ValueError, match="nothing happened"):
        timeline((), made.MONTHS, "Central history", 101)
    with pytest.raises(ValueError, match="lies outside"):
        timeline([replace(made.MOMENTS[0], month="2031-01")], made.MONTHS, "Central history", 101)


def test_the_totals_of_the_flow_table_are_those_drawn():
    chart = flow_diagram(made.FLOWS, "US$ m / month", "Goods in March 2029")
    table = chart.table
    links = table[table["p5"].notna()]
    totals = table[table["p5"].isna()].set_index("from")["median"]
    for name in totals.index:
        comes, leaves = (links.loc[links[side] == name, "median"].sum() for side in ("to", "from"))
        assert totals[name] == max(comes, leaves) == volume(made.FLOWS, name)
    nodes = placed(made.FLOWS, None)
    edges = ribbons(made.FLOWS, nodes).groupby("ribbon").first()
    widths = (edges["lower"] - edges["upper"]).to_numpy()
    medians = np.array([flow.median for flow in made.FLOWS])
    assert widths / widths[0] == pytest.approx(medians / medians[0])


def test_flows_in_a_circle_or_named_twice_are_refused():
    with pytest.raises(ValueError, match="circle"):
        flow_diagram([Flow("a", "b", 1, 1, 1), Flow("b", "a", 1, 1, 1)], "t", "Goods in March 2029")
    with pytest.raises(ValueError, match="only once"):
        flow_diagram([made.FLOWS[0], made.FLOWS[0]], "t", "Goods in March 2029")
    with pytest.raises(ValueError, match="low ≤ median"):
        Flow("a", "b", 2, 1, 3)
    assert Flow.of("a", "b", made.WORLDS).words == "50 [5–95]"


def test_fitted_and_held_out_figures_are_counted_apart():
    assert past_bands(made.PREDICTED).name == (
        "The median history lies inside the band of 1 of 1 fitted figures and of 0 of 1 figures held out"
    )
    with pytest.raises(ValueError, match="no figure"):
        past_bands(())


def test_small_multiples_of_other_months_are_refused():
    with pytest.raises(ValueError, match="one month"):
        multiples([made.subject(), made.subject(months=[*made.MONTHS[:-1], "2027-01"])])


def test_a_fan_holds_no_more_pinned_options_than_can_be_told_apart():
    bands = made.subject().option
    with pytest.raises(ValueError, match="cannot be told apart"):
        made.subject(pinned={name: bands for name in "abcd"})
    with pytest.raises(ValueError, match="other months"):
        made.subject(worlds=np.ones((2, 3)))
