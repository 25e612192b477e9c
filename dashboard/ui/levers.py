"""The sidebar: the levers in their families, each with its levels, what the chosen one means, and how it is held."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import holding, world
from dashboard.ui import state as visitor
from dashboard.vm import wording
from dashboard.vm.link import KEYS
from dashboard.vm.scenario import LEVELS, OFF
from model.levers import FAMILIES, LEVERS, Lever

TO_PLAY = "to-play"  # set from the click on the button until the page has begun to run again


def draw() -> None:
    """Draw all that can be set; in Apply mode alone, so that nothing is played until it is asked for."""
    st.segmented_control(
        "When it is played", [visitor.LIVE, visitor.APPLY], default=visitor.LIVE, required=True, key=visitor.MODE,
        help=wording.MODE_HELP, persist_state="session", on_change=apply_all,
    )  # fmt: skip
    bound_before = not visitor.unbound()
    st.session_state[visitor.UNBOUND] = st.session_state.get(visitor.MODE, visitor.LIVE) == visitor.APPLY
    if not visitor.unbound():
        controls()
        return
    apart()
    if bound_before:
        st.rerun()  # Streamlit takes what is bound no more out of the address; the next run writes it there


@st.fragment
def apart() -> None:
    """The controls in Apply mode: they are drawn again by themselves, with a button that plays what they say."""
    controls()
    changes = wording.count_changes(st.session_state[visitor.APPLIED], visitor.scenario())
    label = wording.run_changes(changes)
    st.button(label, key="apply", type="primary", disabled=not changes, width="stretch", on_click=play_now)
    if st.session_state.pop(TO_PLAY, False):
        st.rerun()


def play_now() -> None:
    """Let what the controls say be played; a callback is heard even where the run that follows it is cut short."""
    st.session_state[visitor.APPLIED] = visitor.scenario()
    st.session_state[TO_PLAY] = True


def apply_all() -> None:
    """Let what the controls say be what is played, also where they are about to be bound to the address or freed."""
    visitor.put(visitor.scenario())
    st.session_state[visitor.APPLIED] = visitor.scenario()


def controls() -> None:
    """The levers by family, and under them the world they are set in."""
    on = visitor.on()
    opened = st.session_state.setdefault("opened", families_of(on) or FAMILIES[:1])
    for family in FAMILIES:
        with st.expander(wording.group_name(family, on), key=f"family-{family}", expanded=family in opened):
            for lever in LEVERS.values():
                if lever.family == family:
                    control(lever)
    if len(on) > 1:
        holding.coordination()
    st.caption(wording.NOT_EQUAL)
    world.draw()


def control(lever: Lever) -> None:
    """One lever with its levels, one line on what the chosen one means, and how it is held where it is on."""
    bound = None if st.session_state[visitor.UNBOUND] else "query-params"
    level = st.segmented_control(
        wording.lever_name(lever.id), LEVELS, default=OFF, required=True, key=KEYS[lever.id], bind=bound,
        width="stretch",
    )  # fmt: skip
    st.caption(lever.question if level == OFF else wording.held(lever.id, level, visitor.detail(lever.id)))
    if level != OFF:
        holding.draw(lever, level)


def families_of(levers: list[str]) -> tuple[str, ...]:
    """Families with one of these levers."""
    return tuple(family for family in FAMILIES if any(LEVERS[lever].family == family for lever in levers))
