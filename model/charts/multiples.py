"""Small multiples: several outcomes as small fans in one picture, each on an axis of its own that rests."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.analysis.wording import number, when_text
from model.charts.chart import Chart
from model.charts.fan import PLAIN, Subject, layered, table_of
from model.charts.look import CONFIG, INK
from model.charts.sheet import PADDING, wrapped

HEIGHT, WIDTH = 130, 190  # pixels of one fan: two stand side by side in a column of print
LETTERS = 88


def multiples(subjects: Sequence[Subject], columns: int = 2, width: int = WIDTH) -> Chart:
    """Several outcomes of one option as small fans, row by row.

    Parameters
    ----------
    subjects : what each fan shows, over the same months
    columns, width : how many stand side by side, each so many pixels wide without its labels

    Raises
    ------
    ValueError
        Without a subject, or where they end in different months.
    """
    if len({subject.months[-1] for subject in subjects}) != 1:
        raise ValueError("subjects: fans that end in one month")
    tables = [table_of(subject) for subject in subjects]
    panels = [panel(subject, table, width) for subject, table in zip(subjects, tables, strict=True)]
    name = takeaway(subjects)
    note = "Filled: nine in ten worlds and half of them; dashed: the status quo; at the right the medians at the end."
    title = alt.TitleParams(wrapped(name, LETTERS), subtitle=wrapped(note, LETTERS), offset=14)
    chart = alt.concat(*panels, columns=columns).properties(title=title, padding=PADDING)
    frames = [table.assign(outcome=subject.name) for subject, table in zip(subjects, tables, strict=True)]
    table = pd.concat(frames, ignore_index=True)
    table = table[["outcome", *(column for column in table.columns if column != "outcome")]]
    return Chart(name, chart.configure(**CONFIG).to_dict(), table)


def panel(subject: Subject, table: pd.DataFrame, width: int) -> alt.LayerChart:
    """One small fan under the name of its outcome."""
    title = alt.TitleParams([*wrapped(subject.name, width // 7), subject.unit], fontSize=13, anchor="start", color=INK)
    return layered(subject, table, HEIGHT, brief=True).properties(width=width, title=title)


def takeaway(subjects: Sequence[Subject]) -> str:
    """The medians at the end of every outcome."""
    said = "; ".join(medians(subject) for subject in subjects)
    against = ", against the status quo" if any(subject.option is not None for subject in subjects) else ""
    return f"Medians {when_text(subjects[0].months[-1])}{against}: {said}"


def medians(subject: Subject) -> str:
    """The medians at the end of one outcome."""
    unit = "" if subject.unit in PLAIN else f" {subject.unit}"
    quo = number(subject.status_quo.median[-1])
    if subject.option is None:
        return f"{subject.name} {quo}{unit}"
    return f"{subject.name} {number(subject.option.median[-1])}{unit} against {quo}"
