"""The command line: one umbrella, few exit codes, JSON wherever it reports, no traceback for a person's mistake."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.cli import app
from model.levers import LEVERS
from model.world import EVENTS, OUTCOMES

SCENARIO = """title: A small study
decision_month: 2023-11
months: 2
worlds: 30
options: [mediation, purl]
"""


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


def test_help_names_every_command_with_an_example():
    said = fulcrum("--help").output
    for name in ("run", "compare", "export", "check", "list", "explain", "verify", "evidence", "dashboard"):
        assert re.search(rf"^  {name}\b", said, re.MULTILINE)
        assert "fulcrum " + name in re.sub(r"\s+", " ", fulcrum(name, "--help").output)


def test_run_says_first_what_it_does_and_then_what_to_type_next():
    said = fulcrum("run", "small.yaml", "--worlds", "12", "--out", "runs/twelve").stdout.splitlines()
    assert said[0].startswith("A small study (articles): 12 worlds × 3 options × 2 months; about ")
    assert re.search(r"3 prior worlds whose past lies inside every target's band, one in [\d,]+ of [\d,]+", said[1])
    assert said[2].endswith("fulcrum compare runs/twelve")
    assert said[3].endswith("--evidence record")


def test_the_same_run_again_returns_at_once():
    start = time.perf_counter()
    said = fulcrum("run", "small.yaml", "--out", "runs/articles").output
    assert "all 3 blocks are stored" in said and "nothing was left to play" in said
    assert time.perf_counter() - start < 3


def test_run_reports_as_json_and_nothing_else():
    done = subprocess.run(
        [sys.executable, "-m", "model.cli", "run", "small.yaml", "--out", "runs/articles", "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    facts = json.loads(done.stdout)
    assert (facts["run"], facts["worlds"], facts["blocks_played"], facts["histories"]) == (
        "runs/articles",
        30,
        0,
        "conditioned",
    )
    assert facts["options"] == ["status_quo", "mediation", "purl"]


def test_the_command_line_may_change_worlds_seed_options_and_evidence():
    words = ("--worlds", "9", "--seed", "5", "--options", "purl,air_patrols", "--evidence", "record", "--json")
    facts = json.loads(fulcrum("run", "small.yaml", "--out", "runs/changed", *words).stdout)
    assert (facts["worlds"], facts["evidence"]) == (9, "record")
    assert facts["options"] == ["status_quo", "purl", "air_patrols"]


def test_without_a_folder_a_run_gets_one_named_after_its_content():
    facts = json.loads(fulcrum("run", "small.yaml", "--worlds", "5", "--json").stdout)
    assert re.fullmatch(r"runs/small-[0-9a-f]{8}", facts["run"])
    again = json.loads(fulcrum("run", "small.yaml", "--worlds", "6", "--json").stdout)
    assert again["run"] != facts["run"]


def test_compare_shows_both_evidence_sets_side_by_side():
    said = fulcrum("compare", "runs/articles", "--outcome", "tension").output
    assert "beside it · evidence: record · 30 worlds · runs/record" in said
    assert "this is not a forecast" in said and "Every past lies inside the bands" in said
    assert re.search(r"In \d+ of 30 simulated worlds", said)
    assert re.search(r"^option +articles +verdict +better/worse/same +record +verdict", said, re.MULTILINE)


def test_compare_without_a_run_takes_the_newest_and_puts_the_articles_first(tmp_path, monkeypatch):
    for evidence in ("articles", "record"):
        place = tmp_path / "runs" / evidence
        place.parent.mkdir(exist_ok=True)
        shutil.copytree(Path("runs") / evidence, place)
        os.utime(place / "manifest.json", (time.time() + (evidence == "record"),) * 2)
    monkeypatch.chdir(tmp_path)
    facts = json.loads(fulcrum("compare", "--json").stdout)
    assert (facts["run"], facts["with"]) == ("runs/articles", "runs/record")


def test_compare_as_json_counts_every_world():
    facts = json.loads(fulcrum("compare", "runs/articles", "--json").stdout)
    assert facts["with"] == "runs/record"
    assert len(facts["differences"]) == 2 * 2 * len(OUTCOMES) * 2
    for row in facts["differences"]:
        assert row["worlds"] == row["higher"] + row["lower"] + row["same"] == 30


def test_compare_writes_the_promised_table():
    fulcrum("compare", "runs/articles", "--csv", "table.csv")
    with open("table.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:12] == [
        "option", "outcome", "unit", "month", "status_quo", "median_difference", "low", "high", "resolved",
        "better_share", "worse_share", "same_share",
    ]  # fmt: skip
    assert {row["option"] for row in rows} == {"mediation", "purl"}
    assert {row["outcome"] for row in rows} == set(OUTCOMES)


@pytest.mark.parametrize("kind", ["x.parquet", "x.csv", "x.xlsx"])
def test_the_same_run_exports_the_same_bytes(kind):
    written = []
    for _ in range(2):
        assert fulcrum("export", "runs/articles", "--to", kind).exit_code == 0
        written.append(Path(kind).read_bytes())
    assert written[0] == written[1]


def test_check_says_ok_or_where_it_is_wrong():
    assert fulcrum("check", "small.yaml").output == "small.yaml: scenario, ok\n"
    Path("bad.yaml").write_text("title: T\noptions: [mediaton]\nwrlds: 3\n")
    done = fulcrum("check", "bad.yaml", "small.yaml")
    assert done.exit_code == 2
    assert "bad.yaml:2:11: options[0]: no such option or lever 'mediaton'; did you mean 'mediation'?" in done.output
    assert "bad.yaml:3:1: wrlds: no such field; did you mean 'worlds'?" in done.output
    assert "small.yaml: scenario, ok" in done.output


def test_check_as_json_gives_line_and_column():
    Path("bad.yaml").write_text("title: T\noptions: [mediaton]\n")
    (checked,) = json.loads(fulcrum("check", "bad.yaml", "--json").stdout)
    assert (checked["problems"][0]["line"], checked["problems"][0]["column"]) == (2, 11)


def test_check_knows_an_option_file_from_a_scenario():
    Path("mine.yaml").write_text("title: Mine\nsummary: x\nlevers: {purl: low}\n")
    assert fulcrum("check", "mine.yaml").output == "mine.yaml: option, ok\n"


def test_list_levers_gives_id_family_levels_claims_and_what_each_acts_on():
    levers = json.loads(fulcrum("list", "levers", "--json").stdout)
    assert [lever["id"] for lever in levers] == list(LEVERS) and len(levers) == 25
    for lever in levers:
        assert set(lever["levels"]) == {"off", "low", "medium", "high"}
        assert lever["family"] and lever["claims"] and set(lever["acts_on"]) <= set(OUTCOMES)


def test_list_outcomes_gives_id_unit_sense_and_source():
    outcomes = json.loads(fulcrum("list", "outcomes", "--json").stdout)
    assert [outcome["id"] for outcome in outcomes] == list(OUTCOMES)
    for outcome in outcomes:
        assert outcome["unit"] and outcome["sense"] in ("lower", "higher", "neither") and outcome["source"]


@pytest.mark.parametrize("what", ["scenarios", "options", "levers", "outcomes", "parameters", "events"])
def test_everything_is_listed_as_a_table_and_as_json(what):
    listed = json.loads(fulcrum("list", what, "--json").stdout)
    said = fulcrum("list", what).output
    assert len(listed) > 6
    assert all(item["id"] in said for item in listed)


def test_list_alone_counts_everything():
    said = fulcrum("list").output
    assert f"events ({len(EVENTS)})" in said and "options (9)" in said and "levers (25)" in said


def test_explain_tells_a_world_and_finds_it_as_it_is_stored():
    said = fulcrum("explain", "runs/articles", "--world", "3", "--option", "purl").output
    assert "World 3 of 30" in said and "bit for bit" in said
    facts = json.loads(fulcrum("explain", "runs/articles", "--world", "3", "--option", "purl", "--json").stdout)
    assert facts["reproduces_stored_outcomes"] is True
    assert {entry["month"] for entry in facts["decisions"]} == {"2023-11", "2023-12"}
    assert {"actor", "choice", "move", "rejected", "terms", "luck", "by_luck"} <= set(facts["decisions"][0])


def test_evidence_shows_figures_and_finds_them_in_the_articles(articles):
    assert "A-F04" in fulcrum("evidence").output
    assert len(json.loads(fulcrum("evidence", "--json").stdout)["figures"]) == 37
    assert "parameter tracing_mandate" in fulcrum("evidence", "conflicts").output
    conflicts = json.loads(fulcrum("evidence", "conflicts", "--json").stdout)
    assert {"id", "article", "record", "says", "sources", "acts_on"} <= conflicts[0].keys() and len(conflicts) == 23
    facts = json.loads(fulcrum("evidence", "verify", "--articles", str(articles), "--json").stdout)
    assert len(facts["found"]) == 37 and facts["missing"] == []


BAD = {
    "no scenario": (("run", "nowhere"), "nowhere: no such file or shipped scenario"),
    "a scenario nearly named": (("run", "referense"), "did you mean 'reference'?"),
    "no file": (("run", "nowhere.yaml"), "nowhere.yaml:1:1: cannot be read: No such file or directory"),
    "no worlds": (("run", "small.yaml", "--worlds", "0"), "--worlds: must be a whole number from 1 to 10000000, not 0"),
    "an evidence set": (("run", "small.yaml", "--evidence", "rumour"), "'rumour' is none of articles, record"),
    "an option": (
        ("run", "small.yaml", "--options", "prul"),
        "--options: no such option or lever 'prul'; did you mean 'purl'?",
    ),
    "another study's folder": (("run", "small.yaml", "--seed", "1", "--out", "runs/articles"), "holds another study"),
    "no run": (("compare", "."), ".: no run here"),
    "an outcome": (
        ("compare", "runs/articles", "--outcome", "tensoin"),
        "no such outcome 'tensoin'; did you mean 'tension'?",
    ),
    "a month": (("compare", "runs/articles", "--month", "2030-01"), "month '2030-01' is not among those played"),
    "an ending": (("export", "runs/articles", "--to", "x.docx"), "x.docx ends in none of .parquet, .csv, .xlsx"),
    "a list": (("list", "leevrs"), "'leevrs' is none of scenarios, options, levers"),
    "a world": (("explain", "runs/articles", "--world", "30"), "the run holds worlds 0 to 29, not 30"),
    "an option of the run": (("explain", "runs/articles", "--option", "prul"), "did you mean 'purl'?"),
    "no articles": (("evidence", "verify", "--articles", "nowhere"), "no such folder of articles"),
    "a schema": (("check", "--schema", "run"), "'run' is none of scenario, option"),
    "a word too many": (("list", "levers", "more"), "more"),
}


@pytest.mark.parametrize(("words", "said"), BAD.values(), ids=BAD)
def test_a_mistake_ends_with_code_2_and_a_message(words, said):
    done = fulcrum(*words)
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_changed_article_ends_with_code_1(articles, tmp_path):
    for path in articles.glob("*.txt"):
        (tmp_path / path.name).write_text(
            path.read_text(encoding="utf-8").replace("33,000", "44,000"), encoding="utf-8"
        )
    done = fulcrum("evidence", "verify", "--articles", str(tmp_path))
    assert done.exit_code == 1
    assert "B-F01" in done.output
