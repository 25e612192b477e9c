"""Terms, inertia and luck reproduce every choice exactly, and the choice told is the choice made."""

from functools import cache

import numpy as np
import pytest
from random_worlds import EVERYTHING, Case, months_of

from model.actors import ACTORS
from model.levers import LEVERS, STATUS_QUO, Commitment, Option
from model.luck import Luck
from model.parameters import draw, load
from model.world import explain

TOLD = (
    STATUS_QUO,
    EVERYTHING,
    Option("talking", "", tuple(Commitment(name, 0.5) for name in LEVERS if LEVERS[name].family == "mediation")),
)


@cache
def picked(evidence):
    """Every move made in a block of seven worlds under each option, as indices (options, worlds)."""
    picks = {}
    for world in months_of(Case(worlds=7, evidence=evidence, options=TOLD), months=12):
        for actor in world.agents:
            for choice in actor.choices:
                pick = getattr(actor, f"pick_{choice.name}")
                picks[world.month - 1, actor.name, choice] = np.broadcast_to(pick, (len(TOLD), 7)).copy()
    return picks


@pytest.fixture(scope="module", params=[(evidence, n) for evidence in ("articles", "record") for n in range(len(TOLD))])
def told(request):
    """Every decision of world 5 under one option, and the moves that world made in a block of seven."""
    evidence, number = request.param
    worlds = np.arange(5, 6)
    entries = explain(draw(load(evidence), 7, worlds), Luck(7, worlds), TOLD[number], 31, 12, evidence=evidence)
    made = picked(evidence).items()
    return entries, {(month, name, c.name): c.moves[pick[number, 5]] for (month, name, c), pick in made}


def test_every_decision_is_told_once(told):
    entries, picks = told
    assert len(entries) == len(picks) == 43 * sum(len(actor.choices) for actor in ACTORS.values())
    assert {(entry.month, entry.actor, entry.choice) for entry in entries} == set(picks)


def test_terms_inertia_and_luck_reproduce_every_choice(told):
    for entry in told[0]:
        moves = tuple(entry.luck)
        weight = {move: sum(term[move] for term in entry.terms.values()) for move in moves}
        score = {move: weight[move] + entry.inertia * (move == entry.last) + entry.luck[move] for move in moves}
        assert max(moves, key=score.get) == entry.move, entry
        others = [move for move in moves if move != entry.move]
        assert entry.rejected == max(others, key=score.get)


def test_the_choice_told_is_the_choice_made(told):
    entries, picks = told
    assert {(entry.month, entry.actor, entry.choice): entry.move for entry in entries} == picks


def test_a_choice_by_luck_is_one_that_reasons_alone_would_not_have_made(told):
    for entry in told[0]:
        reasons = {
            move: sum(term[move] for term in entry.terms.values()) + entry.inertia * (move == entry.last)
            for move in entry.luck
        }
        others = max(reasons[move] for move in reasons if move != entry.move)
        assert entry.by_luck == (reasons[entry.move] < others)
        assert entry.because in (*entry.terms, "inertia", "luck")


def test_an_order_from_outside_is_told_as_one():
    worlds, option = np.arange(5, 6), STATUS_QUO
    events = {33: ("china_tightens",)}
    entries = explain(draw(load(), 7, worlds), Luck(7, worlds), option, 31, 12, events)
    moves = [e.move for e in entries if (e.actor, e.choice) == ("china", "enforcement") and e.month >= 33]
    assert set(moves) == {"tight"}


def test_only_one_world_at_a_time_can_be_told():
    with pytest.raises(ValueError, match="one world at a time, not 2"):
        explain(draw(load(), 7, np.arange(2)), Luck(7, np.arange(2)), STATUS_QUO, 3, 2)
