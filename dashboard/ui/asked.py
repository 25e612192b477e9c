"""What a page asks of long work: its result, or in its place how far it is, and a button to ask again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.services import jobs
from dashboard.ui import jobs as watched

AGAIN = "Try again"
REMEMBERED = "remembered"


def result(name: str, key: str, work: Callable[..., Any], *arguments: object) -> Any | None:
    """The result of some work, started now if nobody has asked for it; None while there is none, and the page says why.

    Parameters
    ----------
    name : of the work, as the page calls it
    key : everything that decides the result
    work : a function of a module, called in a process of its own as work(told, *arguments)
    """
    job = jobs.find(key) or watched.start(key, work, *arguments)
    if job.state == jobs.DONE:
        return job.result
    watched.show(job, name)
    if not job.active:
        st.button(AGAIN, key=f"again-{key}", on_click=watched.start, args=(key, work, *arguments))
    return None


def remembered(name: str, key: str, work: Callable[..., Any], *arguments: object) -> Any:
    """The result of quick work, kept in this session until its key is another one."""
    kept = st.session_state.setdefault(REMEMBERED, {})
    if name not in kept or kept[name][0] != key:
        kept[name] = (key, work(*arguments))
    return kept[name][1]
