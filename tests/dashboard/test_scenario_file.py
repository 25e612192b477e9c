"""Save as scenario: a file that the model's own strict reader takes, and that gives the same numbers."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.services import runs
from dashboard.vm import scenario_file
from dashboard.vm.details import Details
from dashboard.vm.scenario import YOURS, Scenario
from model.experiment import read_scenario, read_scenario_text, run

SHIPPED = sorted(Path(__file__).resolve().parents[2].glob("scenarios/*.yaml"))
SOME = Scenario(
    (("neutral_envoys", "high"), ("air_patrols", "low")),
    details=(("neutral_envoys", Details(2, 3, settings=(("monitoring", 0.5),))), ("air_patrols", Details(exact=0.25))),
    coordination=0.5,
    events=(("2026-10", "ceasefire_in_ukraine"), ("2026-10", "border_clash")),
    assume=(("leakage", "uniform 0.1 0.4"),),
    histories="prior",
    worlds=40,
    months=8,
    seed=9,
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_study_is_written_and_read_back_whole(path):
    study = read_scenario(path)
    assert read_scenario_text(scenario_file.written(study)).content() == study.content()
    for option in study.options:
        assert Scenario.from_study(study, option).option().commitments == option.commitments


def test_a_saved_scenario_reads_back_as_what_was_set():
    study = read_scenario_text(SOME.yaml())
    assert study.content() == SOME.study().content()
    assert Scenario.from_study(study, study.options[1]) == SOME


def test_a_saved_scenario_gives_the_numbers_of_the_page(tmp_path):
    """Bit for bit: what the page plays is rounded as a run stores it."""
    path = tmp_path / "scenario.yaml"
    path.write_text(SOME.yaml(), encoding="utf-8")
    results = run(read_scenario(path), tmp_path / "run")
    played = runs.played(SOME)
    for outcome in ("tension", "containers_delivered", "troops_in_theatre"):
        stored = results.array(outcome)
        assert np.array_equal(stored.sel(option="status_quo").values, played.status_quo[outcome])
        assert np.array_equal(stored.sel(option=YOURS).values, played.option[outcome])


def test_faults_are_told_with_line_and_column_and_nothing_is_executed():
    found = scenario_file.opened("title: x\noptions: [mediaton]\nworlds: many\n")
    assert found.study is None
    assert any(fault.startswith("scenario.yaml:2:") and "mediation" in fault for fault in found.faults)
    assert any(fault.startswith("scenario.yaml:3:") for fault in found.faults)
    tagged = scenario_file.opened("title: !!python/object/apply:os.system ['touch /tmp/x']\noptions: [status_quo]\n")
    assert tagged.study is None and "tag" in tagged.faults[0]


def test_a_file_that_is_too_large_is_not_read():
    assert "larger than 100,000 bytes" in scenario_file.opened("#" * 100_001).faults[0]


def test_a_file_that_asks_for_more_than_the_page_plays_says_so():
    found = scenario_file.opened(
        "title: x\noptions: [mediation]\nworlds: 50000\nmonths: 90\nevents: {2032-01: war_resumes}\n"
    )
    assert (found.study.worlds, found.study.months, dict(found.study.events)) == (2000, 60, {})
    assert len(found.changed) == 2 and "50,000 worlds" in found.changed[0]
