"""The tabs of the Compare page: each draws one kind of finding about the options of a run."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.services import jobs
from dashboard.ui import asked, charts, tables
from dashboard.ui import jobs as watched
from dashboard.vm import compare as vm
from dashboard.vm import compare_words as words
from dashboard.vm import compare_work as work
from dashboard.vm import explore
from dashboard.vm.plain import text
from model import charts as drawn
from model.analysis.attribution.attribution_words import sentences as why_sentences
from model.analysis.discovery.failure_report import lines
from model.analysis.drivers.driver_words import driver_sentences
from model.analysis.ranking.flip_words import sentences as flip_sentences
from model.experiment import Results
from model.experiment.designs.factorial_play import expected_seconds, known


@dataclass(frozen=True)
class Shown:
    """What the tabs are about: a run, an outcome and a month."""

    results: Results
    outcome: str
    month: str

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the options, by id."""
        return vm.titles_of(self.results)

    @property
    def folder(self) -> str:
        """Where the run is."""
        return str(self.results.folder)

    def key(self, *more: object) -> str:
        """Everything that decides an answer about it."""
        return vm.key(self.results, self.outcome, self.month, *more)

    def option(self, name: str, options: list[str] | None = None) -> str:
        """The option that a tab is about, chosen there."""
        choice = list(self.results.options[1:]) if options is None else options
        return st.selectbox("Option", choice, format_func=self.titles.get, key=f"{name}-option")


def found(shown: Shown, other: str = "") -> vm.Compared:
    """The comparison, made once for a question."""
    other = other or shown.outcome
    asked_for = (shown.results, shown.outcome, other, shown.month)
    return asked.remembered(f"compared {other}", shown.key(other), vm.compared, *asked_for)


def ranking(shown: Shown) -> None:
    """Every option against the status quo, in an order that the visitor picks."""
    compared = found(shown)
    by = st.selectbox("Order the rows by", list(vm.BY), key="ranking-by")
    rows = vm.ordered(compared, by)
    charts.draw(drawn.differences(rows, shown.titles), key="differences")
    tables.draw(vm.ranking(rows, compared, shown.titles), vm.ranking_name(rows))
    st.subheader("By cease-fire in Ukraine", anchor=False)
    option = shown.option("split")
    if parts := vm.parts(compared.split, option):
        charts.draw(drawn.split_differences(parts, shown.titles[option]), key="split")
    st.caption(words.SPLIT)
    st.subheader("By theory of decision", anchor=False)
    if parts := vm.parts(compared.theories, option):
        charts.draw(drawn.split_differences(parts, shown.titles[option], "theory of decision"), key="theories")
    st.caption(words.THEORIES)


def tradeoffs(shown: Shown) -> None:
    """Two outcomes at once."""
    if not vm.has_side(shown.results, shown.outcome):
        return st.info(words.NO_BETTER)
    choice = vm.sided(shown.results, besides=shown.outcome)
    first = vm.other_first(choice)
    other = st.selectbox("Against", choice, first, format_func=explore.outcome_name, key="tradeoff-outcome")
    compared = found(shown, other)
    charts.draw(drawn.tradeoffs(compared.rows[1:], compared.others, shown.titles), key="tradeoffs")
    return None


def regret(shown: Shown) -> None:
    """What each option loses in which futures, and every other measure of robustness."""
    if not vm.has_side(shown.results, shown.outcome):
        return st.info(words.NO_BETTER)
    said = st.text_area("Thresholds", key="thresholds", height=70, placeholder=words.EXAMPLE, help=words.THRESHOLD_HELP)
    limits, faults = vm.thresholds(shown.results, said, shown.month)
    for fault in faults:
        st.warning(text(fault))
    key, arguments = shown.key("robust", limits), (shown.folder, shown.outcome, shown.month, limits)
    if not (robust := asked.result("Ranking the options", key, work.robust, *arguments)):
        return None
    charts.draw(drawn.regret(robust.regret, shown.titles), key="regret")
    st.subheader("Other measures of robustness", anchor=False)
    charts.draw(drawn.robustness(robust.judgement, shown.titles), key="robustness")
    st.write(text(words.with_titles(robust.judgement.says, shown.titles)))
    if robust.met:
        tables.draw(vm.met_rows(robust.met, shown.titles), words.MET_NAME)
    st.caption(words.MEASURE_WORDS)
    return None


def interactions(shown: Shown) -> None:
    """Which part of an option does the work, and which two help or fight each other."""
    if not (choice := vm.with_levers(shown.results, at_least=2)):
        return st.info(words.FEW_LEVERS)
    option = shown.option("interactions", choice)
    question = (shown.results, option, shown.outcome, shown.month)
    factorial = asked.remembered("factorial", shown.key("factorial", option), vm.factorial_for, *question)
    key, facts = shown.key("why", option), dict(shown.results.outcomes[shown.outcome])
    if not jobs.find(key) and not known(factorial):
        seconds = asked.remembered("seconds", shown.key("seconds", option), expected_seconds, factorial)
        st.write(words.plan_words(factorial, seconds))
        st.button("Play every portfolio", on_click=watched.start, args=(key, work.why, factorial, facts))
        return None
    if why := asked.result("Playing portfolios", key, work.why, factorial, facts):
        for sentence in why_sentences(why):
            st.write(text(sentence))
        charts.draw(drawn.attribution(why), key="attribution")
        if len(why.pairs) > 1:
            draw = charts.draw if any(pair.stands_out for pair in why.pairs) else charts.tell
            draw(drawn.synergy(why), key="synergy")
        st.caption(words.SHAPLEY)
    return None


def failures(shown: Shown) -> None:
    """In which worlds an option fails, and what these share."""
    option = shown.option("fails")
    ways = list(words.WAYS) if vm.has_side(shown.results, shown.outcome) else [words.MISSES]
    way = st.segmented_control("Failing is to", ways, default=ways[0], required=True, key="fails-way")
    said = st.text_input("What is wanted", key="fails-wanted", placeholder="<=0.5") if way == words.MISSES else ""
    if way == words.MISSES and (fault := words.threshold_fault(said, shown.outcome)):
        return st.info(text(fault))
    key = shown.key("fails", option, way, said)
    arguments = (shown.folder, option, shown.outcome, shown.month, words.WAYS.get(way, "worse"), said)
    if study := asked.result("Searching for what failing worlds share", key, work.fails, *arguments):
        for line in lines(study):
            st.write(text(line))
        if study.found.findings and study.found.findings[0].boxes:
            charts.draw(drawn.failure_scatter(study), key="failures")
    return None


def drivers(shown: Shown) -> None:
    """Which assumptions an outcome, or an option's difference in it, depends on most."""
    option = shown.option("drivers", list(shown.results.options))
    arguments = (shown.folder, shown.outcome, shown.month, option)
    if driven := asked.result("Looking for drivers", shown.key("drivers", option), work.driven, *arguments):
        for sentence in driver_sentences(driven, shown.titles):
            st.write(text(sentence))
        if driven.drivers and driven.values > 1:
            charts.draw(drawn.drivers_chart(driven, shown.titles), key="drivers")


def flips(shown: Shown) -> None:
    """Which smallest change of an assumption turns who leads."""
    if not vm.has_side(shown.results, shown.outcome):
        return st.info(words.NO_BETTER)
    choice = [words.LEADING, *shown.results.options[1:]]
    option = st.selectbox(
        "Who", choice, format_func=lambda name: words.pair_words(name, shown.titles), key="flips-option"
    )
    pair = () if option == words.LEADING else (option, shown.results.options[0])
    key, arguments = shown.key("flips", pair), (shown.folder, shown.outcome, shown.month, pair)
    if not jobs.find(key):
        st.write(words.FLIPS_PLAN)
        st.button("Search", on_click=watched.start, args=(key, work.flips, *arguments), key="search-flips")
        return None
    if answer := asked.result("Moving assumptions", key, work.flips, *arguments):
        for sentence in flip_sentences(answer, shown.titles):
            st.write(text(sentence))
        if answer.get("singles"):
            tables.draw(vm.turn_rows(answer), words.TURNS_NAME)
    return None


TABS = {
    "Ranking": ranking,
    "Trade-offs": tradeoffs,
    "Regret": regret,
    "Interactions": interactions,
    "Where it fails": failures,
    "Drivers": drivers,
    "Flips": flips,
}
