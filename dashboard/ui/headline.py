"""The strip above every page: the counted sentence, three numbers, what they rest on, and Undo to Copy link."""

from __future__ import annotations

import streamlit as st

from dashboard.services import runs, versions
from dashboard.ui import share, starters, states
from dashboard.ui import state as visitor
from dashboard.vm import checks, explore, wording
from dashboard.vm.history import History
from dashboard.vm.played import Played
from dashboard.vm.scenario import Scenario
from model.world import OUTCOMES


def choose(chosen: Scenario) -> str:
    """The outcome that the headline and the pages are about, beside the buttons of the strip."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="strip", gap="small"):
        names = list(OUTCOMES)
        outcome = st.selectbox("Outcome", names, key=visitor.OUTCOME, format_func=explore.outcome_name, width=360)
        buttons(chosen)
    return outcome


def draw(shown: Scenario | None, chosen: Scenario) -> None:
    """The strip for the scenario that is shown, which is the one that is set unless that cannot be played yet."""
    states.notices(checks.notices(chosen, st.session_state[visitor.DETAILS]))
    if shown is not None:
        played, outcome = runs.current()
        numbers(played, outcome)
        chip(played, outcome, shown == chosen)
    if st.session_state.get(runs.OPENED):
        st.caption(wording.study_open(runs.opened().manifest.facts["title"]))


def numbers(played: Played, outcome: str) -> None:
    """The sentence and the three cards; on the status quo, what that is."""
    scenario = played.scenario
    if scenario.is_status_quo:
        st.info(wording.STATUS_QUO)
        starters.first()
    elif explore.unchanged(played):
        st.warning(wording.unchanged(scenario))
    else:
        st.header(wording.unbroken(explore.headline(played, outcome)), anchor=False)
        for column, card in zip(st.columns(3), explore.cards(played, outcome), strict=True):
            with column.container(border=True, height="stretch", gap=None):
                st.metric(card.label, card.value)
                st.caption(card.note)


def chip(played: Played, outcome: str, current: bool) -> None:
    """What the numbers rest on, and the standing caption."""
    said = explore.status(played, outcome, versions.model(), versions.data())
    said = said if current else f"{wording.EARLIER} {said}"
    st.caption(f"{wording.CAPTION} {wording.past_words(played.scenario)}  \n{said}")


def buttons(chosen: Scenario) -> None:
    """Undo, Redo, Reset, Pin, Copy link and the scenario's file."""
    line: History = st.session_state[visitor.LINE]
    st.button("Undo", on_click=visitor.walk, args=(History.undone,), disabled=not line.before)
    st.button("Redo", on_click=visitor.walk, args=(History.redone,), disabled=not line.after)
    st.button("Reset", on_click=visitor.put, args=(Scenario(),), disabled=chosen == Scenario())
    share.pin(chosen)
    share.link(chosen)
    share.file(chosen)
