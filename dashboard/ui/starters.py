"""Scenarios to start from, as buttons."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.ui import state as visitor
from dashboard.vm import starters, wording
from dashboard.vm.scenario import Scenario
from dashboard.vm.starters import Starter


def first() -> None:
    """Three options as buttons, and the others with the outside futures in a popover."""
    with st.container(horizontal=True, key="starters", gap="small"):
        for starter in starters.packages()[: len(starters.FIRST)]:
            button(starter)
        with st.popover("More to start from", on_change="rerun", key="more-starters") as box:
            if box.open:
                more()


def more() -> None:
    """The other options, and the outside futures in which the levers that are on stay on."""
    st.markdown("**Options**")
    for starter in starters.packages()[len(starters.FIRST) :]:
        button(starter)
    st.markdown("**Other outside futures**")
    st.caption(wording.FUTURES)
    for starter in starters.futures():
        st.button(starter.title, key=f"future-{starter.id}", help=starter.says, on_click=move, args=(starter,))


def button(starter: Starter) -> None:
    """A button that sets an option and leaves the world as it is."""
    st.button(starter.title, key=f"starter-{starter.id}", help=starter.says, on_click=take, args=(starter,))


def take(starter: Starter) -> None:
    """Set the levers of an option in the world that is set."""
    chosen, world = starter.scenario, st.session_state[visitor.WORLD]
    held = {"levels": chosen.levels, "details": chosen.details, "coordination": chosen.coordination}
    visitor.put(replace(world, **held))


def move(starter: Starter) -> None:
    """Set an outside future, with the levers that are on."""
    now: Scenario = visitor.scenario()
    held = {"levels": now.levels, "details": now.details, "coordination": now.coordination}
    visitor.put(replace(starter.scenario, **held))
