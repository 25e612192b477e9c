"""`fulcrum drivers`: sentences, tables and JSON, shares of variance that are kept, and refusals in one line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.cli import app

SCENARIO = """title: A small study
decision_month: 2023-11
months: 2
worlds: 60
histories: prior
options: [mediation, purl]
"""


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a run in it."""
    return tmp_path_factory.mktemp("drivers")


@pytest.fixture(autouse=True)
def there(place, monkeypatch):
    """Every command runs in that folder."""
    monkeypatch.chdir(place)
    if not (place / "small.yaml").exists():
        (place / "small.yaml").write_text(SCENARIO)
        assert fulcrum("run", "small.yaml", "--out", "runs/small").exit_code == 0


def test_it_names_the_drivers_of_an_outcome():
    done = fulcrum("drivers", "runs/small", "--outcome", "containers_delivered", "--top", "4")
    assert done.exit_code == 0, done.output
    assert "What drives containers delivered since the start in December 2023 under the status quo" in done.output
    assert "first_year_shipments" in done.output and "derived" in done.output


def test_it_reports_as_json_with_means_unit_basis_interval_and_floor():
    done = fulcrum(
        "drivers", "runs/small", "--option", "mediation", "--outcome", "tension", "--month", "mean", "--json"
    )
    found = json.loads(done.stdout)
    assert (found["option"], found["outcome"], found["month"], found["worlds"]) == ("mediation", "tension", "mean", 60)
    assert len(found["drivers"]) == 15
    row = found["drivers"][0]
    assert row["means"] and row["unit"] and row["basis"] and row["low"] <= row["index"] <= row["high"]
    assert row["floor"] > row["dummy"] > 0 and row["direction"] in (-1, 0, 1)
    assert found["sobol"] is None and found["sentences"] and found["notes"]


def test_it_plays_mixed_worlds_for_shares_of_variance_and_keeps_them():
    asked = ["drivers", "runs/small", "--outcome", "tension", "--sobol", "--worlds", "16", "--single", "2", "--json"]
    first = json.loads(fulcrum(*asked).stdout)
    shares = first["sobol"]
    assert {share["group"] for share in shares["families"]["shares"]} >= {"arms", "behaviour", "luck"}
    assert {share["group"] for share in shares["bases"]["shares"]} >= {"assumption", "derived", "luck"}
    assert [s["group"] for s in shares["single"]["shares"]] == [d["parameter"] for d in first["drivers"][:2]]
    assert shares["families"]["rows"] == 16 and shares["errors"] == []
    kept = {path: path.stat().st_mtime_ns for path in Path("runs/sensitivity").iterdir()}
    assert json.loads(fulcrum(*asked).stdout) == first
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_it_shows_shares_as_tables():
    done = fulcrum("drivers", "runs/small", "--outcome", "tension", "--sobol", "--worlds", "16")
    assert done.exit_code == 0, done.output
    assert "Shares of variance from 16 prior base worlds" in done.output
    assert "with all it acts with" in done.output and "luck" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--outcome", "tensoin"], "no such outcome 'tensoin'; did you mean 'tension'?"),
        (["--outcome", "tension", "--option", "mediaton"], "no such option 'mediaton'; did you mean 'mediation'?"),
        (["--outcome", "tension", "--month", "2031-01"], "month '2031-01' is not among those played"),
        ([], "--outcome: name one"),
        (["--outcome", "tension", "--worlds", "64"], "--worlds: says how --sobol works; give --sobol too"),
    ],
)
def test_a_mistake_is_refused_in_one_line(words, said):
    done = fulcrum("drivers", "runs/small", *words)
    assert done.exit_code == 2
    assert said in done.output and "Traceback" not in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_folder_without_a_run_is_refused():
    done = fulcrum("drivers", "runs/none", "--outcome", "tension")
    assert done.exit_code == 2
    assert "no run here" in done.output
