"""Where an option of a run fails: what failing means, what was searched, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.analysis.discovery.discovery import Discovery, discover
from model.analysis.discovery.failing import Failing, Threshold, failing
from model.analysis.discovery.prim import MOST
from model.analysis.discovery.screening import Ground
from model.analysis.discovery.uncertainties import EVENT, KINDS, Uncertainty, moved_by, uncertainties
from model.analysis.wording import subject
from model.strict_yaml import did_you_mean

if TYPE_CHECKING:
    from model.experiment import Results


@dataclass(frozen=True)
class Question:
    """Which failing is to be explained: of an option in an outcome, in a month or on the mean over all.

    `way` is "worse" or "decile"; a threshold says instead what is wanted. `kinds` are those of the uncertainties
    searched, `most` is how many of them one sentence may name.
    """

    option: str
    outcome: str
    month: str
    way: str = "worse"
    threshold: Threshold | None = None
    kinds: Sequence[str] = KINDS
    most: int = MOST


@dataclass(frozen=True)
class FailureStudy:
    """A question with its answer.

    `title` and `unit` are the option's and the outcome's; `known` says what the columns are that `found` speaks of;
    `moved` counts the worlds in which the option itself moved the cease-fire, where that was searched.
    """

    question: Question
    run: str
    title: str
    unit: str
    evidence: str
    histories: str
    first_month: str
    failing: Failing
    known: tuple[Uncertainty, ...]
    found: Discovery
    moved: int


@dataclass(frozen=True)
class Named:
    """An outcome's name and when it is read, as sentences need them."""

    name: str
    month: str


def failure_study(results: Results, question: Question, done: Callable[[], None] = lambda: None) -> FailureStudy:
    """Find where an option of a run fails, and what these worlds share.

    Parameters
    ----------
    results : Results
    question : Question
    done : called after each part of the work; see `model.analysis.discovery.discovery.work`

    Raises
    ------
    ValueError
        For an option, outcome or month that the run does not hold, parameters that changed since the run and, where no
        threshold is given, for the status quo itself or an outcome without a better side.

    Example
    -------
    >>> failure_study(results, Question("mediation", "tension", "2029-03")).found.failing     # doctest: +SKIP
    """
    options = results.options if question.threshold else results.options[1:]
    if question.option not in options:
        raise ValueError(f"no such option {question.option!r}{did_you_mean(question.option, options)}")
    results.checked([question.outcome])
    failed = judged(results, question)
    known = uncertainties(results, question.outcome, question.month, question.kinds)
    table = np.column_stack([what.values for what in known]) if known else np.empty((results.worlds, 0))
    facts = results.manifest.facts
    found = discover(
        Ground(table, failed.worlds, results.histories), results.manifest.scenario["seed"], question.most, done
    )
    return FailureStudy(
        question=question,
        run=str(results.folder),
        title=facts["option_words"][question.option]["title"],
        unit=results.outcomes[question.outcome]["unit"],
        evidence=facts["evidence"],
        histories=facts["histories"],
        first_month=results.months[0],
        failing=failed,
        known=known,
        found=found,
        moved=moved_by(results, question.option) if any(what.kind == EVENT for what in known) else 0,
    )


def judged(results: Results, question: Question) -> Failing:
    """Which worlds fail."""
    words = results.outcomes[question.outcome]
    values = results.per_world((question.month,), (question.outcome,))[question.outcome].values[:, :, 0]
    facts = {
        "subject": subject(Named(words["name"], question.month)),
        "unit": words["unit"],
        "sense": words["sense"],
    }
    after = values[results.options.index(question.option)]
    return failing(values[0], after, facts, question.way, question.threshold)
