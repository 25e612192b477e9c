"""The timeline of one simulated history: a strip for each actor, numbered events, and their rows in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from model.charts.chart import Chart
from model.charts.fan import end_of
from model.charts.look import GRID, INK, OPTIONS
from model.charts.sheet import sheet, text_of
from model.evidence import month_index

TEXT, LANE, BELOW = 20, 22, 8  # pixels: an actor's name, each of its lanes, and what is left free under them
CLOSE = 2  # months; events of one actor that are closer stand in lanes of their own
SIZES = {"diamond": 620}  # square pixels; a diamond is narrow where its number stands
SIZE = 330
SHAPES = {"lever": "square", "turn": "circle"}  # every other kind is a diamond


@dataclass(frozen=True)
class Moment:
    """One dated event.

    Parameters
    ----------
    month : "YYYY-MM"
    actor : whose strip it stands on, such as "North Korea", "Levers" or "Events"
    what : the sentence
    kind : "lever", "turn" or another
    cause, source : why, and the rule or passage behind it
    """

    month: str
    actor: str
    what: str
    kind: str = "turn"
    cause: str = ""
    source: str = ""


def timeline(moments: Sequence[Moment], months: Sequence[str], title: str, worlds: int) -> Chart:
    """One simulated history of so many, as numbered events on a strip for each actor.

    Parameters
    ----------
    moments : in the order of the table
    months : all months played, YYYY-MM
    title : what kind of history it is, such as "Central history under “Mediation”"
    worlds : of how many histories it is one

    Raises
    ------
    ValueError
        Without a moment, or for one outside the months played.
    """
    if not moments:
        raise ValueError("moments: nothing happened, so there is nothing to draw")
    outside = [moment.month for moment in moments if not months[0] <= moment.month <= months[-1]]
    if outside:
        raise ValueError(f"moments: {outside[0]} lies outside {months[0]} to {months[-1]}")
    actors = list(dict.fromkeys(moment.actor for moment in moments))
    name = f"1 simulated history of {worlds:,}. {title}: {len(moments)} dated events of {len(actors)} actors"
    subtitle = "Numbers are those of the table. Square: a lever begins to work; circle: a turn; diamond: else."
    height = round(tops_of(lanes_of(moments), moments, actors)[""])
    return Chart(name, sheet(drawn(moments, months, actors), name, subtitle, height), table_of(moments))


def drawn(moments: Sequence[Moment], months: Sequence[str], actors: list[str]) -> alt.LayerChart:
    """The strips, the marks with their numbers, and the actors' names."""
    axis = alt.Axis(format="%b %Y", title=None, grid=True, domain=False, tickCount=6, labelOverlap="greedy")
    scale = alt.Scale(domain=[end_before(months[0]), end_of(months[-1])], nice=False)
    x = alt.X(field="day", type="temporal", axis=axis, scale=scale)
    y = alt.Y(field="row", type="quantitative")
    lanes = lanes_of(moments)
    tops = tops_of(lanes, moments, actors)
    names = pd.DataFrame({"actor": actors, "row": [tops[actor] + TEXT / 2 for actor in actors]})
    rows = [(moment.actor, lane) for moment, lane in zip(moments, lanes, strict=True)]
    strips = pd.DataFrame({"row": sorted({tops[actor] + TEXT + LANE * (lane + 0.5) for actor, lane in rows})})
    strip = alt.Chart(strips).mark_rule(color=GRID, strokeWidth=14).encode(y=y)
    base = alt.Chart(frame(moments, lanes, tops)).encode(x=x, y=y)
    shape = alt.Shape(field="shape", type="nominal", scale=None, legend=None)
    size = alt.Size(field="size", type="quantitative", scale=None, legend=None)
    marks = base.mark_point(filled=True, color=OPTIONS[1].colour, opacity=1).encode(shape=shape, size=size)
    numbers = base.mark_text(color="white", fontSize=11, fontWeight="bold").encode(text=text_of("number"))
    name = alt.Chart(names).mark_text(align="left", baseline="middle", fontWeight="bold", color=INK)
    name = name.encode(x=alt.value(0), y=y, text=text_of("actor"))
    height = alt.Scale(domain=[tops[""], 0], nice=False, zero=False)
    return alt.layer(strip, marks, numbers, name).encode(y=alt.Y(scale=height, axis=None, title=None))


def lanes_of(moments: Sequence[Moment]) -> list[int]:
    """The lane of every event: the first of its actor's in which no other event stands close."""
    last: dict[tuple[str, int], int] = {}
    lanes = []
    for moment in moments:
        month, lane = month_index(moment.month), 0
        while abs(month - last.get((moment.actor, lane), -CLOSE)) < CLOSE:
            lane += 1
        last[moment.actor, lane] = month
        lanes.append(lane)
    return lanes


def tops_of(lanes: Sequence[int], moments: Sequence[Moment], actors: Sequence[str]) -> dict[str, float]:
    """Where each actor's part begins, in pixels from the top, and under "" where all ends."""
    tops, top = {}, 0.0
    for actor in actors:
        tops[actor] = top
        most = max(lane for lane, moment in zip(lanes, moments, strict=True) if moment.actor == actor)
        top += TEXT + LANE * (most + 1) + BELOW
    return {**tops, "": top}


def frame(moments: Sequence[Moment], lanes: Sequence[int], tops: dict[str, float]) -> pd.DataFrame:
    """Every event as it is drawn."""
    rows = []
    for place, (moment, lane) in enumerate(zip(moments, lanes, strict=True), 1):
        row = tops[moment.actor] + TEXT + LANE * (lane + 0.5)
        shape = SHAPES.get(moment.kind, "diamond")
        mark = {"number": f"{place}", "shape": shape, "size": SIZES.get(shape, SIZE)}
        rows.append({"day": f"{moment.month}-15T00:00:00", "row": row, **mark})
    return pd.DataFrame(rows)


def end_before(month: str) -> str:
    """Where a month begins."""
    return f"{month}-01T00:00:00"


def table_of(moments: Sequence[Moment]) -> pd.DataFrame:
    """The events, one row each."""
    rows = [
        {
            **{"number": place, "month": moment.month, "actor": moment.actor, "event": moment.what},
            **{"cause": moment.cause, "source": moment.source},
        }
        for place, moment in enumerate(moments, 1)
    ]
    return pd.DataFrame(rows)
