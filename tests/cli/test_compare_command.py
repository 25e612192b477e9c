"""`fulcrum compare`: the split by cease-fire, the ranks of robustness, and whether more worlds would tell."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from typer.testing import CliRunner

from model.analysis.robustness.robustness import MEASURES
from model.analysis.wording import banned_words
from model.cli import app
from model.world import OUTCOMES

SCENARIO = """title: A small study
decision_month: 2026-04
months: 3
worlds: 40
histories: prior
options: [mediation, purl]
assume: {ceasefire_hazard: {fixed: 0.4}}
"""


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> str:
    """A run's folder, with the other evidence set beside it."""
    folder = tmp_path_factory.mktemp("compare")
    (folder / "small.yaml").write_text(SCENARIO)
    for evidence in ("record", "articles"):
        done = fulcrum(
            "run", str(folder / "small.yaml"), "--evidence", evidence, "--out", str(folder / "runs" / evidence)
        )
        assert done.exit_code == 0, done.output
    return str(folder / "runs" / "articles")


def test_every_difference_says_how_many_worlds_would_tell_it(played):
    facts = json.loads(fulcrum("compare", played, "--outcome", "tension", "--json").stdout)
    assert facts["differences"]
    for row in facts["differences"]:
        assert row["enough"]["error"] == 0.05
        assert {"worlds_about", "worlds_at_least", "worlds_at_most", "histories_about", "says"} <= set(row["enough"])
        assert row["across"].endswith(f"{row['same']:,} the same")
        assert {"world_low", "world_high", "worst_tenth", "histories"} <= set(row)


def test_the_terminal_says_which_differences_more_worlds_would_tell(played):
    said = fulcrum("compare", played, "--outcome", "all").output
    shown = 2 * len(OUTCOMES)
    assert re.search(rf"articles: \d+ of {shown} differences shown change something and cannot be told apart:", said)
    assert re.search(rf"record: \d+ of {shown} differences", said)
    assert "by no number of worlds" in said


def test_the_split_stands_in_both_evidence_sets_and_says_what_its_parts_are(played):
    said = fulcrum("compare", played, "--split", "--outcome", "tension").output
    assert "Split by whether a cease-fire has held in Ukraine" in said
    assert re.search(r"^option +worlds with +articles +verdict +better/worse/same +record", said, re.MULTILINE)
    facts = json.loads(fulcrum("compare", played, "--split", "--outcome", "tension", "--json").stdout)
    for evidence in ("articles", "record"):
        rows = [row for row in facts["differences"] if row["evidence"] == evidence and row["option"] == "purl"]
        assert sum(row["worlds"] for row in rows if row["month"] == "mean") == 40
        assert {"cease-fire", "no cease-fire"} <= {row["part"] for row in rows}


def test_the_split_as_a_table_has_a_column_for_the_part(played):
    rows = list(csv.DictReader(io.StringIO(fulcrum("compare", played, "--split", "--csv", "-").stdout)))
    assert {row["part"] for row in rows} >= {"cease-fire", "no cease-fire"}
    assert {row["outcome"] for row in rows} == set(OUTCOMES)


def test_robustness_ranks_every_option_by_every_measure_and_gives_no_score(played):
    words = ("--threshold", "tension<=status_quo", "--threshold", "containers_delivered<=1e9@mean", "--json")
    facts = json.loads(fulcrum("compare", played, "--robustness", "--outcome", "tension", *words).stdout)
    assert [run["evidence"] for run in facts["runs"]] == ["articles", "record"]
    (outcome,) = facts["runs"][0]["outcomes"]
    assert [option["option"] for option in outcome["options"]] == ["status_quo", "mediation", "purl"]
    for option in outcome["options"]:
        assert set(option["ranks"]) == set(option["values"]) == set(MEASURES)
        assert {"money", "politics", "mean_gain", "gain_deviation"} <= set(option) and "score" not in option
    assert outcome["options"][0]["money"] == 0 < outcome["options"][1]["money"]
    assert facts["runs"][0]["thresholds"][0]["met_together"] == 40


def test_robustness_in_the_terminal_says_where_measures_disagree_and_promises_nothing(played):
    said = fulcrum("compare", played, "--robustness", "--outcome", "tension", "--threshold", "tension<=0.5").output
    assert "comes first" in said or "come first" in said
    assert re.search(r"order of \d of 3 pairs of options depends on the measure", said)
    assert re.search(r"^option +tension<=0.5@2026-06 +all of them +90 % interval", said, re.MULTILINE)
    assert banned_words(said.replace(played, "")) == []


def test_without_a_threshold_there_is_no_satisficing_and_alpha_moves_hurwicz_alone(played):
    found = []
    for alpha in ("0", "1"):
        words = ("--robustness", "--outcome", "tension", "--alpha", alpha, "--json")
        (outcome,) = json.loads(fulcrum("compare", played, *words).stdout)["runs"][0]["outcomes"]
        found.append(outcome["options"][1]["values"])
    assert "satisficing" not in found[0]
    assert found[0]["hurwicz"] == found[0]["maximin"] != found[1]["hurwicz"]
    assert {name for name in found[0] if found[0][name] != found[1][name]} == {"hurwicz"}


BAD = {
    "a threshold alone": (("--threshold", "tension<=1"), "--threshold and --alpha belong to --robustness"),
    "an outcome of a threshold": (
        ("--robustness", "--threshold", "tensoin<=1"),
        "no such outcome 'tensoin'; did you mean 'tension'?",
    ),
    "the worse side": (("--robustness", "--threshold", "tension>=1"), "lower is better for tension, so say tension<="),
    "a threshold's form": (("--robustness", "--threshold", "tension=1"), "threshold 'tension=1' is not of the form"),
    "alpha": (("--robustness", "--alpha", "1.5"), "alpha must lie between 0 and 1, not 1.5"),
    "alpha that is no number": (("--robustness", "--alpha", "nan"), "alpha must lie between 0 and 1"),
    "no better side": (("--robustness", "--outcome", "growth"), "growth: neither way is better"),
    "a month": (("--robustness", "--month", "2031-01"), "month '2031-01' is not among those played"),
    "a month of the split": (("--split", "--month", "2031-01"), "month '2031-01' is not among those played"),
    "two views": (("--robustness", "--split"), "--split cannot be had with --robustness"),
    "one option": (("--robustness", "--option", "purl"), "--option cannot be had with --robustness"),
}


@pytest.mark.parametrize(("words", "said"), BAD.values(), ids=BAD)
def test_a_mistake_ends_with_code_2_and_a_message(played, words, said):
    done = fulcrum("compare", played, *words)
    assert done.exit_code == 2, done.output
    assert said in done.output and "Traceback" not in done.output
