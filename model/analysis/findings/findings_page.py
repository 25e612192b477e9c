"""A document of findings as Markdown: every section in order, from what was gathered."""

from __future__ import annotations

from model.analysis.findings.findings import standing
from model.analysis.findings.findings_asked import questions
from model.analysis.findings.findings_compared import compared_section, past_section, robust_section
from model.analysis.findings.findings_doubts import failing_section, flips_section, split_section
from model.analysis.findings.findings_end import claim_rows, how_section, stories_section, surprises_section
from model.analysis.findings.findings_front import front
from model.analysis.findings.findings_parts import driven_section, parts_section
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.markdown import page
from model.analysis.findings.surprises import surprises

SECTIONS = (
    front,
    past_section,
    compared_section,
    robust_section,
    parts_section,
    driven_section,
    failing_section,
    flips_section,
    split_section,
    stories_section,
    surprises_section,
    how_section,
)


def findings_page(gathered: Gathered) -> str:
    """The whole document; the same runs give the same text.

    Example
    -------
    >>> findings_page(gathered).splitlines()[0]   # doctest: +SKIP
    '# Findings: Reference study'
    """
    refuse_partial(gathered)
    return page([line for section in SECTIONS for line in section(gathered)])


def refuse_partial(gathered: Gathered) -> None:
    """ValueError where questions are unanswered: an empty table would then say that there is nothing to tell."""
    runs, outcomes = gathered.runs, gathered.outcomes
    asked = questions(runs, gathered.compared, outcomes, standing(gathered.compared, outcomes), gathered.again)
    missing = {question.kind for question in asked} - {kind for kind, *_ in gathered.answers}
    if missing or len(gathered.answers) < len(asked):
        said = f"{len(gathered.answers)} of {len(asked)} questions are answered"
        raise ValueError(f"{said}; nothing of the kind {', '.join(sorted(missing)) or '(some only)'}")


def findings_plain(gathered: Gathered) -> dict:
    """What the document says, as plain values."""
    claims = ("claim", "says", "lever", "seen", "verdict")
    return {
        "runs": {name: str(run.folder) for name, run in zip(gathered.runs.sets, gathered.runs.both, strict=True)},
        "month": gathered.runs.last,
        "outcomes": list(gathered.outcomes),
        "standing": [one.plain() for one in standing(gathered.compared, gathered.outcomes)],
        "theories": [
            {"evidence": name, "differences": [row.plain() for row in found.rows(outcomes=gathered.outcomes)]}
            for name, found in zip(gathered.runs.sets, gathered.theories, strict=True)
        ],
        "attribution": [
            {"evidence": name, "option": option, "outcomes": [why.plain() for why in whys]}
            for (name, option), whys in gathered.whys.items()
        ],
        "answers": [
            {"kind": kind, "evidence": gathered.runs.sets[run], "asked": list(asked), "answer": answer}
            for (kind, run, *asked), answer in gathered.answers.items()
        ],
        "surprises": [{"rule": found.rule, "cases": list(found.cases)} for found in surprises(gathered)],
        "claims": [dict(zip(claims, row, strict=True)) for row in claim_rows(gathered)],
    }
