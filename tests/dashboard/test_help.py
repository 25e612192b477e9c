"""How to read: three sentences, every verdict of the analysis, the whole glossary, limits, misuse and changes."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import help as vm
from model.analysis.comparison.comparison import Difference
from model.parameters import load

PAGE = Path(__file__).resolve().parents[2] / "dashboard" / "app_pages" / "help.py"
WORLDS = np.arange(40.0)
WORDS = {"option": "x", "outcome": "tension", "name": "Tension", "unit": "index", "sense": "lower", "month": "2029-03"}


def page() -> AppTest:
    """The page alone, without levers and headline."""
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def test_three_sentences_hold_today_s_counts():
    said = vm.trusted()
    assert len(said) == 3
    assumed = sum(parameter.basis == "assumption" for parameter in load().values())
    assert f"{assumed:,} of its {len(load()):,} parameters" in said[2]


@pytest.mark.parametrize(
    ("option", "verdict"),
    [
        (WORLDS + 2.0, "resolved"),
        (WORLDS + 1e-6, "resolved, but slight"),
        (WORLDS + (-1.0) ** WORLDS, "cannot be told apart"),
    ],
)
def test_every_verdict_of_the_analysis_is_explained(option, verdict):
    found = Difference.between(WORLDS, option, evidence="articles", **WORDS)
    assert found.verdict == verdict
    assert verdict in [name.lower() for name, _, _ in vm.VERDICTS]


def test_the_glossary_is_that_of_the_documents_in_full():
    written = [line for line in vm.shipped("docs", "glossary.md").splitlines() if line.startswith("**")]
    assert len(vm.glossary()) == len(written) > 60
    assert vm.glossary("median paired")["Word"].tolist() == ["resolved"]
    assert vm.glossary("no such word").empty


def test_the_changes_are_those_of_the_change_log():
    assert vm.changes().startswith("#### Changes") and "#### 0.1.0" in vm.changes()


def test_limits_and_misuse_are_said():
    assert len(vm.LIMITS) >= 5 and len(vm.MISUSE) >= 5
    assert vm.listed(("US$ a", "b")) == "- US\\$ a\n- b"


def test_the_page_opens_and_finds_words():
    found = page()
    assert not found.exception
    assert found.header[0].value == "How to read"
    found.text_input[0].set_value("lever").run()
    words = found.table[-1].value["Word"].tolist()
    assert "lever" in words and len(words) < len(vm.glossary())
    found.text_input[0].set_value("no such word").run()
    assert found.info[0].value == vm.NO_WORD
