"""Where what is set needs another past: the search for its histories, beside what was shown before."""

from __future__ import annotations

import streamlit as st

from dashboard.services import jobs, past_search, runs
from dashboard.ui import jobs as watched
from dashboard.ui import state as visitor
from dashboard.ui import states
from dashboard.vm import wording
from dashboard.vm.scenario import Scenario

GOOD = "good"


def settled(chosen: Scenario, outcome: str) -> Scenario | None:
    """The scenario that the pages show: the one that is set if it can be played, else the last one that could."""
    try:
        if runs.ready(chosen):
            runs.played(chosen)
            runs.show(chosen, outcome)
            st.session_state[GOOD] = chosen
            return chosen
        search(chosen)
    except Exception as error:
        states.failed(error)
    return earlier(outcome)


def earlier(outcome: str) -> Scenario | None:
    """What was shown before, shown again; None if nothing was."""
    good = st.session_state.get(GOOD)
    if good is not None:
        runs.show(good, outcome)
    return good


def search(chosen: Scenario) -> None:
    """The search for the histories of a scenario: how long it takes, its progress, and the quick way round it."""
    key = past_search.key(chosen)
    now = jobs.find(key)
    st.warning(wording.past_needed(GOOD in st.session_state))
    quick, slow = st.columns(2)
    quick.button(wording.QUICK, on_click=visitor.change_world, kwargs={"histories": "prior"}, width="stretch")
    if now is None or not now.active:
        slow.button(wording.SEARCH, on_click=begin, args=(key, chosen), width="stretch", type="primary")
    if now is not None:
        watched.show(now, wording.SEARCHING)


def begin(key: str, chosen: Scenario) -> None:
    """Start the search."""
    watched.start(key, past_search.search, chosen.study())
