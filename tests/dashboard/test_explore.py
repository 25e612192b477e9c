"""The Explore page's numbers are those of the analysis: paired, counted, and against the status quo."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import explore, wording
from dashboard.vm.played import Played
from dashboard.vm.scenario import Scenario
from model.analysis.wording import banned_words
from model.world import OUTCOMES

OUTCOME = explore.FIRST_OUTCOME
WORLDS = np.arange(1.0, 101)[:, None]


def played(option: np.ndarray, levels=(("air_patrols", "high"),)) -> Played:
    future = {OUTCOME: WORLDS * np.ones(36)}
    return Played(
        Scenario(levels, seed=7), 7, np.arange(len(WORLDS)), {OUTCOME: WORLDS * np.ones(31)}, future, {OUTCOME: option}
    )


def test_the_first_outcome_shown_exists():
    assert OUTCOME in OUTCOMES


def test_the_headline_counts_worlds_and_names_the_status_quo():
    said = explore.headline(played(WORLDS * np.linspace(1, 0.5, 36)), OUTCOME)
    assert re.match(r"In 100 of 100 simulated worlds \(100 %\)", said)
    assert "compared with the status quo" in said


def test_the_comparison_is_of_the_last_month_played():
    row = explore.difference(played(WORLDS * np.linspace(1, 0.5, 36)), OUTCOME)
    assert row.month == "2029-03"
    assert (row.worlds, row.lower, row.same) == (100, 100, 0)
    assert row.median == pytest.approx(-25.25)


def test_the_chart_covers_history_and_all_months_played():
    chart = explore.fan_chart(played(WORLDS * np.ones(36)), OUTCOME)
    assert len(chart.table) == 31 + 36 + 36
    assert chart.table["month"].iloc[[0, -1]].tolist() == ["2023-09", "2029-03"]


def test_the_status_quo_is_drawn_alone_when_all_levers_are_off():
    chart = explore.fan_chart(played(WORLDS * np.ones(36), levels=()), OUTCOME)
    assert set(chart.table["series"]) == {"history", "status quo"}


def test_levers_that_change_nothing_are_noticed():
    assert explore.unchanged(played(WORLDS * np.ones(36)))
    assert not explore.unchanged(played(WORLDS * np.linspace(1, 0.5, 36)))
    assert not explore.unchanged(played(WORLDS * np.ones(36), levels=()))


def several(option: np.ndarray, levels=(("air_patrols", "high"),), ceasefire=None) -> Played:
    """A scenario with the outcome, and with a cease-fire in the worlds named under the option."""
    base = played(option, levels)
    none = np.zeros((100, 36))
    held = none.copy()
    held[list(ceasefire or ())] = 1.0
    quo, own = {**base.status_quo, "ceasefire": none}, {**base.option, "ceasefire": held}
    return Played(base.scenario, 7, base.histories, base.history, quo, own)


def test_the_dots_below_the_line_are_counted_in_the_sentence():
    chart = explore.dots(played(WORLDS * np.ones(36)), OUTCOME, "2029-03", 50.5)
    assert chart.name.startswith("25 of 50 dots are below 50.5")
    assert chart.table["below"].sum() == 25 and len(chart.table) == 50


def test_the_line_stands_at_first_where_the_median_of_the_status_quo_is():
    assert explore.threshold(played(WORLDS * np.ones(36)), OUTCOME) == 50.5


def test_the_finding_is_split_by_whether_a_cease_fire_has_held():
    chart = explore.by_ceasefire(several(WORLDS * np.linspace(1, 0.5, 36), ceasefire=range(40)), OUTCOME)
    assert dict(zip(chart.table["worlds with"], chart.table["worlds"], strict=True)) == {
        "no cease-fire": 60,
        "cease-fire under one only": 40,
    }


def test_the_last_change_is_counted_against_what_was_set_before():
    before, now = played(WORLDS * np.ones(36)), played(WORLDS * np.linspace(1, 0.5, 36), (("purl", "low"),))
    said = explore.last_change(now, before, OUTCOME)
    assert said.startswith("In 100 of 100 simulated worlds (100 %), “Your last change” lowers containers delivered")
    assert "compared with what was set before" in said and "status quo" not in said
    assert "as it was before" in explore.last_change(now, now, OUTCOME)


def test_other_worlds_are_not_paired():
    here = played(WORLDS * np.ones(36))
    there = Played(Scenario(seed=8), 8, here.histories, here.history, here.status_quo, here.option)
    assert explore.last_change(here, there, OUTCOME) == wording.OTHER_WORLDS
    assert explore.subject(here, OUTCOME, there).pinned == {}


def test_a_pinned_option_and_twelve_worlds_are_drawn_if_asked():
    here, kept = played(WORLDS * np.linspace(1, 0.5, 36)), played(WORLDS * np.ones(36), (("purl", "low"),))
    shown = explore.subject(here, OUTCOME, kept, single=True)
    assert list(shown.pinned) == [explore.PINNED] and shown.worlds.shape == (explore.SINGLE, 36)
    assert explore.subject(here, OUTCOME).worlds is None


def test_the_other_outcomes_leave_out_the_one_that_is_shown_large():
    assert set(explore.MAIN) <= set(OUTCOMES)
    assert len(explore.others("tension", more=False)) == explore.FIRST_SHOWN
    assert "tension" not in explore.others("tension", more=True)


def test_what_the_page_says_of_a_last_change_promises_nothing():
    said = [wording.OTHER_WORLDS, wording.NO_CHANGE_YET, wording.SPLIT, wording.SINGLE_HELP, wording.PAST_NEEDED]
    said += [wording.change_list(Scenario(), Scenario.of({"purl": "low"}, "record")), wording.FUTURES]
    assert [banned_words(text) for text in said] == [[]] * len(said)


def test_no_line_ends_between_a_number_and_its_per_cent_sign():
    assert " %" not in wording.unbroken("In 930 of 1,000 simulated worlds (93 %)")
    assert wording.unbroken("(93 %)").split() == ["(93", "%)"]


def test_a_matrix_in_which_no_pair_stands_out_is_told_and_its_numbers_are_kept():
    def page():
        import pandas as pd

        from dashboard.ui import charts
        from model.charts import Chart

        charts.tell(Chart("Nothing stands out from noise", {}, pd.DataFrame({"synergy": [0.0]})), key="synergy")

    shown = AppTest.from_function(page).run()
    assert shown.markdown[0].value == "**Nothing stands out from noise**"
    assert not shown.exception and shown.expander[0].label == "The same as a table"
    assert not shown.get("vega_lite_chart")
