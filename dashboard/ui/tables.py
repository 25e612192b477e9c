"""Tables that everybody can read: text on the page, with a name for those who do not see it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

# Streamlit wraps a cell's text at 25 rem, however much room there is, and lets a table scroll sideways where there is
# little, which a keyboard cannot do: on a telephone words are broken instead.
FITTING = """<style>
[data-testid=stTable] td [data-testid=stMarkdownContainer] { max-width: 44rem; }
@media (max-width: 640px) {
  [data-testid=stTable] :is(td, th) { padding: 0.25rem 0.2rem; font-size: 0.8rem; }
  [data-testid=stTable] :is(td, th) :is([data-testid=stMarkdownContainer], p) {
    overflow-wrap: anywhere !important; hyphens: auto;
  }
  [data-testid=stTable] :is(td, th) [data-testid=stMarkdownContainer] { min-width: 3.4rem; }
}
</style>"""


def draw(table: pd.DataFrame, alt: str) -> None:
    """Draw a table as text; `alt` says in a sentence what it shows."""
    st.html(FITTING)
    st.table(table, hide_index=True, border="horizontal", alt=alt)
