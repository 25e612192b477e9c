"""Every line of a story names a rule of the model and evidence that exists."""

import importlib
from dataclasses import replace

import pytest

from model.actors import ACTORS
from model.analysis.stories.behind import CHANCES, CHOICES, UNNAMED, behind, ids_in, unnamed_event
from model.analysis.stories.telling import Dated, event_line
from model.analysis.stories.timeline import ALWAYS, ONCE, Repeated
from model.evidence import load
from model.experiment.designs.chronicle import Chronicle, Happening
from model.levers import LEVERS, STATUS_QUO
from model.parameters import load as parameters
from model.world import EVENTS

TURN = Dated("2026-07", "Russia asks for more shells.", "turn", "russia", "shells", "need", "model.actors.russia")
KNOWN = {*load().mechanisms, *load().claims, *load().figures, *parameters()}


def exists(name: str) -> bool:
    """Whether an id is that of a mechanism, claim, figure, parameter or passage."""
    return name in KNOWN or ".P" in name


def test_a_decision_rests_on_its_actor_and_on_the_mechanism_of_its_choice():
    assert behind(TURN).rule == "model.actors.russia"
    assert behind(TURN).evidence == ("M33",)


@pytest.mark.parametrize("actor", ACTORS)
def test_every_choice_of_every_actor_has_evidence(actor):
    for choice in ACTORS[actor].choices:
        found = behind(replace(TURN, actor=actor, choice=choice.name))
        assert all(map(exists, found.evidence)), choice.name
        importlib.import_module(found.rule)


def test_no_choice_is_named_that_no_actor_has():
    assert set(CHOICES) == {(name, choice.name) for name, actor in ACTORS.items() for choice in actor.choices}


def test_every_kind_of_event_by_chance_has_a_rule_and_evidence():
    by_chance = {kind for kind in (*ALWAYS, *ONCE)} - {"event", "deal", "talks_open"}
    assert by_chance == set(CHANCES)
    for kind in by_chance:
        found = behind(Dated("2026-07", "It happens, by chance.", kind, cause="luck"))
        assert all(map(exists, found.evidence))
        importlib.import_module(found.rule)


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_event_of_a_scenario_has_evidence(event):
    line = Dated("2026-07", f"{event.means}, as the scenario has it.", "event", cause="event", source=event.source)
    found = behind(line)
    assert found.rule == "model.world.events" and found.evidence
    assert all(map(exists, found.evidence))


def test_events_without_a_passage_are_just_those_that_are_named():
    assert {event.id for event in EVENTS.values() if not ids_in(event.source)} == set(UNNAMED)
    assert [unnamed_event(EVENTS[name].means) for name in UNNAMED] == list(UNNAMED.values())


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_every_lever_leads_to_its_claims(lever):
    found = behind(Dated("2026-07", "It begins.", "lever", cause="lever", source=", ".join(lever.claims)))
    assert found.rule == "model.levers" and found.evidence
    assert all(name in KNOWN for name in found.evidence)


def test_all_levers_together_rest_on_what_is_said_of_all_measures_in_concert():
    assert behind(Dated("2026-09", "From now on all levers work in full.", "lever", cause="lever")).evidence == ("M32",)


def test_a_cease_fire_that_ends_rests_on_its_relapse():
    ended = Happening(12, "ceasefire", "", 1.0, 0.0)
    chronicle = Chronicle(STATUS_QUO, 10, (), (ended,), {}, {})
    assert behind(event_line(chronicle, "2024-09", Repeated(ended, "ceasefire", 1, 12))).evidence == (
        "ceasefire_relapse",
    )


def test_ids_are_read_in_their_order_and_once():
    assert ids_in("B.P35, L21, T11, A-F13; L21; record §2.3") == ("B.P35", "L21", "A-F13")
