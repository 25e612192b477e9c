"""T10 to T14: trade, shipments and evasion when Beijing tightens, ships are stopped or a route closes."""

import numpy as np
import pytest

UNENDING = {"patrol_lines": 1000}


def trade(world):
    """Trade with China, 1 = September 2023."""
    return world.economy.trade


def through_hong_kong(world):
    """Goods that arrive through Hong Kong, US$ m / month."""
    return world.channels.delivered[0, 1] + world.channels.delivered[1, 1]


def elsewhere(world):
    """Goods that arrive by third-party sea and by air, US$ m / month."""
    return world.channels.third_party_flow() - through_hong_kong(world)


@pytest.mark.expert("T10", doc="Trade with China −30–50 %: growth falls by about 1.5 to 7.5 points over a year")
def test_a_tight_beijing_costs_north_korea_growth(pairs, sign_holds):
    traded, usual = pairs("tight_china", outcome=trade, when=13, against={"events": {}})
    tight, without = pairs("tight_china", outcome="growth", when=(1, 13), against={"events": {}})
    cut, loss = 1 - traded / usual, without - tight
    sign_holds(loss)
    hit = (cut > 0.28) & (cut < 0.52)
    inside = (loss[hit] >= 1.5) & (loss[hit] <= 7.5)
    print(f"{inside.sum()} of {hit.sum()} worlds with such a cut lost 1.5 to 7.5 points: {inside.mean():.1%}")
    assert hit.sum() >= 100 and inside.mean() >= 0.9


@pytest.mark.expert("T10", doc="Dependence on Russia rises")
def test_a_tight_beijing_drives_north_korea_towards_moscow(pairs, sign_holds):
    tight, without = pairs("tight_china", outcome="dependence", when=(1, 13), against={"events": {}})
    sign_holds(tight - without)


@pytest.mark.expert("T10", doc="Shipments to Russia do not fall in the first six months")
def test_a_tight_beijing_does_not_slow_shipments_to_russia(pairs, sign_holds):
    tight, without = pairs("tight_china", outcome="containers_monthly", when=(1, 7), against={"events": {}})
    sign_holds(tight - without)


@pytest.mark.expert("T11", doc="Secondary sanctions: transhipment −10–30 %")
def test_secondary_sanctions_cut_transhipment_by_a_tenth_to_a_third(pairs, sign_holds):
    threatened, without = pairs("stopping_goods", "secondary", outcome=through_hong_kong, when=(6, 12), months=60)
    sign_holds(without - threatened)
    fall = 1 - threatened / without
    print(f"fall in months 7 to 12: median {np.median(fall):.1%}, mean {fall.mean():.1%}")
    assert 0.10 <= np.median(fall) <= 0.30
    assert 0.10 <= 1 - threatened.mean() / without.mean() <= 0.30


@pytest.mark.expert("T11", doc="… fading")
def test_traders_get_used_to_secondary_sanctions(pairs, sign_holds):
    early, late = (
        1 - np.divide(*pairs("stopping_goods", "secondary", outcome=through_hong_kong, when=when, months=60))
        for when in ((4, 10), (48, 60))
    )
    sign_holds(early - late)


@pytest.mark.expert("T12", doc="L22 alone: third-party flow falls")
def test_boarding_ships_cuts_flows_over_third_parties(pairs, sign_holds):
    boarded, without = pairs("stopping_goods", "interdiction", outcome="third_party_flows", when=(6, 36))
    sign_holds(without - boarded)


@pytest.mark.expert("T12", doc="DPRK–RU containers change by less than 15 % even at infinite budget")
@pytest.mark.parametrize("assume", [{}, UNENDING])
def test_boarding_ships_leaves_the_arms_trade_between_neighbours_alone(pairs, assume):
    boarded, without = pairs(
        "stopping_goods", "interdiction", outcome="containers_delivered", when="end", assume=assume
    )
    change = boarded / without - 1
    print(f"change of containers delivered: {change.min():+.1%} to {change.max():+.1%}")
    assert (abs(change) < 0.15).mean() >= 0.99


@pytest.mark.expert("T12", doc="Ceiling: never more is stopped than the cap of the direct sea leg, whatever the budget")
def test_no_budget_stops_more_than_the_sea_leg_lets_it(played):
    scene = played("stopping_goods", assume=UNENDING, worlds=200)
    cap = scene.decided.p.direct_sea_cap * scene.decided.p.sea_share
    share = 0.0
    for world in scene.months():
        arriving = world.arms.delivered_now + world.arms.stopped_now
        assert (world.arms.stopped_now <= cap * arriving * (1 + 1e-12)).all()
        share = max(share, (world.arms.stopped_now / arriving).max())
    assert 0.5 * cap.max() < share <= 0.15


@pytest.mark.expert("T13", doc="Interdiction budget 0, or nothing that can be interdicted: zero seizures")
@pytest.mark.parametrize(
    ("option", "assume"),
    [(0, {}), (1, {"direct_sea_cap": 0, "third_party_cap": 0})],
    ids=["no_budget", "nothing_within_reach"],
)
def test_nothing_is_seized_at_sea_without_ships_or_within_closed_waters(played, option, assume):
    for world in played("stopping_goods", assume=assume, worlds=200).months():
        for stopped in (world.arms.seized, world.arms.turned_back, world.channels.seized[:, 0]):
            assert not stopped[..., option, :].any()


@pytest.mark.expert("T13", doc="Shipped = delivered + seized + turned back + in transit; the stock closes the account")
@pytest.mark.parametrize("assume", [{}, UNENDING])
def test_every_container_is_somewhere(played, assume):
    scene = played("stopping_goods", assume=assume, worlds=200)
    shipped = scene.decided.arms.delivered + scene.decided.arms.in_transit
    for world in scene.months():
        arms = world.arms
        shipped = shipped + arms.shipped_now
        known = arms.delivered + arms.seized + arms.turned_back + arms.in_transit
        np.testing.assert_allclose(shipped, known, rtol=1e-12)
        made = world.p.export_stock + arms.produced
        np.testing.assert_allclose(made, arms.stock + arms.in_transit + arms.delivered + arms.seized, rtol=1e-12)


@pytest.mark.expert("T13", doc="On every route: offered = delivered + seized + turned back + left behind")
def test_every_cargo_over_third_parties_is_somewhere(played):
    for world in played("stopping_goods", assume=UNENDING, worlds=200).months():
        flow = world.channels
        known = flow.delivered + flow.seized + flow.turned_back + flow.left_behind
        np.testing.assert_allclose(flow.offered, known, rtol=1e-12)
        assert (known >= 0).all() and (flow.left_behind >= 0).all()


@pytest.mark.expert("T14", doc="Close one route: flow reappears elsewhere")
def test_goods_reappear_elsewhere_when_hong_kong_closes(pairs, sign_holds):
    closed, usual = pairs("hong_kong_closed", outcome=elsewhere, when=(12, 36), against={"events": {}})
    sign_holds(closed - usual)


@pytest.mark.expert("T14", doc="… after a lag")
def test_re_routing_takes_months(pairs, sign_holds):
    (first, usual), (later, later_usual) = (
        pairs("hong_kong_closed", outcome=elsewhere, when=when, against={"events": {}}) for when in (1, (12, 24))
    )
    sign_holds((later - later_usual) - (first - usual))


@pytest.mark.expert("T14", doc="Total falls by less than the route's share")
@pytest.mark.parametrize("good", [0, 1], ids=["supplies", "chips"])
def test_closing_hong_kong_costs_less_than_its_share(played, pairs, sign_holds, good):
    def arrives(world):
        return sum(world.channels.delivered[good, route] for route in range(3))

    closed, usual = pairs("hong_kong_closed", outcome=arrives, when=(6, 36), against={"events": {}})
    share = played("hong_kong_closed").decided.channels.usual[good, 1, 0]
    sign_holds(usual - closed)
    sign_holds(share - (1 - closed / usual))
