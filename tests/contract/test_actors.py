"""What every actor owes: it observes, decides and acts without touching anyone, by whatever theory it decides."""

import numpy as np
import pytest
from random_worlds import EVERYTHING, Case, months_of

from model.actors import ACTORS, Logit
from model.actors.view import SIGNALS, signals_of
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, play

BOTH = (STATUS_QUO, EVERYTHING)
EVERY_ACTOR = pytest.mark.parametrize("name", ACTORS)
CASE = Case(worlds=30, decision_month=8, options=BOTH)


def arrays(thing, without=()):
    """Every array of a system or actor, as bytes, by name; lists of actors' intentions are taken apart."""
    held = {key: value for key, value in vars(thing).items() if key not in without}
    nested = {f"{key}.{name}": x for key, value in held.items() if isinstance(value, dict) for name, x in value.items()}
    return {key: value.tobytes() for key, value in {**held, **nested}.items() if isinstance(value, np.ndarray)}


def bystanders(world, actor):
    """The state of all systems and of all actors but one, and the signals that all perceive."""
    found = {name: arrays(system) for name, system in world.systems.items()}
    found.update({other.name: arrays(other, ("masks",)) for other in world.agents if other is not actor})
    found["signals"] = world.signals.tobytes()
    return found


@pytest.fixture(scope="module")
def begun():
    """A world in the tenth month, its signals read: everybody is about to observe."""
    for world in months_of(CASE, months=2):
        if world.month == 9:
            world.signals = signals_of(world)
            yield world
            return


def test_thirteen_actors_decide():
    assert len(ACTORS) == 13
    assert all(name == actor.name for name, actor in ACTORS.items())


@EVERY_ACTOR
def test_an_actor_states_its_rule_and_watches_what_can_be_seen(name):
    actor = ACTORS[name]
    assert "Rule:" in actor.__doc__
    assert set(actor.watches) <= set(SIGNALS)
    for choice in actor.choices:
        assert len(set(choice.moves)) == len(choice.moves) >= 2


@EVERY_ACTOR
@pytest.mark.parametrize("deed", ("observe", "decide", "act"))
def test_what_an_actor_does_touches_no_one_else(begun, name, deed):
    actor = getattr(begun, name)
    for earlier in ("observe", "decide", "act"):
        before = bystanders(begun, actor)
        getattr(actor, earlier)()
        assert bystanders(begun, actor) == before
        if earlier == deed:
            break


@EVERY_ACTOR
def test_deciding_changes_intentions_and_nothing_that_others_can_see(begun, name):
    actor = getattr(begun, name)
    actor.observe()
    before = arrays(actor, ("masks", "intentions", "expectations", "meant"))
    actor.decide()
    assert arrays(actor, ("masks", "intentions", "expectations", "meant")) == before
    actor.act()


def test_every_move_is_one_of_those_open():
    for world in months_of(Case(worlds=30, options=BOTH), months=6):
        for actor in world.agents:
            for choice in actor.choices:
                pick = getattr(actor, f"pick_{choice.name}")
                assert pick.shape == world.shape
                assert pick.min() >= 0 and pick.max() < len(choice.moves)
                assert (sum(actor.chose(choice.name, move) for move in choice.moves) == 1).all()


def played(worlds=40, evidence="articles", **parts):
    """Outcomes of a block under the status quo and with every lever on."""
    numbers = np.arange(worlds)
    return play(draw(load(evidence), 7, numbers), Luck(7, numbers), BOTH, 12, 12, evidence=evidence, **parts)


@pytest.mark.parametrize("evidence", ("articles", "record"))
@pytest.mark.parametrize("order", ("backwards", "shuffled", "shuffled again"))
def test_the_order_of_the_actors_changes_no_bit(evidence, order):
    names = list(ACTORS)[::-1]
    if order != "backwards":
        np.random.default_rng(len(order)).shuffle(names)
    plain, other = played(evidence=evidence), played(evidence=evidence, actors={name: ACTORS[name] for name in names})
    for name in OUTCOMES:
        assert plain.history[name].tobytes() == other.history[name].tobytes(), name
        assert plain.future[name].tobytes() == other.future[name].tobytes(), name


class Habit(Logit):
    """A rival theory: everybody repeats last month's move."""

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        return last, expected


class Last(Logit):
    """A rival theory: everybody takes the last move on the list."""

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        return np.full(last.shape, len(utilities) - 1, dtype=np.int8), expected


def test_under_a_theory_of_habit_nobody_ever_moves():
    for world in months_of(CASE, months=6, theory=Habit()):
        for actor in world.agents:
            for choice in actor.choices:
                assert (getattr(actor, f"pick_{choice.name}") == choice.index(choice.usual)).all()


def test_a_replaced_theory_decides_every_choice():
    for world in months_of(CASE, months=3, theory=Last()):
        for actor in world.agents:
            assert all(actor.chose(choice.name, choice.moves[-1]).all() for choice in actor.choices)


def test_an_actor_of_ones_own_takes_the_place_of_a_shipped_one():
    class Hermit(ACTORS["north_korea"]):
        """Ships nothing and sends nobody. Rule: none."""

        def act(self):
            super().act()
            self.troop_effort = 0.0 * self.troop_effort

    mine = played(actors={**ACTORS, "north_korea": Hermit})
    assert (mine.history["troops_rotated"] == 0).all()
    assert (played().history["troops_rotated"] > 0).any()
