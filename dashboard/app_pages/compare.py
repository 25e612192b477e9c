"""Compare: every option of a study beside the status quo, in the same worlds with the same luck."""

import streamlit as st

from dashboard.services import folders, runs
from dashboard.ui import asked, compare_tabs, tables
from dashboard.ui import state as visitor
from dashboard.vm import compare as vm
from dashboard.vm import compare_words as words
from dashboard.vm import compare_work as work


def study():
    """The stored study that was opened, else the live scenario beside every shipped option, played if need be."""
    if (results := runs.opened()) is not None:
        return results
    scenario = runs.current()[0].scenario
    options = vm.options_beside(scenario, st.session_state.get(visitor.PINNED))
    played = scenario.study(options)
    folder = folders.of(played)
    if vm.is_stored(folder) or asked.result("Playing every option", str(folder), work.play, played, str(folder)):
        return runs.stored(scenario, options)
    return None


def draw(results, outcome: str) -> None:
    """The options in words, then the tab that is open."""
    st.caption(words.study_words(results))
    with st.expander("What each option changes"):
        tables.draw(vm.option_rows(results), words.OPTIONS_NAME)
    months = vm.months_of(results)
    month = st.segmented_control(
        "When",
        months,
        default=months[0],
        required=True,
        format_func=words.month_name,
        key="p_when",
        bind="query-params",
    )
    shown = compare_tabs.Shown(results, outcome, month)
    parts = st.tabs(list(compare_tabs.TABS), key="p_tab", on_change="rerun", bind="query-params")
    for part, tab in zip(parts, compare_tabs.TABS.values(), strict=True):
        if part.open:
            with part:
                tab(shown)


st.header("Compare", anchor=False)
if (found := study()) is not None:
    draw(found, runs.current()[1])
