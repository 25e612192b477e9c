"""Tables that everybody can read: text on the page, with a name for those who do not see it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

# Streamlit wraps a cell's text at 25 rem, however much room there is. On a telephone a table of few columns fits, with
# words broken where they must be; one of many is read by moving it sideways, with its first column in sight.
FITTING = """<style>
[data-testid=stTable] td [data-testid=stMarkdownContainer] { max-width: 44rem; }
@media (max-width: 640px) {
  [data-testid=stTable] :is(td, th) { padding: 0.25rem 0.2rem; font-size: 0.8rem; }
  [data-testid=stTable] :is(td, th) [data-testid=stMarkdownContainer] { min-width: 3.4rem; }
  [data-testid=stTable] table:not(:has(th:nth-child(5))) :is(td, th) :is([data-testid=stMarkdownContainer], p) {
    overflow-wrap: anywhere !important; hyphens: auto;
  }
  [data-testid=stTable] table:not(:has(th:nth-child(4))) :is(td, th) [data-testid=stMarkdownContainer] {
    min-width: 4.9rem;
  }
  [data-testid=stTable] table:has(th:nth-child(5)) :is(td, th):first-child {
    position: sticky; left: 0; background: white;
  }
}
</style>"""


def draw(table: pd.DataFrame, alt: str) -> None:
    """Draw a table as text; `alt` says in a sentence what it shows."""
    st.html(FITTING)
    st.table(table, hide_index=True, border="horizontal", alt=alt)
