"""The part of a document of findings that says what survives under which theory of decision."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.theories import THEORIES, THEORY_WORDS, survives, theory_worlds, turned
from model.analysis.findings.findings import Standing, interval, mark, standing
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.markdown import bullets, heading, listed, paragraph, table


def between_theories(g: Gathered) -> list[str]:
    """How the worlds divide, which differences that stand survive every theory, and which of all differences turn."""
    if not g.theories:
        return []
    found = standing(g.compared, g.outcomes)
    lines = heading(3, "Between the theories of decision") + paragraph(THEORY_WORDS)
    lines += bullets([divided(g, place) for place in range(len(g.runs.both))])
    lines += paragraph(survival_words(g, found))
    rows = [theory_row(g, one) for one in found if not all(kept(g, one))]
    heads = ["difference that stands", *(f"{name}: {theory}" for name in g.runs.sets for theory in THEORIES)]
    if rows:
        lines += table(heads, rows)
    return [*lines, *bullets([turning_words(g, place) for place in range(len(g.runs.both))])]


def divided(g: Gathered, place: int) -> str:
    """How many worlds of a run follow each theory."""
    counts = [f"{theory}: {int(of.sum()):,}" for theory, of in theory_worlds(g.runs.both[place]).items()]
    return f"{g.runs.sets[place]} – {'; '.join(counts)} of {g.runs.both[place].worlds:,} worlds"


def parts_of(g: Gathered, place: int, row: Difference) -> list[Difference]:
    """One difference under each theory."""
    return list(g.theories[place].rows((row.option,), (row.outcome,), (row.month,)))


def kept(g: Gathered, one: Standing) -> tuple[bool, ...]:
    """Whether a difference that stands survives every theory, in each set."""
    return tuple(survives(row, parts_of(g, place, row)) for place, row in enumerate(one.rows))


def survival_words(g: Gathered, found: Sequence[Standing]) -> str:
    """How many of the differences that stand keep a resolved sign under every theory."""
    whole = sum(all(kept(g, one)) for one in found)
    sets = "in both sets" if len(g.compared) > 1 else "in the one set"
    return (
        f"Of the {len(found)} differences that stand, {whole} keep their resolved sign under each of the three "
        f"theories, {sets}{'.' if whole == len(found) else '; the others:'}"
    )


def theory_row(g: Gathered, one: Standing) -> list[str]:
    """A difference that some theory does not bear out, under each."""
    when = "" if one.first.month == g.runs.last else " (on average)"
    cells = []
    for place, row in enumerate(one.rows):
        by_part = {part.part: part for part in parts_of(g, place, row)}
        cells += [theory_cell(by_part.get(theory)) for theory in THEORIES]
    return [f"{g.runs.titles[one.first.option]}, {one.first.name}{when}", *cells]


def theory_cell(row: Difference | None) -> str:
    """A difference under one theory, or that it cannot be told."""
    if row is None:
        return "no worlds"
    return f"{interval(row)} {mark(row)}" if row.resolved else "?"


def turning(g: Gathered, place: int) -> list[list[Difference]]:
    """The differences in all outcomes whose resolved sign turns between theories, one row a theory."""
    parts: dict[tuple[str, str, str], list[Difference]] = {}
    for row in g.theories[place].rows():
        parts.setdefault((row.option, row.outcome, row.month), []).append(row)
    return [rows for rows in parts.values() if turned(rows)]


def turning_words(g: Gathered, place: int) -> str:
    """Which of all differences turn between theories in one set."""
    count = sum(1 for _ in g.compared[place].rows())
    found = [
        f"{g.runs.titles[parts[0].option]}, {parts[0].outcome} "
        f"({'on average' if parts[0].month == 'mean' else parts[0].month})"
        for parts in turning(g, place)
    ]
    said = f": {listed(found)}" if found else ""
    return f"{g.runs.sets[place]} – the resolved sign of {len(found)} of {count:,} differences turns{said}"
