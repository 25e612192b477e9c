"""The past against its figures: each figure's band, what kept histories show, and what prior ones would have shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.analysis.wording import number
from model.charts.chart import Chart
from model.charts.look import FAINT, INK, OPTIONS
from model.charts.sheet import sheet, text_of

STEP = 66  # pixels a figure: a line of text, and a line each for band, kept and prior
TEXT, BAND, KEPT, PRIOR = 0.17, 0.42, 0.6, 0.8  # where in its row each stands
ROOM = 0.06


def past_bands(predicted: Sequence[Mapping[str, Any]], names: Mapping[str, str] | None = None) -> Chart:
    """Each figure's band over the 5–95 % range of kept and of prior histories, every figure on a scale of its own.

    Parameters
    ----------
    predicted : of each figure `target`, `fitted`, `unit`, `low`, `high` (None is open), `prior` and `kept`, the
        last two 5, 50 and 95 %, as `PastReport.predictive` gives them; `kept` may be empty
    names : a figure's name by target, where it has a better one

    Raises
    ------
    ValueError
        Without a figure.

    Example
    -------
    >>> past_bands(past_report(scenario, kept).predictive)   # doctest: +SKIP
    """
    if not predicted:
        raise ValueError("predicted: no figure to hold the past against")
    names = names or {}
    table = table_of(predicted, names)
    name = takeaway(predicted)
    subtitle = (
        "Grey: the figure's band, an open end without a stop. Full line: kept histories, 5 to 95 % with the median. "
        "Dashed: prior ones. Each figure has a scale of its own."
    )
    return Chart(name, sheet(drawn(predicted, names), name, subtitle, STEP * len(predicted)), table)


def inside(one: Mapping[str, Any], value: float) -> bool:
    """Whether a value lies inside a figure's band."""
    return (one["low"] is None or value >= one["low"]) and (one["high"] is None or value <= one["high"])


def takeaway(predicted: Sequence[Mapping[str, Any]]) -> str:
    """How many medians lie inside their bands, fitted figures and held-out ones apart."""
    said = []
    for words, fitted in (("fitted figures", True), ("figures held out", False)):
        group = [one for one in predicted if one["fitted"] == fitted]
        kept = [one for one in group if one["kept"]]
        if kept:
            met = sum(inside(one, one["kept"][1]) for one in kept)
            said.append(f"{met} of {len(kept)} {words}")
        elif group:
            met = sum(inside(one, one["prior"][1]) for one in group)
            said.append(f"{met} of {len(group)} {words} (prior histories)")
    return f"The median history lies inside the band of {' and of '.join(said)}"


def drawn(predicted: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> alt.LayerChart:
    """The layers: bands, kept and prior ranges, and the line of text above each."""
    places = [row for number_of, one in enumerate(predicted) for row in marks_of(one, number_of)]
    base = alt.Chart(pd.DataFrame(places))
    x = alt.X(field="from", type="quantitative", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    y = alt.Y(field="row", type="quantitative")

    def part(kind: str) -> alt.Chart:
        return base.transform_filter(f"datum.kind === '{kind}'")

    band = part("band").mark_bar(height=15, color="#D9D9D9").encode(x=x, x2="to", y=y)
    stop = part("stop").mark_tick(orient="vertical", size=19, thickness=2, color=INK).encode(x=x, y=y)
    kept = part("kept").mark_rule(strokeWidth=3.5, color=OPTIONS[1].colour).encode(x=x, x2="to", y=y)
    prior = part("prior").mark_rule(strokeWidth=1.5, color=FAINT, strokeDash=[4, 3]).encode(x=x, x2="to", y=y)
    dots = part("kept median").mark_point(size=70, filled=True, color=OPTIONS[1].colour, opacity=1).encode(x=x, y=y)
    rings = part("prior median").mark_point(size=45, color=FAINT, fill="white", opacity=1).encode(x=x, y=y)
    scale = alt.Scale(domain=[len(predicted), 0], nice=False, zero=False)
    layers = [band, stop, prior, kept, rings, dots, *words(predicted, names)]
    return alt.layer(*layers).encode(y=alt.Y(scale=scale, axis=None, title=None))


def marks_of(one: Mapping[str, Any], place: int) -> list[dict[str, Any]]:
    """What is drawn of one figure, on its own scale from 0 to 1."""
    held = [value for value in (one["low"], one["high"], *one["prior"], *one["kept"]) if value is not None]
    low, high = min(held), max(held)
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return ROOM + (1 - 2 * ROOM) * (value - low) / span

    ends = [0.0 if one["low"] is None else at(one["low"]), 1.0 if one["high"] is None else at(one["high"])]
    rows = [{"kind": "band", "from": ends[0], "to": ends[1], "row": place + BAND}]
    stops = [end for end, value in zip(ends, (one["low"], one["high"]), strict=True) if value is not None]
    rows += [{"kind": "stop", "from": end, "to": end, "row": place + BAND} for end in stops]
    for kind, height in (("kept", KEPT), ("prior", PRIOR)):
        if one[kind]:
            first, middle, last = (at(value) for value in one[kind])
            rows.append({"kind": kind, "from": first, "to": last, "row": place + height})
            rows.append({"kind": f"{kind} median", "from": middle, "to": middle, "row": place + height})
    return rows


def words(predicted: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[alt.Chart]:
    """The line of text above each figure: its name, and its band beside the median of the kept."""
    rows = [
        {
            "name": names.get(one["target"], one["target"].replace("_", " "))
            + ("" if one["fitted"] else " (held out)"),
            "said": said_of(one),
            "row": place + TEXT,
        }
        for place, one in enumerate(predicted)
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(y=alt.Y(field="row", type="quantitative"))
    room = 7 * max(len(row["said"]) for row in rows)
    limit = alt.ExprRef(f"width - {room}")
    left = base.mark_text(align="left", baseline="middle", fontWeight="bold", limit=limit)
    right = base.mark_text(align="right", baseline="middle")
    return [
        left.encode(x=alt.value(0), text=text_of("name")),
        right.encode(x=alt.value("width"), text=text_of("said")),
    ]


def called(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A figure's name, and whether it was held out."""
    name = names.get(one["target"], one["target"].replace("_", " "))
    return name if one["fitted"] else f"{name} (held out)"


def said_of(one: Mapping[str, Any]) -> str:
    """A figure's band, and the median that histories show."""
    low, high = one["low"], one["high"]
    band = f"{number(low)} to {number(high)}" if None not in (low, high) else ""
    band = band or (f"≥ {number(low)}" if low is not None else f"≤ {number(high)}" if high is not None else "open")
    shown = number((one["kept"] or one["prior"])[1])
    return f"{shown} in {band}" if inside(one, (one["kept"] or one["prior"])[1]) else f"{shown} not in {band}"


def table_of(predicted: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> pd.DataFrame:
    """The numbers of the chart, one row a figure."""
    rows = []
    for one in predicted:
        row = {"figure": names.get(one["target"], one["target"]), "fitted": one["fitted"], "unit": one["unit"]}
        row |= {"band_low": one["low"], "band_high": one["high"]}
        for kind in ("prior", "kept"):
            values = one[kind] or (None, None, None)
            row |= dict(zip((f"{kind}_05", f"{kind}_median", f"{kind}_95"), values, strict=True))
        rows.append(row)
    return pd.DataFrame(rows)
