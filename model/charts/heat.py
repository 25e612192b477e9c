"""Heat: options by futures or by measures, a number in every cell and a shade of one hue behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from model.charts.look import INK
from model.charts.sheet import text_of

LIGHT, DEEP = (0xF7, 0xF5, 0xFC), (0xA7, 0x9B, 0xDB)  # black letters keep a contrast of 7:1 on the deeper one
TOP, BOTTOM, TEXT = 0.42, 0.97, 0.2  # of a row: its cells and its name
STEP = 50  # pixels a row
LINE = 14  # pixels a line of a column's name
WIDE = 0.56  # of its height: how wide a letter is, about


@dataclass(frozen=True)
class Cell:
    """One cell: where it stands, what is written in it, its shade from 0 to 1, whether it is outlined."""

    row: str
    column: str
    text: str
    shade: float
    outlined: bool = False


def shade(part: float) -> str:
    """A colour between light and deep."""
    part = min(max(part, 0.0), 1.0)
    return "#" + "".join(f"{round(a + part * (b - a)):02X}" for a, b in zip(LIGHT, DEEP, strict=True))


def heat(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], letters: int = 13) -> alt.LayerChart:
    """Cells in rows named above them and columns named at the top; a line break in a column's name is kept."""
    frame = pd.DataFrame([drawn(cell, rows.index(cell.row)) for cell in cells])
    longest = max(len(cell.text) for cell in cells)
    lines = max(name.count("\n") for name in columns)
    axis = alt.Axis(
        orient="top", title=None, domain=False, ticks=False, labelAngle=0, labelOverlap=False, labelLimit=140,
        labelFontSize=fitted(12, len(columns), max(len(line) for name in columns for line in name.split("\n"))),
        labelPadding=4 + LINE * lines, labelLineHeight=LINE, labelExpr="split(datum.label, '\\n')",
    )  # fmt: skip
    x = alt.X(field="column", type="nominal", sort=list(columns), axis=axis, scale=alt.Scale(paddingInner=0.06))
    base = alt.Chart(frame)
    box = base.mark_rect(strokeWidth=2.5).encode(x=x, y=high("top"), y2="bottom")
    box = box.encode(fill=plain("fill"), stroke=plain("edge"))
    value = base.mark_text(baseline="middle", fontSize=fitted(letters, len(columns), longest))
    value = value.encode(x=x, y=high("middle"), text=text_of("text"))
    names = pd.DataFrame({"name": list(rows), "place": [number + TEXT for number in range(len(rows))]})
    name = alt.Chart(names).mark_text(align="left", baseline="middle", fontWeight="bold")
    name = name.encode(x=alt.value(0), y=high("place"), text=text_of("name"))
    scale = alt.Scale(domain=[len(rows), 0], nice=False, zero=False)
    return alt.layer(box, value, name).encode(y=alt.Y(scale=scale, axis=None, title=None))


def fitted(letters: int, columns: int, longest: int) -> alt.ExprRef:
    """Letters of that size, or smaller ones where a column of a narrow picture would not hold the longest text."""
    return alt.ExprRef(f"min({letters}, width / {columns * (longest + 1) * WIDE:.1f})")


def drawn(cell: Cell, row: int) -> dict[str, object]:
    """A cell as it is drawn."""
    places = {"top": row + TOP, "bottom": row + BOTTOM, "middle": row + (TOP + BOTTOM) / 2}
    edge = INK if cell.outlined else shade(cell.shade)
    return {"column": cell.column, "text": cell.text, "fill": shade(cell.shade), "edge": edge, **places}


def high(field: str) -> alt.Y:
    """Where in the chart something stands."""
    return alt.Y(field=field, type="quantitative")


def plain(field: str) -> dict[str, object]:
    """A field that holds the colour itself."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def height_of(rows: Sequence[str]) -> int:
    """How many pixels so many rows are high."""
    return STEP * len(rows)
