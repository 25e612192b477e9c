"""Groups of controls that are drawn only while they are open, and stay open when their name changes."""

from __future__ import annotations

import streamlit as st

GROUPS = "groups"


def group(name: str, key: str):
    """An expander under a name that says what is set in it; its `open` says whether to draw what is in it.

    Streamlit takes one with another name for another one, so a new name begins as open as the old one was.
    """
    known: dict[str, tuple[str, bool, bool]] = st.session_state.setdefault(GROUPS, {})
    before, began, was_open = known.get(key, (name, False, False))
    begins = began if before == name else was_open
    box = st.expander(name, begins, key=key, on_change="rerun")
    known[key] = (name, begins, bool(box.open))
    return box
