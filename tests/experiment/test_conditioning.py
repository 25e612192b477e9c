"""Only pasts inside every band are kept, and which ones depends on nothing but the world itself."""

from __future__ import annotations

import numpy as np
import pytest

from model.evidence import targets
from model.experiment import Scenario, plan_of, run
from model.experiment.pasts import histories as kept_histories_of
from model.experiment.pasts.conditioning import imposed, try_worlds
from model.experiment.pasts.histories import Kept, TooFewKept, kept_histories, pairs
from model.experiment.pasts.past_report import past_report
from model.experiment.replay import differing, origin
from model.levers import STATUS_QUO, Commitment, Option
from model.luck import Luck
from model.parameters import draw, load
from model.world import past

TALKS = Option("talks", commitments=(Commitment("dialogue_offer", "high"),))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """A small study whose past is conditioned on the record."""
    return Scenario(
        "Kept", (STATUS_QUO, TALKS), evidence="record", months=4, worlds=6, lucks=2, seed=7, histories="conditioned"
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder where searches of this module are stored."""
    patch = pytest.MonkeyPatch()
    patch.setattr(kept_histories_of, "SEARCHED", tmp_path_factory.mktemp("searched"))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def kept(scenario, place) -> Kept:
    """Enough kept histories for the scenario."""
    patch = pytest.MonkeyPatch()
    patch.setattr(kept_histories_of, "CHUNK", 1024)
    found = kept_histories(scenario)
    patch.undo()
    return found


def test_a_world_is_kept_if_and_only_if_every_target_holds(scenario):
    numbers = np.arange(2048)
    parameters = draw(load("record"), scenario.seed, numbers)
    world, outcomes = past(parameters, Luck(scenario.seed, numbers), scenario.decision_month, None, "record")
    world.close()
    inside = np.ones(numbers.size, bool)
    for target in targets("record"):
        switch = getattr(parameters, target.switch) if target.switch else None
        inside &= target.holds(outcomes[target.outcome], switch)
    assert inside.any()
    np.testing.assert_array_equal(try_worlds(scenario, 0, 2048).kept, numbers[inside])


def test_what_is_kept_does_not_depend_on_who_is_tried_beside(scenario):
    together = try_worlds(scenario, 0, 2048).kept.tolist()
    apart = [n for first in range(0, 2048, 512) for n in try_worlds(scenario, first, first + 512).kept.tolist()]
    assert together == apart != []


def test_a_decision_in_july_2025_imposes_no_later_target(scenario):
    early = imposed(scenario.replace(decision_month="2025-07", evidence="articles"))
    late = imposed(scenario.replace(evidence="articles"))
    assert {target.id for target in late} - {target.id for target in early} == {"containers_by_2026_02"}


def test_a_search_counts_every_world_it_drops(kept):
    assert kept.tried == len(kept.numbers) + sum(kept.dropped.values())


def test_a_search_goes_on_where_it_ended(scenario, kept, monkeypatch):
    monkeypatch.setattr(kept_histories_of, "CHUNK", 1024)
    more = kept_histories(scenario.replace(worlds=2 * (len(kept.numbers) + 1)))
    assert more.tried > kept.tried
    assert more.numbers[: len(kept.numbers)] == kept.numbers


def test_a_search_that_is_given_up_names_the_targets_that_fight(scenario, monkeypatch):
    monkeypatch.setattr(kept_histories_of, "CHUNK", 256)
    with pytest.raises(TooFewKept, match=r"256 prior worlds tried, . of 5,000 kept; dropped by growth_2024_record"):
        kept_histories(scenario.replace(worlds=10_000, seed=8), most=256)


def test_each_kept_history_is_continued_with_several_lucks(scenario, kept):
    histories, lucks = pairs(scenario, kept)
    assert histories.tolist() == [n for n in kept.numbers[:3] for _ in range(2)]
    assert lucks.tolist() == [0, 1, 0, 1, 0, 1]


def test_worlds_of_one_history_part_only_after_the_decision(scenario, kept, tmp_path):
    results = run(scenario, tmp_path / "run")
    tension = results.array("tension").values[0]
    assert results.manifest.facts["kept"] == list(kept.numbers[:3])
    assert not np.array_equal(tension[0], tension[1])


def test_any_world_of_a_conditioned_study_is_found_again_alone(scenario, kept, tmp_path):
    results = run(scenario, tmp_path / "run")
    assert origin(results, 5) == (kept.numbers[2], 1)
    for option in results.options:
        assert differing(results, 5, option) == []


def test_luck_0_is_the_worlds_own(scenario, kept, tmp_path):
    one = run(scenario.replace(worlds=3, lucks=1), tmp_path / "one")
    two = run(scenario, tmp_path / "two")
    np.testing.assert_array_equal(one.array("tension").values, two.array("tension").values[:, ::2])


def test_a_history_kept_by_other_code_is_not_trusted(scenario, kept, tmp_path, monkeypatch):
    wrong = Kept(kept.question, "other code", 10, (0, 1, 2), {})
    monkeypatch.setattr(kept_histories_of, "stored", lambda *given: wrong)
    plan = plan_of(scenario, tmp_path / "run")
    from model.experiment import StudyFailed, carry_out

    with pytest.raises(StudyFailed, match=r"history . misses .*history --rebuild"):
        carry_out(plan)


def test_the_report_says_what_each_target_rejects_and_what_moved(scenario, kept, monkeypatch):
    monkeypatch.setattr("model.experiment.pasts.past_report.SAMPLE", 256)
    report = past_report(scenario, kept)
    fitted = {row["target"]: row for row in report.predictive if row["fitted"]}
    assert set(fitted) == set(report.alone) == {target.id for target in targets("record")}
    for row in fitted.values():
        low, _, high = row["kept"]
        assert (row["low"] is None or low >= row["low"]) and (row["high"] is None or high <= row["high"])
    assert len(report.moved) + report.unmoved == len(load("record"))


def test_a_conditioned_study_verifies(scenario, kept, tmp_path):
    from model.experiment.verification import verify

    results = run(scenario, tmp_path / "run")
    found = verify(results.folder, sample=None)
    assert found.problems == []
    assert found.exact == found.blocks == 2
