"""Storylines: four worlds of the ensemble, one of them told, the same world without a lever, and its routes."""

import streamlit as st

from dashboard.services import runs
from dashboard.ui import asked, charts, tables
from dashboard.vm import stories as vm
from dashboard.vm import story_tables as rows

results = runs.opened() or runs.stored(runs.current()[0].scenario)
titles, address = vm.titles_of(results), st.query_params.to_dict()


def draw_cards(found: tuple[vm.Teaser, ...]) -> None:
    """The four worlds, each in one sentence."""
    for pair in vm.pairs(found):
        for column, one in zip(st.columns(2), pair, strict=True):
            with column.container(border=True, height="stretch"):
                st.markdown(vm.card_title(one, results))
                st.write(one.sentence)


def draw_story() -> None:
    """One world told: its past, its timeline, its dated events and its numbers."""
    if not (story := asked.result("Telling the world", *vm.story_job(results, option, teaser))):
        return
    if said := vm.differing_words(story):
        st.warning(said)
    st.write(vm.told_words(story, results))
    if story.lines:
        charts.draw(vm.timeline_chart(story, teaser, results, titles[option]), key="timeline")
        tables.draw(rows.event_table(story, address), rows.events_name(story, vm.badge(results)))
    st.subheader("Where it ends", anchor=False)
    tables.draw(rows.numbers_table(story, results.months), rows.NUMBERS_NAME)


def draw_twin() -> None:
    """The same world with and without a lever."""
    if not (levers := vm.levers_of(results, option)):
        return st.info(vm.FEW_LEVERS)
    lever = st.selectbox("Lever to take off", levers, format_func=vm.lever_words, key="twin-lever")
    told = asked.result("Playing the world twice", *vm.twin_job(results, option, teaser, lever))
    if told:
        st.write(vm.text(told.sentence))
        if told.lines:
            tables.draw(rows.twin_table(told), rows.TWIN_NAME)
        tables.draw(rows.ends_table(told, results.months[-1]), rows.ENDS_NAME)
        st.caption(vm.twin_words(teaser))


@st.fragment
def draw_routes() -> None:
    """The flow over brokers and routes in a month, under the status quo and the option."""
    if not (played := asked.result("Playing the routes again", *vm.routes_job(results, option))):
        return
    month = st.select_slider("Month", results.months, vm.middle(results.months), vm.named, key="flow-month")
    found = vm.month_of(played, month)
    for name, chart in vm.flow_charts(found, titles):
        charts.draw(chart, key=f"flow-{name}")
    tables.draw(rows.networks_table(found, titles), rows.networks_name(month))
    st.caption(vm.HOW_FLOWS)


st.header("Storylines", anchor=False)
option = st.selectbox("Option", results.options, vm.place_of_shown(results), titles.get, key=vm.option_key(results))
teasers = asked.remembered("teasers", vm.job_key("teasers", results, option), vm.teasers, results, option)
draw_cards(teasers)
kinds = [one.title for one in teasers if one.exists]
kind = st.segmented_control("World to read", kinds, default=kinds[0], required=True, key="p_world", bind="query-params")
teaser = next(one for one in teasers if one.title == kind)
st.subheader(f"{teaser.title} · {vm.badge(results)}", anchor=False)
st.caption(vm.why_words(teaser))
PARTS = {"Its story": draw_story, "One lever off": draw_twin, "Brokers and routes": draw_routes}
parts = st.tabs(list(PARTS), key="p_part", on_change="rerun", bind="query-params")
for part, draw in zip(parts, PARTS.values(), strict=True):
    if part.open:
        with part:
            draw()
