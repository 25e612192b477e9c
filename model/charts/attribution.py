"""Attribution bars: each part's share in what an option does, with its interval, beside what it does alone and last."""

from __future__ import annotations

import altair as alt
import pandas as pd

from model.analysis.attribution.attribution import Share
from model.analysis.attribution.attribution_words import Why, bracketed, plain_name
from model.analysis.discovery.failure_study import Named
from model.analysis.wording import quoted, signed, subject
from model.charts.chart import Chart
from model.charts.look import INK, OPTIONS
from model.charts.rows import MARK, Row, drawn, ends_of, height_of, place
from model.charts.sheet import across, sheet

ASIDE = 0.12  # of a row: how far below its bar "alone" and "last" stand, so that no mark lies on another


def attribution(why: Why) -> Chart:
    """The Shapley value of every part of an option, the largest first.

    Parameters
    ----------
    why : what was found about one outcome

    Example
    -------
    >>> attribution(Why.of([games["added", "tension"]], option.title, results.outcomes["tension"]))  # doctest: +SKIP
    """
    found = why.attribution
    rows = [row_of(share) for share in found.shares]
    ends = ends_of([value for share in found.shares for value in values_of(share)])
    axis = [f"share in the mean difference, {why.unit}"]
    chart = drawn(rows, ends, axis, asides(found.shares, ends, axis))
    played = "Every portfolio" if found.exact else f"{found.portfolios:,} portfolios met in drawn orders"
    marks = "Bar and dot: Shapley value with its 90 % interval; triangle: changed alone; square: lost if left out."
    subtitle = f"{marks} {played} of its parts in {found.worlds:,} worlds of {found.histories:,} histories."
    name = takeaway(why)
    return Chart(name, sheet(chart, name, subtitle, height_of(rows)), table_of(why))


def values_of(share: Share) -> tuple[float, ...]:
    """Every number of a part that is drawn."""
    value = share.shapley
    return value.mean, value.low, value.high, share.alone.mean, share.last.mean


def row_of(share: Share) -> Row:
    """One part as a row."""
    value = share.shapley
    said = f"{signed(value.mean)} {bracketed(value)}" if value.resolved else "cannot be told apart"
    label = plain_name(share.lever)
    stroke = OPTIONS[1].colour
    return Row(
        f"{label[0].upper()}{label[1:]}", said, value.mean, value.low, value.high, value.resolved, stroke, bar=True
    )


def asides(shares: tuple[Share, ...], ends: tuple[float, float], axis: list[str]) -> list[alt.Chart]:
    """What each part changes alone, and what is lost without it, as small marks under its bar."""
    rows = [
        {"at": estimate.mean, "row": number + MARK + ASIDE, "shape": shape}
        for number, share in enumerate(shares)
        for estimate, shape in ((share.alone, "triangle-up"), (share.last, "square"))
    ]
    shape = alt.Shape(field="shape", type="nominal", scale=None, legend=None)
    mark = alt.Chart(pd.DataFrame(rows)).mark_point(size=45, color=INK, filled=True, opacity=0.8)
    return [mark.encode(x=across(*ends, axis, field="at"), y=place("row"), shape=shape)]


def takeaway(why: Why) -> str:
    """What the whole changes, and which part has the largest share that can be told from zero."""
    found = why.attribution
    what = subject(Named(why.name, found.when))
    head = f"{quoted(why.title)} changes {what} by {signed(found.total.mean)} {why.unit}"
    told = [share for share in found.shares if share.shapley.resolved]
    if not told:
        return f"{head} on average; no part's share can be told apart from zero"
    return (
        f"{head} on average; the largest share is that of {plain_name(told[0].lever)}, {signed(told[0].shapley.mean)}"
    )


def table_of(why: Why) -> pd.DataFrame:
    """The numbers of the chart, one row a part."""
    rows = []
    for share in why.attribution.shares:
        row = {"part": plain_name(share.lever), "unit": why.unit}
        for name, value in (("shapley", share.shapley), ("alone", share.alone), ("last", share.last)):
            row |= {name: value.mean, f"{name}_low": value.low, f"{name}_high": value.high}
        rows.append({**row, "told_apart": share.shapley.resolved})
    return pd.DataFrame(rows)
