"""T18 and T19: what drones do to soldiers and to Moscow's demand, and what a war without North Korea looks like."""

import numpy as np
import pytest

NOTHING_SENT = {"first_year_shipments": 0, "base_troops": 0, "relief_asked": 0}
PARTNERS = {"assume": {}}


def russian_losses(world):
    """Russian losses of the month, persons."""
    return world.manpower.losses


@pytest.mark.expert("T18", doc="L08: losses of North Korean units rise")
def test_drones_cost_north_korean_lives(pairs, sign_holds):
    drones, without = pairs("drones", "drones", outcome="north_korean_casualties", when="end")
    sign_holds(drones - without)


@pytest.mark.expert("T18", doc="L08: Russian demand for troops rises after a lag")
@pytest.mark.parametrize(
    "demand", [lambda w: w.russia.troop_demand, lambda w: w.manpower.requested], ids=["eagerness", "men_asked_for"]
)
def test_moscow_asks_for_more_soldiers_once_drones_bite(pairs, sign_holds, demand):
    drones, without = pairs("drones", "drones", outcome=demand, when=(12, 36))
    sign_holds(drones - without)


@pytest.mark.expert("T18", doc="L08: net battlefield effect positive but small, below 5 %")
def test_drones_help_ukraine_a_little(pairs, sign_holds):
    drones, without = pairs("drones", "drones", outcome=russian_losses)
    sign_holds(drones - without)
    rise = drones.mean() / without.mean() - 1
    print(f"Russian losses: {rise:+.2%}")
    assert 0 < rise < 0.05


@pytest.mark.expert("T19", doc="Zero North Korean troops and shells: rents and troop stock 0")
@pytest.mark.parametrize(
    "outcome", ["value_sent", "value_returned", "troops_in_theatre", "soldiers_sent", "containers_delivered"]
)
def test_who_sends_nothing_earns_nothing(played, outcome):
    assert not played("partnership", assume=NOTHING_SENT).series("status_quo", outcome).any()


@pytest.mark.expert("T19", doc="Zero North Korean shells: Russian fire falls by the share that depended on them")
def test_russian_fire_falls_by_what_came_from_north_korea(pairs):
    without, usual = pairs(
        "partnership", outcome=lambda world: world.arms.fire, when="end", assume=NOTHING_SENT, against=PARTNERS
    )
    share, _ = pairs("partnership", outcome="north_korean_fire", when="end")
    fall = 1 - without / usual
    print(f"fall of Russian fire {fall.mean():.1%}, share from North Korea {share.mean():.1%}")
    assert share.mean() > 0.1
    np.testing.assert_allclose(fall, share, rtol=0, atol=0.01)


@pytest.mark.expert("T19", doc="Zero North Korean troops and shells: the Russian manpower gap rises, by less than 4 %")
def test_the_men_are_hardly_missed(pairs, sign_holds):
    without, usual = pairs("partnership", outcome="manpower_gap", assume=NOTHING_SENT, against=PARTNERS)
    rise = without - usual
    print(f"manpower gap: {rise.mean():+.2%} of the force wanted, at most {rise.max():+.2%}")
    sign_holds(rise)
    assert (rise < 0.04).mean() >= 0.9
