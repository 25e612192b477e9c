"""Appendix: the scenario that is shown, its numbers and its manifest, as files."""

import streamlit as st

from dashboard.services import runs
from dashboard.ui import tables
from dashboard.vm import appendix as vm

opened = runs.opened()
results = opened or runs.stored(runs.current()[0].scenario)

st.header("Appendix", anchor=False)
st.write(vm.INTRODUCTION)
for said in vm.words(results, bool(opened)):
    st.markdown(f"- {said}")
for file in vm.files(results):
    about, button = st.columns([3, 1], vertical_alignment="center")
    about.markdown(f"**{file.label}**: {file.holds}. `{file.name}`")
    button.download_button(
        f"Download {file.label.lower()}", file.make, file.name, file.media, width="stretch", on_click="ignore"
    )
st.caption(vm.again(results))
st.subheader("What these files are about", anchor=False)
tables.draw(
    vm.about_table(results), "What the files are about: study, worlds, seed, evidence, versions and fingerprints"
)
with st.expander("The scenario file"):
    st.code(vm.scenario(results).decode(), language="yaml", wrap_lines=True)
