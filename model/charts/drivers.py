"""Drivers: the parameters that an outcome depends on most, each against the noise that a parameter without influence
would show."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.analysis.drivers.driver_words import DIRECTIONS, what
from model.analysis.drivers.drivers import Driver, Drivers
from model.charts.chart import Chart
from model.charts.look import FAINT, OPTIONS
from model.charts.rows import MARK, Row, drawn, ends_of, height_of, place
from model.charts.sheet import across, sheet

ARROWS = {1: "▲", -1: "▼", 0: ""}
LEAST = 8  # rows drawn, even where fewer stand above the noise; the table holds all
HALF = 0.2  # of a row: how far the mark of the noise floor reaches up and down
COLUMNS = ("parameter", "means", "unit", "family", "basis", "figure", "index", "low", "high", "dummy", "floor")


def drivers_chart(found: Drivers, titles: dict[str, str]) -> Chart:
    """The strongest drivers of an outcome, or of the difference an option makes to it, the strongest first.

    Parameters
    ----------
    found : Drivers
    titles : titles of options by id

    Raises
    ------
    ValueError
        If nothing drives the outcome, so that there is nothing to draw.

    Example
    -------
    >>> drivers_chart(drivers(results, "tension"), {})   # doctest: +SKIP
    """
    if not found.drivers:
        raise ValueError("found: no parameter varies, so there is no driver to draw")
    shown = found.drivers[: max(LEAST, sum(driver.above for driver in found.drivers))]
    rows = [row_of(driver) for driver in shown]
    ends = ends_of([value for d in shown for value in (d.index, d.low, d.high, d.floor)])
    axis = ["PAWN index, 0 without influence to 1"]
    chart = drawn(rows, ends, axis, floors(shown, ends, axis))
    subtitle = (
        f"{found.worlds:,} worlds of {found.histories:,} histories, 90 % intervals. Hollow and dashed below the noise "
        "floor (upright line), the highest index of as many dummies without influence. ▲ rises with it, ▼ falls."
    )
    name = takeaway(found, titles)
    return Chart(name, sheet(chart, name, subtitle, height_of(rows)), table_of(found))


def row_of(driver: Driver) -> Row:
    """One parameter as a row."""
    said = f"{driver.basis} · {driver.index:.2f} {ARROWS[driver.direction]}".rstrip()
    label = driver.parameter.replace("_", " ")
    label = f"{label[0].upper()}{label[1:]}"
    return Row(label, said, driver.index, driver.low, driver.high, driver.above, OPTIONS[2].colour, bar=driver.above)


def floors(shown: Sequence[Driver], ends: tuple[float, float], axis: list[str]) -> list[alt.Chart]:
    """The noise floor of each row, as a short upright line."""
    rows = [
        {"at": driver.floor, "up": number + MARK - HALF, "down": number + MARK + HALF}
        for number, driver in enumerate(shown)
    ]
    mark = alt.Chart(pd.DataFrame(rows)).mark_rule(color=FAINT, strokeWidth=3)
    return [mark.encode(x=across(*ends, axis, field="at"), y=place("up"), y2="down")]


def takeaway(found: Drivers, titles: dict[str, str]) -> str:
    """How many parameters stand above noise, and which is the strongest."""
    said = what(found, titles)
    head = f"{said[0].upper()}{said[1:]}: {found.above:,} of {found.varied:,} parameters stand above the noise"
    top = next((driver for driver in found.drivers if driver.above), None)
    return f"{head}, the strongest {top.parameter.replace('_', ' ')}" if top else head


def table_of(found: Drivers) -> pd.DataFrame:
    """The numbers of the chart, one row a parameter."""
    rows = [
        {
            **{name: getattr(driver, name) for name in COLUMNS},
            "above": driver.above,
            "direction": DIRECTIONS[driver.direction],
        }
        for driver in found.drivers
    ]
    return pd.DataFrame(rows)
