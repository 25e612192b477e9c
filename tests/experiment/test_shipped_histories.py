"""The shipped lists of kept histories: enough for every shipped scenario, all inside the bands, none left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.evidence import EVIDENCE_SETS
from model.experiment import Scenario
from model.experiment.pasts.conditioning import holds, imposed, try_worlds
from model.experiment.pasts.histories import SHIPPED, question_of, wanted
from model.experiment.pasts.kept import Kept, read_kept
from model.experiment.scenario import digest
from model.luck import Luck
from model.parameters import draw, load
from model.strict_yaml import scenarios, seeds
from model.world import past

FILES = sorted(scenarios().glob("*.yaml"))
REBUILT = 512
STUDIES = [(path.stem, evidence) for path in FILES for evidence in EVIDENCE_SETS]


def study(name: str, evidence: str) -> Scenario:
    """A shipped scenario in one of the evidence sets."""
    return Scenario.load(scenarios() / f"{name}.yaml").replace(evidence=evidence)


def shipped(scenario: Scenario) -> Path:
    """Where the list that answers a scenario's question is shipped."""
    return seeds() / SHIPPED / f"{digest(question_of(scenario))[:16]}.json"


def lists() -> dict[Path, Scenario]:
    """Every shipped list that a shipped scenario asks for, with one scenario that does."""
    return {shipped(scenario): scenario for scenario in (study(*names) for names in STUDIES)}


def kept_of(scenario: Scenario) -> Kept:
    return read_kept(shipped(scenario))


@pytest.mark.parametrize(("name", "evidence"), STUDIES)
def test_a_shipped_scenario_searches_nothing(name, evidence):
    scenario = study(name, evidence)
    assert scenario.histories == "conditioned"
    kept = kept_of(scenario)
    assert kept.question == digest(question_of(scenario))
    assert len(kept.numbers) >= wanted(scenario)
    assert list(kept.numbers) == sorted(set(kept.numbers)) and kept.numbers[-1] < kept.tried
    assert kept.tried == len(kept.numbers) + sum(kept.dropped.values())


def test_the_reference_study_has_two_thousand_worlds_of_five_hundred_histories():
    scenario = study("reference", "articles")
    assert (scenario.worlds, wanted(scenario)) == (2000, 500)


def test_no_list_is_shipped_that_no_scenario_asks_for():
    assert set((seeds() / SHIPPED).glob("*.json")) == set(lists())


@pytest.mark.parametrize("place", range(len(lists())))
def test_every_history_that_is_shipped_lies_inside_every_band(place):
    path, scenario = list(lists().items())[place]
    numbers, held = np.array(read_kept(path).numbers), imposed(scenario)
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    outcomes = tuple(dict.fromkeys(target.outcome for target in held))
    luck = Luck(scenario.seed, numbers)
    world, series = past(parameters, luck, scenario.decision_month, None, scenario.evidence, outcomes=outcomes)
    world.close()
    for target in held:
        inside = holds(target, np.moveaxis(series[target.outcome], -1, 0), parameters)
        assert inside.all(), f"{path.name}: histories {numbers[~inside].tolist()} miss {target.id}"


@pytest.mark.parametrize("place", range(len(lists())))
def test_a_part_of_every_list_is_found_again(place):
    path, scenario = list(lists().items())[place]
    kept = read_kept(path)
    chosen = kept.numbers[int(kept.question, 16) % len(kept.numbers)]
    first = max(0, chosen - REBUILT // 2)
    found = try_worlds(scenario, first, min(first + REBUILT, kept.tried))
    assert chosen in found.kept
    assert found.kept.tolist() == [number for number in kept.numbers if found.first <= number < found.last]


@pytest.mark.slow
def test_ten_thousand_worlds_of_the_reference_search_are_tried_again_and_none_is_missing():
    scenario = study("reference", "articles")
    kept = kept_of(scenario)
    first = kept.numbers[100]
    found = try_worlds(scenario, first, first + 10_240)
    assert found.kept.tolist() == [number for number in kept.numbers if found.first <= number < found.last]
