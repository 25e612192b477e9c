"""Findings split by cease-fire: every world in just one part, and the parts are those that the run says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import arrays

from model.analysis import compare, csv_text
from model.analysis.comparison.split import CEASEFIRE, DIFFERS, PARTS, WITH, WITHOUT, compare_by_ceasefire, parts_of
from model.experiment import Results, run
from model.experiment.inputs.scenario_files import read_scenario_text

SCENARIO = """title: A small study
decision_month: 2026-04
months: 4
worlds: 40
seed: 3
histories: prior
options: [mediation]
assume: {ceasefire_hazard: {fixed: 0.9}, ceasefire_relapse: {fixed: 0.6}, six_party_peace: {fixed: 0.5}}
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> Results:
    """A run in which cease-fires come and go."""
    return run(read_scenario_text(SCENARIO), out=tmp_path_factory.mktemp("split") / "run")


@given(arrays(bool, (3, 8, 2)))
def test_every_world_is_in_one_part(held):
    parts = parts_of(held)
    assert tuple(parts) == PARTS
    assert (np.sum(list(parts.values()), axis=0) == 1).all()
    assert not parts[DIFFERS][0].any()


def test_a_cease_fire_that_is_over_counts_and_one_under_one_option_only_stands_apart(results):
    months = results.months[1:3]
    split = compare_by_ceasefire(results, months, ["tension"])
    played = results.array(CEASEFIRE).values
    for number, month in enumerate(months, 2):
        one, other = (played[option, :, :number].any(axis=1) for option in (0, 1))
        counts = {row.part: row.worlds for row in split.rows(months=[month])}
        wanted = {WITH: (one & other).sum(), WITHOUT: (~one & ~other).sum(), DIFFERS: (one != other).sum()}
        assert counts == {part: count for part, count in wanted.items() if count}
    assert {WITH, WITHOUT} <= {row.part for row in split.differences}
    assert (played[0, :, :3].any(axis=1) & (played[0, :, 2] == 0)).any()


def test_the_parts_together_are_the_whole(results):
    whole, split = compare(results), compare_by_ceasefire(results)
    for row in whole.differences:
        parts = list(split.rows([row.option], [row.outcome], [row.month]))
        for count in ("worlds", "better", "worse", "same"):
            assert sum(getattr(part, count) for part in parts) == getattr(row, count)
        assert sum(part.mean * part.worlds for part in parts) == pytest.approx(
            row.mean * row.worlds, abs=1e-6, rel=1e-6
        )


def test_an_unknown_month_is_refused(results):
    with pytest.raises(ValueError, match="2031-01"):
        compare_by_ceasefire(results, ["2031-01"])


def test_the_table_names_the_part_and_its_worlds(results):
    rows = compare_by_ceasefire(results, outcomes=["tension"]).differences
    lines = csv_text(rows, parts=True).splitlines()
    assert lines[0].endswith("same_share,part,worlds")
    assert lines[1].endswith(f"{rows[0].part},{rows[0].worlds}")
