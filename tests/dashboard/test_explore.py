"""The Explore page's numbers are those of the analysis: paired, counted, and against the status quo."""

import re

import numpy as np
import pytest

from dashboard.vm import explore
from dashboard.vm.played import Played
from dashboard.vm.scenario import Scenario
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
