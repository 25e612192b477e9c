"""What stands around every page: headline strip, levers, navigation, and what is said when something is amiss."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.services import turns
from dashboard.ui import headline, levers, past, states
from dashboard.ui import state as visitor
from dashboard.vm import wording

LOGO = Path(__file__).parent / "fulcrum.svg"
PAGES = {
    "explore": "Explore",
    "compare": "Compare",
    "stories": "Storylines",
    "evidence": "Evidence",
    "model_check": "Model check",
    "appendix": "Appendix",
    "help": "How to read",
}


def pages() -> list:
    """The seven pages, Explore first; each is a file of its own."""
    return [
        st.Page(f"app_pages/{name}.py", title=title, default=name == "explore", url_path=name)
        for name, title in PAGES.items()
    ]


def draw() -> None:
    """Draw the whole page: the headline before the levers, as it is what a visitor waits for."""
    st.set_page_config(layout="wide", initial_sidebar_state=340)
    st.logo(LOGO, size="large")
    page = st.navigation(pages(), position="top")
    st.set_page_config(page_title=f"{page.title} · Fulcrum")
    chosen = visitor.begin(page.url_path)
    st.title(wording.QUESTION, anchor=False)
    states.link(st.session_state[visitor.OPENED_LINK])
    with st.container(key="headline"):
        outcome = headline.choose(chosen)
        shown = past.settled(chosen, outcome)
        states.guarded(lambda: headline.draw(shown, chosen))
    visitor.mirror(chosen, outcome)
    turns.give_way()
    with st.sidebar:
        levers.draw()
    if shown:
        states.guarded(page.run)
