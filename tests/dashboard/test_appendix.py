"""The Appendix page: each file holds what it says, plays the study again, and is the same bytes each time."""

import io
import json
import zipfile

import pandas as pd
import pytest

from dashboard.vm import appendix as vm
from model.analysis import COLUMNS, compare
from model.analysis.wording import banned_words
from model.experiment import Scenario, read_scenario_text, run
from model.levers import STATUS_QUO, Commitment, Option

PATROLS = Option("your_option", "Your option", (Commitment("air_patrols", "high"),))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Thirty prior worlds with a short past, with patrols and without."""
    study = Scenario(
        "An appendix", (STATUS_QUO, PATROLS), decision_month=3, months=4, worlds=30, seed=11, histories="prior",
    )  # fmt: skip
    return run(study, tmp_path_factory.mktemp("runs") / "appendix")


@pytest.fixture(scope="module")
def made(results):
    return {file.label: file.make() for file in vm.files(results)}


def test_every_file_is_offered_under_a_name_of_the_run(results):
    found = vm.files(results)
    assert [file.label for file in found] == [
        "Scenario",
        "Manifest",
        "Comparison",
        "Findings",
        "Summary",
        "Every world",
    ]
    assert len({file.name for file in found}) == len(found)
    assert all(file.name.startswith(f"fulcrum-{results.manifest.facts['content'][:12]}") for file in found)


def test_the_same_run_gives_the_same_bytes(results, made):
    assert {file.label: file.make() for file in vm.files(results)} == made


def test_the_scenario_file_plays_the_same_study(results, made):
    again = read_scenario_text(made["Scenario"].decode(), "pasted")
    assert again.content() == results.manifest.scenario


def test_the_manifest_is_the_stored_one(results, made):
    assert made["Manifest"].decode() == (results.folder / "manifest.json").read_text(encoding="utf-8")


def test_the_comparison_holds_every_difference(results, made):
    table = pd.read_csv(io.BytesIO(made["Comparison"]))
    found = compare(results).differences
    assert tuple(table.columns) == COLUMNS and len(table) == len(found)
    assert table["median_difference"].tolist() == pytest.approx([row.median for row in found])


def test_the_findings_say_each_difference_in_a_counted_sentence(results, made):
    facts = json.loads(made["Findings"])
    found = compare(results).differences
    assert len(facts["findings"]) == len(found)
    assert facts["caveats"][0] == vm.CAPTION
    for one, row in zip(facts["findings"], found, strict=True):
        assert one["sentence"].startswith("In ") and one["outcome"] == row.outcome
        assert banned_words(one["sentence"]) == []


def test_the_workbook_and_the_worlds_open(results, made):
    assert zipfile.ZipFile(io.BytesIO(made["Summary"])).testzip() is None
    table = pd.read_parquet(io.BytesIO(made["Every world"]))
    assert len(table) == len(results.options) * results.worlds * len(results.months)
    assert set(results.outcomes) <= set(table.columns)


def test_the_status_quo_alone_is_said_to_hold_no_comparison(results, tmp_path):
    alone = run(
        Scenario("Alone", (STATUS_QUO,), decision_month=3, months=2, worlds=30, histories="prior"), tmp_path / "x"
    )
    assert vm.NOTHING_COMPARED in vm.words(alone, False)
    assert vm.NOTHING_COMPARED not in vm.words(results, False)
    for file in vm.files(alone):
        assert file.make()


def test_what_the_files_are_about_agrees_with_the_manifest(results):
    facts = dict(vm.about(results))
    assert facts["worlds"] == "30" and facts["seed"] == "11" and facts["months"] == "4"
    assert facts["results"] == results.manifest.facts["results"]
    assert vm.OPENED in vm.words(results, True) and vm.LIVE in vm.words(results, False)
