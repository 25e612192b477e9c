"""A manifest or the JSON of a document, brought back, is the scenario it was made of; anything else is refused."""

import json

import pytest

from dashboard.vm import address
from dashboard.vm.manifest_file import LARGEST, brought
from dashboard.vm.scenario import Scenario
from model.appendix import Asked, build
from model.experiment import run
from tests.dashboard.test_scenario_file import SOME

LINK = "http://localhost:8501/?out=displacement&ds=high"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What a visitor has played."""
    return run(SOME.study(), tmp_path_factory.mktemp("brought") / "run")


def yours(found):
    """The visitor's own option of a study, as what is set."""
    return Scenario.from_study(found.study, found.study.options[-1])


def test_a_manifest_is_the_scenario_it_was_made_of_and_gives_the_same_link(results):
    found = brought(results.manifest.text)
    assert found.faults == () and yours(found) == SOME
    link = address.full(SOME, "tension", "0.1.0", "now")
    assert address.full(yours(found), "tension", "0.1.0", "now") == link


def test_the_json_of_a_document_also_says_which_outcome_was_shown(results):
    trace = build([results], Asked(("question",), link=LINK)).trace
    found = brought(json.dumps(trace))
    assert yours(found) == SOME and found.outcome == "displacement"


def test_a_scenario_file_is_still_one_also_in_braces():
    assert yours(brought(SOME.yaml())) == SOME
    found = brought('{"title": "x", "options": ["status_quo"], "worlds": 8, "months": 2, "histories": "prior"}')
    assert found.study.worlds == 8 and found.outcome == ""


@pytest.mark.parametrize(
    "text", ["{", '{"runs": []}', '{"scenario": 3}', '{"runs": [{"scenario": {}}], "asked": {}}', "{" * 5000]
)
def test_json_without_a_scenario_is_refused_in_words(text):
    found = brought(text)
    assert found.study is None and found.faults


def test_a_manifest_with_a_lever_that_does_not_exist_is_refused(results):
    facts = json.loads(results.manifest.text)
    facts["scenario"]["options"][1]["levers"] = {"magic_wand": facts["scenario"]["options"][1]["levers"]["air_patrols"]}
    assert brought(json.dumps(facts)).faults


def test_a_file_that_is_too_large_is_not_read():
    assert "larger than 1,000,000 bytes" in brought("{" + " " * LARGEST).faults[0]
