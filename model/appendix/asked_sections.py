"""Sections whose answers cost minutes: which lever does the work, where options fail, what would flip the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from model.analysis.findings.findings import standing
from model.analysis.findings.findings_asked import AGAIN, FAILS, FLIPS, Question, known, questions
from model.analysis.findings.findings_doubts import failing_section, flips_section
from model.analysis.findings.findings_parts import parts_section
from model.analysis.findings.findings_played import ATTRIBUTED, factorials, whys_of
from model.appendix.converting import blocks_of
from model.appendix.document import Block, Runs
from model.appendix.gathering import Material
from model.experiment.designs.factorial_play import games_of
from model.experiment.designs.factorial_play import known as played
from model.experiment.designs.remembered import FOLDER

WHY, FAIL, FLIP = "why", "fails", "flips"
FIRST_PAGE, SUMMARY = "of the first page", "of the summary"  # what the page of findings and this document call it


def questions_of(m: Material, kind: str) -> list[Question]:
    """The questions of one kind that the findings of the same runs ask too."""
    asked = questions(m.runs, m.compared, m.outcomes, standing(m.compared, m.outcomes), min(AGAIN, m.runs.first.worlds))
    return [question for question in asked if question.kind == kind]


def portfolios(m: Material) -> dict[tuple[str, str], Any]:
    """Every portfolio of each option's parts, by evidence set and option."""
    names = tuple(name for name in ATTRIBUTED if name in m.outcomes) or m.outcomes[:1]
    return factorials(m.runs, names)


def remembered_sections(m: Material) -> tuple[str, ...]:
    """The sections whose answers are all kept, so that they cost nothing."""
    found = [section for section in (FAIL, FLIP) if all(map(known, questions_of(m, section)))]
    anything = any((FOLDER / "attribution").glob("*"))  # else nothing is kept, and the portfolios need not be drawn
    whys = [WHY] if anything and all(map(played, portfolios(m).values())) else []
    return (*whys, *found)


def place_of(m: Material, question: Question) -> tuple[Any, ...]:
    """Under what an answer is found by the sections of findings."""
    place = [str(run.folder) for run in m.runs.both].index(question.runs[0])
    if question.kind != FLIPS:
        return question.kind, place, *question.asked
    outcome, month, option, *_ = question.asked
    return question.kind, place, outcome, month or m.runs.last, option


def answered(m: Material, kind: str) -> dict[tuple[Any, ...], Any]:
    """The answers to all questions of one kind."""
    answers = {}
    for question in questions_of(m, kind):
        m.told(f"asking: {question}")
        answers[place_of(m, question)] = m.helpers.answer(question)
    return answers


def converted(m: Material, lines: Sequence[str], formula: str, caption: str) -> list[Block]:
    """Lines of findings as blocks, quoted of the first run."""
    return list(blocks_of(lines, partial(quote, m), formula, caption))


def quote(m: Material, text: str, formula: str) -> Runs:
    """A sentence of the findings, both evidence sets beside each other."""
    return m.quoted(text, formula, month=m.runs.last)


def why_section(m: Material) -> list[Block]:
    """Which lever does the work, and which fight each other."""
    whys = {}
    for key, factorial in portfolios(m).items():
        m.told(f"playing portfolios of {factorial.option.title}")
        whys[key] = whys_of(m.runs, factorial, games_of(factorial))
    lines = parts_section(replace(m.gathered, whys=whys))
    return converted(m, lines, "attribution by Shapley values", "Which part of each option does the work")


def fails_section(m: Material) -> list[Block]:
    """Where each option fails, in sentences."""
    lines = failing_section(replace(m.gathered, answers=answered(m, FAILS)))
    return converted(m, lines, "boxes of failure", "Where options fail")


def flipping_section(m: Material) -> list[Block]:
    """What would flip the ranking."""
    lines = [
        line.replace(FIRST_PAGE, SUMMARY) for line in flips_section(replace(m.gathered, answers=answered(m, FLIPS)))
    ]
    return converted(m, lines, "what turns a lead", "What would flip the ranking")
