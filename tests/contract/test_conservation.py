"""Whatever is done, in whatever world: nothing is lost or conjured up, no stock runs below zero, shares stay shares."""

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from laws import BALANCES, SHARES, STOCKS, breaches
from random_worlds import EVERYTHING, Case, cases, months_of

from model.levers import LEVERS, STATUS_QUO
from model.parameters import load
from model.systems import SYSTEMS
from model.systems.ledger import ACCOUNTS

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a case is fifty months of a world; smaller ones tell no more


def test_every_system_answers_to_the_laws():
    assert set(SHARES) == set(STOCKS) == set(SYSTEMS)
    assert len(BALANCES) >= 6


@settings(max_examples=10, deadline=None, phases=UNSHRUNK)
@given(case=cases)
def test_no_levers_and_no_parameters_break_a_law_in_any_month(case):
    for world in months_of(case):
        assert breaches(world) == []


@pytest.mark.parametrize("evidence", ("articles", "record"))
def test_no_law_breaks_in_three_hundred_worlds_with_every_lever_on(evidence):
    assert len(LEVERS) == 25
    for world in months_of(Case(worlds=300, evidence=evidence, options=(STATUS_QUO, EVERYTHING)), months=36):
        assert breaches(world) == []


@pytest.mark.slow
@settings(max_examples=60, deadline=None, phases=UNSHRUNK)
@given(case=cases)
def test_no_levers_and_no_parameters_break_a_law_in_any_month_of_many_studies(case):
    for world in months_of(case, months=36):
        assert breaches(world) == []


@pytest.mark.parametrize("quantile", (0.001, 0.999))
def test_no_law_breaks_in_a_world_that_is_extreme_in_one_parameter_each_in_turn(quantile):
    assert len(load()) > 600
    for world in months_of(Case(worlds=len(load()), options=(EVERYTHING,), one_extreme=quantile), months=12):
        assert breaches(world) == []


def test_every_account_closes_at_its_opening_plus_what_it_took_less_what_it_gave(monkeypatch):
    closing = None
    for world in watched(Case(worlds=40, options=(STATUS_QUO, EVERYTHING)), monkeypatch):
        flows = np.zeros_like(world.ledger.balance)
        for giver, taker, amount in POSTED:
            flows[ACCOUNTS.index(giver)] -= amount
            flows[ACCOUNTS.index(taker)] += amount
        POSTED.clear()
        opening = 0.0 if closing is None else closing
        np.testing.assert_allclose(opening + flows, world.ledger.balance, rtol=1e-12, atol=1e-7)
        closing = world.ledger.balance.copy()


def test_no_account_pays_a_negative_amount(monkeypatch):
    for _ in watched(Case(worlds=40, options=(STATUS_QUO, EVERYTHING)), monkeypatch):
        for giver, taker, amount in POSTED:
            assert (np.asarray(amount) >= 0).all(), f"{giver} pays {taker} {np.min(amount):g}"
        POSTED.clear()


POSTED = []


def watched(case, monkeypatch):
    """The months of a case, while every posting of the ledger is written down."""
    book = SYSTEMS["ledger"].post

    def post(ledger, giver, taker, amount):
        POSTED.append((giver, taker, amount))
        book(ledger, giver, taker, amount)

    POSTED.clear()
    monkeypatch.setattr(SYSTEMS["ledger"], "post", post)
    yield from months_of(case)
