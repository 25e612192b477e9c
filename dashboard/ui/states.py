"""What is said when there is nothing to show, or a link asked for something that does not exist."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def link_warning(problems: Sequence[str]) -> None:
    """Say what an address asked for in vain, and what was used in its place."""
    if problems:
        lines = "\n".join(f"- {problem}" for problem in problems)
        st.warning(f"Part of this link was not understood:\n\n{lines}")
