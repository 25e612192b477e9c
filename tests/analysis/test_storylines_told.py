"""A world's story: the same words every time, causes as recorded, no word that promises, thinned by a stated rule."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from model.actors import ACTORS
from model.analysis.stories.phrases import ACTOR_NAMES, acting, acts, lever_name
from model.analysis.stories.reasons import HABIT, LUCK, cause_of, term_words, tipped_by, weights
from model.analysis.stories.telling import decision_words, story
from model.analysis.stories.timeline import ACTS_ON, LASTING, MOST, MOST_HAPPENINGS, Turn, month_of, timeline, turns
from model.analysis.stories.twin_telling import twin_story
from model.analysis.wording import banned_words
from model.evidence import month_index
from model.experiment.designs.chronicle import Chronicle, Happening, chronicles
from model.experiment.designs.twins import Twins
from model.levers import LEVERS, STATUS_QUO, Commitment, Option
from model.luck import Luck
from model.parameters import draw, load
from model.world import EVENTS, OUTCOMES, Told, explain

SCALES = dict.fromkeys(OUTCOMES, 1.0)
SOME = Option("some", "Some", tuple(Commitment(name, "high") for name in list(LEVERS)[::2]))


@cache
def lived(world: int) -> tuple[Chronicle, ...]:
    """One world under a package and the status quo: a short past, and six months."""
    numbers = np.array([world])
    events = {4: ("ceasefire_in_ukraine",)} if world % 2 else None
    return chronicles(draw(load(), 7, numbers), Luck(7, numbers), (SOME, STATUS_QUO), 1, 6, events)


def decided(
    move: str = "cut",
    rejected: str = "hold",
    last: str = "hold",
    terms: dict | None = None,
    luck: dict | None = None,
    **more,
) -> Told:
    """A decision on shipments, made by the reasons unless luck is given."""
    terms = terms or {"exposure": {"cut": 1.0, "hold": 0.0, "raise": -1.0}}
    luck = luck or {"cut": 0.0, "hold": 0.0, "raise": 0.0}
    told = Told(10, "north_korea", "shipments", move, rejected, last, terms, 0.0, luck, False, "exposure")
    return replace(told, **more)


def planted(decisions: list[Told], happenings: tuple = (), levers: dict | None = None, **series) -> Chronicle:
    """Twenty-four months of which the first ten are past."""
    flat = {name: np.asarray(series.get(name, np.zeros(24)), float) for name in OUTCOMES}
    return Chronicle(STATUS_QUO, 10, tuple(decisions), tuple(happenings), flat, levers or {})


def months_of(moves: str) -> list[Told]:
    """Shipments month by month, c for cut, h for hold and r for raise; the months end with the 24th."""
    names = {"c": "cut", "h": "hold", "r": "raise"}
    told, last = [], "hold"
    for place, move in enumerate(moves):
        rejected = "hold" if move != "h" else "raise"
        told.append(decided(names[move], rejected, last, month=24 - len(moves) + place))
        last = names[move]
    return told


def test_every_move_of_every_actor_has_words_without_promises():
    said = [
        phrase(name, choice.name, move)
        for name, actor in ACTORS.items()
        for choice in actor.choices
        for move in choice.moves
        for phrase in (acts, acting)
    ]
    assert len(said) > 200 and all(said)
    assert not banned_words(" ".join([*said, *ACTOR_NAMES.values(), *map(lever_name, LEVERS)]))
    assert {(name, choice.name) for name, actor in ACTORS.items() for choice in actor.choices} > set(ACTS_ON)


def test_every_term_that_can_decide_has_words_without_promises():
    numbers = np.array([5])
    told = explain(draw(load(), 7, numbers), Luck(7, numbers), STATUS_QUO, 1, 1)
    said = [term_words(t.actor, t.choice, term) for t in told for term in (*t.terms, HABIT)]
    assert len(said) > 100 and not banned_words(" ".join(said))


@pytest.mark.parametrize("world", range(20))
def test_a_story_is_the_same_twice_thinned_in_order_and_free_of_promises(world):
    own, quo = lived(world)
    lines = story(own, SCALES)
    assert lines == story(own, SCALES)
    assert len(lines) <= MOST
    assert [line.month for line in lines] == sorted(line.month for line in lines)
    assert all(own.decision_month <= month_index(line.month) <= own.last_month for line in lines)
    twins = twin_story(Twins(world, own, quo))
    text = " ".join(
        [*(line.what for line in lines), twins.sentence, *(f"{x.own} {x.other} {x.why}" for x in twins.lines)]
    )
    assert not banned_words(text) and " nan" not in text and "{" not in text and "_" not in text


@pytest.mark.parametrize("world", range(6))
def test_causes_are_those_of_the_recorded_terms(world):
    for told in lived(world)[0].decisions:
        cause = cause_of(told)
        assert cause.by_luck == told.by_luck
        if not told.by_luck and told.actor != "six_party":
            assert cause.term == (HABIT if told.because == "inertia" else told.because)
        if told.by_luck:
            assert cause.leaning != told.move
            assert sum(weights(told, cause.leaning).values()) > sum(weights(told, told.move).values())
        assert ("luck decided" in decision_words(told)) == told.by_luck


@pytest.mark.parametrize("world", range(6))
def test_what_tips_a_decision_is_a_term_that_moved_towards_it(world):
    own, quo = lived(world)
    for one, other in zip(own.decisions, quo.decisions, strict=True):
        assert one.luck == other.luck
        if one.move != other.move:
            assert tipped_by(one, other).gain > 0


def test_the_term_that_weighed_most_is_named_with_its_side():
    terms = {
        "income": {"cut": -1.0, "hold": 0.0, "raise": 1.0},
        "exposure": {"cut": 2.5, "hold": 0.0, "raise": -2.5},
    }
    assert cause_of(decided(terms=terms)).gain == pytest.approx(2.5)
    said = decision_words(decided(terms=terms))
    assert said == (
        "North Korea cuts its arms shipments rather than holding them steady; the risk of being seen spoke most for it."
    )
    against = {"bargain": {"cut": 0.0, "hold": -0.5, "raise": -3.0}}
    assert decision_words(decided(terms=against)).endswith(
        "what a halt is worth in the talks spoke most against the latter."
    )


def test_where_luck_decides_the_story_says_what_the_reasons_leaned_to():
    told = decided("raise", luck={"cut": 0.0, "hold": 0.0, "raise": 4.0}, by_luck=True)
    assert cause_of(told).term == LUCK
    assert decision_words(told) == (
        "North Korea raises its arms shipments; luck decided, as its reasons leaned to cutting them."
    )


def test_only_turns_that_last_and_move_their_outcome_the_way_they_push_have_weight():
    shipped = [100.0] * 14 + [40.0] * 5 + [60.0] * 5
    chronicle = planted(months_of("hhhhcccccrrrrr"), containers_monthly=shipped)
    first, second = turns(chronicle, {"containers_monthly": 120.0})
    assert (first.told.month, first.months, first.before, first.after) == (14, 5, 100.0, 40.0)
    assert first.weight == pytest.approx(0.5)
    assert second.after == 60.0 and second.weight == pytest.approx((60 - (100 + 5 * 40) / 6) / 120)
    upwards = planted(months_of("hhhhcccccccccc"), containers_monthly=[40.0] * 14 + [100.0] * 10)
    assert [turn.weight for turn in turns(upwards, {"containers_monthly": 120.0})] == [0.0]
    swings = planted(months_of("hhhhcchhhcccrr"), containers_monthly=shipped)
    assert LASTING == 4 and turns(swings, {"containers_monthly": 120.0}) == []


def test_a_choice_beneath_the_floor_of_a_lever_at_work_is_not_told():
    drills = [replace(t, actor="south_korea", choice="drills") for t in months_of("hhhhcccccrrrrr")]
    assert len(turns(planted(drills), {})) == 2
    at_work = {"measured_security": np.array([0.0] * 6 + [1.0] * 8)}
    assert [turn.told.month for turn in turns(planted(drills, levers=at_work), {})] == [14]


def test_repeated_events_are_told_once_and_deals_always():
    tests = [Happening(month, "test_intercontinental", "", 0.0, 1.0) for month in (11, 13, 19)]
    deals = [Happening(12, "talks", "envoy", 1.0, 2.0), Happening(18, "talks", "envoy", 2.0, 4.0)]
    told = timeline(planted([], (*tests, *deals)), {})
    assert [(item.kind, month_of(item), item.count) for item in told] == [
        ("test_intercontinental", 11, 3),
        ("deal", 12, 1),
        ("deal", 18, 1),
    ]


def test_however_much_happens_a_story_keeps_room_for_decisions():
    noise = [Happening(month, "ceasefire", "", 0.0, 1.0) for month in range(10, 24)]
    shipped = [100.0] * 14 + [40.0] * 10
    told = timeline(planted(months_of("hhhhcccccccccc"), tuple(noise), containers_monthly=shipped), SCALES)
    assert sum(isinstance(item, Turn) for item in told) == 1
    assert len(told) == MOST_HAPPENINGS + 1


def test_a_dated_event_is_told_as_what_the_scenario_has():
    lines = story(lived(1)[0], SCALES)
    assert (event := next(line for line in lines if line.kind == "event")).month == "2024-01"
    assert event.what == "A cease-fire in Ukraine begins, as the scenario has it."
    assert event.source == EVENTS["ceasefire_in_ukraine"].source
    assert not any(line.kind == "ceasefire" and line.month == "2024-01" for line in lines)
