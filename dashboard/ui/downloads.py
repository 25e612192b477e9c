"""Files that a visitor can take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def offer(
    label: str,
    content: str | bytes | Callable[[], bytes],
    name: str,
    media: str = "text/csv",
    place: Any = st,
    **more: Any,
) -> None:
    """A button that saves a file and asks nothing else of the page.

    A run of the page that the click itself began could take the file away before the browser had it. Content that is
    quickly made is better given than made on demand: a function is forgotten with the run of the page that named it.
    """
    place.download_button(label, content, name, media, on_click="ignore", **more)
