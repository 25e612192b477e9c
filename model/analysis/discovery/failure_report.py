"""A failure study as plain values and as lines for a reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from math import isfinite
from typing import Any

from model.analysis.discovery.boxes import Measure
from model.analysis.discovery.discovery import Finding, Found
from model.analysis.discovery.discovery_words import (
    conditions,
    evidence_sentence,
    held_out_sentence,
    nothing_found,
    sentence,
)
from model.analysis.discovery.failure_study import FailureStudy
from model.analysis.discovery.holding import HeldOut
from model.analysis.discovery.prim import Step
from model.analysis.discovery.uncertainties import KINDS
from model.analysis.wording import in_worlds, quoted, standing_words

TOLD_AT = (0.9, 0.75, 0.5, 0.25)  # of the failing worlds: points that show the curve in a table
STEADY = 0.5  # of the draws: a condition chosen more rarely may well be another one's place
SHOWN = ("coverage", "density", "mass", "base", "told")


def lines(study: FailureStudy) -> list[str]:
    """The findings in sentences, a paragraph a line."""
    found = study.found
    counted = f"{in_worlds(found.failing, found.worlds)}, {quoted(study.title)} {study.failing.means}."
    nothing = nothing_found(found)
    told = [counted, searched_words(study)]
    if nothing:
        return [*told, nothing]
    for finding in found.findings:
        told += finding_lines(study, finding)
    return [*told, *agreement(study), *moved_words(study)]


def searched_words(study: FailureStudy) -> str:
    """How much was searched, and how much of it tells failing worlds from others."""
    counts = Counter(what.kind for what in study.known)
    plural = {"parameter": "parameters", "circumstance": "circumstances at the decision", "event": "outside event"}
    listed = ", ".join(f"{counts[kind]:,} {plural[kind]}" for kind in KINDS if counts[kind])
    through = len(study.found.screen.through)
    return f"Searched: {listed}. Differ by themselves between failing and other worlds: {through or 'none'}."


def finding_lines(study: FailureStudy, finding: Finding) -> list[str]:
    """What one method found: a sentence a box, what each rests on, and how it holds."""
    if not finding.boxes:
        return [f"{finding.method} finds no box."]
    said = []
    for order, box in enumerate(finding.boxes):
        said.append(f"{finding.method}, {order + 1}: {sentence(box, order, study.known, study.first_month)}")
        said.append(evidence_sentence(box.box, study.known))
    return [*said, held_out_sentence(finding), *unsteady_words(study, finding)]


def unsteady_words(study: FailureStudy, finding: Finding) -> list[str]:
    """Which conditions are chosen in fewer than half of the searches in histories drawn again."""
    steady = finding.stability
    counts = {column: steady.chosen.get(column, 0) for column in sorted(restricted(finding))}
    doubtful = [f"{study.known[c].id} ({count})" for c, count in counts.items() if count < STEADY * steady.draws]
    if not doubtful:
        return []
    return [f"Chosen in fewer than half of {steady.draws} searches in histories drawn again: {', '.join(doubtful)}."]


def agreement(study: FailureStudy) -> list[str]:
    """Which uncertainties both methods restrict, and which only one."""
    if len(study.found.findings) < 2:
        return ["The second opinion, a classification tree, needs scikit-learn: pip install 'fulcrum[analysis]'."]
    one, other = (restricted(finding) for finding in study.found.findings)
    names = [finding.method for finding in study.found.findings]

    def listed(columns: set[int]) -> str:
        return ", ".join(study.known[column].id for column in sorted(columns)) or "none"

    return [
        f"Both methods restrict: {listed(one & other)}; only {names[0]}: {listed(one - other)}; "
        f"only {names[1]}: {listed(other - one)}."
    ]


def trade_off(study: FailureStudy) -> list[Step]:
    """Steps of PRIM's first search at which about so much of the failing is still inside: TOLD_AT, each step once."""
    steps = study.found.steps
    apart = [[abs(step.measure.coverage - at) for step in steps] for at in TOLD_AT]
    return [steps[place] for place in dict.fromkeys(row.index(min(row)) for row in apart)]


def restricted(finding: Finding) -> set[int]:
    """The columns that any box of a finding restricts."""
    return {column for box in finding.boxes for column in box.box.limits}


def moved_words(study: FailureStudy) -> list[str]:
    """Where the option itself moves the cease-fire that a box names."""
    events = {place for place, what in enumerate(study.known) if what.kind == "event"}
    if not study.moved or not any(events & restricted(finding) for finding in study.found.findings):
        return []
    return [
        f"In {study.moved:,} worlds the option itself moves the cease-fire; the boxes count that of the status quo."
    ]


def plain(study: FailureStudy) -> dict[str, Any]:
    """The study as plain values."""
    asked, found = study.question, study.found
    return {
        "run": study.run,
        "evidence": study.evidence,
        "option": asked.option,
        "title": study.title,
        "outcome": asked.outcome,
        "unit": study.unit,
        "month": asked.month,
        "failing_means": study.failing.means,
        "worlds": found.worlds,
        "failing": found.failing,
        "notes": standing_words(study.histories),
        "searched": dict(Counter(what.kind for what in study.known)),
        "screened": screened(study),
        "explained": found.explained,
        "nothing_found": nothing_found(found),
        "sentences": lines(study),
        "trade_off": [
            {**measure_values(step.measure), "conditions": conditions(step.box, study.known, study.first_month)}
            for step in found.steps
        ],
        "methods": [finding_values(study, finding) for finding in found.findings],
    }


def screened(study: FailureStudy) -> list[dict[str, Any]]:
    """The uncertainties that were searched, strongest first, with what repeats them."""
    screen = study.found.screen
    return [
        {
            **named(study, column),
            "distance": float(screen.distance[column]),
            "chance": float(screen.chance[column]),
            "repeated_by": [study.known[copy].id for copy, of in screen.copies.items() if of == column],
        }
        for column in screen.through
    ]


def named(study: FailureStudy, column: int) -> dict[str, str]:
    """What a column is."""
    what = study.known[column]
    return {"id": what.id, "kind": what.kind, "means": what.means, "unit": what.unit, "basis": what.basis}


def measure_values(measure: Measure) -> dict[str, Any]:
    """The counts and the shares of a measure."""
    return {**asdict(measure), **{name: getattr(measure, name) for name in SHOWN}}


def finding_values(study: FailureStudy, finding: Finding) -> dict[str, Any]:
    """One method's boxes, held-out figures and stability."""
    steady = finding.stability
    return {
        "method": finding.method,
        "holds": finding.holds if finding.boxes else None,
        "boxes": [box_values(study, finding, order, box) for order, box in enumerate(finding.boxes)],
        "together": measure_values(finding.together),
        "held_out": {"first": held_values(finding.first), "all": held_values(finding.all)},
        "stability": {
            "draws": steady.draws,
            "found": steady.found,
            "chosen": {study.known[column].id: count for column, count in steady.chosen.items()},
        },
    }


def held_values(told: HeldOut) -> dict[str, Any]:
    """The held-out figures."""
    return {
        "parts": told.parts,
        "found": told.found,
        **measure_values(told.measure),
        "density_interval": list(told.density_ends),
        "coverage_interval": list(told.coverage_ends),
    }


def box_values(study: FailureStudy, finding: Finding, order: int, found: Found) -> dict[str, Any]:
    """One box with its sentences and its limits; an open end is None."""
    return {
        "sentence": sentence(found, order, study.known, study.first_month),
        "evidence": evidence_sentence(found.box, study.known),
        **measure_values(found.measure),
        "limits": [limit_values(study, finding, found, column) for column in found.box.limits],
    }


def limit_values(study: FailureStudy, finding: Finding, found: Found, column: int) -> dict[str, Any]:
    """One limit: its ends, its quasi-p, and how it fared when histories were drawn again."""
    low, high = found.box.limits[column]
    steady = finding.stability
    return {
        **named(study, column),
        "low": low if isfinite(low) else None,
        "high": high if isfinite(high) else None,
        "quasi_p": found.doubts[column],
        "chosen": steady.chosen.get(column, 0),
        "low_spread": list(steady.low.get(column, ())) if isfinite(low) else None,
        "high_spread": list(steady.high.get(column, ())) if isfinite(high) else None,
    }
