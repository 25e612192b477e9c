"""Trade-offs: what each option changes in two outcomes at once, with crosses for how far that can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from model.analysis.attribution.attribution_words import listed
from model.analysis.comparison.comparison import Difference
from model.analysis.robustness.dominance import non_dominated
from model.analysis.robustness.robustness import SIGN
from model.analysis.wording import quoted, when_text
from model.charts.chart import Chart
from model.charts.differences import better
from model.charts.look import INK, OPTIONS
from model.charts.rows import ends_of
from model.charts.scale import apart
from model.charts.sheet import across, along, colour_of, sheet, text_of

HEIGHT = 420
GAP = 17  # pixels between two labels
MARGIN = 0.1  # of the span left free at every end, so that no ring is cut
STATUS_QUO = "Status quo"


@dataclass(frozen=True)
class Point:
    """An option in two outcomes: median paired differences with their intervals, and whether no other beats it."""

    title: str
    x: tuple[float, float, float]
    y: tuple[float, float, float]
    firm: bool
    free: bool
    own: bool = False


def tradeoffs(
    first: Sequence[Difference], second: Sequence[Difference], titles: Mapping[str, str], own: str = "your_option"
) -> Chart:
    """Options in two outcomes, the status quo at the origin; those that none beats in both medians are ringed.

    Parameters
    ----------
    first, second : the differences of the same options in two outcomes of one month
    titles : titles of options by id
    own : the option drawn in colour

    Raises
    ------
    ValueError
        If the two hold other options, or neither way is better in one of the outcomes.
    """
    if [one.option for one in first] != [one.option for one in second] or not first:
        raise ValueError("second: differences of the same options in the same order")
    for one in (first[0], second[0]):
        if one.sense not in SIGN:
            raise ValueError(f"{one.outcome}: neither way is better, so there is no trade-off with it")
    points = points_of(first, second, titles, own)
    name = takeaway(points, first[0], second[0])
    return Chart(name, spec_of(points, first[0], second[0], name), table_of(points, first[0], second[0]))


def points_of(
    first: Sequence[Difference], second: Sequence[Difference], titles: Mapping[str, str], own: str
) -> list[Point]:
    """The status quo and every option."""
    medians = np.array([(0.0, 0.0), *((a.median, b.median) for a, b in zip(first, second, strict=True))])
    free = non_dominated(medians * [SIGN[first[0].sense], SIGN[second[0].sense]])
    points = [Point(STATUS_QUO, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), True, bool(free[0]))]
    for a, b, ringed in zip(first, second, free[1:], strict=True):
        sides = ((a.median, a.low, a.high), (b.median, b.low, b.high))
        points.append(Point(titles[a.option], *sides, a.resolved or b.resolved, bool(ringed), a.option == own))
    return points


def spec_of(points: Sequence[Point], a: Difference, b: Difference, name: str) -> dict[str, Any]:
    """The specification."""
    xs = ends_of([value for point in points for value in point.x], MARGIN)
    ys = ends_of([value for point in points for value in point.y], MARGIN)
    base = alt.Chart(frame_of(points, xs, ys))

    def at(x: str, y: str) -> dict[str, Any]:
        titles = axis_title(a, better(a.sense)), axis_title(b, upwards(b.sense))
        return {"x": across(*xs, titles[0], field=x), "y": along(*ys, titles[1], field=y)}

    subtitle = "Medians of paired differences, crosses their 90 % intervals. Ringed: no other option is better in both."
    chart = alt.layer(*zeros(base, at), *crosses(base, at), *labels(base, at), *marks(base, at))
    return sheet(chart, name, subtitle, HEIGHT)


def axis_title(one: Difference, way: str) -> list[str]:
    """An axis: the outcome, and in what its difference is measured."""
    return [one.name, f"difference, {one.unit}  {way}"]


def upwards(sense: str) -> str:
    """Which way is better, on an upright axis."""
    return {"lower": "▼ lower is better", "higher": "▲ higher is better"}[sense]


def frame_of(points: Sequence[Point], xs: tuple[float, float], ys: tuple[float, float]) -> pd.DataFrame:
    """The points as they are drawn, each label at a height of its own."""
    places = apart([point.y[0] for point in points], GAP * (ys[1] - ys[0]) / HEIGHT, *ys)
    rows = [
        {
            **dict(zip(("x", "x_low", "x_high"), point.x, strict=True)),
            **dict(zip(("y", "y_low", "y_high"), point.y, strict=True)),
            **{"title": point.title, "free": point.free, "firm": point.firm, "place": place},
            **{"colour": OPTIONS[0].letters if point.own else INK, "zero": 0.0},
            "left": point.x[0] > (xs[0] + xs[1]) / 2,
        }
        for point, place in zip(points, places, strict=True)
    ]
    return pd.DataFrame(rows)


At = Callable[[str, str], dict[str, Any]]


def zeros(base: alt.Chart, at: At) -> list[alt.Chart]:
    """Lines at zero, where the status quo stands."""
    pen = base.transform_filter(f"datum.title === '{STATUS_QUO}'").mark_rule(color="#888888", strokeDash=[6, 4])
    axes = at("zero", "zero")
    return [pen.encode(x=axes["x"]), pen.encode(y=axes["y"])]


def crosses(base: alt.Chart, at: At) -> list[alt.Chart]:
    """The intervals, one across and one upright."""
    pen = base.mark_rule(strokeWidth=1.5, opacity=0.75)
    return [
        pen.encode(**at("x_low", "y"), x2="x_high", color=colour_of("colour")),
        pen.encode(**at("x", "y_low"), y2="y_high", color=colour_of("colour")),
    ]


def marks(base: alt.Chart, at: At) -> list[alt.Chart]:
    """The medians, and rings around those that no other option beats in both."""
    ring = base.transform_filter("datum.free").mark_point(size=330, strokeWidth=2.5, filled=False, opacity=1)
    dot = base.mark_point(size=80, filled=True, opacity=1)
    return [one.encode(**at("x", "y"), color=colour_of("colour")) for one in (ring, dot)]


def labels(base: alt.Chart, at: At) -> list[alt.Chart]:
    """The titles, to the left of points in the right half and to the right of the others, none on another."""
    layers = [base.mark_rule(color="#888888", strokeWidth=0.75).encode(**at("x", "y"), y2="place")]
    for rim in ({"stroke": "white", "strokeWidth": 5, "strokeJoin": "round", "opacity": 0.85}, {}):
        for test, align, dx in (("!datum.left", "left", 15), ("datum.left", "right", -15)):
            text = base.transform_filter(test).mark_text(align=align, dx=dx, baseline="middle", **rim)
            layers.append(text.encode(**at("x", "place"), text=text_of("title")))
    return layers


def takeaway(points: Sequence[Point], a: Difference, b: Difference) -> str:
    """Which options no other beats in both medians."""
    free = [quoted(point.title) for point in points if point.free]
    return f"{a.name} against {b.name} {when_text(b.month)}: no other option is better in both than {listed(free)}"


def table_of(points: Sequence[Point], a: Difference, b: Difference) -> pd.DataFrame:
    """The numbers of the chart, one row an option."""
    rows = []
    for point in points:
        row: dict[str, object] = {"option": point.title}
        for one, side in ((a, point.x), (b, point.y)):
            row |= dict(zip((one.outcome, f"{one.outcome}_low", f"{one.outcome}_high"), side, strict=True))
        rows.append({**row, "not_dominated": point.free})
    return pd.DataFrame(rows)
