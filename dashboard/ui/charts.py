"""A chart on the page, with its accessible name, and its numbers under it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.ui import downloads
from dashboard.vm.plain import text
from model.charts import Chart

DATA = ("data", "datasets", "encoding", "config", "params")  # parts of a specification that hold no marks


def draw(chart: Chart, key: str) -> None:
    """Draw a chart under its takeaway, which wraps on a narrow screen, and its table twin.

    Those who do not see it get the takeaway and the table; a name for every mark would only stand in between.
    """
    spec = {part: value for part, value in chart.spec.items() if part != "title"}
    st.markdown(f"**{text(chart.name)}**")
    if chart.note:
        st.caption(text(chart.note))
    st.vega_lite_chart(spec=unnamed(spec), theme=None, key=key, alt=chart.name)
    twin(chart, key)


def tell(chart: Chart, key: str) -> None:
    """Only what a chart would show, and its table twin: where it would be an empty grid."""
    st.markdown(f"**{text(chart.name)}**")
    twin(chart, key)


def unnamed(spec: Any) -> Any:
    """A specification of which no mark is read out by itself: one without rows would be a name without a thing."""
    if isinstance(spec, list):
        return [unnamed(part) for part in spec]
    if not isinstance(spec, dict):
        return spec
    parts = {name: value if name in DATA else unnamed(value) for name, value in spec.items()}
    if "mark" in parts:
        mark = parts["mark"]
        parts["mark"] = {**(mark if isinstance(mark, dict) else {"type": mark}), "aria": False}
    return parts


@st.fragment
def twin(chart: Chart, key: str) -> None:
    """The numbers of a chart as a table and as CSV, made only while they are looked at."""
    with st.expander("The same as a table", on_change="rerun", key=f"{key}-twin", type="compact") as box:
        if box.open:
            st.dataframe(chart.table, hide_index=True, key=f"{key}-table", alt=chart.name)
            downloads.offer("Download these numbers (CSV)", chart.csv(), f"{key}.csv", key=f"{key}-csv")
