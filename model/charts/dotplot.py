"""The quantile dotplot: fifty dots that stand for all worlds, and how many of them lie below a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from model.analysis.wording import number, quoted, when_text
from model.charts.chart import Chart
from model.charts.look import INK, OPTIONS
from model.charts.rows import ends_of
from model.charts.scale import tidy
from model.charts.sheet import across, colour_of, sheet, text_of

DOTS = 50  # of Fernandes et al. 2018: readers decided most evenly with fifty
COLUMNS = 30  # about so many columns of dots over the axis
TALLEST = 300  # pixels
DOT = 14  # pixels across, where the tallest column leaves room for it
ROOM = 34  # pixels above the dots, for what the threshold is called


@dataclass(frozen=True)
class Dots:
    """What a dotplot shows.

    Parameters
    ----------
    name, unit, month : the outcome and when, "YYYY-MM" or "mean"
    values : in every world (worlds,)
    threshold : where the line stands
    title : the option's
    ends : of the axis, so that it rests while the option moves; None to take them from the values
    own : whether the option is drawn in colour; else as the status quo
    """

    name: str
    unit: str
    month: str
    values: np.ndarray
    threshold: float
    title: str = "your option"
    ends: tuple[float, float] | None = None
    own: bool = True

    def __post_init__(self) -> None:
        if not len(self.values) or not np.isfinite(self.values).all() or not np.isfinite(self.threshold):
            raise ValueError("values: one finite number a world, and a threshold that is one")

    @property
    def places(self) -> np.ndarray:
        """The fifty quantiles (dots,), each for a fiftieth of the worlds."""
        return np.quantile(self.values, (np.arange(DOTS) + 0.5) / DOTS)

    @property
    def axis(self) -> tuple[float, float]:
        """The ends of the axis."""
        return self.ends or ends_of([*self.places.tolist(), self.threshold])

    @property
    def step(self) -> float:
        """How wide a column of dots is: a threshold moved by whole steps moves no dot."""
        low, high = self.axis
        return tidy(((high - low) or 1.0) / COLUMNS)

    @property
    def below(self) -> int:
        """How many dots lie below the threshold."""
        return int((self.places < self.threshold).sum())


def dotplot(dots: Dots) -> Chart:
    """The dotplot of one outcome in one month, with its table twin and the sentence it shows.

    Example
    -------
    >>> dotplot(Dots("Tension", "index", "2029-03", worlds, threshold=0.4)).name   # doctest: +SKIP
    '31 of 50 dots are below 0.4 index: “your option”, Tension in March 2029'
    """
    name = (
        f"{dots.below} of {DOTS} dots are below {number(dots.threshold)} {dots.unit}: {quoted(dots.title)}, "
        f"{dots.name} {when_text(dots.month)}"
    )
    stacked = stacks(dots)
    subtitle = f"Each dot stands for a fiftieth of {len(dots.values):,} worlds."
    tallest = max(stacked["height"]) + 1
    size = min(DOT, TALLEST / tallest)
    height = round(size * tallest) + ROOM
    return Chart(name, sheet(drawn(dots, stacked, size, height), name, subtitle, height), table_of(dots))


def stacks(dots: Dots) -> pd.DataFrame:
    """Every dot with its column and height; a column's edge lies on the threshold, so that no dot crosses it."""
    counts: dict[int, int] = {}
    rows = []
    for value in dots.places.tolist():
        column = floor((value - dots.threshold) / dots.step + 1e-9)
        column = min(column, -1) if value < dots.threshold else max(column, 0)
        height = counts.get(column, 0)
        counts[column] = height + 1
        rows.append({"value": value, "at": dots.threshold + (column + 0.5) * dots.step, "height": height})
    return pd.DataFrame(rows)


def drawn(dots: Dots, stacked: pd.DataFrame, size: float, height: int) -> alt.LayerChart:
    """Dots below the threshold full, the others hollow, and the line between them with its count on either side."""
    letters = OPTIONS[0].colour if dots.own else INK
    stacked = stacked.assign(colour=[letters if at < dots.threshold else "white" for at in stacked["at"]])
    low, high = dots.axis
    base = alt.Chart(stacked)
    x = across(low, high, dots.unit, field="at")
    y = alt.Y(
        field="height", type="quantitative", axis=None, scale=alt.Scale(domain=[-0.5, height / size - 0.5], nice=False)
    )
    fill = alt.Fill(field="colour", type="nominal", scale=None, legend=None)
    area = alt.ExprRef(f"pow(min({size - 2:.1f}, width * {dots.step / (high - low):.5f} - 1), 2)")
    marks = base.mark_circle(size=area, stroke=letters, strokeWidth=1.5, opacity=1).encode(x=x, y=y, fill=fill)
    return alt.layer(*line(dots), marks)


def line(dots: Dots) -> list[alt.Chart]:
    """The threshold, and how many dots lie on either side of it."""
    said = [(f"{dots.below} below", "right", -6), (f"{DOTS - dots.below} not below", "left", 6)]
    rows: list[dict[str, Any]] = [{"at": dots.threshold, "text": text, "colour": INK} for text, _, _ in said]
    base = alt.Chart(pd.DataFrame(rows)).encode(x=across(*dots.axis, dots.unit, field="at"))
    texts = [
        base.transform_filter(alt.datum.text == text)
        .mark_text(align=align, dx=dx, baseline="top", fontWeight="bold")
        .encode(y=alt.value(2), text=text_of("text"), color=colour_of("colour"))
        for text, align, dx in said
    ]
    return [base.mark_rule(color=INK, strokeWidth=2), *texts]


def table_of(dots: Dots) -> pd.DataFrame:
    """The numbers of the chart, one row a dot."""
    return pd.DataFrame(
        {
            "dot": np.arange(1, DOTS + 1),
            "share_of_worlds": (np.arange(DOTS) + 0.5) / DOTS,
            "value": dots.places,
            "unit": dots.unit,
            "below": dots.places < dots.threshold,
        }
    )
