"""Every sentence about a lead and what turns it says what was found, and promises nothing."""

import numpy as np
import pytest

from model.analysis import banned_words
from model.analysis.ranking.flip_words import plain_turn, sentences
from model.analysis.ranking.ranking_flips import Path, Standing, Turn
from model.experiment import Scenario
from model.experiment.designs.what_if import value_at
from model.levers import STATUS_QUO

SCENARIO = Scenario("A study", (STATUS_QUO,), worlds=10)
TITLES = {"a": "Article A", "b": "Article B"}


def turn(names=("leakage",), turned=None, overtaken=None):
    """A turn along the way from the middle of each prior to its upper end."""
    path = Path.fixed(names, (0.5,) * len(names), (0.9,) * len(names))
    return plain_turn(Turn(path, turned, overtaken, 0.0, Standing(-1.0, -2.0, 0.5)), SCENARIO)


def answer(**changes):
    """A lead that nothing turns, with what a test changes."""
    whole = {
        "subject": "tension in March 2029",
        "unit": "index",
        "by": "median",
        "worlds": 2000,
        "leader": "a",
        "slight": False,
    }
    lead = {"value": -3.0, "low": -4.0, "high": -2.0}
    found = {"rival": "b", "level": [], "lead": lead, "played_lead": lead, "screened": 640, "played": 24}
    return {**whole, **found, "singles": [turn()], "pairs": [], "together": None, "other": None, **changes}


def said(**changes) -> str:
    """All sentences in one."""
    text = " ".join(sentences(answer(**changes), TITLES))
    assert banned_words(text) == []
    return text


def test_a_lead_is_told_with_its_size_and_interval():
    assert said().startswith(
        "“Article A” is ahead of “Article B” in tension in March 2029 in 2,000 simulated worlds: "
        "median paired lead +3 index (90 % interval 2 to 4)."
    )
    assert "(90 % interval 2 to 4), less than a hundredth of the range" in said(slight=True)
    assert "share of worlds better minus share worse +3 (90 %" in said(by="share")


def test_that_nothing_turns_a_lead_is_told_with_how_many_were_played():
    assert "No single assumption of the 24 played of 640 that vary" in said()
    assert "No single assumption of the 640 that vary" in said(played=640)
    assert "with +1 index of the lead left" in said()


def test_a_turn_is_told_from_value_to_value_in_quantiles_with_its_resolution():
    now, then = (f"{float(value_at(SCENARIO, 'leakage', quantile)):.3g}" for quantile in (0.5, 0.7))
    text = said(singles=[turn(turned=0.5)])
    assert f"from {now} to {then}" in text and "a change of 0.20 of its prior; the two cannot be told apart" in text
    assert "that is resolved from a change of 0.30." in said(singles=[turn(turned=0.5, overtaken=0.75)])
    assert "of its prior, and that is resolved." in said(singles=[turn(turned=0.5, overtaken=0.5)])


def test_a_lead_that_goes_with_the_spread_alone_is_told_so():
    assert "Holding “" in said(singles=[turn(turned=0.0)])


def test_a_pair_is_told_only_where_it_needs_less_than_one():
    pair = turn(("leakage", "tension_decay"), turned=0.25)
    assert "turns it with 0.10 of each prior" in said(pairs=[pair])
    assert "No pair of the 1 played does it with less." in said(singles=[turn(turned=0.1)], pairs=[pair])


@pytest.mark.parametrize(
    ("turns", "words"), [(True, "turn it, and that is resolved."), (False, "do not turn it, with")]
)
def test_all_assumptions_together_are_told(turns, words):
    end = {"value": -1.0, "low": -2.0, "high": 0.1}
    change = 0.1 if turns else None
    together = {"basis": "assumption", "parameters": 587, "turns": turns, "change": change, "resolved_change": change}
    text = said(together={**together, "at_end": end})
    assert "All 587 parameters of basis “assumption”, shifted at once by 0." in text and words in text


def test_what_the_other_evidence_says_and_who_is_level_is_told():
    other = {"evidence": "record", "flag": "", "value": -2.0, "low": -3.0, "high": -1.0}
    text = said(other=other, level=["b"])
    assert "Evidence set “record”: agrees; median paired lead there +2 (1 to 3)." in text
    assert "It cannot be told apart from “Article B”." in text


def test_no_pair_to_tell_apart_is_told():
    assert "nothing is there to turn" in " ".join(sentences({"leader": None, "subject": "tension"}, TITLES))


def test_worlds_played_again_that_show_another_leader_are_told():
    shown = {"value": 1.0, "low": -1.0, "high": np.nan}
    assert "the worlds played again do not show this lead" in said(played_lead=shown, singles=[], played=0)
