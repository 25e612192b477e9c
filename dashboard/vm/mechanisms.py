"""Mechanisms alone on the Model check page: each beside the natural experiment it is held against, misfits first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from dashboard.vm import evidence
from dashboard.vm.plain import text
from model.analysis.validation.experiments import LABELS
from model.analysis.validation.held import Comparison, Held, mechanisms_alone
from model.analysis.validation.held_words import HOW_HELD, comparison_sentences, observed_words, shown_words, verdict

__all__ = ["HOW_HELD", "NAME", "REASONS_NAME", "job", "reasons", "table", "words"]

BEGUN = 0.1  # shown while the work cannot say how far it is
NAME = "What happened beside each mechanism alone, those that fail first"
REASONS_NAME = "How the inputs of each natural experiment were set, and why it counts as tested or as reproduced"


def job() -> tuple[Any, ...]:
    """Key and work of running every mechanism alone; no study decides anything of it."""
    return "mechanisms alone", held


def held(tell: Callable[[float], None]) -> Comparison:
    """Every mechanism beside its experiment; work for a process of its own."""
    tell(BEGUN)
    return mechanisms_alone()


def words(made: Comparison) -> list[str]:
    """What the comparison says, a sentence each; how to read it stands apart."""
    return [text(said) for said in comparison_sentences(made) if said != HOW_HELD]


def table(made: Comparison, address: Mapping[str, str]) -> pd.DataFrame:
    """Every observation as a row, those that fail first."""
    columns = ["Natural experiment", "What was seen", "Label", "Seen", "Mechanism alone", "Verdict", "Evidence"]
    return pd.DataFrame([row(one, address) for one in made.held], columns=columns)


def row(one: Held, address: Mapping[str, str]) -> list[str]:
    """One observation beside what its mechanism shows."""
    return [
        text(one.experiment.title),
        text(one.observation.title),
        one.experiment.label,
        text(observed_words(one)),
        text(shown_words(one)),
        verdict(one),
        evidence.links((f"{evidence.SOURCE}{name}" for name in one.observation.sources), address),
    ]


def reasons(made: Comparison) -> pd.DataFrame:
    """Each experiment once: its label, what that means, its rules, and the reason."""
    ones = {one.experiment.id: one.experiment for one in made.held}.values()
    rows = [
        [text(one.title), f"{one.label}: {LABELS[one.label]}", text(", ".join(one.rules)), text(one.why)]
        for one in ones
    ]
    return pd.DataFrame(rows, columns=["Natural experiment", "Label", "Rules", "Reason"])
