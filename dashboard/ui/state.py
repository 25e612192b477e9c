"""What a visitor has set, kept between two runs of the script: the controls of the levers, and all else beside them.

The address is its mirror: levers are bound to it by Streamlit, the rest is written into it after every change. What an
address says is believed when a session begins and when Back or Forward led to it, at no other time: a click made before
the last change had reached the address still brings the old one along. Streamlit drops all that is not bound when a
visitor goes to another page, so there it is written again, and an address that lost something so is never believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.vm import address, explore, link
from dashboard.vm.details import PLAIN, Details
from dashboard.vm.history import History
from dashboard.vm.link import KEYS, OUTCOME_KEY, Opened
from dashboard.vm.scenario import OFF, Scenario
from model.world import OUTCOMES

UNBOUND = "unbound"
WORLD, DETAILS, COORDINATION, WRITTEN, PAGE = "world", "details", "coordination", "written", "page"
DROPPED = "dropped"
LINE, OPENED_LINK, PINNED, APPLIED, MODE, OUTCOME = "line", "opened_link", "pinned", "applied", "mode", "outcome"
LIVE, APPLY = "Live", "Apply"
REST_KEYS = address.KNOWN - set(KEYS.values()) - {link.MODEL_KEY, link.DATA_KEY}


def begin(page: str) -> Scenario:
    """Take in what the address of a page says, if it is news; return what is set."""
    state = st.session_state
    given = st.query_params.to_dict()
    if is_news(page, given):
        opened = address.read(given, OUTCOMES, explore.FIRST_OUTCOME, address.elsewhere(given))
        state.setdefault(OPENED_LINK, opened)
        believe(opened, first=WRITTEN not in state)
    state[PAGE] = page
    chosen = scenario()
    if state.get(MODE, LIVE) == APPLY:
        chosen = state.setdefault(APPLIED, chosen)
    state[LINE] = state[LINE].record(chosen) if LINE in state else History(chosen)
    return chosen


def is_news(page: str, given: dict[str, str]) -> bool:
    """Whether an address says what is not set: that of a new session, or one that Back or Forward has restored."""
    state = st.session_state
    if WRITTEN not in state:
        return True
    said = {key: value for key, value in given.items() if key in own_keys()}
    known = (page, *sorted(said.items()))
    dropped: set = state.setdefault(DROPPED, set())
    if walked():
        return said != state[WRITTEN] and known not in dropped
    if state[PAGE] != page and said != state[WRITTEN]:
        dropped.add(known)
    return False


def walked() -> bool:
    """Whether Back or Forward led to this run of the script."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def unbound() -> bool:
    """Whether the levers were last drawn without being bound to the address, so that it can be written here."""
    return st.session_state.get(UNBOUND, False)


def own_keys() -> set[str]:
    """Keys of the address that are written here and not by Streamlit."""
    return REST_KEYS | set(KEYS.values()) if unbound() else REST_KEYS


def believe(opened: Opened, first: bool) -> None:
    """Set what an address says besides the levers; the levers too when the session begins."""
    state = st.session_state
    state[WORLD], state[COORDINATION] = opened.scenario.status_quo, opened.scenario.coordination
    state[DETAILS] = dict((*opened.scenario.details, *opened.idle))
    state[OUTCOME] = opened.outcome
    if first:
        state["first_levels"] = dict(opened.scenario.levels)
    elif unbound():
        put(opened.scenario)


def levels() -> dict[str, str]:
    """The level of every lever, as its control stands; before it is drawn, as the address had it."""
    first = st.session_state.get("first_levels", {})
    return {lever: st.session_state.get(key) or first.get(lever, OFF) for lever, key in KEYS.items()}


def on() -> list[str]:
    """The levers that are on."""
    return [lever for lever, level in levels().items() if level != OFF]


def scenario() -> Scenario:
    """What is set now: the world, the levers and how they are held."""
    state = st.session_state
    parts = {"levels": tuple(levels().items()), "details": tuple(state[DETAILS].items())}
    return replace(state[WORLD], coordination=state[COORDINATION], **parts)


def put(chosen: Scenario) -> None:
    """Set everything anew; only from a callback, before the controls are drawn."""
    state = st.session_state
    for lever, key in KEYS.items():
        state[key] = chosen.level(lever)
    state[WORLD], state[COORDINATION] = chosen.status_quo, chosen.coordination
    state[DETAILS] = dict(chosen.details)
    state["drawn_anew"] = state.get("drawn_anew", 0) + 1
    if state.get(MODE, LIVE) == APPLY:
        state[APPLIED] = chosen


def change_world(**changes: object) -> None:
    """Set something of the world besides the levers; what no longer fits, such as an event too early, goes."""
    world = st.session_state[WORLD]
    try:
        st.session_state[WORLD] = replace(world, **changes)
    except ValueError:
        st.session_state[WORLD] = replace(fitting(world, changes), **changes)


def fitting(world: Scenario, changes: dict[str, object]) -> Scenario:
    """The world without the events and assumptions that some changes leave no room for."""
    kept = replace(world, events=(), assume=())
    for field in ("events", "assume"):
        for item in getattr(world, field) if field not in changes else ():
            longer = replace(kept, **{field: (*getattr(kept, field), item)})
            try:
                replace(longer, **changes)
            except ValueError:
                continue
            kept = longer
    return kept


def detail(lever: str) -> Details:
    """How a lever is held, on or off."""
    return st.session_state[DETAILS].get(lever, PLAIN)


def hold(lever: str, **changes: object) -> None:
    """Set the timing, a setting or the exact level of a lever."""
    st.session_state[DETAILS] = {**st.session_state[DETAILS], lever: replace(detail(lever), **changes)}


def forget(lever: str) -> None:
    """Let a lever have its plain timing and settings."""
    st.session_state[DETAILS] = {name: held for name, held in st.session_state[DETAILS].items() if name != lever}


def mirror(chosen: Scenario, outcome: str) -> None:
    """Write into the address what is set besides the levers, as far as it is not what is set at first."""
    said = address.rest_of(chosen)
    if outcome != explore.FIRST_OUTCOME:
        said[OUTCOME_KEY] = outcome
    if unbound():
        said |= {KEYS[lever]: level for lever, level in chosen.levels}
    for key in own_keys() & set(st.query_params):
        if key not in said:
            del st.query_params[key]
    if news := {key: value for key, value in said.items() if st.query_params.get(key) != value}:
        st.query_params.update(news)
    st.session_state[WRITTEN] = said


def walk(step: Callable[[History], History]) -> None:
    """Undo or redo: set what stood one step further along the line."""
    st.session_state[LINE] = step(st.session_state[LINE])
    put(st.session_state[LINE].now)
