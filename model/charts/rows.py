"""Rows: a line of text and, under it, a dot with its interval; the layout of most charts that compare things.

What is compared is named inside the picture, above its mark, so that long names fit on a telephone and in a column of
print, and no label lies on another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite
from typing import Any

import altair as alt
import pandas as pd

from model.charts.look import FAINT, INK
from model.charts.scale import tidy
from model.charts.sheet import across, colour_of, text_of

STEP = 46  # pixels a row
TEXT, MARK = 0.3, 0.72  # where in a row its line of text and its mark stand
LETTER = 7  # pixels, about, that a letter of a value is wide
ROOM = 0.08  # of the span left free at either end


@dataclass(frozen=True)
class Row:
    """One thing compared.

    Parameters
    ----------
    label, value : what stands above the mark, at its left and at its right
    centre, low, high : the dot and its interval; NaN where there is none
    firm : drawn full; else hollow, dashed and grey
    colour : of the mark
    bar : whether a bar goes from zero to the dot
    """

    label: str
    value: str
    centre: float
    low: float = float("nan")
    high: float = float("nan")
    firm: bool = True
    colour: str = INK
    bar: bool = False


def ends_of(values: Sequence[float], margin: float = 0.0) -> tuple[float, float]:
    """Round ends of an axis that hold zero and every finite value, with some room beyond these; zero may be an end.

    `margin` is the share of the span that is left free at every end, zero included.
    """
    held = [0.0, *(float(value) for value in values if isfinite(value))]
    low, high = min(held), max(held)
    if low == high:
        return -1.0, 1.0
    span = high - low
    step = tidy(span / 10)
    bottom = low - (ROOM if low < 0 else margin) * span
    top = high + (ROOM if high > 0 else margin) * span
    return floor(bottom / step) * step, ceil(top / step) * step


def ends_of_rows(rows: Sequence[Row]) -> tuple[float, float]:
    """Round ends of an axis that hold every row and zero."""
    return ends_of([value for row in rows for value in (row.centre, row.low, row.high)])


def height_of(rows: Sequence[Any]) -> int:
    """How many pixels so many rows are high."""
    return STEP * len(rows)


def frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as they are drawn."""
    return pd.DataFrame(
        {
            "label": [row.label for row in rows],
            "value": [row.value for row in rows],
            "centre": [row.centre for row in rows],
            "low": [row.low for row in rows],
            "high": [row.high for row in rows],
            "start": [0.0] * len(rows),
            "colour": [row.colour if row.firm else FAINT for row in rows],
            "filled": [row.colour if row.firm else "white" for row in rows],
            "firm": [row.firm for row in rows],
            "bar": [row.bar for row in rows],
            "text": [number + TEXT for number in range(len(rows))],
            "mark": [number + MARK for number in range(len(rows))],
        }
    )


def drawn(
    rows: Sequence[Row], ends: tuple[float, float], title: str | list[str], more: Sequence[alt.Chart] = ()
) -> alt.LayerChart:
    """A chart of rows, from the top down, over an axis with the given ends and title; `more` is drawn beneath."""
    base = alt.Chart(frame(rows))

    def x(field: str) -> alt.X:
        return across(*ends, title, field=field)

    zero = base.transform_filter("datum.mark < 1").mark_rule(color=INK).encode(x=x("start"))
    layers = [zero, *more, *bars(base, x), *intervals(base, x), dots(base, x), *words(base, rows)]
    scale = alt.Scale(domain=[len(rows), 0], nice=False, zero=False)
    return alt.layer(*layers).encode(y=alt.Y(scale=scale, axis=None, title=None))


def place(field: str) -> alt.Y:
    """Where in the chart something of a row stands."""
    return alt.Y(field=field, type="quantitative")


def bars(base: alt.Chart, x: Callable[[str], alt.X]) -> list[alt.Chart]:
    """A bar from zero to the dot, where a row has one."""
    some = base.transform_filter("datum.bar").mark_bar(height=12, opacity=0.35)
    return [some.encode(x=x("start"), x2="centre", y=place("mark"), color=colour_of("colour"))]


def intervals(base: alt.Chart, x: Callable[[str], alt.X]) -> list[alt.Chart]:
    """The intervals: full lines, or dashed ones."""
    parts = []
    for test, dash in (("datum.firm", []), ("!datum.firm", [4, 3])):
        some = base.transform_filter(f"isValid(datum.low) && {test}").mark_rule(strokeWidth=2.5, strokeDash=dash)
        parts.append(some.encode(x=x("low"), x2="high", y=place("mark"), color=colour_of("colour")))
    return parts


def dots(base: alt.Chart, x: Callable[[str], alt.X]) -> alt.Chart:
    """The dots, full or hollow."""
    mark = base.transform_filter("isValid(datum.centre)").mark_point(size=90, strokeWidth=2, opacity=1)
    fill = alt.Fill(field="filled", type="nominal", scale=None, legend=None)
    stroke = alt.Stroke(field="colour", type="nominal", scale=None, legend=None)
    return mark.encode(x=x("centre"), y=place("mark"), fill=fill, stroke=stroke)


def words(base: alt.Chart, rows: Sequence[Row]) -> list[alt.Chart]:
    """The names at the left and what is said at the right, with a white rim that keeps lines off the letters."""
    room = LETTER * max(len(row.value) for row in rows)
    left = {"align": "left", "baseline": "middle", "fontWeight": "bold", "limit": alt.ExprRef(f"width - {room}")}
    right = {"align": "right", "baseline": "middle"}
    layers = []
    for rim in ({"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}, {}):
        for field, x, mark in (("label", 0, left), ("value", "width", right)):
            text = base.mark_text(**mark, **rim)
            layers.append(text.encode(x=alt.value(x), y=place("text"), text=text_of(field)))
    return layers
