"""The entry script: levers, link check, headline and navigation, the same on every page."""

from pathlib import Path

import streamlit as st

from dashboard.services import runs
from dashboard.ui import headline, levers, states
from dashboard.vm import link, wording
from dashboard.vm.explore import FIRST_OUTCOME
from model.world import OUTCOMES

st.set_page_config(page_title="Explore · Fulcrum", layout="wide", initial_sidebar_state=340)
if "link_problems" not in st.session_state:
    address = st.query_params.to_dict()
    st.session_state["link_problems"] = link.problems(address, OUTCOMES, FIRST_OUTCOME)
st.logo(Path(__file__).parent / "ui" / "fulcrum.svg", size="large")
page = st.navigation([st.Page("app_pages/explore.py", title="Explore", default=True)], position="top")
with st.sidebar:
    scenario = levers.draw()
st.title(wording.QUESTION, anchor=False)
states.link_warning(st.session_state["link_problems"])
outcome = headline.choose_outcome()
runs.show(scenario, outcome)
headline.draw(*runs.current())
page.run()
