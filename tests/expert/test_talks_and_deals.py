"""T23 to T27: what envoys, a roadmap, fishing rights and the six can bring about, and what they cannot."""

import numpy as np
import pytest

from model.systems.talks import BROKEN, ENVOY, FULL, MOVES, NONE, PARTIAL, ROADMAP, SIX_PARTY, TALKS

HIGH_RENTS, HALVED_RENTS = {"payment_ratio": 0.6}, {"payment_ratio": 0.3}
GAINS = (
    "worth_of_halt", "worth_of_calm", "worth_of_roadmap", "korean_value", "six_party_value", "recognition_value",
    "fishing_value", "envoy_goodwill", "aid_package", "relief_tranche", "snap_back_worth",
)  # fmt: skip
NOTHING_TO_GAIN = dict.fromkeys(GAINS, 0)


def agreed(phase):
    """Whether an agreement stands, partial or full."""
    return (phase == PARTIAL) | (phase == FULL)


def envoy_phase(world):
    """Phase of the envoys' track."""
    return world.talks.phase[ENVOY]


def ever_agreed(played, option="envoys", **fields):
    """Whether the envoys' track ever comes to an agreement, 0 or 1 in each world."""
    return agreed(played("envoys", worlds=3000, **fields).series(option, envoy_phase)).any(axis=1).astype(float)


@pytest.mark.expert("T23", doc="Mediation alone, rents high: success below 0.2; with rents halved, higher")
def test_envoys_seldom_succeed_against_high_rents_and_more_often_against_halved_ones(played, sign_holds):
    rich, poorer = ever_agreed(played, assume=HIGH_RENTS), ever_agreed(played, assume=HALVED_RENTS)
    print(f"agreement within 36 months: {rich.mean():.1%} at high rents, {poorer.mean():.1%} at half of them")
    assert 0 < rich.mean() < 0.2
    sign_holds(poorer - rich)


def deals(played, **fields):
    """First month of the first agreement (−1: none) and how many months it stands, in each world."""
    standing = agreed(played("envoys", months=60, **fields).series("envoys", envoy_phase))
    first = np.where(standing.any(axis=1), standing.argmax(axis=1), -1)
    over = ~standing & (np.arange(60) > first[:, None]) & (first >= 0)[:, None]
    end = np.where(over.any(axis=1), over.argmax(axis=1), 60)
    return first, end - first


@pytest.mark.expert("T23", doc="Mediated agreements live longer where they are verified")
def test_an_agreement_that_is_watched_lasts_longer(played, sign_holds):
    blind, short = deals(played, assume={"verification_start": 0.1})
    watched, long = deals(played, assume={"verification_start": 0.5})
    both = (blind >= 0) & (blind == watched)
    print(f"{both.sum()} agreements stand {short[both].mean():.1f} months, watched {long[both].mean():.1f}")
    sign_holds((long - short) * both)


@pytest.mark.expert("T24", doc="Z < 0: no agreement, whatever the envoys' effort")
@pytest.mark.parametrize("drive", [{}, {"mediation_success": 0.99, "attempt_months": 0.5, "envoy_setup_months": 0.5}])
def test_where_nothing_can_be_gained_together_nobody_agrees(played, drive):
    talked = 0
    for world in played("envoys", assume={**NOTHING_TO_GAIN, **drive}, worlds=600).months():
        assert (world.talks.surplus < 0).all()
        assert not agreed(world.talks.phase).any()
        talked += (world.talks.phase[ENVOY] == TALKS).sum()
    assert talked > 200


@pytest.mark.expert("T24", doc="Agreements are reached and completed only in months in which Z > 0")
def test_every_agreement_is_reached_in_a_month_with_room_for_it(played):
    scene, reached = played("peace", months=60), 0
    before = np.repeat(scene.decided.talks.phase, len(scene.scenario.options), axis=1)
    for world in scene.months():
        phase = world.talks.phase
        new = agreed(phase) & (phase != before)
        assert (world.talks.surplus[new] > 0).all()
        reached, before = reached + new.sum(), phase
    print(f"{reached} agreements reached or completed")
    assert reached >= 20


@pytest.fixture(scope="module")
def broken_promises(played):
    """Relief that flows while no agreement stands (US$ m) and months of acceptance, by option, each (worlds,)."""
    scene, accept = played("roadmap"), MOVES.index("accept")
    paid = accepted = 0.0
    for world in scene.months():
        talks = world.talks
        paid = paid + world.instruments.relief_offer * talks.relief_flowing * ~agreed(talks.phase[ROADMAP])
        accepted = accepted + (world.north_korea.talks[ROADMAP] == accept)
    ids = scene.scenario.option_ids
    return dict(zip(ids, paid, strict=True)), dict(zip(ids, accepted, strict=True))


@pytest.mark.expert("T25", doc="Roadmap with snap-back: lower loss of the sponsors on defection")
def test_relief_that_can_be_taken_back_costs_the_sponsors_less_when_the_deal_breaks(broken_promises, sign_holds):
    paid, _ = broken_promises
    sign_holds(paid["for_good"] - paid["revocable"])


@pytest.mark.expert("T25", doc="Roadmap with snap-back: same or lower acceptance")
def test_relief_that_can_be_taken_back_is_no_more_welcome_in_pyongyang(broken_promises):
    _, accepted = broken_promises
    difference = accepted["revocable"] - accepted["for_good"]
    fewer, more = (difference < 0).sum(), (difference > 0).sum()
    print(f"accepts less often in {fewer}, more often in {more} of {difference.size} pairs")
    assert more <= 0.1 * (more + fewer)


def rights(world):
    """Worth of the fishing rights that are in use, US$ m of the month."""
    return world.instruments.fishing_offer * world.talks.fishing_open


@pytest.mark.expert("T26", doc="Fishing rights alone: below 5 % of the Russian rent")
def test_fishing_rights_are_small_change_beside_what_moscow_pays(pairs):
    fish, _ = pairs("fishing", "fishing", outcome=rights, when=(12, 36))
    rent, _ = pairs("fishing", "fishing", outcome="value_returned", when=(12, 36))
    print(f"rights {fish.mean():.2f}, rent {rent.mean():.1f} US$ m a month; median ratio {np.median(fish / rent):.1%}")
    assert 0 < fish.mean() < 0.05 * rent.mean()


@pytest.mark.expert("T26", doc="Fishing rights alone: dependence on Russia hardly moves")
def test_fishing_rights_alone_hardly_loosen_the_tie_to_moscow(pairs):
    fishing, without = pairs("fishing", "fishing", outcome="dependence", when=(12, 36))
    print(f"dependence on Russia: {(fishing - without).mean():+.4f}")
    assert abs((fishing - without).mean()) < 0.01


REFUSALS = {
    "Moscow": {"moscow_meets": 0, "moscow_meets_in_peace": 0},
    "Beijing": {"beijing_meets": 0, "beijing_unease": 0},
}


@pytest.mark.expert("T27", doc="Six-Party without Russian or Chinese consent: never convenes")
@pytest.mark.parametrize("capital", REFUSALS)
def test_the_six_never_meet_without_consent(played, capital):
    for world in played("six_party", assume=REFUSALS[capital]).months():
        assert (world.talks.phase[SIX_PARTY] == NONE).all()


@pytest.mark.expert("T27", doc="Six-Party: with consent it can convene")
def test_the_six_do_meet_where_both_capitals_consent(played):
    willing = {"moscow_meets": 1, "moscow_depth": 0, "beijing_meets": 1}
    phase = played("six_party", assume=willing).series("conference", lambda world: world.talks.phase[SIX_PARTY])
    met = ((phase != NONE) & (phase != BROKEN)).any(axis=1)
    print(f"the six meet in {met.sum()} of {met.size} worlds")
    assert met.sum() >= 20
