"""Where an option fails: every world by two conditions, failing ones full, and the box that a search found."""

from __future__ import annotations

from math import inf
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from model.analysis.discovery.boxes import Box
from model.analysis.discovery.discovery import Found
from model.analysis.discovery.discovery_words import sentence
from model.analysis.discovery.failure_study import FailureStudy
from model.analysis.discovery.uncertainties import EVENT, Uncertainty
from model.analysis.wording import quoted
from model.charts.chart import Chart
from model.charts.look import FAINT, INK, OPTIONS
from model.charts.sheet import across, along, sheet, wrapped

HEIGHT = 400
MOST = 1500  # worlds drawn: beyond 2,000 marks a browser draws a picture that keys and readers cannot enter
ROOM = 0.04  # of the span left free at either end
SPREAD = 0.35  # of a step: how far worlds of one value are moved apart where an uncertainty has few
FEW = 10
ASIDE = 0.004  # of the span: how far lucks of one history, which share a value, are moved apart
LETTERS = 44  # of a line beside an axis


def failure_scatter(study: FailureStudy, method: int = 0, box: int = 0) -> Chart:
    """One box of a failure study among the worlds, by the first two conditions it names; another one for a lone one.

    Parameters
    ----------
    study : a study that found a box
    method, box : which of its findings, and which box of it

    Raises
    ------
    ValueError
        If the study found no such box.

    Example
    -------
    >>> failure_scatter(failure_study(results, Question("mediation", "tension", "2029-03")))   # doctest: +SKIP
    """
    findings = study.found.findings
    if len(findings) <= method or len(findings[method].boxes) <= box:
        raise ValueError("study: no such box was found, so there is nothing to draw")
    found = findings[method].boxes[box]
    columns = columns_of(study, found.box)
    table = table_of(study, columns)
    name = f"{quoted(study.title)}: {sentence(found, box, study.known, study.first_month)}"
    drawn_worlds = min(len(table), MOST)
    subtitle = f"{drawn_worlds:,} of {len(table):,} worlds drawn; full: fails; hollow: does not; frame: the box."
    return Chart(name, sheet(drawn(study, found, columns, table.head(MOST)), name, subtitle, HEIGHT), table)


def columns_of(study: FailureStudy, box: Box) -> tuple[int, int]:
    """The two uncertainties along the axes: the box's first two, or its only one and the next that tells most."""
    named = [*box.limits, *(column for column in study.found.screen.through if column not in box.limits)]
    others = [column for column in range(len(study.known)) if column not in named]
    first, second, *_ = [*named, *others, named[0]]
    return first, second


def table_of(study: FailureStudy, columns: tuple[int, int]) -> pd.DataFrame:
    """The numbers of the chart, one row a world."""
    one, other = (study.known[column] for column in columns)
    values = {one.id: one.values} | ({other.id: other.values} if other is not one else {})
    return pd.DataFrame({"world": np.arange(len(one.values)), **values, "fails": study.failing.worlds})


def drawn(study: FailureStudy, found: Found, columns: tuple[int, int], table: pd.DataFrame) -> alt.LayerChart:
    """The frame of the box, and every world as a dot."""
    one, other = (study.known[column] for column in columns)
    ends = [ends_of(what) for what in (one, other)]
    frame = pd.DataFrame(
        {
            "x": spread(one, len(table), 0),
            "y": spread(other, len(table), 1),
            "fails": table["fails"].to_numpy(),
        }
    )

    def at(x: str, y: str) -> dict[str, Any]:
        sides = across(*ends[0], axis_title(one), field=x), along(*ends[1], axis_title(other), field=y)
        return dict(zip(("x", "y"), sides, strict=True))

    box = alt.Chart(pd.DataFrame([edges(found.box, columns, ends)]))
    box = box.mark_rect(fill=OPTIONS[0].colour, fillOpacity=0.08, stroke=INK, strokeWidth=2, strokeDash=[6, 3])
    base = alt.Chart(frame)
    hollow = base.transform_filter("!datum.fails").mark_point(size=22, color=FAINT, opacity=0.55, strokeWidth=1)
    full = base.transform_filter("datum.fails").mark_point(size=30, color=OPTIONS[0].colour, filled=True, opacity=0.85)
    box = box.encode(**at("x", "y"), x2="x2", y2="y2")
    return alt.layer(box, *(mark.encode(**at("x", "y")) for mark in (hollow, full)))


def axis_title(what: Uncertainty) -> list[str]:
    """An uncertainty along an axis."""
    note = "months after the decision; the last is none" if what.kind == EVENT else what.unit
    return [*wrapped(f"{what.means[:1].upper()}{what.means[1:]}", LETTERS), note]


def ends_of(what: Uncertainty) -> tuple[float, float]:
    """The ends of an axis that hold all its worlds."""
    low, high = float(what.values.min()), float(what.values.max())
    room = max(ROOM * (high - low), gap(what))
    return low - room, high + room


def gap(what: Uncertainty) -> float:
    """How far two values lie apart at least, where there are few; else nothing."""
    distinct = np.unique(what.values)
    return float(np.diff(distinct).min()) / 2 if 1 < distinct.size <= FEW else 0.0


def spread(what: Uncertainty, worlds: int, turn: int) -> np.ndarray:
    """The values as drawn (worlds,): where there are few, worlds of one value stand side by side, evenly."""
    step = (0.6180339887498949, 0.7548776662466927)[turn]  # the golden ratio and its sister: an even pattern, no chance
    pattern = (np.arange(worlds) * step) % 1.0 - 0.5
    wide = 2 * SPREAD * gap(what) or ASIDE * float(np.ptp(what.values))
    return what.values[:worlds] + 2 * wide * pattern


def edges(box: Box, columns: tuple[int, int], ends: list[tuple[float, float]]) -> dict[str, float]:
    """The frame of a box; an open end is the axis's."""
    found = {}
    for (axis, end), (column, (low, high)) in zip(
        (("x", "x2"), ("y", "y2")), zip(columns, ends, strict=True), strict=True
    ):
        from_, to = box.limits.get(column, (-inf, inf))
        found[axis], found[end] = max(from_, low), min(to, high)
    return found
