"""T20 to T22: how many soldiers Moscow asks for, what the camps can pass on, and what a cease-fire does."""

import numpy as np
import pytest

from model.systems.talks import BROKEN, MOVES, NONE, TRACKS

NO_RELIEF = {"relieved_unit_attrition": 0}
MASSES = {"base_troops": 20_000, "relief_asked": 1, "troop_ceiling": 1_000_000}
STOPPED = {"against": {"events": {}}}


def asked_for(world):
    """Soldiers Moscow asks of Pyongyang this month."""
    return world.manpower.requested


@pytest.mark.expert("T20", doc="Attrition of relieved units 0: demand for North Korean troops is the base")
def test_without_losses_to_relieve_moscow_asks_for_the_base_alone(played):
    for world in played("partnership", assume=NO_RELIEF, worlds=200).months():
        base = world.p.base_troops * world.russia.troop_demand
        np.testing.assert_allclose(world.manpower.requested, base, rtol=1e-12)


@pytest.mark.expert("T20", doc="Attrition of relieved units 0: nobody rotates beyond what was asked for")
def test_without_losses_to_relieve_nobody_rotates_beyond_what_was_asked_for(played):
    scene = played("partnership", assume=NO_RELIEF, worlds=200)
    asked, passed = scene.decided.manpower.camps.copy(), 0.0
    for world in scene.months():
        surge = 1.0 + world.p.surge * world.north_korea.chose("troops", "surge")
        asked, passed = asked + world.p.base_troops * world.russia.troop_demand * surge, passed + world.manpower.rotated
        assert (passed <= asked * (1 + 1e-12)).all()


@pytest.mark.expert("T20", doc="Attrition of relieved units 0: fewer soldiers are asked for and rotate")
@pytest.mark.parametrize("outcome", [asked_for, "troops_rotated"])
def test_losses_of_relieved_units_bring_soldiers(pairs, sign_holds, outcome):
    usual, without = pairs("partnership", outcome=outcome, against={"assume": NO_RELIEF})
    sign_holds(usual - without)


@pytest.mark.expert("T21", doc="Throughput of the camps ≤ K / W and occupancy ≤ K ≤ 2,000, however many are asked for")
@pytest.mark.parametrize("assume", [{}, MASSES], ids=["as asked", "asked for in masses"])
def test_the_camps_pass_on_no_more_than_they_can_train(played, assume):
    fullest = 0.0
    for world in played("partnership", assume=assume, worlds=200).months():
        men, p = world.manpower, world.p
        beds = p.barracks_count * p.barracks_capacity
        assert (men.rotated <= beds / p.training_months).all()
        assert (men.camps <= beds).all() and (men.camps <= 2000).all()
        fullest = max(fullest, (men.camps / beds).max())
    print(f"fullest camps: {fullest:.0%}")
    assert fullest > 0.3 if not assume else fullest > 0.6


@pytest.mark.expert("T21", doc="Persons: sent = in the camps + in theatre + casualties + returned")
@pytest.mark.parametrize("assume", [{}, MASSES], ids=["as asked", "asked for in masses"])
def test_every_soldier_sent_is_somewhere(played, assume):
    for world in played("partnership", assume=assume, worlds=200).months():
        men = world.manpower
        somewhere = men.camps + men.theatre + men.casualties + men.returned
        np.testing.assert_allclose(men.sent, somewhere, rtol=1e-12)


@pytest.mark.expert("T22", doc="Cease-fire: rents fall")
def test_a_ceasefire_costs_pyongyang_its_rents(pairs, sign_holds):
    peace, war = pairs("peace", outcome="value_returned", when=(12, 36), **STOPPED)
    sign_holds(war - peace)


@pytest.mark.expert("T22", doc="Cease-fire: Moscow's demand for troops falls")
def test_after_a_ceasefire_moscow_asks_for_fewer_soldiers(pairs, sign_holds):
    peace, war = pairs("peace", outcome=asked_for, when=(6, 36), **STOPPED)
    sign_holds(war - peace)


@pytest.fixture(scope="module")
def room(played):
    """Bargaining surplus of each track from the second year on, with and without a cease-fire, (tracks, worlds)."""
    means = []
    for fields in ({}, {"events": {}}):
        later = [world.talks.surplus[:, 0] for world in played("peace", **fields).months() if world.month > 31 + 12]
        means.append(np.mean(later, axis=0))
    return means


@pytest.mark.expert("T22", doc="Cease-fire: Z rises on every track that costs rent")
@pytest.mark.parametrize("track", TRACKS)
def test_a_ceasefire_opens_room_for_a_bargain(room, sign_holds, track):
    peace, war = (surplus[TRACKS.index(track)] for surplus in room)
    sign_holds(peace - war)


def accepted(world):
    """Share of the tracks on which Pyongyang's move is to accept."""
    return (world.north_korea.talks == MOVES.index("accept")).mean(axis=0)


def at_the_table(world):
    """Share of the tracks on which Pyongyang talks or has agreed."""
    return ((world.talks.phase != NONE) & (world.talks.phase != BROKEN)).mean(axis=0)


@pytest.mark.expert("T22", doc="Cease-fire: North Korea's P(talks), that it accepts what is offered, rises")
@pytest.mark.parametrize("option", ["status_quo", "offers"])
def test_after_a_ceasefire_pyongyang_accepts_more_often(pairs, sign_holds, option):
    peace, war = pairs("peace", option, option, outcome=accepted, when=(6, 36), **STOPPED)
    sign_holds(peace - war)


@pytest.mark.expert("T22", doc="Cease-fire: time at the table rises where talks are no way to buy time for shipments")
def test_after_a_ceasefire_pyongyang_sits_longer_at_the_table_unless_it_sat_there_to_stall(pairs, sign_holds):
    earnest = {"assume": {"north_korea_stalling": 0}}
    peace, war = pairs("peace", "offers", "offers", outcome=at_the_table, when=(6, 36), **earnest, **STOPPED)
    sign_holds(peace - war)


@pytest.mark.expert("T22", doc="Cease-fire: missile tests are not guaranteed to fall")
def test_a_ceasefire_does_not_promise_fewer_missile_tests(pairs):
    peace, war = pairs("peace", outcome=lambda world: world.missiles.all_tests(), when=(6, 36), **STOPPED)
    more, fewer = (peace > war).sum(), (peace < war).sum()
    print(f"more tests in {more}, fewer in {fewer} of {peace.size} pairs")
    assert more >= 0.05 * (more + fewer) and more + fewer >= 20
