"""A chart on the page, with its accessible name, and its numbers under it."""

from __future__ import annotations

import streamlit as st

from dashboard.vm.plain import text
from model.charts import Chart


def draw(chart: Chart, key: str) -> None:
    """Draw a chart under its takeaway, which wraps on a narrow screen, and its table twin."""
    spec = {part: value for part, value in chart.spec.items() if part != "title"}
    st.markdown(f"**{text(chart.name)}**")
    if chart.note:
        st.caption(text(chart.note))
    st.vega_lite_chart(spec=spec, theme=None, key=key, alt=chart.name)
    twin(chart, key)


@st.fragment
def twin(chart: Chart, key: str) -> None:
    """The numbers of a chart as a table and as CSV, made only while they are looked at."""
    with st.expander("The same as a table", on_change="rerun", key=f"{key}-twin", type="compact") as box:
        if box.open:
            st.dataframe(chart.table, hide_index=True, key=f"{key}-table")
            st.download_button("Download as CSV", chart.csv, f"{key}.csv", "text/csv", key=f"{key}-csv")
