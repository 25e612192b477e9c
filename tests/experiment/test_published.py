"""The JSON Schemas that editors use say what the reader of scenario files says."""

import json

import jsonschema
import pytest

from model.experiment import read_scenario
from model.experiment.inputs.published import option_schema, scenario_schema
from model.strict_yaml import InputError, read, scenarios

PLACES = {
    "scenario": (scenarios() / "schema.json", scenario_schema),
    "option": (scenarios() / "options" / "schema.json", option_schema),
}
HEAD = "title: T\noptions: [mediation]\n"
REFUSED = {
    "a misspelt field": HEAD + "monhts: 12\n",
    "a missing title": "options: [mediation]\n",
    "too many months": HEAD + "months: 241\n",
    "a number for a title": "title: 3\noptions: [mediation]\n",
    "another evidence set": HEAD + "evidence: rumour\n",
    "an unknown lever": "title: T\nlevers: {air_patrol: high}\n",
    "an unknown level": "title: T\nlevers: {air_patrols: highest}\n",
    "a setting out of range": "title: T\nlevers: {purl: {level: low, settings: {lethal: 2}}}\n",
    "an unknown lever of an option": "title: T\noptions: [{id: mine, title: Mine, levers: {air_patrol: high}}]\n",
    "an unknown parameter": HEAD + "assume: {relieved_unit_atrition: {fixed: 0.1}}\n",
    "an unknown event": HEAD + "events: {2026-10: ceasefire_in_ukrain}\n",
    "a month that is none": HEAD + "events: {2026-13: war_resumes}\n",
}


@pytest.mark.parametrize(("path", "made"), PLACES.values(), ids=PLACES)
def test_the_published_schema_is_the_current_one(path, made):
    assert json.loads(path.read_text(encoding="utf-8")) == made(), (
        f"`fulcrum check --schema` prints what {path.name} should say"
    )


@pytest.mark.parametrize(("path", "made"), PLACES.values(), ids=PLACES)
def test_every_shipped_file_fits_its_schema(path, made):
    jsonschema.Draft202012Validator.check_schema(made())
    checker = jsonschema.Draft202012Validator(made())
    files = sorted(path.parent.glob("*.yaml"))
    assert files
    assert {file.name: [e.message for e in checker.iter_errors(read(file).data)] for file in files} == {
        file.name: [] for file in files
    }


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_an_editor_marks_what_the_reader_refuses(tmp_path, text):
    (tmp_path / "my.yaml").write_text(text)
    assert list(jsonschema.Draft202012Validator(scenario_schema()).iter_errors(read(tmp_path / "my.yaml").data))
    with pytest.raises(InputError):
        read_scenario(tmp_path / "my.yaml")
