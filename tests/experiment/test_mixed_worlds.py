"""Worlds mixed from two are ordinary worlds; a design of them grows, resumes, and tells what failed."""

import os

import numpy as np
import pytest

from model.experiment import Scenario, lever_alone, run
from model.experiment.designs import mixed_runs as runs
from model.experiment.designs.mixed_runs import Design, NotPlayed, pieces, play_design
from model.experiment.designs.mixed_worlds import (
    BASE,
    LUCK_ALONE,
    OTHER,
    Group,
    by_family,
    by_standing,
    drawn_values,
    everything,
    family_of,
    mixed,
    one_by_one,
    standing,
)
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import Distribution, draw, load
from model.world import OUTCOMES

WHENS = ("2023-12", "mean")


@pytest.fixture(scope="module")
def small() -> Scenario:
    """Two options in twelve worlds for two months, decided in November 2023."""
    options = (STATUS_QUO, lever_alone("air_patrols"))
    return Scenario("A small study", options, decision_month="2023-11", months=2, worlds=12, seed=7, histories="prior")


@pytest.fixture(scope="module")
def design(small) -> Design:
    """Arms and luck lent, in twelve rows."""
    arms = next(group for group in by_family(small) if group.name == "arms")
    return Design(small, (arms, LUCK_ALONE), small.options, 12, WHENS)


@pytest.mark.parametrize("grouped", [by_family, by_standing])
def test_every_parameter_is_in_one_group_and_luck_in_its_own(small, grouped):
    groups = grouped(small)
    names = [name for group in groups for name in group.parameters]
    assert sorted(names) == sorted(load("articles"))
    assert [group.name for group in groups if group.luck] == ["luck"]


def test_a_family_is_the_file_a_parameter_stands_in():
    assert family_of()["export_stock"] == "arms"


def test_what_the_scenario_assumes_rests_on_that_assumption_alone(small):
    parameters = load("articles")
    assert standing(parameters["first_year_shipments"]) == "derived"
    assert standing(parameters["first_year_shipments"], ("first_year_shipments",)) == "assumption"
    assumed = small.replace(assume={"first_year_shipments": Distribution("fixed", (1000.0,))})
    assert "first_year_shipments" in next(g for g in by_standing(assumed) if g.name == "assumption").parameters


def test_a_mixed_world_is_another_in_one_group_and_the_same_in_all_else(small):
    rows, parameters = np.arange(5), load("articles")
    given, luck = mixed(small, (BASE, Group("one", frozenset({"export_stock"})), LUCK_ALONE), rows)
    a, b = draw(parameters, 7, rows), draw(parameters, 7, rows + OTHER)
    assert (given.export_stock == np.concatenate([a.export_stock, b.export_stock, a.export_stock])).all()
    assert (given.shells_per_container == np.tile(a.shells_per_container, 3)).all()
    own, other = Luck(7, rows).uniform("any", 3), Luck(7, rows + OTHER).uniform("any", 3)
    assert (luck.uniform("any", 3) == np.concatenate([own, own, other])).all()


def test_the_base_worlds_are_those_that_a_run_of_the_scenario_plays(small, design, tmp_path):
    played = play_design(design, tmp_path / "cells")
    stored = run(small, tmp_path / "run").per_world(WHENS)
    for outcome in ("containers_delivered", "tension", "value_returned"):
        for place, when in enumerate(WHENS):
            found = played.outcome(outcome, when, "air_patrols", "status_quo")[0]
            expected = stored[outcome].values[1, :, place] - stored[outcome].values[0, :, place]
            assert found == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_all_inputs_lent_together_make_the_other_world(small, tmp_path):
    both = Design(small, (everything(small),), small.options, 4, WHENS)
    values = play_design(both, tmp_path).outcome("tension", "mean", "status_quo")
    assert len(both.matrices) == 3
    assert (values[2] == values[1]).all()
    assert (values[0] != values[1]).any()


def test_what_is_kept_is_not_played_again_and_a_design_grows(small, design, tmp_path, monkeypatch):
    first = play_design(design, tmp_path)
    assert list(pieces(design, tmp_path)) == []
    more = Design(small, (*design.groups, *one_by_one(small, ["export_stock"])), small.options, 12, WHENS)
    assert [group.name for piece in pieces(more, tmp_path) for group in piece.groups] == ["export_stock"]
    monkeypatch.setattr(runs, "outcomes_of", None)
    again = play_design(design, tmp_path)
    assert all(np.array_equal(again.values[key], values) for key, values in first.values.items())


def test_a_cell_that_is_damaged_is_played_again(design, tmp_path):
    first = play_design(design, tmp_path)
    cell = sorted(tmp_path.glob("*.npz"))[0]
    whole = cell.read_bytes()
    for damage in (whole[:-9], whole[:40] + b"x" + whole[41:], b""):
        cell.write_bytes(damage)
        assert len(list(pieces(design, tmp_path))) == 1
        again = play_design(design, tmp_path)
        assert all(np.array_equal(again.values[key], values) for key, values in first.values.items())


def test_an_interrupted_design_goes_on_where_it_was(small, design, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "MOST_COLUMNS", 24)

    def stop(columns):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play_design(design, tmp_path, played=stop)
    assert len(list(pieces(design, tmp_path))) == 3


def test_a_world_that_fails_is_named_and_costs_nothing_else(small, tmp_path, monkeypatch):
    design = Design(small, (LUCK_ALONE,), small.options, 4, WHENS)
    whole = play_design(design, tmp_path / "whole")
    play = runs.past

    def failing(given, luck, *rest, **named):
        if (luck.worlds == OTHER + 3).any():
            raise FloatingPointError("no such world")
        return play(given, luck, *rest, **named)

    monkeypatch.setattr(runs, "past", failing)
    played = play_design(design, tmp_path / "failing")
    values = played.outcome("tension", "mean", "air_patrols", "status_quo")
    expected = whole.outcome("tension", "mean", "air_patrols", "status_quo")
    assert np.argwhere(np.isnan(values)).tolist() == [[1, 3], [2, 3]]  # B, and A with the luck of B
    assert (values[~np.isnan(values)] == expected[~np.isnan(values)]).all()
    assert played.errors == (
        "B, row 3: FloatingPointError: no such world",
        "luck, row 3: FloatingPointError: no such world",
    )
    monkeypatch.undo()
    assert play_design(design, tmp_path / "failing").errors == played.errors


def test_a_full_disk_is_no_failed_world(design, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runs, "outcomes_of", full)
    with pytest.raises(OSError, match="No space left"):
        play_design(design, tmp_path)


@pytest.mark.slow
def test_two_processes_give_the_same(design, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "MOST_COLUMNS", 48)
    one, two = play_design(design, tmp_path / "one"), play_design(design, tmp_path / "two", jobs=2)
    assert all(np.array_equal(two.values[key], values) for key, values in one.values.items())


@pytest.mark.slow
def test_a_death_costs_no_world_for_ever(design, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "MOST_COLUMNS", 48)
    with monkeypatch.context() as deadly:
        deadly.setattr(runs, "play_piece", die)
        with pytest.raises(NotPlayed, match=r"rows 0 to 11: Died: .*; the same command goes on"):
            play_design(design, tmp_path, jobs=2)
    assert np.isfinite(play_design(design, tmp_path).outcome("tension", "mean", "status_quo")).all()


def die(folder, piece):
    """End the process that plays."""
    os._exit(9)


def test_an_unknown_parameter_is_refused_with_the_nearest(small):
    with pytest.raises(ValueError, match="no such parameter 'export_stok'; did you mean 'export_stock'"):
        one_by_one(small, ["export_stok"])


def test_drawn_values_are_those_the_run_was_played_with(small, tmp_path):
    results = run(small, tmp_path)
    names, values, place = drawn_values(results)
    own = draw(load("articles"), 7, np.arange(12))
    assert values.shape == (len(names), 12)
    assert (values[names.index("export_stock"), place] == own.export_stock).all()
    assert len(OUTCOMES) == len(results.outcomes)


def test_a_run_with_other_parameters_is_refused(small, tmp_path, monkeypatch):
    results = run(small, tmp_path)
    monkeypatch.setattr("model.experiment.blocks.parameter_hash", lambda scenario: "another")
    with pytest.raises(ValueError, match="parameters have changed since it was played"):
        drawn_values(results)
