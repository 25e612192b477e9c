"""`fulcrum flips`: sentences and a table in the terminal, everything as JSON, and mistakes told in one line."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.analysis import banned_words
from model.cli import app

SCENARIO = """title: A small study
decision_month: 2023-11
months: 8
worlds: 30
histories: prior
options: [mediation, interdiction]
"""
QUICK = ("--worlds", "20", "--most", "2")


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a scenario and its run under both evidence sets."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "small.yaml").write_text(SCENARIO)
    before = Path.cwd()
    os.chdir(folder)
    try:
        for evidence in ("articles", "record"):
            done = fulcrum("run", "small.yaml", "--evidence", evidence, "--out", f"runs/{evidence}")
            assert done.exit_code == 0, done.output
    finally:
        os.chdir(before)
    return folder


@pytest.fixture(autouse=True)
def there(place, monkeypatch):
    """Every command runs in that folder."""
    monkeypatch.chdir(place)


def test_flips_says_who_leads_and_what_turns_it():
    done = fulcrum("flips", "runs/articles", "--outcome", "tension", *QUICK)
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert "this is not a forecast" in said and "played again in 20 worlds" in said
    assert "is ahead of" in said and "2 played of" in said
    assert banned_words(done.stdout) == []


def test_flips_reports_as_json_what_is_moved_from_where_to_where():
    done = fulcrum("flips", "runs/articles", "--outcome", "tension", *QUICK, "--json")
    (answer,) = json.loads(done.stdout)["flips"]
    assert {answer["leader"], answer["rival"]} <= {"status_quo", "mediation", "interdiction"}
    assert len(answer["singles"]) == answer["played"] == 2 and answer["screened"] > 600
    moved = answer["singles"][0]["moved"][0]
    assert {"parameter", "means", "unit", "basis", "value_now", "value_then"} <= set(moved)
    assert answer["together"]["basis"] == "assumption" and answer["together"]["parameters"] > 500
    assert answer["other"]["evidence"] == "record"
    assert answer["sentences"]


def test_the_same_question_is_answered_from_what_is_kept(monkeypatch):
    first = fulcrum("flips", "runs/articles", "--outcome", "tension", *QUICK, "--json").stdout
    monkeypatch.setattr("model.experiment.designs.what_if.WhatIf.__init__", None)
    assert fulcrum("flips", "runs/articles", "--outcome", "tension", *QUICK, "--json").stdout == first


def test_one_option_is_held_against_the_status_quo_and_a_basis_keeps_the_rest_still():
    words = ("--option", "mediation", "--outcome", "tension", "--basis", "record", "--by", "share", "--month", "mean")
    (answer,) = json.loads(fulcrum("flips", "runs/articles", *words, *QUICK, "--json").stdout)["flips"]
    assert {answer["leader"], answer["rival"]} == {"mediation", "status_quo"} and answer["by"] == "share"
    assert answer["screened"] < 100
    assert all(move["basis"] == "record" for turn in answer["singles"] for move in turn["moved"])


def test_an_option_that_does_nothing_is_told_apart_from_nobody(place):
    (place / "idle.yaml").write_text(SCENARIO.replace("[mediation, interdiction]", "[status_quo]"))
    assert fulcrum("run", "idle.yaml", "--out", "runs/idle").exit_code == 0
    done = fulcrum("flips", "runs/idle", "--outcome", "tension", *QUICK)
    assert done.exit_code == 0 and "nothing is there to turn" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--outcome", "tensoin"), "no such outcome 'tensoin'; did you mean 'tension'"),
        (("--option", "mediatoin"), "no such option 'mediatoin'; did you mean 'mediation'"),
        (("--option", "mediation,interdiction,status_quo"), "two different options are held against each other"),
        (("--option", "status_quo"), "two different options are held against each other"),
        (("--basis", "asumption"), "no such evidence basis 'asumption'; did you mean 'assumption'"),
        (("--by", "medain"), "no such measure 'medain'; did you mean 'median'"),
        (("--month", "2031-01"), "no such month '2031-01'"),
        (("--outcome", "designations"), "designations: neither way is better"),
    ],
)
def test_a_mistake_ends_with_two_and_one_line(words, said):
    done = fulcrum("flips", "runs/articles", *words)
    assert done.exit_code == 2 and said in done.stderr and done.stderr.count("\n") == 1


def test_a_run_that_is_not_there_is_named():
    done = fulcrum("flips", "runs/nothing")
    assert done.exit_code == 2 and "runs/nothing" in done.stderr
