"""`fulcrum backcast`: a small run against the project's series and a user's own, in words and as JSON."""

import json

import pytest
from typer.testing import CliRunner

from model.cli import app
from model.experiment import Scenario, run
from tests.analysis.test_backcast import MINE


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A study of the status quo, decided in July 2025, in twelve prior worlds."""
    scenario = Scenario("Small", decision_month="2025-07", months=1, worlds=12, histories="prior", seed=7)
    return run(scenario, tmp_path_factory.mktemp("backcast") / "r").folder


def fulcrum(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_every_series_has_its_score_and_only_what_was_observed_before_the_decision(folder):
    done = fulcrum("backcast", folder, "--json")
    board = json.loads(done.stdout)
    keys = {"series", "role", "points", "inside_50", "inside_90", "crps", "naive"}
    assert done.exit_code == 0 and all(keys <= row.keys() for row in board["series"])
    assert {row["series"]: row["points"] for row in board["series"]}["containers_later"] == 1
    assert "launches_2025" in board["dated_after_the_decision"]
    shares = [row["inside_90"] / row["points"] for row in board["series"]]
    assert shares == sorted(shares)


def test_a_series_of_ones_own_is_added_without_code(folder, tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE)
    done = fulcrum("backcast", folder, "--series", tmp_path / "mine.yaml")
    assert done.exit_code == 0 and "mine " in done.stdout and "Held out:" in done.stdout


def test_a_wrong_file_is_refused_with_2_and_its_line(folder, tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE.replace("held_out", "unseen", 1))
    done = fulcrum("backcast", folder, "--series", tmp_path / "mine.yaml")
    assert done.exit_code == 2 and "mine.yaml:7:" in done.stderr and "Traceback" not in done.stderr


def test_each_mechanism_alone_is_held_against_what_happened_without_a_run():
    done = fulcrum("backcast", "--mechanisms")
    assert done.exit_code == 0 and "Failing: " in done.stdout
    assert done.stdout.index("FAILS") < done.stdout.index(" fits")
    told = json.loads(fulcrum("backcast", "--mechanisms", "--json").stdout)
    keys = {"experiment", "label", "observed", "quantiles", "share", "fits", "left_out", "why", "sources"}
    assert told["observations"] and all(keys <= row.keys() for row in told["observations"])
    assert told["labels"]["tested"]["observations"] == 13


def test_mechanisms_are_held_against_no_run(folder):
    done = fulcrum("backcast", folder, "--mechanisms")
    assert done.exit_code == 2 and "stands alone" in done.stderr
