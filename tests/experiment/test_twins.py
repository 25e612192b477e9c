"""Twins share world and luck: what differs between them, the lever made; and one that does nothing never parts them."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from model.analysis.stories.twin_telling import twin_story
from model.experiment import run
from model.experiment.designs.chronicle import Happening, chronicles, chronicles_of
from model.experiment.designs.twins import (
    COSTS,
    Twins,
    differing_decisions,
    differing_events,
    drifting,
    opposite,
    parting,
    twins,
    without,
)
from model.experiment.replay import scenario_of, told
from model.experiment.store import STORED
from model.levers import LEVERS, STATUS_QUO, Commitment, Option
from model.luck import Luck
from model.parameters import draw, load
from model.world import World

PLACEBO = {**LEVERS, "purl": replace(LEVERS["purl"], effect=lambda level, settings, p, instruments: instruments)}
PACKAGE = Option(
    "package", "A package", (Commitment("air_patrols", "high"), Commitment("purl", "high", start=1.0)), 0.5
)


@pytest.fixture(scope="module")
def done(tiny, tmp_path_factory):
    """Thirty worlds under a package for eight months."""
    study = tiny.replace(options=(PACKAGE, tiny.options[1]), worlds=30, months=8)
    return run(study, tmp_path_factory.mktemp("runs") / "twins")


@cache
def pair_of(world: int, lever: str = "purl") -> Twins:
    """Twins of a world with a short past, with and without a lever of the package."""
    numbers = np.array([world])
    options = (PACKAGE, without(PACKAGE, lever))
    own, other = chronicles(draw(load(), 7, numbers), Luck(7, numbers), options, 2, 7)
    return Twins(world, own, other, lever)


@pytest.mark.parametrize("world", [0, 17])
def test_a_placebo_never_parts_twins(done, world):
    pair = twins(done, world, "package", "purl", levers=PLACEBO)
    assert (pair.own.levers["purl"] > 0).any() and "purl" not in pair.other.levers
    assert (pair.own.outcomes["policy_money"] != pair.other.outcomes["policy_money"]).any()
    assert parting(pair) is None and drifting(pair) == {} and differing_decisions(pair) == []
    said = twin_story(pair)
    assert (
        said.sentence == "The lever “Seoul's part in PURL” changes nothing in this world but what the coalition pays."
    )
    assert (said.parts_in, said.drifts_from, said.lines, said.differing) == ("", "", (), 0)


@pytest.mark.parametrize("world", range(6))
def test_twins_are_one_history_until_the_lever_works(world):
    pair = pair_of(world)
    works = pair.own.decision_month + int(np.argmax(pair.own.levers["purl"] > 0))
    assert pair.own.levers["purl"].any() and works > pair.own.decision_month
    for month in [parting(pair), *drifting(pair).values()]:
        assert month is None or month >= works
    for name, own in pair.own.outcomes.items():
        assert np.array_equal(own[:works], pair.other.outcomes[name][:works])


def test_the_same_luck_falls_on_both():
    for world in range(6):
        pair = pair_of(world)
        assert all(a.luck == b.luck for a, b in zip(pair.own.decisions, pair.other.decisions, strict=True))


def test_the_month_of_parting_is_that_of_the_first_planted_difference():
    pair = pair_of(3)
    same = replace(pair, other=replace(pair.own, option=STATUS_QUO))
    assert parting(same) is None
    decisions = list(pair.own.decisions)
    place = next(n for n, t in enumerate(decisions) if (t.month, t.actor, t.choice) == (7, "russia", "troops"))
    moves = [move for move in decisions[place].luck if move != decisions[place].move]
    decisions[place] = replace(decisions[place], move=moves[0])
    turned = replace(same, other=replace(pair.own, decisions=tuple(decisions)))
    assert parting(turned) == 7
    assert [own.choice for own, _ in differing_decisions(turned)] == ["troops"]
    incident = Happening(5, "severe_incident", "", 0.0, 1.0)
    happened = replace(turned, own=replace(pair.own, happenings=(*pair.own.happenings, incident)))
    assert parting(happened) == 5
    assert differing_events(happened) == [(True, incident)]
    assert twin_story(happened).parts_in == "2024-02"


def test_costs_are_no_history_of_their_own():
    pair = pair_of(3)
    dear = {**pair.own.outcomes, **{name: pair.own.outcomes[name] + 1.0 for name in COSTS}}
    assert drifting(Twins(3, pair.own, replace(pair.own, outcomes=dear))) == {}


def test_a_lever_that_comes_too_late_is_said_never_to_work(done):
    late = replace(PACKAGE, commitments=(PACKAGE.commitments[0], Commitment("purl", "high", start=40.0)))
    own, other = chronicles_of(done, 4, (late, without(late, "purl")))
    said = twin_story(Twins(4, own, other, "purl")).sentence
    assert said == "The lever “Seoul's part in PURL” never comes to work in this world within the months played."


@pytest.mark.parametrize(("world", "option"), [(0, "package"), (29, "status_quo")])
def test_a_chronicle_tells_the_decisions_and_outcomes_that_are_stored(done, world, option):
    chosen = next(o for o in scenario_of(done.manifest).options if o.id == option)
    (chronicle,) = chronicles_of(done, world, (chosen,))
    assert list(chronicle.decisions) == told(done, world, option)
    for name in ("tension", "containers_delivered", "severe_incidents", "policy_money"):
        kept = done.array(name).sel(option=option, world=world).values
        assert chronicle.outcomes[name][2:].astype(STORED).tolist() == kept.tolist()


def test_events_are_the_steps_of_what_is_stored():
    for world in range(6):
        own = pair_of(world).own
        for kind, outcome in (
            ("test_intercontinental", "tests_intercontinental"),
            ("test_hypersonic", "tests_hypersonic"),
        ):
            counted = {h.month: h.now for h in own.happenings if h.kind == kind}
            assert counted == {month: n for month, n in enumerate(own.outcomes[outcome]) if n}
        incidents = sum(h.now for h in own.happenings if h.kind == "severe_incident")
        assert incidents == own.outcomes["severe_incidents"][-1]
        answers = sum(h.kind == "answer_cyber" for h in own.happenings)
        assert answers == own.outcomes["retaliation_cyber"][-1]


def test_a_world_continued_with_another_luck_shares_its_past_only():
    numbers = np.array([5])
    plain, other = (
        chronicles(draw(load(), 7, numbers), Luck(7, numbers), (PACKAGE,), 3, 4, continued=luck)[0] for luck in (0, 1)
    )
    tension = plain.outcomes["tension"], other.outcomes["tension"]
    assert np.array_equal(tension[0][:3], tension[1][:3]) and not np.array_equal(*tension)
    world = World(draw(load(), 7, numbers), Luck(7, numbers), 3)
    for _ in range(3):
        world.step()
    world.select(np.array([0]), 1)
    branch = world.branched((PACKAGE,))
    for _ in range(4):
        branch.step()
    assert other.outcomes["soldiers_sent"][-1] == branch.manpower.sent[0, 0]
    world.close(), branch.close()


def test_an_option_keeps_its_coordination_without_a_lever():
    rest = without(PACKAGE, "purl")
    assert rest.coordination == 0.5 and [c.lever for c in rest.commitments] == ["air_patrols"]


def test_an_option_is_set_against_its_own_lever_or_another_option():
    options = {"status_quo": STATUS_QUO, "package": PACKAGE}
    assert opposite(PACKAGE, "purl", options)[1] == "purl"
    assert opposite(PACKAGE, "status_quo", options) == (STATUS_QUO, "")
    with pytest.raises(ValueError, match=r"no lever 'air_patrol' in option 'package'.*did you mean 'air_patrols'\?"):
        opposite(PACKAGE, "air_patrol", options)
    with pytest.raises(ValueError, match="it has no levers"):
        opposite(STATUS_QUO, "purl", options)


def test_only_one_world_at_a_time_is_told():
    with pytest.raises(ValueError, match="one world at a time, not 2"):
        chronicles(draw(load(), 7, np.arange(2)), Luck(7, np.arange(2)), (STATUS_QUO,), 3, 2)
