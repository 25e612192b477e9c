"""Dated events: what a month of them does, and which routes stay shut afterwards."""

import numpy as np
import pytest

from model.evidence import dated_events, month_index
from model.luck import Luck
from model.parameters import draw, load
from model.world import EVENTS, World
from model.world.events import Shocks, calendar, shocks_of


def world_after(months, events, evidence="articles", decision_month=3):
    """Three worlds after so many months with the events."""
    numbers = np.arange(3)
    world = World(draw(load(evidence), 7, numbers), Luck(7, numbers), decision_month, events, evidence)
    for _ in range(months):
        world.step()
    return world


def test_a_month_without_events_shocks_nobody():
    assert shocks_of(4, calendar([], {5: ("border_clash",)})) == Shocks()


def test_events_of_one_month_add():
    shocks = shocks_of(5, calendar([(5, "icbm_test"), (5, "icbm_test")], {5: ("border_clash", "party_congress")}))
    assert shocks == Shocks(icbm_tests=2.0, tension=3.0)


def test_a_shock_lasts_one_month():
    by_month = calendar([], {5: ("ceasefire_in_ukraine",)})
    assert [shocks_of(month, by_month).ceasefire for month in (4, 5, 6)] == [0.0, 1.0, 0.0]


def test_a_route_stays_shut_until_it_is_opened_again():
    by_month = calendar([], {3: ("hong_kong_route_closed",), 6: ("hong_kong_route_reopened", "third_party_sea_closed")})
    assert [shocks_of(month, by_month).open_hong_kong for month in range(2, 8)] == [1, 0, 0, 0, 1, 1]
    assert [shocks_of(month, by_month).open_sea for month in range(4, 8)] == [1, 1, 0, 0]


def test_an_unknown_event_is_refused_with_the_catalogue():
    with pytest.raises(ValueError, match="alien_landing: no such event; the catalogue holds ceasefire_in_ukraine"):
        calendar([], {3: ("alien_landing",)})


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_does_something_that_shocks_know(event):
    shocks = shocks_of(3, calendar([], {3: (event,)}))
    opens = EVENTS[event].opens
    assert shocks != Shocks() or getattr(shocks, opens) == 1.0
    assert EVENTS[event].means and EVENTS[event].source


@pytest.mark.parametrize("evidence", ("articles", "record"))
def test_history_holds_what_its_evidence_set_dates_before_the_decision(evidence):
    dated = [(month, event) for month, event in dated_events(evidence) if month < 31]
    world = world_after(0, {}, evidence, decision_month=31)
    assert sorted((month, event) for month, events in world.events.items() for event in events) == sorted(dated)
    assert len(dated) >= 5


def test_a_decision_in_july_2025_imposes_no_later_event():
    decision = month_index("2025-07")
    assert max(world_after(0, {}, decision_month=decision).events) < decision


def test_five_intercontinental_tests_happen_in_every_world_of_the_articles_and_none_by_luck():
    world, seen = world_after(0, {}, decision_month=31), 0.0
    for _ in range(31):
        world.step()
        seen = seen + world.missiles.intercontinental
    assert (seen == 5.0).all()


def test_the_first_wave_of_the_record_goes_straight_to_the_theatre():
    month = month_index("2024-11")
    before, after = (world_after(months, {}, "record", 31) for months in (month, month + 1))
    grown = after.manpower.sent - before.manpower.sent
    assert (grown >= after.p.first_wave).all()
    assert (after.manpower.camps <= after.manpower.capacity).all()


def test_beijing_ordered_to_enforce_does_so_until_the_order_ends():
    events = {4: ("china_tightens",), 7: ("china_relaxes",)}
    for months in (5, 6, 7):
        assert world_after(months, events).china.chose("enforcement", "tight").all()
    assert not world_after(30, events).china.chose("enforcement", "tight").all()


def test_a_ceasefire_holds_from_its_month_and_ends_when_war_resumes():
    events = {4: ("ceasefire_in_ukraine",), 6: ("war_resumes",)}
    assert (world_after(5, events, decision_month=31).outside_events.ceasefire == 1).all()
    assert (world_after(7, events, decision_month=31).outside_events.ceasefire == 0).all()
