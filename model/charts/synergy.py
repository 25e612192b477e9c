"""The interaction matrix: which two parts of an option help or fight each other; blank where that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.analysis.attribution.attribution_words import Why, pair_words, plain_name
from model.analysis.attribution.synergy import Pair
from model.analysis.wording import quoted, signed
from model.charts.chart import Chart
from model.charts.heat import fitted
from model.charts.look import GRID, INK
from model.charts.sheet import sheet, text_of

STEP = 30  # pixels a row
FILLS = {1: "#CFE3F5", -1: "#F8DCC4", 0: "#FAFAFA"}  # better together, worse together; black letters on all: 13:1 up


def synergy(why: Why) -> Chart:
    """Every pair of an option's parts; a number only where the pair stands out from noise.

    Raises
    ------
    ValueError
        For an option of one part, which has no pairs.

    Example
    -------
    >>> synergy(Why.of([games["added", "tension"]], option.title, results.outcomes["tension"]))   # doctest: +SKIP
    """
    if not why.pairs:
        raise ValueError("why: an option of one part has no pairs")
    parts = list(dict.fromkeys(share.lever for share in why.attribution.shares))
    cells = [cell_of(pair, parts, why.sense) for pair in why.pairs]
    chart = layers(pd.DataFrame(cells), [f"{n}  {plain_name(part)}" for n, part in enumerate(parts, 1)])
    subtitle = f"{why.unit}, beyond what each does without the other; ▲ help each other, ▼ fight each other."
    name = takeaway(why)
    return Chart(name, sheet(chart, name, subtitle, STEP * len(parts)), table_of(why.pairs, why))


def cell_of(pair: Pair, parts: Sequence[str], sense: str) -> dict[str, object]:
    """A pair as a cell below the diagonal."""
    column, row = sorted(parts.index(lever) for lever in pair.levers)
    verdict = pair.verdict(sense)
    way = {"help each other": 1, "fight each other": -1}.get(verdict, 0)
    mark = {1: "▲ ", -1: "▼ "}.get(way, "")
    text = f"{mark}{signed(pair.synergy.mean)}" if verdict else ""
    return {"column": column + 1, "row": f"{row + 1}  {plain_name(parts[row])}", "text": text, "fill": FILLS[way]}


def layers(frame: pd.DataFrame, rows: list[str]) -> alt.LayerChart:
    """Cells with their numbers; columns bear the numbers of the rows."""
    top = alt.Axis(orient="top", title=None, labelAngle=0, domain=False, ticks=False)
    side = alt.Axis(title=None, domain=False, ticks=False, labelLimit=180)
    x = alt.X(field="column", type="ordinal", axis=top, scale=alt.Scale(domain=list(range(1, len(rows)))))
    y = alt.Y(field="row", type="nominal", sort=rows, axis=side, scale=alt.Scale(domain=rows))
    base = alt.Chart(frame).encode(x=x, y=y)
    fill = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    numbers = base.mark_text(fontSize=fitted(12, len(rows), max(map(len, frame["text"]))), color=INK)
    return alt.layer(base.mark_rect(stroke=GRID).encode(fill=fill), numbers.encode(text=text_of("text")))


def takeaway(why: Why) -> str:
    """How many pairs stand out, and the strongest of them."""
    out = [pair for pair in why.pairs if pair.stands_out]
    head = f"{quoted(why.title)}, {why.name}: {len(out)} of {len(why.pairs)} pairs of parts stand out from noise"
    return f"{head}; {pair_words(out[0], why)}" if out else head


def table_of(pairs: Sequence[Pair], why: Why) -> pd.DataFrame:
    """The numbers of the chart, one row a pair."""
    rows = [
        {
            **{"one": plain_name(pair.levers[0]), "other": plain_name(pair.levers[1])},
            **{"synergy": pair.synergy.mean, "low": pair.synergy.low, "high": pair.synergy.high, "unit": why.unit},
            **{"verdict": pair.verdict(why.sense) or "cannot be told apart", "holds_in_every_form": pair.holds},
        }
        for pair in pairs
    ]
    return pd.DataFrame(rows)
