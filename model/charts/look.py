"""Colours, dashes and lettering of every chart.

The colours keep a contrast of 3:1 on white and stay apart under protanopia and deuteranopia; no meaning hangs on
colour alone, so each series has a dash pattern and a label of its own too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stroke:
    """How one series is drawn.

    Parameters
    ----------
    colour : of its lines and bands, 3:1 on white or better
    letters : of its label, the same hue at 4.5:1 on white or better
    dash : pattern of its lines in pixels, empty for a full line
    """

    colour: str
    letters: str
    dash: tuple[int, ...] = ()


STATUS_QUO = Stroke("#222222", "#222222", (6, 4))
OPTIONS = (
    Stroke("#D55E00", "#A64900"),
    Stroke("#332288", "#332288", (10, 3)),
    Stroke("#00798C", "#00798C", (2, 3)),
    Stroke("#009E73", "#00724F", (8, 3, 2, 3)),
)
INK = "#111111"
FAINT = "#6B6B6B"  # what cannot be told apart: 5.3:1 on white, and dashed or hollow besides
GRID = "#E4E4E4"
CONFIG = {
    "font": "Source Sans, Source Sans Pro, Liberation Sans, sans-serif",
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": "#888888",
        "tickColor": "#888888",
    },
    "title": {"color": INK, "fontSize": 16, "subtitleColor": INK, "subtitleFontSize": 13, "anchor": "start"},
    "text": {"color": INK, "fontSize": 13},
}
