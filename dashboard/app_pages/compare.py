"""Compare: still to be built; it says so."""

import streamlit as st

st.header("Compare", anchor=False)
st.info("This page is not built yet.")
