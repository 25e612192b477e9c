"""The sentence that stands first everywhere: whole counts, the status quo named, names of countries kept."""

import re

import numpy as np
import pytest

from model.analysis.comparison.comparison import Difference
from model.analysis.wording import banned_words, counted, in_worlds, subject

LABELS = {"option": "o", "outcome": "t", "unit": "index", "sense": "lower", "month": "2029-03", "evidence": "articles"}


def row(lower: int, higher: int, same: int, name: str = "Tension on the peninsula") -> Difference:
    after = np.repeat([-1.0, 1.0, 0.0], [lower, higher, same])
    return Difference.between(np.zeros(after.size), after, name=name, **LABELS)


@pytest.mark.parametrize(
    ("count", "worlds", "said"),
    [
        (0, 2000, "In 0 of 2,000 simulated worlds (0 %)"),
        (1, 2000, "In 1 of 2,000 simulated worlds (1 %)"),
        (1423, 2000, "In 1,423 of 2,000 simulated worlds (71 %)"),
        (1999, 2000, "In 1,999 of 2,000 simulated worlds (99 %)"),
        (2000, 2000, "In 2,000 of 2,000 simulated worlds (100 %)"),
    ],
)
def test_none_and_all_are_said_of_none_and_all_alone(count, worlds, said):
    assert in_worlds(count, worlds) == said


def test_the_more_frequent_direction_is_counted_and_the_others_are_named():
    assert counted(row(70, 20, 10), "Mediation") == (
        "In 70 of 100 simulated worlds (70 %), “Mediation” lowers tension on the peninsula in March 2029, "
        "compared with the status quo; in 20 it is the other way round, in 10 the same."
    )
    assert "raises" in counted(row(20, 70, 10), "Mediation")


def test_an_option_that_changes_nothing_is_said_to():
    said = counted(row(0, 0, 50), "Mediation")
    assert said.startswith("In 50 of 50 simulated worlds (100 %), “Mediation” leaves tension")


def test_every_headline_begins_with_its_count_and_promises_nothing():
    for worlds in ((70, 20, 10), (0, 0, 5), (1, 1, 0)):
        said = counted(row(*worlds), "Mediation")
        assert re.match(r"^In [\d,]+ of [\d,]+ simulated worlds \(\d+ %\)", said)
        assert banned_words(said) == []


def test_names_of_countries_keep_their_capital():
    assert subject(row(1, 0, 0, "North Korean casualties")) == "North Korean casualties in March 2029"
    assert subject(row(1, 0, 0, "Growth")) == "growth in March 2029"
    assert subject(row(1, 0, 0, "PURL money")) == "PURL money in March 2029"
