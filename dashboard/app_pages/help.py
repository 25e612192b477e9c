"""How to read: what can be trusted, what the words mean, where the limits are, and how to find one's way."""

import streamlit as st

from dashboard.ui import tables
from dashboard.vm import help as vm

st.header("How to read", anchor=False)
st.subheader("Three sentences you can trust", anchor=False)
for number, sentence in enumerate(vm.trusted(), 1):
    st.markdown(f"{number}. {sentence}")

st.subheader("What the verdicts mean", anchor=False)
tables.draw(vm.verdicts(), vm.VERDICTS_NAME)

limits, misuse = st.columns(2)
with limits:
    st.subheader("Limits", anchor=False)
    st.markdown(vm.listed(vm.LIMITS))
with misuse:
    st.subheader("What to avoid", anchor=False)
    st.markdown(vm.listed(vm.MISUSE))

st.subheader("Which page answers what", anchor=False)
tables.draw(vm.pages(), vm.PAGES_NAME)

st.subheader("Keyboard", anchor=False)
tables.draw(vm.keys(), vm.KEYS_NAME)
st.markdown(vm.HAND_ON)

st.subheader("Glossary", anchor=False)
wanted = st.text_input("Find a word", key="glossary-words")
found = vm.glossary(wanted)
if found.empty:
    st.info(vm.NO_WORD)
else:
    tables.draw(found, vm.GLOSSARY_NAME)

with st.expander("What changed between versions"):
    st.markdown(vm.changes())
