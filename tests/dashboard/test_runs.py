"""What is played is kept by its content, read-only, and the same as a run of the command line gives."""

import gc

import numpy as np
import pytest

from dashboard.services import folders, runs
from dashboard.services.luck import KeptLuck
from dashboard.vm.played import Outcomes
from dashboard.vm.scenario import Scenario
from model.experiment import Results, option_named
from model.luck import Luck

FEW = Scenario.of({"neutral_envoys": "high"}, worlds=40, months=6)


def test_luck_that_remembers_gives_the_same_numbers_read_only():
    numbers = np.arange(5, 15)
    kept, plain = KeptLuck(3, numbers), Luck(3, numbers)
    for _ in range(2):
        assert np.array_equal(kept.uniform("purpose", 4), plain.uniform("purpose", 4))
        assert np.array_equal(kept.gumbel("purpose", 4), plain.gumbel("purpose", 4))
    assert kept.uniforms(("purpose",), 4) is kept.uniforms(("purpose",), 4)
    with pytest.raises(ValueError):
        kept.uniform("purpose", 4)[0] = 0.5


def test_what_luck_alone_decides_is_made_once_where_luck_is_remembered_and_nobody_can_change_it():
    kept, plain = KeptLuck(3, np.arange(4)), Luck(3, np.arange(4))
    makes = iter(range(9))
    made = [luck.made("thefts", 4, lambda: np.full(4, next(makes))) for luck in (kept, plain, kept, plain)]
    assert [int(numbers[0]) for numbers in made] == [0, 1, 0, 2]
    assert kept.made("thefts", 5, lambda: np.full(4, next(makes)))[0] == 3
    with pytest.raises(ValueError):
        made[0][0] = 7


def test_outcomes_are_rounded_as_a_run_stores_them_and_nobody_can_change_them():
    kept = Outcomes({"tension": np.array([[1 / 3]])})
    assert kept["tension"] == np.float64(np.float32(1 / 3)) and kept["tension"].dtype == np.float64
    with pytest.raises(ValueError):
        kept["tension"][0, 0] = 1.0
    assert list(kept) == ["tension"] and len(kept) == 1 and kept.same(Outcomes({"tension": np.array([[1 / 3]])}))


def test_the_same_scenario_is_played_once():
    assert runs.played(FEW).option is runs.played(Scenario.of({"neutral_envoys": "high"}, worlds=40, months=6)).option


def test_what_was_in_memory_at_the_first_lever_is_not_searched_for_garbage_again():
    runs.moved_in.cache_clear()
    gc.unfreeze()
    runs.played(Scenario.of({"neutral_envoys": "low"}, worlds=40, months=6))
    put_aside = gc.get_freeze_count()
    assert put_aside > len(gc.get_objects())
    runs.played(Scenario.of({"neutral_envoys": "medium"}, worlds=40, months=6))
    assert gc.get_freeze_count() <= put_aside


def test_worlds_continue_kept_histories_each_with_four_lucks():
    played = runs.played(FEW)
    assert np.unique(played.histories, return_counts=True)[1].tolist() == [4] * 10
    assert played.option["tension"].shape == (40, 6) and played.ahead[-1] == "2026-09"


def test_a_scenario_whose_past_was_never_searched_is_not_ready_and_is_not_stored():
    other = Scenario(seed=424242, worlds=40)
    assert not runs.ready(other) and runs.ready(FEW)
    assert runs.ready(Scenario(seed=424242, worlds=40, histories="prior"))
    with pytest.raises(runs.NotSearched):
        runs.stored(other)


def test_a_stored_study_holds_the_numbers_of_the_page_and_other_options(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "LIVE", tmp_path / "dashboard")
    results = runs.stored(FEW, (option_named("interdiction"),))
    assert results.options == ("status_quo", "your_option", "interdiction")
    own = results.array("tension").sel(option="your_option").values
    assert np.array_equal(own, runs.played(FEW).option["tension"])
    assert np.array_equal(results.histories, runs.played(FEW).histories)
    again = runs.stored(FEW, (option_named("interdiction"),))
    assert again.folder == results.folder and isinstance(again, Results)


def test_the_studies_used_longest_ago_leave_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "LIVE", tmp_path / "dashboard")
    monkeypatch.setattr(folders, "MOST", 1)
    first = runs.stored(FEW).folder
    second = runs.stored(Scenario.of({"purl": "high"}, worlds=40, months=6)).folder
    assert second.is_dir() and not first.exists()


def test_whole_studies_are_listed_and_what_is_none_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "RUNS", tmp_path)
    monkeypatch.setattr(folders, "LIVE", tmp_path)
    (tmp_path / "no_study").mkdir()
    (tmp_path / "no_study" / "manifest.json").write_text("{}")
    results = runs.stored(FEW)
    (found,) = folders.listed()
    assert (found.folder, found.worlds, found.options) == (str(results.folder), 40, ("status_quo", "your_option"))
