"""`fulcrum appendix` writes the document, `fulcrum verify DOCUMENT` holds it against its runs."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.cli import app

SCENARIO = """title: A small study
question: Which of two does more?
decision_month: 2023-11
months: 4
worlds: 24
histories: prior
options: [mediation, interdiction]
"""


def fulcrum(*words: str):
    """What a command prints and how it ends."""
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with both runs and an appendix in every text format, which is the working folder meanwhile."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "small.yaml").write_text(SCENARIO)
    (folder / "notes.txt").write_text("This will end the war.\n\nWe think so.\n")
    before = Path.cwd()
    os.chdir(folder)
    try:
        for evidence in ("articles", "record"):
            assert fulcrum("run", "small.yaml", "--evidence", evidence, "--out", f"runs/{evidence}").exit_code == 0
        done = fulcrum("appendix", "runs/articles", "--format", "html,md", "--to", "paper", "--notes", "notes.txt")
        assert done.exit_code == 0, done.output
        assert "left out, as they take minutes: why, fails, flips" in done.stderr
        assert "notes.txt: warning: words of certainty: 'will': “This will end the war.”" in done.stderr
        yield folder
    finally:
        os.chdir(before)


def test_the_files_are_there(place):
    names = {path.name for path in (place / "paper").iterdir()}
    assert names == {"small-appendix.html", "small-appendix.md", "small-appendix-figures"}


def test_a_document_is_verified_against_its_run(place):
    done = fulcrum("verify", "paper/small-appendix.html", "--run", "runs/articles")
    assert done.exit_code == 0, done.output
    assert "all worked out again from the run" in done.stdout and "Verified." in done.stdout


def test_a_changed_number_fails_by_name(place):
    text = Path("paper/small-appendix.md").read_text(encoding="utf-8")
    changed = text.replace("In 24 of 24 simulated", "In 23 of 24 simulated", 1)
    changed = changed if changed != text else text.replace(" of 24 simulated worlds (", " of 25 simulated worlds (", 1)
    assert changed != text
    Path("changed.md").write_text(changed, encoding="utf-8")
    done = fulcrum("verify", "changed.md", "--run", "runs/articles", "--json")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert not said["verified"] and len(said["problems"]) == 1 and "the run 24" in said["problems"][0]
    assert "not verified, 1 problems" in done.stderr


def test_sections_can_be_chosen_and_paper_too(place):
    words = ("--sections", "question,limits", "--paper", "letter", "--format", "html", "--to", "short", "--json")
    done = fulcrum("appendix", "runs/articles", *words)
    assert done.exit_code == 0, done.output
    text = Path("short/small-appendix.html").read_text(encoding="utf-8")
    assert list(json.loads(done.stdout)["files"]) == ["small-appendix.html"]
    assert "size: letter" in text and ">2 Limits<" in text and "Robustness" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sections", "sumary"), "no such section 'sumary'; did you mean 'summary'?"),
        (("--format", "rtf"), "no such format 'rtf'"),
        (("--paper", "a5"), "no such paper 'a5'"),
        (("--notes", "nowhere.txt"), "nowhere.txt: cannot be read"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(place, words, said):
    done = fulcrum("appendix", "runs/articles", "--to", "nothing", *words)
    assert done.exit_code == 2 and said in done.stderr
    assert not Path("nothing").exists()


def test_verify_says_what_is_no_document(place):
    assert fulcrum("verify", "nowhere.docx").exit_code == 2
    Path("empty.html").write_text("<p>Nothing</p>")
    done = fulcrum("verify", "empty.html")
    assert done.exit_code == 1 and "machine-readable part is missing" in done.stderr
    assert fulcrum("verify", "runs/articles", "--run", "runs/articles").exit_code == 2
