"""`fulcrum stories`: reads well, says the same twice, refuses what it does not know with the nearest name."""

import json

import pytest
from typer.testing import CliRunner

from model.analysis.wording import banned_words
from model.cli import app
from model.experiment import Scenario, run
from model.levers import STATUS_QUO, Commitment, Option

TALKING = Option("talking", "Talking", (Commitment("neutral_envoys", "high"), Commitment("dialogue_offer", "high")))


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    """A run of twenty worlds and four months."""
    place = tmp_path_factory.mktemp("runs") / "small"
    run(Scenario("A small study", (STATUS_QUO, TALKING), decision_month="2023-11", months=4, worlds=20, seed=7), place)
    return str(place)


def test_four_kinds_of_worlds_are_told(folder):
    said = fulcrum("stories", folder)
    assert said.exit_code == 0, said.output
    for title in ("Central · world", "Most diverse · world", "Worst regret · world", "Most surprising · world"):
        assert title in said.stdout
    assert not banned_words(said.stdout)


def test_a_story_is_told_the_same_twice_beside_the_status_quo_without_promises(folder):
    asked = ("stories", folder, "--option", "talking", "--kind", "surprising")
    first = fulcrum(*asked)
    assert first.stdout == fulcrum(*asked).stdout
    assert "1 simulated history of 20" in first.stdout and "not a forecast" in first.stdout
    assert "Beside the status quo in the same world" in " ".join(first.stdout.split())
    assert not banned_words(first.stdout)


def test_stories_as_json_hold_reasons_lines_and_numbers(folder):
    found = json.loads(fulcrum("stories", folder, "--kind", "central,diverse", "--count", "2", "--json").stdout)
    assert [story["kind"] for story in found["stories"]] == ["central", "central", "diverse", "diverse"]
    assert set(found["methods"]) == {"central", "diverse", "regret", "surprising"}
    for story in found["stories"]:
        assert story["differing"] == [] and story["reason"] and 0 <= story["world"] < 20
        assert all(line["month"] >= "2023-11" and line["cause"] and line["source"] for line in story["lines"])
        assert all(row["low"] <= row["high"] for row in story["numbers"])


def test_a_world_asked_for_is_told(folder):
    found = json.loads(fulcrum("stories", folder, "--world", "13", "--json").stdout)
    assert [(story["kind"], story["world"]) for story in found["stories"]] == [("asked", 13)]


def test_twins_are_told_with_both_ends(folder):
    asked = ("stories", folder, "--option", "talking", "--twin", "neutral_envoys", "--world", "5")
    said = fulcrum(*asked)
    assert said.exit_code == 0, said.output
    assert "World 5, played twice with the same luck: with neutral envoys / without" in said.stdout
    assert "Cost of the option" in said.stdout and not banned_words(said.stdout)
    found = json.loads(fulcrum(*asked, "--json").stdout)["twins"]
    assert found["lever"] == "neutral_envoys" and found["sentence"] in " ".join(said.stdout.split())
    assert {end["outcome"] for end in found["ends"]} >= {"talks_phase", "tension", "policy_money"}


def test_an_option_is_set_against_the_status_quo_in_the_central_world(folder):
    said = fulcrum("stories", folder, "--option", "talking", "--twin", "status_quo").stdout
    assert ", the central one, played twice with the same luck: Talking / Status quo" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--option", "talkin"), "no such option 'talkin'; did you mean 'talking'?"),
        (("--kind", "centrl"), "no such kind 'centrl'; did you mean 'central'?"),
        (("--outcome", "tensin"), "no such outcome 'tensin'; did you mean 'tension'?"),
        (("--world", "20"), "--world: the run holds worlds 0 to 19, not 20"),
        (("--option", "talking", "--twin", "neutral_envoy"), "did you mean 'neutral_envoys'?"),
        (("--twin", "neutral_envoys"), "it has no levers"),
    ],
)
def test_what_is_not_known_is_refused_in_one_line(folder, words, message):
    said = fulcrum("stories", folder, *words)
    assert said.exit_code == 2
    assert message in said.stderr and said.stderr.strip().count("\n") == 0 and not said.stdout
