"""Sentences give counts of simulated worlds, name the status quo and promise nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.analysis import Difference, banned_words, headline, number, signed, standing_words
from model.analysis.wording import counted, in_worlds, when_text
from model.levers import LEVERS
from model.strict_yaml import read, scenarios
from model.world import OUTCOMES


def difference(before, after, outcome="tension", month="2029-03") -> Difference:
    """A difference in a real outcome."""
    o = OUTCOMES[outcome]
    return Difference.between(
        np.array(before, float),
        np.array(after, float),
        option="mediation",
        outcome=o.id,
        name=o.name,
        unit=o.unit,
        sense=o.sense,
        month=month,
        evidence="articles",
    )


def test_a_headline_counts_worlds_and_names_the_status_quo():
    row = difference([5] * 100, [4] * 71 + [6] * 20 + [5] * 9, "severe_incidents")
    assert counted(row, "Mediation") == (
        "In 71 of 100 simulated worlds (71 %), “Mediation” lowers severe incidents since the start in March 2029, "
        "compared with the status quo; in 20 it is the other way round, in 9 the same."
    )
    assert headline(row, "Mediation").endswith(
        "The median difference is −1 incidents (90 % interval of that median −1 to −1)."
    )


def test_a_headline_never_calls_a_difference_what_cannot_be_told_apart():
    row = difference([0] * 100, [1, -1] * 50)
    assert "cannot be told apart from zero" in headline(row, "Mediation")


@given(
    st.lists(st.floats(-100, 100, allow_nan=False), min_size=1, max_size=40),
    st.sampled_from(sorted(OUTCOMES)),
    st.sampled_from(["2026-04", "mean"]),
)
def test_no_headline_about_any_outcome_promises_anything(after, outcome, month):
    said = headline(difference(np.zeros(len(after)), after, outcome, month), "Mediation")
    assert banned_words(said) == []
    assert f"of {len(after)} simulated worlds" in said and "status quo" in said


def test_standing_words_promise_nothing_and_say_that_histories_are_not_conditioned():
    assert banned_words(" ".join(standing_words("prior"))) == []
    assert any("not conditioned" in line for line in standing_words("prior"))
    assert not any("not conditioned" in line for line in standing_words("conditioned"))


def test_no_option_scenario_or_lever_promises_anything():
    texts = [str(read(path).data) for path in (*scenarios().glob("*.yaml"), *scenarios().glob("options/*.yaml"))]
    texts += [f"{lever.question} {lever.side_effects}" for lever in LEVERS.values()]
    assert {word: text for text in texts for word in banned_words(text)} == {}


@pytest.mark.parametrize(
    "text", ["This will work", "a Forecast", "calibrated to data", "most likely", "the best option"]
)
def test_banned_words_are_found_in_any_case(text):
    assert banned_words(text)


def test_it_may_be_said_that_this_is_not_a_forecast():
    assert banned_words("Simulated worlds; not a forecast.") == []


@pytest.mark.parametrize(
    ("count", "worlds", "share"), [(0, 2000, "0 %"), (1, 2000, "1 %"), (1999, 2000, "99 %"), (2000, 2000, "100 %")]
)
def test_only_none_and_all_are_called_none_and_all(count, worlds, share):
    assert in_worlds(count, worlds) == f"In {count:,} of 2,000 simulated worlds ({share})"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1234.5, "1,234"),
        (-1234.5, "−1,234"),
        (0.04567, "0.0457"),
        (-0.5, "−0.5"),
        (float("nan"), "unknown"),
    ],
)
def test_numbers_keep_three_digits_that_mean_something(value, text):
    assert number(value) == text


def test_a_rise_bears_its_sign():
    assert (signed(2.0), signed(-2.0), signed(0.0)) == ("+2", "−2", "0")


def test_months_are_named():
    assert (when_text("2029-03"), when_text("mean")) == ("in March 2029", "on average over the months played")
