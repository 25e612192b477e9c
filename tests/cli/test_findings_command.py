"""`fulcrum findings`: one document from two small runs, its sections, its words, and the numbers of `compare` in it."""

import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.analysis import banned_words, number, signed
from model.cli import app

SCENARIO = """title: A small study
question: Which of two does more?
decision_month: 2023-11
months: 5
worlds: 24
histories: prior
options: [mediation, interdiction]
"""
OUTCOMES = ("tension",)
WORDS = ("findings", "runs/articles", "--outcome", ",".join(OUTCOMES), "--worlds", "10", "--jobs", "1")
SECTIONS = (
    "1. In one page",
    "2. The past behind it",
    "3. Every option, outcome by outcome",
    "4. Robustness without a score",
    "5. Which part does the work, and which two fight",
    "6. What drives it, and how much rests on assumption",
    "7. Where options fail",
    "8. What flips",
    "9. With a cease-fire and without",
    "10. Worlds worth telling",
    "11. Surprises, by rule",
    "12. Limits, and how this page is made again",
)


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a scenario, its run under both evidence sets, and the document made of them."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "small.yaml").write_text(SCENARIO)
    before = Path.cwd()
    os.chdir(folder)
    try:
        for evidence in ("articles", "record"):
            done = fulcrum("run", "small.yaml", "--evidence", evidence, "--out", f"runs/{evidence}")
            assert done.exit_code == 0, done.output
        done = fulcrum(*WORDS, "--to", "docs/findings.md")
        assert done.exit_code == 0, done.output
        assert "about" in done.stderr and "questions" in done.stderr
    finally:
        os.chdir(before)
    return folder


@pytest.fixture(autouse=True)
def there(place, monkeypatch):
    """Every command runs in that folder."""
    monkeypatch.chdir(place)


@pytest.fixture
def text(place) -> str:
    """The document."""
    return (place / "docs" / "findings.md").read_text(encoding="utf-8")


def test_the_document_has_every_section_in_order_and_no_banned_word(text):
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == list(SECTIONS)
    assert banned_words(text) == []
    assert "this is not a forecast" in text and "nan" not in text.lower().split()


def test_every_table_has_rows_and_every_row_as_many_cells_as_its_head(text):
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert len(tables) > 10
    for lines in (found.splitlines() for found in tables):
        assert len(lines) > 2 and lines[1].strip("|-") == ""
        assert {line.replace("\\|", "").count("|") for line in lines} == {lines[0].count("|")}


def test_no_heading_stands_over_nothing(text):
    lines = [line for line in text.splitlines() if line]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("#") and below.startswith("#"):
            assert below.count("#", 0, 4) > line.count("#", 0, 4), f"nothing stands under {line!r}"


def test_the_same_runs_give_the_same_bytes_from_what_is_kept(text, monkeypatch):
    monkeypatch.setattr("model.experiment.designs.what_if.WhatIf.__init__", None)
    monkeypatch.setattr("model.experiment.designs.factorial_play.played_games", None)
    done = fulcrum(*WORDS, "--with", "runs/record", "--to", "again.md")
    assert done.exit_code == 0, done.output
    assert "done before" in done.stderr
    assert Path("again.md").read_text(encoding="utf-8") == text


def test_the_numbers_of_the_first_page_are_those_of_compare(text):
    told = json.loads(fulcrum(*WORDS, "--json").stdout)
    rows = [row for one in told["standing"] for row in one["sets"].values()]
    assert rows, "something stands in these runs"
    asked = ("compare", "runs/articles", "--with", "runs/record", "--outcome", "all", "--json")
    compared = json.loads(fulcrum(*asked, "--month", "2024-03,mean").stdout)["differences"]
    by_name = {(row["option"], row["outcome"], row["month"], row["evidence"]): row for row in compared}
    front = text.split("## 2.")[0]
    for row in rows:
        same = by_name[row["option"], row["outcome"], row["month"], row["evidence"]]
        assert all(row[key] == same[key] for key in ("median", "low", "high", "better", "worse", "same"))
        agreeing = same["higher"] if same["median"] > 0 else same["lower"]
        interval = f"{signed(same['median'])} ({number(same['low'])} to {number(same['high'])})"
        assert re.search(rf"\| {re.escape(interval)}(; [^|]*)? \| {agreeing:,} \|", front), interval


def test_one_evidence_set_alone_says_so(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(SCENARIO.replace("[mediation, interdiction]", "[mediation]"))
    assert fulcrum("run", "small.yaml", "--out", "runs/alone").exit_code == 0
    done = fulcrum("findings", "runs/alone", "--outcome", "tension", "--worlds", "8", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "Only one evidence set was run" in done.stdout


def test_runs_that_do_not_belong_together_and_unknown_outcomes_are_refused(place):
    for words, said in (
        (("--with", "runs/articles"), "same evidence set, articles"),
        (("--outcome", "tensoin"), "did you mean"),
    ):
        done = fulcrum("findings", "runs/articles", *words)
        assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output
    assert fulcrum("run", "small.yaml", "--worlds", "6", "--evidence", "record", "--out", "runs/six").exit_code == 0
    done = fulcrum("findings", "runs/articles", "--with", "runs/six")
    assert done.exit_code == 2 and "other worlds" in done.output
