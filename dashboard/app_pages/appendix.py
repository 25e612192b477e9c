"""Appendix: still to be built; it says so."""

import streamlit as st

st.header("Appendix", anchor=False)
st.info("This page is not built yet.")
