"""`fulcrum why`: shares that add up, stored for the next time, and mistakes refused by name."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.analysis import banned_words
from model.cli import app
from model.experiment.designs import factorial_play

SCENARIO = """title: A small study
decision_month: 2023-11
months: 3
worlds: 12
histories: prior
options: [interdiction, mediation, purl]
"""


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a run."""
    folder = tmp_path_factory.mktemp("why")
    (folder / "small.yaml").write_text(SCENARIO)
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = fulcrum("run", "small.yaml", "--out", "run")
        assert done.exit_code == 0, done.output
    finally:
        os.chdir(before)
    return folder


@pytest.fixture(autouse=True)
def there(place, monkeypatch):
    """Every command runs in that folder."""
    monkeypatch.chdir(place)


def why(*words: str) -> dict:
    """What the command reports as JSON."""
    done = fulcrum("why", "run", *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_shares_add_up_to_the_total_of_every_outcome():
    found = why("--option", "interdiction", "--outcome", "suppressed_share,tension")
    assert [row["outcome"] for row in found["outcomes"]] == ["suppressed_share", "tension"]
    assert (found["worlds"], found["histories"], found["portfolios"], found["exact"]) == (12, 12, 16, True)
    for row in found["outcomes"]:
        assert sum(share["shapley"] for share in row["levers"]) == pytest.approx(row["total"], abs=1e-15)
        assert {"lever", "shapley", "low", "high"} <= set(row["levers"][0])
        assert len(row["levers"]) == 4 and len(row["synergies"]) == 6
        assert row["unit"] and not any(banned_words(line) for line in row["sentences"])
    assert found["forms"] == ["added", "multiplied", "overlapping"]


def test_a_second_time_nothing_is_played(monkeypatch):
    words = ("--option", "interdiction", "--outcome", "suppressed_share", "--worlds", "7")
    first = why(*words)
    monkeypatch.setattr(factorial_play, "play_piece", lambda piece: pytest.fail("played again"))
    assert why(*words) == first
    assert "all stored" in fulcrum("why", "run", *words).output


def test_the_terminal_says_what_it_does_what_it_found_and_what_it_is_not():
    done = fulcrum("why", "run", "--option", "interdiction", "--outcome", "suppressed_share", "--month", "mean")
    assert done.exit_code == 0
    said = done.output
    assert "Interdiction: 16 portfolios, all there are, of 4 parts × 12 worlds" in said
    assert "this is not a forecast" in said and "finance_detection by financial_tracking, intelligence_sharing" in said
    assert "On average over the months played the mean difference of “Interdiction” from the status quo" in said
    assert "Each alone, the parts add up to" in said and "Of 6 pairs" in said
    assert banned_words(said) == []


def test_without_an_outcome_a_few_are_shown():
    found = why("--option", "mediation")
    assert [row["outcome"] for row in found["outcomes"]] == list(
        ("containers_delivered", "troops_in_theatre", "value_returned", "tension")
    )
    assert found["shared_instruments"] == {}


def test_an_option_of_one_lever_is_all_its_own_work():
    (row,) = why("--option", "purl", "--outcome", "cohesion")["outcomes"]
    assert row["levers"][0]["shapley"] == row["total"] and row["synergies"] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--option", "mediatoin"), "no such option 'mediatoin'; did you mean 'mediation'?"),
        (("--option", "purl", "--outcome", "tensoin"), "no such outcome 'tensoin'; did you mean 'tension'?"),
        (("--option", "status_quo"), "option 'status_quo' holds no lever, so there is nothing to share out"),
        (("--option", "purl", "--month", "2031-01"), "month '2031-01' is not among those played"),
        (("--option", "purl", "--worlds", "13"), "the run holds 12 worlds, not 13"),
        ((), "--option: name one of interdiction, mediation, purl"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(words, message):
    done = fulcrum("why", "run", *words)
    assert done.exit_code == 2
    assert message in done.output and len(done.output.strip().splitlines()) == 1


def test_a_folder_without_a_run_is_refused():
    done = fulcrum("why", "nowhere", "--option", "purl")
    assert done.exit_code == 2 and "nowhere" in done.output


def test_a_portfolio_that_cannot_be_played_ends_with_one(monkeypatch):
    def broken(piece):
        raise FloatingPointError("tension is nan")

    monkeypatch.setattr(factorial_play, "play_piece", broken)
    done = fulcrum("why", "run", "--option", "purl", "--outcome", "growth")
    assert done.exit_code == 1 and "tension is nan" in done.output
