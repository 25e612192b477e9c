"""Last sections of the document: limits, the manifest, and the annex of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from model.analysis.findings.findings_end import LIMITS
from model.appendix.converting import tidy
from model.appendix.document import Block, Bullets, Paragraph, Run, Runs, Subheading, Table, Verbatim
from model.appendix.gathering import Material
from model.appendix.trace import Ledger

SHORT = 16  # characters of a fingerprint that tell two apart
SEVERAL = " (section 6 says how much rests on them)"
MANIFEST_FACTS = ("code", "source", "parameters", "content", "results")
ANNEX = (
    "Every number of this document is a field of one of these findings, and stands as such in the machine-readable "
    "part of the file. `fulcrum verify DOCUMENT` works all of them out again: from the run, or by playing the study "
    "again."
).replace("`", "")


def limits_section(m: Material) -> list[Block]:
    """What the document cannot say."""
    return [Bullets(tuple(m.ledger.quoted(limit_words(text), "limits") for text in LIMITS))]


def limit_words(text: str) -> str:
    """A limit without pointers into another document."""
    said = tidy(text).replace(", and section 6 says how much rests on them", "")
    return said.replace("Section 4 and fulcrum compare (worst tenth, mean) look there", "fulcrum compare looks there")


def manifest_section(m: Material) -> list[Block]:
    """What was run, with which code and packages, for every evidence set; then the scenario's own text."""
    names = ("what", *m.runs.sets)
    rows = [tuple(row) for row in manifest_rows(m)]
    widths = (20, *([40] * len(m.runs.sets)))
    table = Table(m.ledger.said("Manifest of the runs"), tuple(map(m.ledger.said, names)), tuple(rows), widths)
    blocks: list[Block] = [table]
    if m.asked.link:
        blocks.append(Paragraph(m.ledger.quoted(f"**Link to the scenario:** {m.asked.link}", "link")))
    text = m.runs.first.manifest.facts["scenario_text"].strip()
    if text:
        lines = tuple(m.ledger.quoted(line, "the scenario's text") for line in text.splitlines() if line.strip())
        blocks += [Subheading(m.ledger.said("The scenario file")), Verbatim(lines)]
    return blocks


def manifest_rows(m: Material) -> list[list[Runs]]:
    """A row for each fact of the manifests."""
    facts = [run.manifest.facts for run in m.runs.both]
    rows = [["scenario", *(f"{each['title']} ({each['name']})" for each in facts)]]
    for key in ("worlds", "months", "decision_month", "seed", "lucks"):
        rows.append([key.replace("_", " "), *(f"{each['scenario'].get(key, 1)}" for each in facts)])
    rows.append(["histories", *(each["histories"] for each in facts)])
    rows.append(["assumptions changed", *(assumed(each) for each in facts)])
    rows += [[key, *(short(each[key]) for each in facts)] for key in MANIFEST_FACTS]
    rows.append(["packages", *(", ".join(f"{n} {v}" for n, v in each["packages"].items()) for each in facts)])
    return [
        [m.ledger.said(row[0]), *(m.quoted(text, f"manifest: {row[0]}", place) for place, text in enumerate(row[1:]))]
        for row in rows
    ]


def assumed(facts: Mapping[str, Any]) -> str:
    """The parameters whose distribution a scenario overrides."""
    return ", ".join(facts["scenario"]["assume"]) or "none"


def short(text: str) -> str:
    """A fingerprint in short."""
    return f"{text[:SHORT]}…" if len(text) > 2 * SHORT else text


def annex_blocks(findings: Sequence[Mapping[str, Any]], ledger: Ledger) -> list[Block]:
    """The findings as a table: what was worked out, of which option, month, evidence set and worlds; then their ids."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for found in findings:
        groups.setdefault(group_of(found), []).append(found)
    rows = tuple(annex_row(key, members, ledger) for key, members in groups.items())
    heads = ("what was worked out", "option", "month", "evidence", "worlds", "ids, with the outcome")
    head = tuple(ledger.said(name) for name in heads)
    blocks: list[Block] = [Paragraph(ledger.said(ANNEX))]
    if rows:
        caption = ledger.said("Findings behind the numbers of this document")
        blocks.append(Table(caption, head, rows, (23, 24, 11, 11, 9, 52), frozenset({4})))
    return blocks


def group_of(found: Mapping[str, Any]) -> tuple[Any, ...]:
    """What findings of one row have in common."""
    formula = found["formula"].split(", row ")[0]
    return formula, found["option"], found["month"], found["evidence"], found["worlds"]


def annex_row(key: tuple[Any, ...], members: Sequence[Mapping[str, Any]], ledger: Ledger) -> tuple[Runs, ...]:
    """One row of the annex: what the findings have in common, and the ids with their outcomes."""
    first = ledger.found_by_id(members[0]["id"])
    formula, option, month, evidence, worlds = key
    parts = (formula, option, month, evidence, f"{worlds:,}" if worlds else "")
    ids: list[Run] = []
    for place, found in enumerate(members):
        said = f"{', ' if place else ''}{found['id']} {found['outcome']}".rstrip()
        ids += ledger.own(said, ledger.found_by_id(found["id"]))
    return *(ledger.own(part, first) for part in parts), tuple(ids)
