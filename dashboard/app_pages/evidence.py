"""Evidence: how well things are known, the weakest assumptions that matter most, and every entry by its id."""

import streamlit as st

from dashboard.services import runs
from dashboard.ui import asked, downloads, tables
from dashboard.vm import evidence as vm

played, outcome = runs.current()
scenario, address = played.scenario, st.query_params.to_dict()
known = vm.entries(scenario.evidence)


def draw_counts() -> None:
    """How many entries there are of each grade, basis and reading."""
    found = vm.counts(scenario.evidence)
    st.write(vm.counts_sentences(found))
    tables.draw(vm.counts_table(found), vm.COUNTS_NAME)


def draw_weakest() -> None:
    """The assumptions that drive the outcome shown most."""
    st.subheader("The weakest assumptions that matter most", anchor=False)
    results = runs.opened() or runs.stored(scenario)
    found = asked.result("Ranking the assumptions", *vm.weakest_job(results, outcome))
    if found:
        st.write(vm.weakest_name(found))
        tables.draw(vm.weakest_table(vm.weakest(found), address), vm.weakest_name(found))
        st.caption(vm.weakest_words(found, results))


def draw_lookup() -> None:
    """One entry by its id: a link to it opens here."""
    st.subheader("Look something up", anchor=False)
    if said := vm.unknown(asked_for, scenario.evidence):
        st.warning(said)
    key = st.selectbox("Id", known, None, key=vm.ID_KEY, bind="query-params", placeholder=vm.PLACEHOLDER)
    if key:
        entry = vm.detail(key, address, scenario.evidence)
        with st.container(border=True):
            st.markdown(f"**{entry.heading}**")
            st.write(entry.says)
            tables.draw(entry.table, entry.name)


@st.fragment
def draw_listing() -> None:
    """Every entry, to be filtered, chosen and downloaded."""
    st.subheader("Everything that is known", anchor=False)
    words, kinds, graded = st.columns([2, 2, 2])
    said = words.text_input("Words", key="evidence-words", help=vm.FILTER_HELP)
    of = kinds.multiselect("Kinds", vm.KINDS, key="evidence-kinds", format_func=vm.PLURALS.get)
    standing = graded.multiselect("Standing", vm.standings(of, scenario.evidence), key="evidence-standing")
    if not (found := vm.find(said, of, standing, scenario.evidence)):
        st.info(vm.NOTHING)
        return st.button("Clear filters", on_click=clear)
    st.caption(vm.matches(found))
    st.dataframe(
        vm.listing(found, address), hide_index=True, key="evidence-table", alt=vm.matches(found), height=420,
        column_config={"open": st.column_config.LinkColumn("Entry", display_text=vm.SHOWN_ID)},
    )  # fmt: skip
    downloads.offer("Download with all details (CSV)", vm.in_full(found), "evidence.csv")


def clear() -> None:
    """Take every filter away."""
    st.session_state.update({"evidence-words": "", "evidence-kinds": [], "evidence-standing": []})


st.header("Evidence", anchor=False)
asked_for = address.get(vm.ID_KEY, "")
for draw in (
    (draw_lookup, draw_counts, draw_weakest) if asked_for in known else (draw_counts, draw_weakest, draw_lookup)
):
    draw()
draw_listing()
st.subheader("Where the articles and the record differ", anchor=False)
st.write(vm.CONFLICTS)
tables.draw(vm.conflicts(address), vm.CONFLICTS_NAME)
with st.expander("What the grades mean"):
    tables.draw(vm.grades_table(), vm.GRADES_NAME)
