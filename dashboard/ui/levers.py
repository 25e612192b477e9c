"""The levers in the sidebar, in their families, each with its levels and what the chosen one means."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.vm import wording
from dashboard.vm.link import EVIDENCE_KEY, KEYS
from dashboard.vm.scenario import EVIDENCE, LEVELS, OFF, Scenario
from model.levers import FAMILIES, LEVERS, Lever


def draw() -> Scenario:
    """Draw every lever and the evidence switch; return what they say."""
    first = next(iter(EVIDENCE))
    evidence = st.segmented_control(
        "Evidence the worlds follow", list(EVIDENCE), default=first, required=True, key=EVIDENCE_KEY,
        bind="query-params",
    )  # fmt: skip
    st.caption(f"{EVIDENCE[evidence].capitalize()}.")
    heading, reset = st.columns([2, 1], vertical_alignment="center")
    heading.markdown("**Levers**")
    reset.button("All off", on_click=put, args=({},), disabled=not on(), width="stretch")
    values = {}
    opened = st.session_state.setdefault("opened", families_on() or FAMILIES[:1])
    for family in FAMILIES:
        with st.expander(wording.group_name(family, on()), key=f"family-{family}", expanded=family in opened):
            values |= {lever.id: control(lever) for lever in LEVERS.values() if lever.family == family}
    st.caption(wording.NOT_EQUAL)
    return Scenario.of(values, evidence)


def control(lever: Lever) -> str:
    """One lever with its levels; returns the chosen one."""
    level = st.segmented_control(
        wording.lever_name(lever.id), LEVELS, default=OFF, required=True, key=KEYS[lever.id], bind="query-params",
        width="stretch",
    )  # fmt: skip
    st.caption(lever.question if level == OFF else wording.level_meaning(lever.id, level))
    return level


def on() -> list[str]:
    """Levers that are on, as far as they have been drawn or the address says."""
    address = st.query_params
    return [lever for lever, key in KEYS.items() if st.session_state.get(key, address.get(key, OFF)) != OFF]


def families_on() -> tuple[str, ...]:
    """Families with a lever that is on."""
    return tuple(family for family in FAMILIES if any(LEVERS[lever].family == family for lever in on()))


def put(levels: Mapping[str, str]) -> None:
    """Set every lever: to the level given, else off."""
    for lever, key in KEYS.items():
        st.session_state[key] = levels.get(lever, OFF)
