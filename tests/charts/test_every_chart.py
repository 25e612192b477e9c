"""What holds of every chart: a sentence, a table, axes that rest, colours that part, and a picture made offline."""

import json
import re

import altair as alt
import pytest
from jsonschema import ValidationError

from model.analysis.wording import banned_words
from model.charts import pdf, png, svg
from model.charts.look import CONFIG, OPTIONS, STATUS_QUO
from model.charts.sheet import at_width
from tests.charts.made import every

CHARTS = every()
NAMES = list(CHARTS)
MOST_MARKS = 2000  # beyond it a browser draws a picture that cannot be entered


def scales(spec: object) -> list[dict]:
    """Every channel with a quantitative scale of its own, anywhere in a specification."""
    found = []
    if isinstance(spec, dict):
        for channel in ("x", "y"):
            value = spec.get(channel)
            if isinstance(value, dict) and "scale" in value and value.get("type", "quantitative") == "quantitative":
                found.append(value["scale"])
        found += [scale for value in spec.values() for scale in scales(value)]
    elif isinstance(spec, list):
        found += [scale for value in spec for scale in scales(value)]
    return found


def layers(spec: dict) -> list[dict]:
    """Every layer of a chart, of all panels."""
    return [layer for panel in spec.get("concat", [spec]) for layer in panel["layer"]]


@pytest.mark.parametrize("name", NAMES)
def test_its_name_is_a_sentence_that_promises_nothing(name):
    chart = CHARTS[name]
    assert len(chart.name) >= 20 and not chart.name.lower().startswith("chart of")
    assert not banned_words(f"{chart.name} {chart.note}")
    assert " ".join(chart.spec["title"]["text"]) == chart.name


@pytest.mark.parametrize("name", NAMES)
def test_its_specification_is_one_of_vega_lite(name):
    spec = dict(CHARTS[name].spec)
    assert alt.Chart.from_dict(spec)
    spec["autosize"] = "as wide as it likes"
    with pytest.raises(ValidationError):
        alt.Chart.from_dict(spec)


@pytest.mark.parametrize("name", NAMES)
def test_its_table_holds_numbers_and_becomes_csv(name):
    chart = CHARTS[name]
    assert len(chart.table) and chart.csv().count("\n") >= len(chart.table) + 1
    assert chart.table.select_dtypes("number").shape[1]


@pytest.mark.parametrize("name", NAMES)
def test_the_ends_of_its_axes_are_given(name):
    found = scales(CHARTS[name].spec)
    assert found or name == "synergy"  # its axes hold the parts of an option
    assert all(len(scale["domain"]) == 2 for scale in found if scale is not None)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_few_enough_marks_to_be_entered_with_the_keyboard(name):
    assert max(len(rows) for rows in CHARTS[name].spec["datasets"].values()) < MOST_MARKS


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [340, 620])
def test_it_is_drawn_offline_at_the_width_of_a_telephone_and_of_a_column(name, width):
    picture = svg(CHARTS[name], width)
    across = float(re.search(r'<svg[^>]* width="([\d.]+)"', picture)[1])
    assert picture.startswith("<svg") and "http://" not in picture.replace("http://www.w3.org", "")
    assert name == "multiples" or across <= width * 1.02


def test_letters_are_there_where_no_fonts_are_installed():
    family = CONFIG["font"]
    assert [part.strip() for part in family.split(",")][-2:] == ["Liberation Sans", "sans-serif"]


def test_a_picture_is_made_as_pixels_and_as_a_page():
    assert png(CHARTS["fan"], 300, 1.0).startswith(b"\x89PNG")
    assert pdf(CHARTS["fan"], 300).startswith(b"%PDF")


def test_a_title_is_broken_between_words_only():
    narrow = at_width(CHARTS["split"].spec, 200)["title"]["text"]
    assert len(narrow) > len(CHARTS["split"].spec["title"]["text"])
    assert " ".join(narrow) == CHARTS["split"].name and "cease- fire" not in " ".join(narrow)


def test_series_differ_in_dash_as_well_as_in_colour():
    dashes = [STATUS_QUO.dash, *(stroke.dash for stroke in OPTIONS)]
    assert len(set(dashes)) == len(dashes)
    text = json.dumps(CHARTS["pinned fan"].spec)
    assert json.dumps(list(STATUS_QUO.dash)) in text and json.dumps(list(OPTIONS[1].dash)) in text


def contrast(colour: str) -> float:
    """The contrast of a colour with white, by WCAG."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    lights = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (sum(weight * light for weight, light in zip((0.2126, 0.7152, 0.0722), lights, strict=True)) + 0.05)


def test_lines_keep_three_to_one_on_white_and_letters_four_and_a_half():
    for stroke in (STATUS_QUO, *OPTIONS):
        assert contrast(stroke.colour) >= 3 and contrast(stroke.letters) >= 4.5
