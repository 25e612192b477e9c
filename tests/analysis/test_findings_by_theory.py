"""What a document of findings says of the theories of decision: planted differences that survive, fade and turn."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.comparison.theories import THEORIES
from model.analysis.findings import findings_theories
from model.analysis.findings.findings import Runs
from model.analysis.findings.findings_theories import between_theories

LAST = "2029-03"
MOST, ENOUGH, LOSSES = THEORIES


def difference(step, outcome, part="") -> Difference:
    """A difference of one size in every world."""
    before = np.linspace(0.0, 1.0, 40)
    labels = {"option": "mediation", "outcome": outcome, "month": LAST, "evidence": "articles"}
    made = Difference.between(before, before + step, **labels, name=outcome.capitalize(), unit="index", sense="lower")
    return replace(made, part=part)


def compared(*rows) -> Comparison:
    return Comparison("A study", "articles", 40, "prior", (LAST, "mean"), rows)


@pytest.fixture
def gathered(monkeypatch):
    """Tension falls under every theory; displacement falls, but rises where actors weigh losses."""
    worlds = {
        MOST: np.arange(40) < 20,
        ENOUGH: np.arange(40) >= 30,
        LOSSES: (np.arange(40) >= 20) & (np.arange(40) < 30),
    }
    monkeypatch.setattr(findings_theories, "theory_worlds", lambda results: worlds)
    facts = {"evidence": "articles", "option_words": {"mediation": {"title": "Mediation"}}}
    run = SimpleNamespace(manifest=SimpleNamespace(facts=facts), months=(LAST,), worlds=40, options=("", "mediation"))
    signs = {"tension": (-0.1, -0.1, -0.1), "displacement": (-0.1, -0.1, 0.1)}
    parts = [difference(step, name, part) for name, s in signs.items() for step, part in zip(s, THEORIES, strict=True)]
    whole = compared(difference(-0.1, "tension"), difference(-0.1, "displacement"))
    return SimpleNamespace(runs=Runs((run,)), outcomes=tuple(signs), compared=(whole,), theories=(compared(*parts),))


def test_what_survives_is_counted_and_what_does_not_is_shown_under_each_theory(gathered):
    page = "\n".join(between_theories(gathered))
    assert f"articles – {MOST}: 20; {ENOUGH}: 10; {LOSSES}: 10 of 40 worlds" in page
    assert "Of the 2 differences that stand, 1 keep their resolved sign" in page
    (row,) = [line for line in page.splitlines() if line.startswith("| Mediation")]
    assert "Displacement" in row and "−0.1" in row and "+0.1" in row
    assert f"the resolved sign of 1 of 2 differences turns: Mediation, displacement ({LAST})" in page


def test_without_parts_nothing_is_said(gathered):
    assert between_theories(SimpleNamespace(theories=())) == []
