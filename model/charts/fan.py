"""The fan: one outcome over time, an option's bands over the outline of the status quo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import altair as alt
import numpy as np
import pandas as pd

from model.analysis.bands import QUANTILES, Bands
from model.analysis.wording import number, when_text
from model.charts.chart import Chart
from model.charts.look import INK, OPTIONS, STATUS_QUO, Stroke
from model.charts.scale import apart, domain
from model.charts.sheet import NUMBERS, sheet

HEIGHT = 440
PLAIN = ("index", "share")  # units that a sentence can do without
LINE = 21  # pixels between two labels


@dataclass(frozen=True)
class Subject:
    """What a fan shows.

    Parameters
    ----------
    name, unit : the outcome's name and unit
    months : the months of history and future, YYYY-MM
    history : bands up to the decision
    status_quo : bands after it, with the measures in force
    option : bands after it under the option, or None to show the status quo alone
    title : the option's name
    floor : value below which the outcome cannot fall, or None
    pinned : bands after the decision of options that are kept beside it, by name; up to three
    worlds : some single worlds after the decision (worlds, months), drawn as thin lines; by default none
    observed : what was observed: month, value, low and high of its range, with NaN where it has none
    """

    name: str
    unit: str
    months: Sequence[str]
    history: Bands
    status_quo: Bands
    option: Bands | None = None
    title: str = "your option"
    floor: float | None = 0.0
    pinned: Mapping[str, Bands] = field(default_factory=dict)
    worlds: np.ndarray | None = None
    observed: Sequence[tuple[str, float, float, float]] = ()

    def __post_init__(self) -> None:
        if len(self.months) != len(self.history) + len(self.status_quo):
            raise ValueError(f"months: {len(self.months)} of them for {len(self.history)} + {len(self.status_quo)}")
        for bands in filter(None, (self.option, *self.pinned.values())):
            if len(bands) != len(self.status_quo):
                raise ValueError("option: its bands cover other months than those of the status quo")
        if len(self.pinned) >= len(OPTIONS):
            raise ValueError(f"pinned: {len(self.pinned)} of them, more than {len(OPTIONS) - 1} cannot be told apart")
        if self.worlds is not None and self.worlds.shape[1] != len(self.status_quo):
            raise ValueError("worlds: they cover other months than the bands of the status quo")


def fan(subject: Subject, size: int = HEIGHT, brief: bool = False) -> Chart:
    """The fan chart of one outcome, with its table twin and the sentence it shows.

    `size` is its height in pixels; a `brief` one, for a grid of many, names its lines by their values alone.
    """
    takeaway, table = takeaway_of(subject), table_of(subject)
    chart = layered(subject, table, size, brief).properties(width="container")
    note = f"{subject.unit}, month by month" + ("; thin lines: single worlds" if subject.worlds is not None else "")
    return Chart(takeaway, sheet(chart, takeaway, note), table)


def takeaway_of(subject: Subject) -> str:
    """The medians at the end, in a sentence."""
    unit = "" if subject.unit in PLAIN else f" {subject.unit}"
    quo = number(subject.status_quo.median[-1])
    when = f"{subject.name} {when_text(subject.months[-1])}"
    if subject.option is None:
        return f"{when}: median {quo}{unit} under the status quo"
    return f"{when}: median {number(subject.option.median[-1])}{unit}, against {quo} under the status quo"


def table_of(subject: Subject) -> pd.DataFrame:
    """The numbers of the fan: one row a month and series."""
    past = len(subject.history)
    series = [("history", subject.months[:past], subject.history)]
    series.append(("status quo", subject.months[past:], subject.status_quo))
    if subject.option is not None:
        series.append((subject.title, subject.months[past:], subject.option))
    series += [(name, subject.months[past:], bands) for name, bands in subject.pinned.items()]
    frames = [
        pd.DataFrame({"month": list(months), "series": name, "unit": subject.unit} | lines(bands))
        for name, months, bands in series
    ]
    return pd.concat(frames, ignore_index=True)


def end_of(month: str) -> str:
    """Where a month's value stands: at its end, read as local time, so that no time zone moves it."""
    return f"{pd.Period(month, freq='M') + 1}-01T00:00:00"


def lines(bands: Bands) -> dict[str, object]:
    """The five lines of a series by name."""
    return {name: getattr(bands, name) for name in QUANTILES}


def layered(subject: Subject, table: pd.DataFrame, size: int, brief: bool = False) -> alt.LayerChart:
    """The layers of a fan, over an axis that rests."""
    others = [bands for bands in (subject.option, *subject.pinned.values()) if bands is not None]
    low, high = domain([subject.history, subject.status_quo], others, subject.floor)
    layers = [*shaded("history", STATUS_QUO, 0.12)]
    if subject.option is None:
        layers += shaded("status quo", STATUS_QUO, 0.12)
    else:
        layers += shaded(subject.title, OPTIONS[0], 0.22)
    for name, stroke in zip(subject.pinned, OPTIONS[1:], strict=False):
        layers += outlined(name, stroke)
    layers += [*outlined(), *threads(subject), *points(subject), *decision(subject, high, brief)]
    layers += labels(subject, low, high, size, brief)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    axis = alt.Axis(tickCount=4 if brief else 6, format=NUMBERS, domain=False, ticks=False)
    chart = alt.layer(*layers, data=joined(table, len(subject.history)))
    return chart.encode(y=alt.Y(scale=scale, axis=axis, title=None)).properties(height=size)


def joined(table: pd.DataFrame, past: int) -> pd.DataFrame:
    """The rows to draw: every series after the decision starts where history ends."""
    last = table.iloc[[past - 1]]
    starts = [last.assign(series=name) for name in table["series"].unique()[1:]]
    rows = pd.concat([*starts, table], ignore_index=True)
    return rows.assign(day=rows["month"].map(end_of)).drop(columns=["unit", "month"])


def shaded(series: str, stroke: Stroke, opacity: float) -> list[alt.Chart]:
    """The two bands and the thin median of one series, as filled areas and a line."""
    base = of(series)
    area = base.mark_area(color=stroke.colour, opacity=opacity)
    median = base.mark_line(color=stroke.colour, strokeWidth=1.5, strokeDash=list(stroke.dash))
    bands = [area.encode(y=height(f"low_{share}"), y2=alt.Y2(f"high_{share}")) for share in (90, 50)]
    return [*bands, median.encode(y=height("median"))]


def outlined(series: str = "status quo", stroke: Stroke = STATUS_QUO) -> list[alt.Chart]:
    """A series as an outline: its outer lines and its median, dashed."""
    pen = {"color": stroke.colour, "strokeDash": list(stroke.dash)}
    base = of(series)
    widths = {"low_90": 1, "high_90": 1, "median": 1.5}
    return [base.mark_line(strokeWidth=width, **pen).encode(y=height(line)) for line, width in widths.items()]


def threads(subject: Subject) -> list[alt.Chart]:
    """Single worlds as thin lines, each from the end of history on."""
    if subject.worlds is None:
        return []
    days = [end_of(month) for month in subject.months[len(subject.history) :]]
    rows = [
        {"day": day, "value": float(value), "world": place}
        for place, world in enumerate(subject.worlds)
        for day, value in zip(days, world, strict=True)
    ]
    pen = alt.Chart(pd.DataFrame(rows)).mark_line(color=INK, strokeWidth=0.7, opacity=0.7)
    return [pen.encode(x=when(), y=height("value"), detail=alt.Detail(field="world", type="nominal"))]


def points(subject: Subject) -> list[alt.Chart]:
    """What was observed, as points with the ranges they have."""
    if not subject.observed:
        return []
    rows = [
        {"day": end_of(month), "value": value, "lower": low, "upper": high}
        for month, value, low, high in subject.observed
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(x=when())
    span = base.transform_filter("isValid(datum.lower)").mark_rule(color=INK, strokeWidth=2)
    dot = base.mark_point(color=INK, fill="white", size=60, opacity=1, strokeWidth=2)
    return [span.encode(y=height("lower"), y2="upper"), dot.encode(y=height("value"))]


def of(series: str) -> alt.Chart:
    """The rows of one series, along the months."""
    axis = alt.Axis(format="%Y", tickCount="year", grid=False, title=None)
    rows = alt.Chart().transform_filter(alt.FieldEqualPredicate(field="series", equal=series))
    return rows.encode(x=when(axis=axis))


def height(field: str) -> alt.Y:
    """A field along the vertical axis."""
    return alt.Y(field=field, type="quantitative")


def when(**details: object) -> alt.X:
    """The months along the horizontal axis."""
    return alt.X(field="day", type="temporal", **details)


def decision(subject: Subject, high: float, brief: bool = False) -> list[alt.Chart]:
    """A rule at the month of the decision, with its name."""
    month = subject.months[len(subject.history)]
    day = end_of(subject.months[len(subject.history) - 1])
    row = pd.DataFrame({"day": [day], "place": [high], "text": [f"decision {when_text(month)}"]})
    base = alt.Chart(row).encode(x=when())
    text = base.mark_text(align="left", baseline="top", dx=6, dy=4, color=INK)
    rule = base.mark_rule(color="#888888")
    return [rule] if brief else [rule, text.encode(y=height("place"), text=alt.Text(field="text"))]


def labels(subject: Subject, low: float, high: float, size: int, brief: bool = False) -> list[alt.Chart]:
    """The names of bands and lines, to the right of where they end; in a brief fan the medians' values alone."""
    named = values_of(subject) if brief else names_of(subject)
    places = apart([float(place) for place, _, _ in named], LINE * (high - low) / size, low, high)
    rows = pd.DataFrame({"place": places, "text": [text for _, text, _ in named]})
    rows = rows.assign(day=end_of(subject.months[-1]), letters=[pen.letters for _, _, pen in named])
    colour = alt.Color(field="letters", type="nominal", scale=None, legend=None)
    mark = alt.Chart(rows).mark_text(align="left", dx=8, clip=False)
    return [mark.encode(x=when(), y=height("place"), text=alt.Text(field="text"), color=colour)]


def names_of(subject: Subject) -> list[tuple[float, str, Stroke]]:
    """Every band and line that is named: where it ends, its name, its stroke."""
    shown, stroke = (subject.status_quo, STATUS_QUO) if subject.option is None else (subject.option, OPTIONS[0])
    named = [(shown.high_90[-1], "9 in 10 worlds", stroke), (shown.high_50[-1], "half of the worlds", stroke)]
    named.append((shown.median[-1], f"median, {subject.title if subject.option else 'status quo'}", stroke))
    if subject.option is not None:
        named.append((subject.status_quo.median[-1], "median, status quo", STATUS_QUO))
        named.append((subject.status_quo.high_90[-1], "9 in 10, status quo", STATUS_QUO))
    for (name, bands), pen in zip(subject.pinned.items(), OPTIONS[1:], strict=False):
        named.append((bands.median[-1], f"median, {name}", pen))
    return named


def values_of(subject: Subject) -> list[tuple[float, str, Stroke]]:
    """The medians that end a brief fan: where, their value, their stroke."""
    medians = [(subject.status_quo.median[-1], STATUS_QUO)]
    if subject.option is not None:
        medians.append((subject.option.median[-1], OPTIONS[0]))
    medians += [(bands.median[-1], pen) for bands, pen in zip(subject.pinned.values(), OPTIONS[1:], strict=False)]
    return [(value, number(value), pen) for value, pen in medians]
