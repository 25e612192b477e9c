"""Model check: how well history is reproduced, misfits first; what results rest on; parameters, tests and limits."""

from collections.abc import Sequence

import streamlit as st

from dashboard.services import runs
from dashboard.ui import asked, charts, downloads, tables
from dashboard.vm import backcast, evidence, expert_tests, mechanisms
from dashboard.vm import model_check as vm
from model.charts.drivers import drivers_chart

played, outcome = runs.current()
scenario, address, opened = played.scenario, st.query_params.to_dict(), runs.opened()
study = vm.study_of(opened, scenario.study())


def say(sentences: Sequence[str]) -> None:
    """The first sentence as a heading, the others in a list under it."""
    first, *rest = sentences
    st.subheader(first, anchor=False)
    for said in rest:
        st.markdown(f"- {said}")


def draw_past() -> None:
    """How the past fits its figures, in words first; what was tried and kept, what fights, what moved."""
    report = asked.result("Playing the past again", *vm.past_job(study))
    if report is None:
        return
    say([vm.summary(report), *vm.misfits(report)])
    charts.draw(vm.past_chart(report), key="past")
    st.caption(vm.HOW_READ)
    st.write(vm.chosen_words(report))
    if report.alone:
        st.markdown(f"**{vm.ALONE_WORDS}**")
        tables.draw(vm.alone_table(report, address), vm.ALONE_WORDS)
    if report.moved:
        st.write(vm.moved_words(report))
        tables.draw(vm.moved_table(report, study, address), "Parameters that moved with what they rest on")


def draw_backcast() -> None:
    """History against what was counted, then each mechanism alone against what happened once."""
    draw_board()
    draw_mechanisms()


def draw_board() -> None:
    """Whether history is met where nothing was fitted, and where a naive rival is nearer."""
    board = asked.result("Holding the past against what was counted", *backcast.board_job(study))
    if board is None:
        return
    say(backcast.words(board))
    tables.draw(backcast.table(board, address), "Observed series beside what the histories show, misfits first")
    st.caption(backcast.HOW_READ)


def draw_mechanisms() -> None:
    """What each mechanism shows alone beside natural experiments, and which fail."""
    made = asked.result("Running each mechanism alone", *mechanisms.job())
    if made is None:
        return
    say(mechanisms.words(made))
    tables.draw(mechanisms.table(made, address), mechanisms.NAME)
    st.caption(mechanisms.HOW_HELD)
    tables.draw(mechanisms.reasons(made), mechanisms.REASONS_NAME)


def draw_rests() -> None:
    """What drives the outcome shown, and how much of that is mere assumption."""
    results = opened or runs.stored(scenario)
    found = asked.result("Ranking what drives the outcome", *evidence.weakest_job(results, outcome))
    if found:
        st.write(evidence.weakest_words(found, results))
        charts.draw(drivers_chart(found, vm.titles_of(results)), key="drivers")
        tables.draw(evidence.weakest_table(evidence.weakest(found), address), evidence.weakest_name(found))


def draw_parameters() -> None:
    """Every parameter with its evidence, or the mark of an assumption."""
    st.write(vm.basis_words(study.evidence))
    tables.draw(vm.basis_table(study.evidence), "How many parameters of each family rest on what")
    words, bases = st.columns(2)
    said = words.text_input("Words in name, meaning, unit or family", key="parameter-words")
    chosen = bases.multiselect("Rests on", vm.BASES, key="parameter-bases")
    found = vm.matching(study.evidence, said, chosen)
    st.caption(vm.found_words(found))
    if found:
        tables.draw(vm.parameter_table(found, address), "Parameters with prior and what they rest on")
        downloads.offer("Download (CSV)", vm.parameters_csv(found), "parameters.csv")


def draw_tests() -> None:
    """What experts would demand, as the tests assert it."""
    found = expert_tests.demands()
    st.write(expert_tests.words(found))
    if found:
        tables.draw(expert_tests.table(found), "What the tests that experts would demand assert, by number")


def draw_limits() -> None:
    """What the model leaves out, most important first."""
    for number, said in enumerate(vm.LIMITS, 1):
        st.markdown(f"{number}. {said}")
    tables.draw(vm.not_modelled_table(address), "What the articles name and the model leaves out, with the reason")


st.header("Model check", anchor=False)
parts = st.tabs(vm.PARTS, key="p_part", on_change="rerun", bind="query-params")
draws = (draw_past, draw_backcast, draw_rests, draw_parameters, draw_tests, draw_limits)
for part, draw in zip(parts, draws, strict=True):
    if part.open:
        with part:
            draw()
