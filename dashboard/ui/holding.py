"""How a lever that is on is held: its timing, its settings and its exact level, under its control."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import state as visitor
from dashboard.vm import wording
from dashboard.vm.details import EXACT, LAST, Details, nearest
from dashboard.vm.link import KEYS
from dashboard.vm.scenario import MONTHS
from model.levers import LEVEL_OF, Lever, Setting


def draw(lever: Lever, level: str) -> None:
    """A popover with start and ramp, drawn only while it is open, and the lever's settings under it."""
    held = visitor.detail(lever.id).beside(level)
    with st.popover(
        "Timing and exact level", on_change="rerun", key=f"{KEYS[lever.id]}-timing", type="tertiary"
    ) as box:
        if box.open:
            timing(lever, held)
            exact(lever, level, held)
    for name, setting in lever.settings.items():
        detail(lever, name, setting, held)


def name(lever: Lever, part: str) -> str:
    """The key of a control; another one after everything was set anew, so that it shows what was set."""
    return f"{KEYS[lever.id]}-{part}-{st.session_state.get('drawn_anew', 0)}"


def timing(lever: Lever, held: Details) -> None:
    """When the order is given, over how many months it grows, and when it is taken back."""
    last = float(min(LAST, MONTHS))
    number(lever, "start", "Starts so many months after the decision", held.start, max(last, held.start))
    if held.pulse:
        st.caption(wording.PULSE)
        return
    number(lever, "ramp", "Grows to its level over so many months", held.ramp, max(last, held.ramp))
    number(lever, "end", "Is taken back after so many months (0: never)", held.end or 0.0, max(last, held.end or 0.0))


def number(lever: Lever, part: str, label: str, value: float, most: float) -> None:
    """One number of months."""
    key = name(lever, part)
    st.number_input(label, 0.0, most, value, 1.0, "%.0f", key=key, on_change=set_months, args=(lever.id, part, key))


def set_months(lever: str, part: str, key: str) -> None:
    """Take in a number of months; an end that would not come after the start is never."""
    value = st.session_state[key]
    held = visitor.detail(lever)
    if part == "end":
        value = value if value > held.start else None
    elif part == "start" and held.end is not None and held.end <= value:
        visitor.hold(lever, end=None)
    visitor.hold(lever, **{part: value})


def exact(lever: Lever, level: str, held: Details) -> None:
    """The level as a number, for those who want it between two names."""
    key, now = name(lever, "exact"), LEVEL_OF[level] if held.exact is None else held.exact
    st.number_input(
        "Exact level, from 0 to 1", EXACT, 1.0, now, EXACT, key=key, on_change=set_exact, args=(lever.id, key)
    )


def set_exact(lever: str, key: str) -> None:
    """Take in an exact level, and let the lever's control show the name that is nearest."""
    value = st.session_state[key]
    visitor.hold(lever, exact=value)
    st.session_state[KEYS[lever]] = nearest(value)


def detail(lever: Lever, setting: str, means: Setting, held: Details) -> None:
    """One setting of a lever, between its ends."""
    key, now = name(lever, setting), dict(held.settings).get(setting, means.default)
    st.slider(
        f"{means.means} ({means.unit})", means.low, means.high, now, key=key, on_change=set_setting,
        args=(lever.id, setting, key, means.default),
    )  # fmt: skip


def set_setting(lever: str, setting: str, key: str, usual: float) -> None:
    """Take in a setting; the lever's own value needs no mention."""
    value = st.session_state[key]
    others = {other: kept for other, kept in visitor.detail(lever).settings if other != setting}
    visitor.hold(lever, settings=tuple((others if value == usual else {**others, setting: value}).items()))


def coordination() -> None:
    """How closely the levers are co-ordinated."""
    key = f"coordination-{st.session_state.get('drawn_anew', 0)}"
    now = st.session_state[visitor.COORDINATION]
    st.slider(wording.COORDINATION, 0.0, 1.0, now, key=key, on_change=set_coordination, args=(key,))


def set_coordination(key: str) -> None:
    """Take in the co-ordination."""
    st.session_state[visitor.COORDINATION] = st.session_state[key]
