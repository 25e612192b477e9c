"""Findings by theory of decision: every world in just one part, the parts together the whole; what survives."""

from __future__ import annotations

import numpy as np
import pytest

from model.analysis import compare
from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.theories import (
    ENOUGH,
    LOSSES,
    MOST,
    THEORIES,
    compare_by_theory,
    survives,
    theory_worlds,
    turned,
)
from model.experiment import Results, run
from model.experiment.inputs.scenario_files import read_scenario_text

SCENARIO = """title: A small study
decision_month: 2026-04
months: 3
worlds: 60
seed: 3
histories: prior
options: [mediation]
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Results:
    """A run of worlds of every theory."""
    return run(read_scenario_text(SCENARIO), out=tmp_path_factory.mktemp("theories") / "run")


def test_every_world_follows_one_theory_and_half_seek_the_most(results):
    parts = theory_worlds(results)
    assert tuple(parts) == THEORIES
    assert (np.sum(list(parts.values()), axis=0) == 1).all()
    assert 15 < parts[MOST].sum() < 45 and parts[ENOUGH].any() and parts[LOSSES].any()


def test_the_parts_together_are_the_whole(results):
    whole, split = compare(results), compare_by_theory(results)
    for row in whole.differences:
        parts = list(split.rows([row.option], [row.outcome], [row.month]))
        for count in ("worlds", "better", "worse", "same"):
            assert sum(getattr(part, count) for part in parts) == getattr(row, count)


def test_a_theory_that_is_assumed_away_has_no_worlds(tmp_path):
    text = f"{SCENARIO}assume: {{actors_satisfice: {{fixed: 1}}}}\n"
    split = compare_by_theory(run(read_scenario_text(text), out=tmp_path / "run"), outcomes=["tension"])
    assert {row.part for row in split.differences} == {ENOUGH}


def sided(step: float) -> Difference:
    """A difference of one size in every world."""
    before = np.linspace(0.0, 1.0, 40)
    labels = {"option": "mediation", "outcome": "tension", "month": "mean", "evidence": "articles"}
    return Difference.between(before, before + step, **labels, name="Tension", unit="index", sense="lower")


def test_what_survives_keeps_its_resolved_sign_in_every_part_and_what_turns_has_two():
    down, up, nothing = sided(-0.1), sided(0.1), sided(0.0)
    assert survives(down, (down, down, down)) and not survives(down, (down, nothing, down))
    assert not survives(down, (down, up)) and not survives(down, ())
    assert turned((down, up, nothing)) and not turned((down, nothing)) and not turned((down, down))
