"""The parts of the Explore page."""

from __future__ import annotations

import streamlit as st

from dashboard.services import runs
from dashboard.ui import charts
from dashboard.ui import state as visitor
from dashboard.vm import explore, wording
from dashboard.vm.played import Played
from dashboard.vm.scenario import Scenario


def pinned(played: Played) -> Played | None:
    """The pinned scenario as played, unless it is the one that is shown or has other worlds."""
    kept: Scenario | None = st.session_state.get(visitor.PINNED)
    if kept is None or kept == played.scenario:
        return None
    if kept.status_quo != played.scenario.status_quo:
        st.caption(wording.PINNED_ELSEWHERE)
        return None
    return runs.played(kept)


def large(played: Played, outcome: str) -> None:
    """The fan of the chosen outcome, with single worlds if asked."""
    beside = pinned(played)
    place = st.container()
    single = st.toggle("Show 12 worlds", key="single", help=wording.SINGLE_HELP, persist_state="session")
    with place:
        charts.draw(explore.fan_chart(played, outcome, beside, bool(single)), key=f"fan-{outcome}")


def small_multiples(played: Played, outcome: str) -> None:
    """Other main outcomes as small fans, six or all of them."""
    more = st.toggle("Show more outcomes", key="more", persist_state="session")
    beside = pinned(played)
    grid = st.grid(columns="auto", min_column_width=320, gap="medium")
    for name in explore.others(outcome, bool(more)):
        with grid.container():
            charts.draw(explore.small_fan(played, name, beside), key=f"small-{name}")


@st.fragment
def spread(played: Played, outcome: str) -> None:
    """Fifty dots for all worlds in one month, and how many lie below a line that can be moved."""
    left, right = st.columns([2, 1])
    months = played.ahead
    month = left.select_slider("Month", months, months[-1], format_func=wording.month_words, key="dots-month")
    start = explore.threshold(played, outcome)
    label = f"Threshold ({wording.unit(outcome)})"
    line = right.number_input(label, value=start, step=wording.step(start), format="%g", key=f"line-{outcome}")
    charts.draw(explore.dots(played, outcome, month, line), key=f"dots-{outcome}")


def last_change(played: Played, outcome: str, before: Scenario | None) -> None:
    """The pair before and after the last change."""
    if before is None:
        st.info(wording.NO_CHANGE_YET)
        return
    st.markdown(wording.change_list(before, played.scenario))
    if not runs.ready(before):
        st.info(wording.OTHER_WORLDS)
        return
    st.markdown(f"**{explore.last_change(played, runs.played(before), outcome)}**")


def by_ceasefire(played: Played, outcome: str) -> None:
    """The finding in worlds with and without a cease-fire in Ukraine."""
    if played.scenario.is_status_quo:
        st.info(wording.STATUS_QUO)
        return
    chart = explore.by_ceasefire(played, outcome)
    st.caption(wording.SPLIT)
    charts.draw(chart, key=f"split-{outcome}")
