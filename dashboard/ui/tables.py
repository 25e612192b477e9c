"""Tables that everybody can read: text on the page, with a name for those who do not see it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

# Streamlit wraps a cell's text at 25 rem, however much room there is.
WIDER = """<style>
[data-testid=stTable] td [data-testid=stMarkdownContainer] { max-width: 44rem; }
</style>"""


def draw(table: pd.DataFrame, alt: str) -> None:
    """Draw a table as text; `alt` says in a sentence what it shows."""
    st.html(WIDER)
    st.table(table, hide_index=True, border="horizontal", alt=alt)
