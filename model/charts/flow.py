"""The flow of goods by brokers and routes: ribbons as wide as the median volume, each with its range in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from model.analysis.wording import number
from model.charts.chart import Chart
from model.charts.look import INK, OPTIONS
from model.charts.scale import apart
from model.charts.sheet import colour_of, sheet, text_of

HEIGHT = 400
GAP = 0.07  # of the height, between two nodes of a column: room for a name
TOP = 0.05  # of the height, left free for the names of the places at the top
HALF = 0.015  # of the width: half a node
POINTS = 24  # along a ribbon
LEAST = 0.004  # of the height: a ribbon that carries anything can be seen
LETTERS = 15  # pixels a line of letters
FILLS = (*(stroke.colour for stroke in (OPTIONS[1], OPTIONS[2], OPTIONS[0], OPTIONS[3])), "#CC79A7", "#6B6B6B")


@dataclass(frozen=True)
class Flow:
    """What goes from one place to the next: its median volume, and the 5 and 95 % of worlds."""

    source: str
    target: str
    low: float
    median: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.median <= self.high < np.inf:
            raise ValueError(f"{self.source} to {self.target}: 0 ≤ low ≤ median ≤ high, all finite")

    @classmethod
    def of(cls, source: str, target: str, volumes: np.ndarray) -> Flow:
        """From the volume in every world (worlds,)."""
        low, median, high = np.quantile(volumes, (0.05, 0.5, 0.95))
        return cls(source, target, float(low), float(median), float(high))

    @property
    def words(self) -> str:
        """The volume as it is written on the ribbon."""
        return f"{number(self.median)} [{number(self.low)}–{number(self.high)}]"


@dataclass(frozen=True)
class Node:
    """A place: its column, and from where to where it reaches, both from 0 at the top to 1."""

    name: str
    column: int
    top: float
    bottom: float
    volume: float


def flow_diagram(flows: Sequence[Flow], unit: str, title: str, scale: float | None = None) -> Chart:
    """A flow diagram from left to right.

    Parameters
    ----------
    flows : every ribbon; places stand in columns by how many ribbons lead to them
    unit : of the volumes
    title : what flows, when and under which option, as a sentence's beginning
    scale : the volume that fills the height, to compare two diagrams; by default that of the fullest column

    Raises
    ------
    ValueError
        Without flows, for a ribbon that stands twice, or for flows in a circle.

    Example
    -------
    >>> flow_diagram([Flow("Brokers", "Hong Kong", 1.0, 2.0, 4.0)], "US$ m / month", "Supplies")   # doctest: +SKIP
    """
    refuse_twice(flows)
    nodes = placed(flows, scale)
    most = max(flows, key=lambda flow: flow.median)
    name = f"{title}: the widest of {len(flows)} ribbons is {most.source} to {most.target}, {most.words} {unit}"
    subtitle = f"{unit}; width: the median over worlds; in brackets 5 to 95 % of worlds. No number: median 0."
    height = max(HEIGHT, LETTERS * 3 * max(len(group) for group in columns_of(flows)))
    return Chart(name, sheet(drawn(flows, nodes, height), name, subtitle, height), table_of(flows, unit))


def refuse_twice(flows: Sequence[Flow]) -> None:
    """ValueError where there is no flow, or one stands twice."""
    names = [(flow.source, flow.target) for flow in flows]
    if not names or len(set(names)) < len(names):
        raise ValueError("flows: at least one, and each only once")


def columns_of(flows: Sequence[Flow]) -> list[list[str]]:
    """The places of each column, in the order in which they are named."""
    names = list(dict.fromkeys([flow.source for flow in flows] + [flow.target for flow in flows]))
    level = dict.fromkeys(names, 0)
    for _ in names:
        for flow in flows:
            level[flow.target] = max(level[flow.target], level[flow.source] + 1)
    if max(level.values()) >= len(names):
        raise ValueError("flows: they go in a circle")
    return [[name for name in names if level[name] == column] for column in range(max(level.values()) + 1)]


def volume(flows: Sequence[Flow], name: str) -> float:
    """What goes through a place: the larger of what comes and what leaves, medians added up."""
    comes = sum(flow.median for flow in flows if flow.target == name)
    leaves = sum(flow.median for flow in flows if flow.source == name)
    return max(comes, leaves)


def placed(flows: Sequence[Flow], scale: float | None) -> dict[str, Node]:
    """Every place with where it stands."""
    columns = columns_of(flows)
    gaps = GAP * (max(map(len, columns)) - 1) + TOP
    full = scale or max(sum(volume(flows, name) for name in column) for column in columns) or 1.0
    nodes = {}
    for place, column in enumerate(columns):
        heights = [max(volume(flows, name) / full * (1 - gaps), LEAST) for name in column]
        top = TOP + (1 - TOP - sum(heights) - GAP * (len(column) - 1)) / 2
        for name, height in zip(column, heights, strict=True):
            nodes[name] = Node(name, place, top, top + height, volume(flows, name))
            top += height + GAP
    return nodes


def ribbons(flows: Sequence[Flow], nodes: dict[str, Node]) -> pd.DataFrame:
    """The edges of every ribbon, point by point."""
    last = max(node.column for node in nodes.values())
    left = {name: node.top for name, node in nodes.items()}
    right = dict(left)
    share = np.linspace(0.0, 1.0, POINTS)
    ease = 3 * share**2 - 2 * share**3
    frames = []
    order = list(dict.fromkeys(flow.source for flow in flows))
    for place, flow in enumerate(flows):
        source, target = nodes[flow.source], nodes[flow.target]
        ends = []
        for node, used in ((source, left), (target, right)):
            thick = (node.bottom - node.top) * flow.median / node.volume if node.volume else 0.0
            ends.append((used[node.name], max(thick, LEAST)))
            used[node.name] += thick
        (top, thick), (top_end, thick_end) = ends
        x = (source.column / last + HALF) + share * ((target.column - source.column) / last - 2 * HALF)
        upper, lower = top + ease * (top_end - top), top + thick + ease * (top_end + thick_end - top - thick)
        colour = FILLS[order.index(flow.source) % len(FILLS)]
        frames.append(pd.DataFrame({"ribbon": place, "x": x, "upper": upper, "lower": lower, "colour": colour}))
    return pd.concat(frames, ignore_index=True)


def drawn(flows: Sequence[Flow], nodes: dict[str, Node], height: int) -> alt.LayerChart:
    """Ribbons, places, their names, and the volumes in words."""
    edges = ribbons(flows, nodes)
    high = alt.Scale(domain=[1, 0], nice=False, zero=False)
    area = alt.Chart(edges).mark_area(opacity=0.45, line=False)
    area = area.encode(x=along("x"), y=field("upper"), y2="lower", detail="ribbon:N", color=colour_of("colour"))
    places = alt.Chart(frame_of(nodes)).mark_rect(color=INK).encode(x=along("x"), x2="x2", y=field("top"), y2="bottom")
    columns = [nodes[flow.source].column for flow in flows]
    layers = [area, places, *said(flows, edges, columns, height), *named(nodes)]
    return alt.layer(*layers).encode(y=alt.Y(scale=high, axis=None, title=None))


def along(name: str) -> alt.X:
    """How far from left to right something stands."""
    scale = alt.Scale(domain=[-HALF, 1 + HALF], nice=False)
    return alt.X(field=name, type="quantitative", axis=None, scale=scale)


def field(name: str) -> alt.Y:
    """Where in the chart something stands."""
    return alt.Y(field=name, type="quantitative")


def frame_of(nodes: dict[str, Node]) -> pd.DataFrame:
    """The places as they are drawn."""
    last = max(node.column for node in nodes.values())
    rows = [
        {
            **{"name": node.name, "top": node.top, "bottom": node.bottom},
            **{"x": node.column / last - HALF, "x2": node.column / last + HALF, "last": node.column == last},
        }
        for node in nodes.values()
    ]
    return pd.DataFrame(rows)


RIMS = ({"stroke": "white", "strokeWidth": 4, "strokeJoin": "round", "opacity": 0.8}, {})


def named(nodes: dict[str, Node]) -> list[alt.Chart]:
    """The names of the places, above them; those of the last column end where it ends."""
    layers = []
    for rim in RIMS:
        for test, align, at in (("!datum.last", "left", "x"), ("datum.last", "right", "x2")):
            text = alt.Chart(frame_of(nodes)).transform_filter(test)
            text = text.mark_text(align=align, baseline="bottom", dy=-3, fontWeight="bold", **rim)
            layers.append(text.encode(x=along(at), y=field("top"), text=text_of("name")))
    return layers


def said(flows: Sequence[Flow], edges: pd.DataFrame, column_of: Sequence[int], height: int) -> list[alt.Chart]:
    """The volumes, where their ribbons begin; in each column none on another, in the order of the ribbons.

    A ribbon that carries nothing in half of the worlds is too thin for a number of its own: that stands in the table.
    """
    begin = edges.groupby("ribbon").nth(0).reset_index(drop=True)
    begin = begin.assign(text=[flow.words for flow in flows], place=(begin["upper"] + begin["lower"]) / 2)
    for column in set(column_of):
        those = [place for place, other in enumerate(column_of) if other == column and flows[place].median > 0]
        begin.loc[those, "place"] = apart(begin.loc[those, "place"].tolist(), LETTERS / height, 0.0, 1.0)
    base = alt.Chart(begin[[flow.median > 0 for flow in flows]])
    return [
        base.mark_text(fontSize=12, align="left", baseline="middle", dx=6, **rim).encode(
            x=along("x"), y=field("place"), text=text_of("text")
        )
        for rim in RIMS
    ]


def table_of(flows: Sequence[Flow], unit: str) -> pd.DataFrame:
    """The numbers of the chart, one row a ribbon, then what goes through each place, medians added up."""
    rows = [
        {"from": flow.source, "to": flow.target, "p5": flow.low, "median": flow.median, "p95": flow.high, "unit": unit}
        for flow in flows
    ]
    names = list(dict.fromkeys([flow.source for flow in flows] + [flow.target for flow in flows]))
    totals = [
        {"from": name, "to": "total, medians added up", "median": volume(flows, name), "unit": unit} for name in names
    ]
    return pd.DataFrame([*rows, *totals])
