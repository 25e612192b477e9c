"""T07 to T09: what the Security Council and its monitors can do, with the veto and without it."""

import numpy as np
import pytest

from model.actors.security_council import resolution

NO_VETO = {"veto_power": 0}


def missile_tests(world):
    """Tests of every class in the month."""
    return world.missiles.all_tests()


@pytest.mark.expert("T07", doc="L01 alone, vetoes on: change of shipments and tests below 2 %")
@pytest.mark.parametrize("outcome", ["containers_monthly", missile_tests])
def test_condemning_deployments_changes_neither_shipments_nor_tests(pairs, outcome):
    with_drafts, without = pairs("council", "council", outcome=outcome)
    change = (with_drafts - without).mean() / without.mean()
    print(f"change of the mean: {change:+.2%}")
    assert abs(change) < 0.02


@pytest.mark.expert("T07", doc="L01 alone, vetoes on: sign of tension ≥ 0")
def test_condemning_deployments_does_not_calm_the_peninsula(pairs, sign_holds):
    with_drafts, without = pairs("council", "council", outcome="tension")
    sign_holds(with_drafts - without)


@pytest.mark.expert("T08", doc="A text is adopted iff yes ≥ 9 where nobody may veto; a permanent no defeats it else")
@pytest.mark.parametrize("yes", range(16))
def test_nine_votes_adopt_a_text_unless_a_permanent_member_says_no(yes):
    adopted, vetoed = resolution(np.array([yes, yes]), np.array([0, 1]), np.array([9, 9]))
    assert adopted.tolist() == [float(yes >= 9), 0.0]
    assert vetoed.tolist() == [0.0, float(yes >= 9)]


def western_and_elected(world):
    """Yes votes of the month apart from Moscow's and Beijing's."""
    p, spread = world.p, 2 * world.luck.uniform("security_council/others", world.month - 1) - 1
    return 3 + np.clip(np.round(10 * p.elected_yes + p.elected_spread * spread), 0, 10)


def yes_of_the_undecided(world):
    """Yes votes of Moscow and Beijing as they stand after the month; the Council counts them in the next."""
    return world.russia.chose("vote", "yes") + world.china.chose("vote", "yes")


@pytest.mark.expert("T08", doc="Without vetoes every tabled text of the assembled world is adopted iff yes ≥ 9")
def test_without_vetoes_votes_alone_decide_in_the_assembled_world(played):
    divided = {**NO_VETO, "elected_yes": {"uniform": [0.3, 0.9]}}
    scene = played("council", assume=divided, worlds=300)
    standing, adopted, tabled = yes_of_the_undecided(scene.decided), 0, 0
    for world in scene.months():
        council = world.security_council
        enough = western_and_elected(world) + standing >= 9
        np.testing.assert_array_equal(council.adopted, council.condemned * enough)
        assert not council.vetoed.any()
        standing, adopted, tabled = yes_of_the_undecided(world), adopted + council.adopted, tabled + council.condemned
    print(f"{adopted.sum():.0f} of {tabled.sum():.0f} texts adopted")
    assert 20 < adopted.sum() < tabled.sum() - 20


@pytest.mark.expert("T08", doc="The effect of L01 is larger without vetoes than with them")
@pytest.mark.parametrize("outcome", ["resolutions", "growth", lambda world: world.economy.pressure])
def test_a_council_without_vetoes_matters_more(pairs, sign_holds, outcome):
    free, free_without = pairs("council", "council", outcome=outcome, assume=NO_VETO)
    bound, bound_without = pairs("council", "council", outcome=outcome)
    sign_holds(abs(free - free_without) - abs(bound - bound_without))


@pytest.mark.expert("T09", doc="Record set: L07 as 'strengthen the Panel' under a Russian veto has no effect")
@pytest.mark.parametrize("outcome", ["stolen_frozen", "stolen_spent", "crypto_share"])
def test_a_panel_that_moscow_vetoed_traces_nothing(pairs, outcome):
    panel, without = pairs("tracing", "tracing", outcome=outcome, when="end", assume={"tracing_mandate": 0})
    np.testing.assert_array_equal(panel, without)


@pytest.mark.expert("T09", doc="Record set: L07 as the eleven-state team gives some effect, though less than a mandate")
def test_the_team_that_took_its_place_traces_some(pairs, sign_holds):
    team, without = pairs("tracing", "tracing", outcome="stolen_frozen", when="end")
    full, _ = pairs("tracing", "tracing", outcome="stolen_frozen", when="end", assume={"tracing_mandate": 1})
    sign_holds(team - without)
    sign_holds(full - team)
