"""T32 to T34 and T37: what blunts sanctions, whose missiles they are, where coins go, and whether the books close."""

import numpy as np
import pytest

from model.systems.ledger import ACCOUNTS
from model.world import OUTCOMES

NO_SANCTIONS = {"un_measures": 0, "us_measures": 0}
YEAR = {"worlds": 200, "months": 12}


def outside_income(world):
    """What North Korea earns abroad: trade, third parties, supplies, coins, gifts, Russian rent; US$ m a month."""
    economy, ledger = world.economy, world.ledger
    third = economy.third_income * (1.0 - economy.pressure * world.p.un_measures)
    supplies = world.channels.delivered[0].sum(axis=0)
    return economy.china_income * economy.trade + third + supplies + ledger.other_income + ledger.rent


def effect_of_sanctions(pairs, outcome, **assume):
    """The outcome with sanctions in force and without, in the same worlds."""
    without = {"assume": {**assume, **NO_SANCTIONS}}
    return pairs("partnership", outcome=outcome, assume=assume, against=without, **YEAR)


@pytest.mark.expert(
    "T32", doc="Leakage ↑, China's share ↑, Russian payment ↑: sanctions take a smaller share of income"
)
@pytest.mark.parametrize(
    ("what", "less", "more"),
    [
        ("leakage", 0.3, 0.6),
        ("leakage", 0.6, 0.9),
        ("china_import_share", 0.5, 0.7),
        ("china_import_share", 0.7, 0.9),
        ("payment_ratio", 0.05, 0.2),
        ("payment_ratio", 0.2, 0.6),
    ],
)
def test_sanctions_bite_less_the_more_others_supply(pairs, sign_holds, what, less, more):
    taken = []
    for size in (less, more):
        under, free = effect_of_sanctions(pairs, outside_income, **{what: size})
        taken.append(1.0 - under / free)
    print(f"{what} {less} → {more}: sanctions take {taken[0].mean():.2%} → {taken[1].mean():.2%} of outside income")
    sign_holds(taken[0] - taken[1])


@pytest.mark.expert("T32", doc="Leakage ↑: sanctions cost less growth")
@pytest.mark.parametrize(("less", "more"), [(0.3, 0.6), (0.6, 0.9)])
def test_sanctions_cost_less_growth_the_more_they_leak(pairs, sign_holds, less, more):
    under, free = effect_of_sanctions(pairs, "growth", leakage=less)
    leaky_under, leaky_free = effect_of_sanctions(pairs, "growth", leakage=more)
    print(f"growth lost: {(free - under).mean():.2f} → {(leaky_free - leaky_under).mean():.2f} points")
    sign_holds((free - under) - (leaky_free - leaky_under))


ALONE = {"technology_transfer": 0}
IDLE = {**ALONE, "own_growth": 0, "missile_rate_low": 0, "missile_rate_high": 0, "icbm_rate": 0, "test_branching": 0}


@pytest.mark.expert(
    "T33", doc="θ = 0 and no work of its own: capability and reach stand still while Moscow pays in technology"
)
@pytest.mark.parametrize("outcome", ["missile_capability", "hypersonic_reach"])
def test_without_russian_help_and_own_work_missiles_do_not_improve(played, outcome):
    scene = played("partnership", assume=IDLE)
    assert scene.series("status_quo", "returned_technology").min() > 0
    values = scene.series("status_quo", outcome)
    np.testing.assert_array_equal(values, values[:, :1] + np.zeros(values.shape))


@pytest.mark.expert("T33", doc="θ = 0: capability does not depend on how much technology Moscow pays with")
@pytest.mark.parametrize("outcome", ["missile_capability", "hypersonic_reach"])
def test_without_transfer_it_does_not_matter_how_much_technology_moscow_pays_with(pairs, outcome):
    apart = {**ALONE, "missile_share": 0, "jamming_transfer": 0}
    rich, poor = (
        pairs("partnership", outcome=outcome, when="end", assume={**apart, "technology_share": share})[0]
        for share in (0.2, 0.02)
    )
    np.testing.assert_array_equal(rich, poor)


@pytest.mark.expert("T33", doc="θ > 0: Russian technology raises capability and reach")
@pytest.mark.parametrize("outcome", ["missile_capability", "hypersonic_reach"])
def test_russian_help_improves_missiles(pairs, sign_holds, outcome):
    helped, alone = pairs(
        "partnership", outcome=outcome, when="end", assume={"technology_transfer": 0.02}, against={"assume": ALONE}
    )
    sign_holds(helped - alone)


def stolen(world):
    """Coins stolen since the start, US$ m."""
    return world.crypto.stolen


@pytest.mark.expert("T34", doc="Tracing × 5: S = T + F + K + cashed, and what is frozen was stolen")
def test_every_stolen_coin_is_traceable_frozen_dark_or_spent(played):
    for world in played("coins").months():
        coins = world.crypto
        whole = coins.traceable + coins.frozen + coins.dark + coins.spent
        np.testing.assert_allclose(coins.stolen, whole, rtol=1e-12)
        assert (coins.frozen <= coins.stolen).all()
        assert min(part.min() for part in (coins.traceable, coins.frozen, coins.dark, coins.spent)) >= 0


@pytest.mark.expert("T34", doc="Tracing × 5: theft unaffected")
def test_tracing_prevents_no_theft(pairs):
    traced, plain = pairs("coins", "tracing", outcome=stolen, when="end")
    np.testing.assert_array_equal(traced, plain)


@pytest.mark.expert("T34", doc="Tracing × 5: more is frozen, less is spent")
def test_tracing_freezes_more_and_leaves_less_to_spend(pairs, sign_holds):
    frozen, usual = pairs("coins", "tracing", outcome="stolen_frozen", when="end")
    spent, usually_spent = pairs("coins", "tracing", outcome="stolen_spent", when="end")
    print(
        f"frozen {usual.mean():.0f} → {frozen.mean():.0f}, spent {usually_spent.mean():.0f} → {spent.mean():.0f} US$ m"
    )
    sign_holds(frozen - usual)
    sign_holds(usually_spent - spent)


def balance(world, *accounts):
    """Sum of accounts, US$ m (options, worlds)."""
    return sum(world.ledger.balance[ACCOUNTS.index(account)] for account in accounts)


def open_doors(world):
    """Shares of the fishing rights and of the relief that next month's payments find open."""
    return world.talks.fishing_open, world.talks.relief_flowing


def paid_in(world, fishing, relief):
    """What North Korea and its missile programme took in this month before fees, from every source; US$ m."""
    ledger, coins, instruments = world.ledger, world.crypto, world.instruments
    gifts = instruments.fishing_offer * fishing + instruments.relief_offer * relief + ledger.aid_diverted
    return ledger.value_returned - ledger.value_sent + coins.stolen_now - coins.frozen_now + gifts


@pytest.mark.expert("T37", doc="North Korean income = Σ sources − fees − frozen")
def test_pyongyangs_books_close_every_month(played):
    before = doors = None
    for world in played("peace").months():
        coins = world.crypto
        own, fees = balance(world, "north_korea", "missile_programme"), balance(world, "brokers")
        unspent = coins.traceable + coins.dark
        if before is not None:
            income = paid_in(world, *doors) - (fees - before[1]) - (unspent - before[2])
            np.testing.assert_allclose(own - before[0], income, rtol=0, atol=1e-7)
        before, doors = (own, fees, unspent), open_doors(world)


@pytest.mark.expert("T37", doc="Value sent and value returned may differ, and both are reported")
def test_what_is_sent_and_what_is_returned_are_both_reported_and_need_not_be_equal(played):
    assert {"value_sent", "value_returned"} <= set(OUTCOMES)
    scene = played("partnership")
    sent, returned = (scene.series("status_quo", name).sum(axis=1) for name in ("value_sent", "value_returned"))
    print(f"sent {sent.mean():.0f}, returned {returned.mean():.0f} US$ m in 36 months")
    assert (np.abs(sent - returned) > 0.01 * sent).mean() > 0.9


@pytest.mark.expert("T37", doc="All balances sum to zero")
def test_what_one_account_gains_another_gives(played):
    for world in played("peace").months():
        turnover = np.abs(world.ledger.balance).sum(axis=0)
        assert (np.abs(world.ledger.balance.sum(axis=0)) <= 1e-12 * turnover).all()
