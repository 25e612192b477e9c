"""Levers under another rule of combining: neutral at level 0, in any order, and the same where one acts alone."""

import numpy as np
import pytest

from model.experiment.designs.combining import RATES, RULES, SHARES, clashing, combined, multiplied, overlapping
from model.levers import FIELDS, LEVERS, Commitment, Instruments, Option, Plan
from model.parameters import draw, load

WORLDS = np.arange(5)
EVERY_LEVER = Option("all", "", tuple(Commitment(name, "high") for name in LEVERS))


@pytest.fixture(scope="module")
def p():
    """Parameters of five worlds."""
    return draw(load(), 3, WORLDS)


def instruments(rule: str, p, *options: Option) -> Instruments:
    """What options amount to once everything has settled."""
    return Plan(options, combined(rule), p).instruments(30.0)


def values(found: Instruments, name: str) -> np.ndarray:
    """One instrument as an array."""
    return np.asarray(getattr(found, name), float)


def test_rates_multiply_and_of_shares_what_is_left_over_does():
    assert multiplied("sea_detection", 0.5, 1.0) == 2.0
    assert multiplied("verification", 0.5, 0.5) == 0.75
    assert overlapping("sea_detection", np.array([0.5]), np.array([1.0])).tolist() == [1.0]


@pytest.mark.parametrize("rule", RULES)
def test_one_lever_alone_is_the_same_under_every_rule(rule, p):
    alone = tuple(Option(name, "", (Commitment(name, "high"),)) for name in LEVERS)
    added, other = instruments("added", p, *alone), instruments(rule, p, *alone)
    assert all(np.array_equal(values(added, name), values(other, name)) for name in FIELDS)


@pytest.mark.parametrize("rule", RULES)
def test_a_lever_at_level_nought_still_changes_nothing(rule, p):
    idle = Option("idle", "", tuple(Commitment(name, "off") for name in LEVERS))
    found = instruments(rule, p, idle, EVERY_LEVER)
    assert all((np.broadcast_to(values(found, name), (2, 5))[0] == 0.0).all() for name in FIELDS)


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_levers_still_changes_no_bit(rule, p):
    backwards = Option("all", "", EVERY_LEVER.commitments[::-1])
    one, other = instruments(rule, p, EVERY_LEVER), instruments(rule, p, backwards)
    assert all(np.array_equal(values(one, name), values(other, name)) for name in FIELDS)


def test_rates_of_all_levers_lie_between_the_two_rivals(p):
    less, added, more = (instruments(rule, p, EVERY_LEVER) for rule in ("overlapping", "added", "multiplied"))
    for name in clashing(tuple(LEVERS), p):
        assert (values(less, name) < values(added, name)).all()
        if name in RATES:
            assert (values(added, name) < values(more, name)).all()
    for name in set(FIELDS) - set(RATES) - set(SHARES):
        assert np.array_equal(values(less, name), values(added, name))


def test_the_model_itself_keeps_its_catalogue():
    assert combined("added") is LEVERS


def test_what_several_levers_change_is_found(p):
    assert clashing(("financial_tracking", "purl"), p) == {}
    assert clashing(("financial_tracking", "intelligence_sharing"), p) == {
        "finance_detection": ("financial_tracking", "intelligence_sharing")
    }
    assert clashing(("satellite_monitoring", "neutral_envoys"), p) == {
        "verification": ("satellite_monitoring", "neutral_envoys")
    }
