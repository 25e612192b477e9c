"""Appendix: the document to attach to a paper; and the study that is shown, its numbers and its manifest, as files."""

from itertools import cycle

import streamlit as st

from dashboard.services import runs
from dashboard.ui import asked, downloads, share, tables
from dashboard.vm import appendix as vm
from dashboard.vm import document
from dashboard.vm.plain import text

opened = runs.opened()
scenario = runs.current()[0].scenario
results = opened or runs.stored(scenario)
ASKED = "document-asked"


def choose() -> tuple[list[str], str, str]:
    """The sections, the paper, and the visitor's own words."""
    columns, sections = cycle(st.columns(3)), []
    for name, (title, begins) in document.choices(results).items():
        if next(columns).checkbox(title, begins, key=f"section-{name}"):
            sections.append(name)
    paper = st.radio("Paper", list(document.PAPERS), format_func=document.PAPERS.get, horizontal=True, key="paper")
    notes = st.text_area(document.OWN_WORDS, key="own-words", max_chars=document.LONGEST_NOTES)
    for warned in document.notes_warnings(notes):
        st.warning(text(warned))
    return sections, paper, notes


def draw_document() -> None:
    """The document's choices, and once it is made, its length, its beginning and its files."""
    sections, paper, notes = choose()
    link = "" if opened else share.whole_link(scenario)
    job = document.job(results, sections, paper, notes, link)
    if st.button(document.MAKE, type="primary", disabled=not sections):
        st.session_state[ASKED] = job[0]
    if st.session_state.get(ASKED) != job[0]:
        return
    if made := asked.result(document.MAKING, *job):
        st.markdown(document.count_words(made))
        st.html(made.preview)
        for label, name, media, content in made.files:
            downloads.offer(label, content, name, media, key=f"document-{name}")


st.header("Appendix", anchor=False)
st.write(vm.INTRODUCTION)
for said in vm.words(results, bool(opened)):
    st.markdown(f"- {said}")
st.subheader(document.TITLE, anchor=False)
st.write(document.INTRODUCTION)
draw_document()
st.subheader("The study as files", anchor=False)
for file in vm.files(results):
    about, button = st.columns([3, 1], vertical_alignment="center")
    about.markdown(f"**{file.label}**: {file.holds}. `{file.name}`")
    downloads.offer(f"Download {file.label.lower()}", file.make, file.name, file.media, button, width="stretch")
st.caption(vm.again(results))
st.subheader("What these files are about", anchor=False)
tables.draw(
    vm.about_table(results), "What the files are about: study, worlds, seed, evidence, versions and fingerprints"
)
with st.expander("The scenario file"):
    st.code(vm.scenario(results).decode(), language="yaml", wrap_lines=True)
