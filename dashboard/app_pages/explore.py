"""Explore: one outcome over time, under the levers that are set and under the status quo, and all that goes with it."""

import streamlit as st

from dashboard.services import runs
from dashboard.ui import explore, state

played, outcome = runs.current()
explore.large(played, outcome)
names = ["Other outcomes", "Spread of worlds", "What my last change did", "By cease-fire"]
others, spread, last, ceasefire = st.tabs(names, on_change="rerun", bind="query-params", key="p_part")
with others:
    if others.open:
        explore.small_multiples(played, outcome)
with spread:
    if spread.open:
        explore.spread(played, outcome)
with last:
    if last.open:
        explore.last_change(played, outcome, st.session_state[state.LINE].last)
with ceasefire:
    if ceasefire.open:
        explore.by_ceasefire(played, outcome)
