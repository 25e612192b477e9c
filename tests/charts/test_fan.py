"""The fan shows the worlds as they are: bands, outline and numbers agree, and the axis rests while an option moves."""

from dataclasses import replace

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from model.analysis.bands import Bands
from model.charts import Chart, Subject, fan
from model.charts.look import OPTIONS, STATUS_QUO
from model.charts.scale import apart, domain

MONTHS = [f"{2023 + (8 + m) // 12}-{(8 + m) % 12 + 1:02d}" for m in range(10)]
WORLDS = np.arange(101.0)[:, None]
HISTORY = Bands.of(WORLDS * np.ones(4))
STATUS_QUO_BANDS = Bands.of(WORLDS * np.linspace(1, 2, 6))
OPTION = Bands.of(WORLDS * np.linspace(1, 1.5, 6))


@pytest.fixture
def subject() -> Subject:
    return Subject("Containers delivered", "containers", MONTHS, HISTORY, STATUS_QUO_BANDS, OPTION)


def layers(chart: Chart) -> list[dict]:
    return chart.spec["layer"]


def test_nine_in_ten_worlds_lie_between_the_outer_lines():
    bands = Bands.of(WORLDS * np.ones(3))
    assert bands.low_90.tolist() == [5, 5, 5]
    assert (bands.low_50[0], bands.high_50[0]) == (25, 75)
    assert bands.high_90[0] == 95


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_bands_never_cross(values):
    bands = Bands.of(np.array(values)[:, None])
    assert bands.low_90 <= bands.low_50 <= bands.median <= bands.high_50 <= bands.high_90


def test_bands_that_cross_or_hold_no_number_are_refused():
    one = np.ones(2)
    with pytest.raises(ValueError, match="cross"):
        Bands(one, one, one, one, 0 * one)
    with pytest.raises(ValueError, match="not finite"):
        Bands.of(np.full((3, 2), np.nan))
    with pytest.raises(ValueError, match="same months"):
        Bands(one, one, one, one, np.ones(3))


def test_the_title_and_the_accessible_name_are_the_takeaway(subject):
    chart = fan(subject)
    assert chart.name == "Containers delivered in June 2024: median 75 containers, against 100 under the status quo"
    assert " ".join(chart.spec["title"]["text"]) == chart.name


def test_a_share_or_an_index_is_said_without_its_unit(subject):
    assert "median 75, against 100 under" in fan(replace(subject, unit="index")).name


def test_a_month_ends_where_the_next_begins_so_the_fan_opens_at_the_decision(subject):
    drawn = [row["day"] for rows in fan(subject).spec["datasets"].values() for row in rows if "day" in row]
    assert min(drawn) == "2023-10-01T00:00:00"
    assert max(drawn) == "2024-07-01T00:00:00"


def test_the_status_quo_alone_is_shown_against_nothing(subject):
    chart = fan(replace(subject, option=None))
    assert chart.name == "Containers delivered in June 2024: median 100 containers under the status quo"
    assert set(chart.table["series"]) == {"history", "status quo"}


def test_the_table_has_a_row_for_every_month_of_every_series(subject):
    table = fan(subject).table
    assert len(table) == 4 + 6 + 6
    assert table["month"].iloc[0] == "2023-09" and table["month"].iloc[-1] == "2024-06"
    assert table.query("series == 'your option'")["median"].iloc[-1] == 75
    assert fan(subject).csv().count("\n") == len(table) + 1


def test_the_status_quo_is_an_outline_with_dashes_and_the_option_a_filled_band(subject):
    marks = [
        (layer["mark"]["type"], layer["mark"].get("color"), layer["mark"].get("strokeDash"))
        for layer in layers(fan(subject))
        if isinstance(layer["mark"], dict)
    ]
    assert ("line", STATUS_QUO.colour, list(STATUS_QUO.dash)) in marks
    assert sum(mark == ("area", OPTIONS[0].colour, None) for mark in marks) == 2


def test_every_line_has_a_label_of_its_own(subject):
    spec = fan(subject).spec
    texts = [row["text"] for rows in spec["datasets"].values() for row in rows if "text" in row]
    assert {"9 in 10 worlds", "half of the worlds", "median, your option", "median, status quo"} <= set(texts)
    assert "decision in January 2024" in texts


def axis(chart: Chart) -> list[float]:
    return chart.spec["encoding"]["y"]["scale"]["domain"]


def test_the_axis_rests_while_an_option_moves_inside_it(subject):
    moved = replace(subject, option=Bands.of(WORLDS * np.linspace(1, 1.1, 6)))
    assert axis(fan(subject)) == axis(fan(moved)) == axis(fan(replace(subject, option=None)))


def test_an_option_is_never_cut_off(subject):
    wild = replace(subject, option=Bands.of(WORLDS * np.linspace(1, 9, 6)))
    assert axis(fan(wild))[1] >= wild.option.high_90.max()


def test_an_outcome_that_never_changes_still_has_an_axis():
    low, high = domain([Bands.of(np.zeros((3, 2)))])
    assert low < 0 < high
    assert domain([Bands.of(np.full((3, 2), 7.0))], floor=0.0)[0] >= 0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.floats(0.1, 30))
def test_labels_never_lie_on_each_other(places, gap):
    found = apart(places, gap, 0, 100)
    gap = min(gap, 100 / max(1, len(places) - 1))
    assert all(-1e-9 <= place <= 100 + 1e-9 for place in found)
    assert all(b - a >= gap - 1e-9 for a, b in zip(sorted(found), sorted(found)[1:], strict=False))
    assert sorted(range(len(places)), key=lambda i: places[i]) == sorted(range(len(places)), key=lambda i: found[i])


def test_a_fan_over_the_wrong_months_is_refused(subject):
    with pytest.raises(ValueError, match="months"):
        replace(subject, months=MONTHS[:-1])
    with pytest.raises(ValueError, match="other months"):
        replace(subject, option=HISTORY)


def test_a_chart_without_a_sentence_or_a_table_is_refused(subject):
    chart = fan(subject)
    with pytest.raises(ValueError, match="sentence"):
        replace(chart, name="Chart of containers over time")
    with pytest.raises(ValueError, match="table"):
        replace(chart, table=chart.table.iloc[:0])


def test_the_specification_draws(subject):
    picture = vl_convert.vegalite_to_svg({**fan(subject).spec, "width": 800})
    assert "median, your option" in picture
