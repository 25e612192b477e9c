"""T15 to T17: patrols that deter and alarm, dialogue beside them, and what Moscow answers when Seoul joins PURL."""

import pytest

ACT = {"onset_purl": 2}  # Seoul joins in the third month; Moscow answers in the fourth


@pytest.mark.expert("T15", doc="L10 patrols ×2: tempo")
def test_the_lever_doubles_the_usual_patrols(pairs):
    twice, usual = pairs("patrols", "patrols", outcome=lambda world: world.tension.patrols, when=(3, 36))
    print(f"patrols a month: {usual.mean():.2f} without, {twice.mean():.2f} with")
    assert 1.7 < twice.mean() / usual.mean() < 2.4


@pytest.mark.expert("T15", doc="L10 patrols ×2: lethal provocations fall")
def test_patrols_make_lethal_acts_rarer(pairs, sign_holds):
    twice, usual = pairs("patrols", "patrols", outcome="severe_incidents", when="end")
    sign_holds(usual - twice)


@pytest.mark.expert("T15", doc="L10 patrols ×2: tension rises or stays, allies are reassured")
@pytest.mark.parametrize("outcome", ["tension", "reassurance", "deterrence"])
def test_patrols_reassure_allies_and_alarm_the_north(pairs, sign_holds, outcome):
    twice, usual = pairs("patrols", "patrols", outcome=outcome, when=(3, 36))
    sign_holds(twice - usual)


@pytest.mark.expert("T16", doc="L10 with L18 and L20 against L10 alone: lower tension")
def test_dialogue_and_measured_answers_take_the_edge_off_patrols(pairs, sign_holds):
    beside, alone = pairs("patrols", "with_dialogue", "patrols", outcome="tension", when=(3, 36))
    sign_holds(alone - beside)


@pytest.mark.expert("T17", doc="PURL: P(verbal, cyber, material answer) increases from none over non-lethal to lethal")
@pytest.mark.parametrize("kind", ["verbal", "cyber", "material"])
@pytest.mark.parametrize(("more", "less"), [("non_lethal", "status_quo"), ("lethal", "non_lethal")])
def test_the_more_lethal_the_aid_the_likelier_moscow_answers(pairs, sign_holds, kind, more, less):
    graver, milder = pairs("purl", more, less, outcome=f"retaliation_{kind}", when=4, assume=ACT)
    sign_holds(graver - milder)


@pytest.mark.expert("T17", doc="Hardening (L24) lowers the damage of retaliation")
def test_hardened_networks_suffer_less(pairs, sign_holds):
    hardened, bare = pairs("purl", "hardened", "lethal", outcome="retaliation_damage")
    sign_holds(bare - hardened)


@pytest.mark.expert("T17", doc="… and not its probability")
@pytest.mark.parametrize("kind", ["verbal", "cyber", "material"])
def test_hardened_networks_are_attacked_as_often(pairs, kind):
    hardened, bare = pairs("purl", "hardened", "lethal", outcome=f"retaliation_{kind}", when="end")
    change = hardened.mean() / bare.mean() - 1
    print(f"change of {kind} answers: {change:+.2%}")
    assert abs(change) < 0.02
