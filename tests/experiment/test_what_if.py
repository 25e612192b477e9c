"""Worlds played again from their decision with assumptions moved: nothing else about them changes."""

from types import SimpleNamespace

import numpy as np
import pytest

from model.experiment import Scenario, lever_alone, run
from model.experiment.designs.remembered import remembered
from model.experiment.designs.what_if import WhatIf, at_decision, chosen_worlds, level, quantiles, value_at
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import Distribution, draw, load
from model.world import future, past

OPTIONS = ("status_quo", "air_patrols", "purl")
OUTCOMES = ("tension", "containers_delivered", "displacement")


@pytest.fixture(scope="module")
def small() -> Scenario:
    """Three options in 40 worlds for four months, decided in December 2023."""
    options = (STATUS_QUO, *(lever_alone(name) for name in OPTIONS[1:]))
    return Scenario("A small study", options, decision_month="2023-12", months=4, worlds=40, seed=11, histories="prior")


@pytest.fixture(scope="module")
def played(small, tmp_path_factory):
    """Its results."""
    return run(small, tmp_path_factory.mktemp("small") / "run")


@pytest.fixture(scope="module")
def worlds(played):
    """Its worlds at the decision."""
    opened = WhatIf(played)
    yield opened
    opened.close()


@pytest.mark.parametrize("when", ["2024-03", "mean"])
def test_a_move_of_nothing_gives_what_is_stored_bit_for_bit(played, worlds, when):
    again = worlds.play([{}, {}], OPTIONS, OUTCOMES, when)
    stored = played.per_world((when,), OUTCOMES)
    for name in OUTCOMES:
        for values in again[name]:
            assert np.array_equal(values, stored[name].values[..., 0])


def test_worlds_that_share_a_history_are_played_again_each_with_its_own_luck(small, tmp_path):
    results = run(small.replace(histories="conditioned", lucks=2), tmp_path / "run")
    opened = WhatIf(results, 30)
    again = opened.play([{}], OPTIONS, OUTCOMES)
    stored = results.per_world(("mean",), OUTCOMES)
    assert np.unique(opened.histories).size == 20 and opened.worlds.size == 30
    assert all(np.array_equal(again[name][0], stored[name].values[:, opened.worlds, 0]) for name in OUTCOMES)


def test_every_parameter_moved_to_each_worlds_own_quantile_changes_nothing(small, worlds):
    own = quantiles(small, worlds.histories)
    move = dict(zip(load(small.evidence), own, strict=True))
    there, here = (worlds.play([moves], OPTIONS, OUTCOMES) for moves in (move, {}))
    assert all(np.array_equal(there[name], here[name]) for name in OUTCOMES)


def test_a_move_does_not_depend_on_the_moves_beside_it(worlds):
    moves = [{"precision_russia": 0.9}, {"leakage": 0.1, "tension_decay": 0.8}, {"leakage": 0.7}]
    together = worlds.play(moves, OPTIONS[:2], OUTCOMES)
    for number, move in enumerate(moves):
        alone = worlds.play([move], OPTIONS[:2], OUTCOMES)
        assert all(np.array_equal(together[name][number], alone[name][0]) for name in OUTCOMES)


def test_what_counts_only_after_the_decision_is_the_same_as_if_it_had_been_assumed(small, worlds, tmp_path):
    fixed = Distribution("fixed", (float(value_at(small, "onset_air_patrols", 0.8)),))
    assumed = run(small.replace(assume={"onset_air_patrols": fixed}), tmp_path).per_world(("mean",), OUTCOMES)
    moved = worlds.play([{"onset_air_patrols": 0.8}], OPTIONS, OUTCOMES)
    assert all(np.array_equal(moved[name][0], assumed[name].values[..., 0]) for name in OUTCOMES)


def test_a_habit_is_moved_where_the_actor_keeps_it(small, worlds):
    given = draw(load(small.evidence), small.seed, worlds.histories)
    world, _ = past(given, Luck(small.seed, worlds.histories), small.decision_month, outcomes=())
    actor = next(actor for actor in world.agents if actor.name == "north_korea")
    actor.precision = np.full((1, 40), value_at(small, "precision_north_korea", 0.1))
    by_hand = future(world, (STATUS_QUO,), small.months, outcomes=("tension",))["tension"][0, :, -1]
    world.close()
    moved = worlds.play([{"precision_north_korea": 0.1}], ["status_quo"], ["tension"], "2024-03")["tension"][0, 0]
    assert np.array_equal(moved, by_hand.astype(np.float32))


def test_what_systems_and_actors_keep_of_their_parameters_moves_too(small):
    _, lasting = at_decision(small, np.arange(30))
    assert {"precision", "inertia"} <= set(lasting["actor north_korea"])
    assert {"half_lives", "shares", "lost"} <= set(lasting["system designation"])
    assert {"usual", "demand"} <= set(lasting["system channels"])
    assert "capability" not in lasting["system missiles"] and "trust" not in lasting["system talks"]


def test_moved_habits_change_what_is_decided(worlds):
    outcome = worlds.play([{}, {"precision_north_korea": 0.01}], ["status_quo"], ["tension"])["tension"]
    assert not np.array_equal(outcome[0], outcome[1])


def test_quantiles_give_back_what_was_drawn(small):
    numbers = np.arange(50)
    own, given = quantiles(small, numbers), draw(load(small.evidence), small.seed, numbers)
    for name, places in zip(given.names, own, strict=True):
        assert np.allclose(value_at(small, name, places), given[name], rtol=1e-12, atol=0), name


def test_worlds_that_a_switch_makes_alike_stand_at_one_quantile():
    assert level(np.array([0.1, 0.9, 0.3, 0.7]), np.array([0.0, 1.0, 0.0, 1.0])) == pytest.approx([0.2, 0.8, 0.2, 0.8])
    assert level(np.array([0.1, 0.9]), np.array([3.0, 3.0])) == pytest.approx([0.5, 0.5])
    assert level(np.array([0.1, 0.9]), np.array([3.0, 4.0])) == pytest.approx([0.1, 0.9])


def test_an_assumption_of_the_scenario_is_what_is_moved(small):
    assumed = small.replace(assume={"leakage": Distribution("uniform", (0.2, 0.4))})
    assert value_at(assumed, "leakage", 0.75) == pytest.approx(0.35)


def test_every_history_is_taken_once_before_any_is_taken_twice():
    facts = {"kept": [5, 8, 9]}
    results = SimpleNamespace(worlds=6, manifest=SimpleNamespace(facts=facts, scenario={"lucks": 2}))
    assert chosen_worlds(results, 3).tolist() == [0, 2, 4]
    assert chosen_worlds(results, 4).tolist() == [0, 1, 2, 4]
    assert chosen_worlds(results, None).tolist() == [0, 1, 2, 3, 4, 5]


def test_played_batches_are_counted(worlds):
    counted = []
    worlds.play([{}] * 5, ["status_quo"], ["tension"], played=counted.append)
    assert sum(counted) == 5


def test_a_misspelt_parameter_is_named_with_the_nearest(worlds):
    with pytest.raises(ValueError, match="leakege: no such parameter; did you mean 'leakage'"):
        worlds.play([{"leakege": 0.5}], ["status_quo"], ["tension"])


@pytest.mark.parametrize("quantile", [-0.1, 1.1, float("nan")])
def test_a_quantile_outside_the_prior_is_refused(worlds, quantile):
    with pytest.raises(ValueError, match="leakage: a quantile lies between 0 and 1"):
        worlds.play([{"leakage": quantile}], ["status_quo"], ["tension"])


def test_an_answer_is_kept_by_its_question_and_a_damaged_one_is_made_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = []

    def answer():
        made.append(1)
        return {"value": 1.5}

    for question in ("one", "one", "other"):
        assert remembered("flips", question, answer) == {"value": 1.5}
    assert len(made) == 2
    for path in (tmp_path / "runs" / "flips").glob("*.json"):
        path.write_text("{")
    assert remembered("flips", "one", answer) == {"value": 1.5} and len(made) == 3


def test_nothing_is_kept_of_a_question_that_failed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        remembered("flips", "one", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    assert not (tmp_path / "runs").exists()
