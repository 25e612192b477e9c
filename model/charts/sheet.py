"""The sheet a chart is drawn on: title, width and lettering, the same for all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import altair as alt

from model.charts.look import CONFIG

PADDING = {"left": 5, "top": 5, "right": 5, "bottom": 5}
LETTERS = 88  # of a title on one line, at the width of a page
NUMBERS = ",~f"
CLEAR = {"labelOverlap": "greedy", "labelSeparation": 8}
FIT = {"type": "fit-x", "contains": "padding"}  # as wide as its place, as high as it is drawn, axes and title apart
LETTER = 8  # pixels, about, that a letter of a title is wide
LEAST = 24  # letters a line, however narrow the picture


def sheet(chart: Any, name: str, subtitle: str = "", height: int | None = None) -> dict[str, Any]:
    """The specification of a chart under its takeaway, as wide as the place it is put into."""
    title = alt.TitleParams(wrapped(name, LETTERS), offset=14)
    if subtitle:
        title.subtitle = wrapped(subtitle, LETTERS + 12)
    chart = chart.properties(title=title, width="container", padding=PADDING)
    if height is not None:
        chart = chart.properties(height=height)
    return {**chart.configure(**CONFIG).to_dict(validate=False), "autosize": FIT}


def at_width(spec: Mapping[str, Any], width: int) -> dict[str, Any]:
    """The same specification for a picture of so many pixels, its title broken into lines that fit.

    Small multiples keep the width of their panels.
    """
    letters = max(LEAST, width // LETTER)
    title = dict(spec.get("title", {}))
    for part in ("text", "subtitle"):
        if part in title:
            said = title[part] if isinstance(title[part], str) else " ".join(title[part])
            title[part] = wrapped(said, letters if part == "text" else letters + letters // 6)
    if "concat" in spec:
        return {**spec, "title": title}
    return {**spec, "autosize": FIT, "title": title, "width": width}


def across(low: float, high: float, title: str | list[str] | None = None, **details: Any) -> alt.X:
    """A number along the horizontal axis, whose ends are given and stay."""
    axis = alt.Axis(title=title, format=NUMBERS, tickCount=5, domain=False, ticks=False, labelFlush=True, **CLEAR)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.X(**{"type": "quantitative", "scale": scale, "axis": axis, **details})


def along(low: float, high: float, title: str | list[str] | None = None, **details: Any) -> alt.Y:
    """A number along the vertical axis, whose ends are given and stay."""
    level = {
        "titleAngle": 0,
        "titleAlign": "left",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": 6 - 15 * len(title) if isinstance(title, list) else -8,
    }
    axis = alt.Axis(title=title, format=NUMBERS, tickCount=6, domain=False, ticks=False, **level)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.Y(**{"type": "quantitative", "scale": scale, "axis": axis, **details})


def text_of(field: str) -> alt.Text:
    """A field as the letters of a text mark."""
    return alt.Text(field=field, type="nominal")


def colour_of(field: str) -> alt.Color:
    """A field that holds the colour itself."""
    return alt.Color(field=field, type="nominal", scale=None, legend=None)


def wrapped(text: str, letters: int) -> list[str]:
    """A text in lines of at most so many letters, broken between words only."""
    return textwrap.wrap(text, letters, break_on_hyphens=False)
