"""How to read: still to be built; it says so."""

import streamlit as st

st.header("How to read", anchor=False)
st.info("This page is not built yet.")
