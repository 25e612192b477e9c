"""Paired differences: what each option changes in one outcome, with its interval, beside a line at zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.table import table_row
from model.analysis.wording import number, quoted, signed, subject, when_text
from model.charts.chart import Chart
from model.charts.look import INK, OPTIONS
from model.charts.rows import Row, drawn, ends_of_rows, height_of
from model.charts.sheet import sheet

APART = "cannot be told apart"
FEW = "too few histories for an interval"


def differences(found: Sequence[Difference], titles: Mapping[str, str], own: str = "your_option") -> Chart:
    """The paired differences of options from the status quo in one outcome and month.

    Parameters
    ----------
    found : from the top down; of one outcome and month
    titles : titles of options by id
    own : the option drawn in colour

    Raises
    ------
    ValueError
        Without a difference, or for differences of several outcomes or months.

    Example
    -------
    >>> differences(list(compare(results).rows(outcomes=["tension"], months=["2029-03"])), titles)  # doctest: +SKIP
    """
    refuse_mixed(found)
    rows = [row_of(one, titles[one.option], OPTIONS[0].letters if one.option == own else INK) for one in found]
    name = takeaway(found, titles)
    return Chart(name, spec_of(found, rows, name), table_of(found, titles))


def split_differences(found: Sequence[Difference], title: str, by: str = "cease-fire") -> Chart:
    """One option's paired differences in one outcome and month, by what divides the worlds.

    `found` are the parts of one option, as `compare_by_ceasefire` and `compare_by_theory` give them; `title` is the
    option's.
    """
    refuse_mixed(found)
    if len({one.option for one in found}) != 1:
        raise ValueError("found: the parts of one option")
    rows = [row_of(one, f"{one.part} · {one.worlds:,} worlds") for one in found]
    said = "; ".join(f"{one.part} {signed(one.median) if one.resolved else APART}" for one in found)
    name = f"{quoted(title)} by {by}, {subject(found[0])}: {said}"
    table = table_of(found, {found[0].option: title})
    table.insert(1, "worlds with", [one.part for one in found])
    return Chart(name, spec_of(found, rows, name), table)


def refuse_mixed(found: Sequence[Difference]) -> None:
    """ValueError where there is nothing, or several outcomes or months."""
    if len({(one.outcome, one.month) for one in found}) != 1:
        raise ValueError("found: differences of one outcome and month")


def row_of(one: Difference, label: str, colour: str = INK) -> Row:
    """One difference as a row: its median with the interval, or that it cannot be told apart."""
    interval = f"[{number(one.low)}, {number(one.high)}]"
    told = f"{signed(one.median)} {interval}" if one.resolved else APART
    value = FEW if one.low != one.low else told
    return Row(label, value, one.median, one.low, one.high, one.resolved, colour)


def spec_of(found: Sequence[Difference], rows: Sequence[Row], name: str) -> dict[str, Any]:
    """The specification."""
    one = found[0]
    axis = [f"difference from the status quo, {one.unit}", better(one.sense)]
    pairs = f"{one.worlds:,} pairs of worlds" if not one.part else "pairs of worlds as counted"
    subtitle = f"Median of {pairs} with its 90 % interval; hollow and dashed where the interval includes zero."
    return sheet(drawn(rows, ends_of_rows(rows), axis), name, subtitle, height_of(rows))


def better(sense: str) -> str:
    """Which way is better, in words."""
    return {"lower": "◄ lower is better", "higher": "higher is better ►"}.get(sense, "neither way is better")


def about(one: Difference) -> str:
    """The outcome and when."""
    return f"{one.name} {when_text(one.month)}"


def takeaway(found: Sequence[Difference], titles: Mapping[str, str]) -> str:
    """How many options differ from the status quo, and which one most."""
    told = [one for one in found if one.resolved]
    head = f"{about(found[0])}: {len(told)} of {len(found)} {'option' if len(found) == 1 else 'options'}"
    if not told:
        return f"{head} can be told apart from the status quo"
    most = max(told, key=lambda one: abs(one.median))
    size = f"{quoted(titles[most.option])} by {signed(most.median)} {most.unit}"
    return f"{head} can be told apart from the status quo, most of all {size}"


def table_of(found: Sequence[Difference], titles: Mapping[str, str]) -> pd.DataFrame:
    """The numbers of the chart, one row a difference."""
    told = ("better", "worse", "same", "higher", "lower")
    rows = [
        {
            **{key: value for key, value in table_row(one).items() if not key.endswith("_share")},
            **{"option": titles[one.option], "outcome": one.name, "verdict": one.verdict},
            **{key: getattr(one, key) for key in told},
            **{"worlds": one.worlds, "worst_tenth": one.worst_tenth},
        }
        for one in found
    ]
    return pd.DataFrame(rows)
