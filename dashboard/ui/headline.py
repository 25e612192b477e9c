"""The strip above every page: what is shown, the counted sentence, and what it rests on."""

from __future__ import annotations

import streamlit as st

from dashboard.vm import explore, wording
from dashboard.vm.link import OUTCOME_KEY
from dashboard.vm.played import Played
from model.world import OUTCOMES


def choose_outcome() -> str:
    """The outcome that the headline and the pages are about."""
    names = list(OUTCOMES)
    asked = st.query_params.get(OUTCOME_KEY)
    first = asked if asked in OUTCOMES else explore.FIRST_OUTCOME
    outcome = st.selectbox("Outcome", names, names.index(first), key="outcome", format_func=explore.outcome_name)
    if outcome != first:
        st.query_params[OUTCOME_KEY] = outcome
    return outcome


def draw(played: Played, outcome: str) -> None:
    """The sentence, the callout where nothing changes, and the standing words."""
    scenario = played.scenario
    if scenario.is_status_quo:
        st.info(wording.STATUS_QUO)
    elif explore.unchanged(played):
        st.warning(wording.unchanged(lever for lever, _ in scenario.levels))
    else:
        st.header(explore.headline(played, outcome), anchor=False)
        for column, card in zip(st.columns(3), explore.cards(played, outcome), strict=True):
            with column.container(border=True, height="stretch", gap=None):
                st.metric(card.label, card.value)
                st.caption(card.note)
    st.caption(f"{wording.CAPTION} {wording.status(played.worlds(outcome), played.seed, scenario.evidence)}")
