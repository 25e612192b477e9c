"""The evidence as rows for a reader, and all of it as plain values."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from model.evidence.catalogue import Evidence, load
from model.evidence.entry import plain
from model.evidence.figures import Figure

LISTS = ("sources", "figures", "targets", "actors", "mechanisms", "claims")


def evidence_table(document: str | None = None, role: str | None = None, grade: str | None = None) -> list[dict]:
    """One row a figure: where, token, reading, value, bound, grade, standing, conflict, effect, role, what it sets."""
    wanted = {"document": document, "role": role, "grade": grade}
    return [
        row(figure, load())
        for figure in load().figures.values()
        if all(value is None or getattr(figure, name) == value for name, value in wanted.items())
    ]


def row(figure: Figure, evidence: Evidence) -> dict[str, Any]:
    """A figure for a reader, in words."""
    return {
        "figure": figure.id,
        "where": ", ".join(f"{figure.document}.P{number}" for number in figure.paragraphs),
        "token": " · ".join(figure.tokens),
        "reading": figure.reading,
        "value": value_text(figure),
        "period": figure.period,
        "measures": figure.measures,
        "bound": f"{figure.bound.replace('_', ' ')} ({figure.sides})",
        "garbled": figure.garbled,
        "grade": figure.grade,
        "standing": figure.standing,
        "conflict": figure.conflict.says if figure.conflict else "",
        "acts_on": figure.conflict.effect if figure.conflict else "",
        "sources": list(figure.conflict.sources) if figure.conflict else [],
        "role": figure.role,
        "sets": sets(figure, evidence),
    }


def conflict_table() -> list[dict]:
    """One row a conflict with the record: both values, what differs, the sources, what the record's value acts on."""
    return [
        {
            "id": name,
            "article": conflict.article,
            "record": conflict.record,
            "says": conflict.says,
            "sources": list(conflict.sources),
            "acts_on": conflict.effect,
        }
        for name, conflict in load().conflicts.items()
    ]


def value_text(figure: Figure) -> str:
    """The value or values with the unit: "400–500 persons"."""
    values = [value if isinstance(value, str) else f"{value:,g}" for value in figure.values]
    return f"{'–'.join(values)} {figure.unit}"


def sets(figure: Figure, evidence: Evidence) -> str:
    """What in the model the figure sets: a target, a parameter, a dated event, or nothing."""
    if figure.role == "target":
        return "target " + ", ".join(target.id for target in evidence.targets.values() if target.figure == figure.id)
    if figure.role == "input":
        return f"parameter {figure.parameter}"
    if figure.role == "event":
        return f"event {figure.event} in {', '.join(sorted(set(plain(figure)['months'])))}"
    return ""


def summary() -> dict[str, Any]:
    """Counts: figures by grade and by role, sources and how many were read, and what is left out of the model."""
    evidence = load()
    figures = evidence.figures.values()
    return {
        "figures": len(figures),
        "by_grade": dict(Counter(figure.grade for figure in figures)),
        "by_role": dict(Counter(figure.role for figure in figures)),
        "sources": len(evidence.sources),
        "sources_checked": sum(source.checked for source in evidence.sources.values()),
        "actors": len(evidence.actors),
        "mechanisms": len(evidence.mechanisms),
        "claims": len(evidence.claims),
        "conflicts": len(evidence.conflicts),
        "not_modelled": evidence.not_modelled,
    }


def as_json(folder: Path | None = None) -> dict[str, Any]:
    """All evidence as plain values that JSON can hold; months are written YYYY-MM."""
    evidence = load(folder)
    listed: dict[str, Any] = {name: [plain(item) for item in getattr(evidence, name).values()] for name in LISTS}
    for item, figure in zip(listed["figures"], evidence.figures.values(), strict=True):
        item["standing"] = figure.standing
    return {
        **listed,
        "events": [plain(event) for event in evidence.events],
        "grades": dict(evidence.grades),
        "source_grades": dict(evidence.source_grades),
        "not_modelled": evidence.not_modelled,
    }
