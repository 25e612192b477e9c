"""One source of every file: the runs and what was asked, made into a document with its trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from model.analysis.findings.findings import Runs
from model.appendix.asked_sections import FAIL, FLIP, WHY, fails_section, flipping_section, why_section
from model.appendix.backcast_section import backcast_section
from model.appendix.document import Analyst, Appendix, Block, Line, Note, Number, Section, every_runs, lines_of
from model.appendix.end_sections import annex_blocks, limits_section, manifest_section
from model.appendix.front_sections import one_page, options_section, question_section, summary_section
from model.appendix.gathering import Asked, Material
from model.appendix.lint import refuse_over_claims
from model.appendix.number_sections import charts_section, outcomes_section, robust_section
from model.appendix.picture_check import drawn_with
from model.appendix.remembering import BACKCAST, Helpers
from model.appendix.world_sections import evidence_section, past_section, stories_section
from model.experiment import Results

FORMAT = 1
SECTIONS: Mapping[str, tuple[str, Callable[[Material], list[Block]]]] = {
    "question": ("The question", question_section),
    "summary": ("Summary for seniors", summary_section),
    "options": ("The options in words", options_section),
    "outcomes": ("What each option does, outcome by outcome", outcomes_section),
    "charts": ("Fans over time", charts_section),
    "robustness": ("Robustness and regret", robust_section),
    WHY: ("Which lever does the work, and which fight each other", why_section),
    FAIL: ("Where each option fails", fails_section),
    "stories": ("Worlds worth telling", stories_section),
    FLIP: ("What would flip the ranking", flipping_section),
    "evidence": ("The evidence and its conflicts", evidence_section),
    "past": ("How well history is reproduced", past_section),
    BACKCAST: ("History beside observed series and naive rivals", backcast_section),
    "limits": ("Limits", limits_section),
    "manifest": ("Manifest", manifest_section),
}
COSTLY = (WHY, FAIL, FLIP)
QUICK = tuple(name for name in SECTIONS if name not in COSTLY)
ANNEX_TITLE = "Annex: where the numbers come from"
NOTES_TITLE = "The analyst's own words"
BESIDE = "blocks"  # of a manifest: what the document does not carry


def build(
    results: Sequence[Results], asked: Asked, told: Callable[[str], None] = lambda what: None,
    helpers: Helpers | None = None,
) -> Appendix:  # fmt: skip
    """The document of one run, or of one run of each evidence set side by side.

    Parameters
    ----------
    results : the first speaks first
    asked : sections, paper, the analyst's own words
    told : called with a word on each part of the work
    helpers : other processes at work for this document

    Returns
    -------
    Appendix
        The same runs and choices give the same document.

    Raises
    ------
    OverClaim
        If a sentence of it says more than a simulation can.
    Orphan
        If a number of it comes from no finding.

    Example
    -------
    >>> build([Results.open("runs/reference")], Asked(("question", "summary", "limits")))   # doctest: +SKIP
    """
    m = Material(Runs(tuple(results)), asked, told, helpers or Helpers())
    facts = m.runs.first.manifest.facts
    if asked.summary:
        sections = [Section("summary", "Summary for seniors", tuple(one_page(m)))]
    else:
        sections = [Section(name, SECTIONS[name][0], tuple(SECTIONS[name][1](m))) for name in asked.sections]
    if asked.notes:
        place = 1 + max((n for n, one in enumerate(sections) if one.id in ("question", "summary")), default=-1)
        sections.insert(place, Section("notes", NOTES_TITLE, (Analyst(asked.notes),)))
    title = f"Scenario appendix: {facts['title']}"
    subtitle = m.ledger.said("Simulated worlds under stated assumptions; not a forecast.")
    made = Appendix(title, subtitle, tuple(sections), {}, asked.paper, asked.summary)
    findings = m.ledger.plain(used_by(made))
    if not asked.summary:
        annex = Section("annex", ANNEX_TITLE, tuple(annex_blocks(findings, m.ledger)))
        made = Appendix(title, subtitle, (*sections, annex), {}, asked.paper)
    refuse_over_claims(made, findings)
    return Appendix(title, subtitle, made.sections, trace_of(m, made, findings), asked.paper, asked.summary)


def used_by(appendix: Appendix) -> set[str]:
    """Ids of the findings whose numbers the document shows."""
    runs = [run for group in every_runs(appendix) for run in group]
    runs += [run for note in runs if isinstance(note, Note) for run in note.runs]
    return {run.finding for run in runs if isinstance(run, Number)}


def trace_of(m: Material, appendix: Appendix, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a document carries for machines: what was asked, the manifests, the findings, and its numbers in order."""
    return {
        "format": FORMAT,
        "asked": m.asked.plain(),
        "runs": [{key: value for key, value in run.manifest.facts.items() if key != BESIDE} for run in m.runs.both],
        "drawn": drawn_with(),
        "findings": list(findings),
        "numbers": numbers_of(lines_of(appendix)),
    }


def numbers_of(lines: Sequence[Line]) -> list[list[str]]:
    """Finding, field and text of every number, in the order of reading."""
    return [[number.finding, number.field, number.text] for line in lines for number in line.numbers]
