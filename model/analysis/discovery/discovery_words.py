"""What was discovered about failing, in sentences: counts of worlds, conditions in the world's terms, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from model.analysis.discovery.boxes import LEANING, Box, Measure
from model.analysis.discovery.discovery import FEWEST, Discovery, Finding, Found
from model.analysis.discovery.holding import HeldOut
from model.analysis.discovery.uncertainties import CIRCUMSTANCE, EVENT, Uncertainty
from model.analysis.wording import PROPER, banned_words, quoted, when_text
from model.evidence import month_index, month_text

SWITCH, YES = "switch", {0.0: "no", 1.0: "yes"}
FEW_VALUES = 10  # an uncertainty of so few values is told by its values
NAMES = frozenset(("Beijing", "China", "Germany", "Japan", "Russia", "Ukraine", "United", "Washington"))
RESTS = {
    "article": "stands in an article",
    "derived": "is derived from published figures",
    "record": "comes from the public record",
    "literature": "comes from the literature",
    "assumption": "is an assumption that no figure informs",
    CIRCUMSTANCE: "is the state of the world in the month of the decision, under the status quo",
    EVENT: "comes from outside; it is taken from the status quo, not from the option",
}


def nothing_found(found: Discovery) -> str:
    """Why there is no box, plainly; empty where there is one."""
    if not found.failing:
        return "There is no world in which it fails so; nothing is to be explained."
    if found.failing == found.worlds:
        return "It fails so in every world; nothing tells failing worlds from others."
    if not found.searched:
        return f"Fewer than {FEWEST} histories fail, or do not: too few to search for what they share."
    if not found.screen.through:
        return (
            "Nothing that was searched tells the failing worlds from the others: failing rests on luck, on many "
            "things that matter little each, or on things that matter only together."
        )
    if not any(finding.boxes for finding in found.findings):
        return "Some uncertainties differ between failing and other worlds, but no box of a few of them holds."
    return ""


def sentence(found: Found, order: int, known: Sequence[Uncertainty], first_month: str) -> str:
    """In how many failing worlds which conditions hold, and how many of the worlds where they hold fail.

    Parameters
    ----------
    found : a box with its measure
    order : 0 for the first box of a search; later ones speak of the worlds that no earlier one holds
    known : what the columns are
    first_month : "YYYY-MM", that of the decision
    """
    m, where = found.measure, conditions(found.box, known, first_month)
    if order == 0:
        start = f"In {m.caught:,} of the {m.failing:,} failing worlds ({percent(m.coverage)})"
        return f"{start}, {where}; of the {m.inside:,} worlds where that holds, {share(m)}."
    start = f"Of the {m.failing:,} failing worlds that this leaves, in {m.caught:,} ({percent(m.coverage)})"
    return f"{start}, {where}; of the {m.inside:,} worlds left where that holds, {share(m)}."


def share(m: Measure) -> str:
    """How many of the worlds inside fail, beside how many do anyway."""
    return f"{m.caught:,} fail ({percent(m.density)}, against {percent(m.base)} of all {m.worlds:,})"


def conditions(box: Box, known: Sequence[Uncertainty], first_month: str) -> str:
    """The limits of a box joined by "and"."""
    return " and ".join(clause(known[column], ends, first_month) for column, ends in box.limits.items())


def clause(what: Uncertainty, ends: tuple[float, float], first_month: str) -> str:
    """One limit as a clause about the world.

    Example
    -------
    >>> clause(known, (0.6, inf), "2026-04")     # doctest: +SKIP
    '“share of containers that go by sea” lies above 0.6 share'
    """
    if what.kind == EVENT:
        return event_clause(ends, first_month, int(what.values.max()))
    name = plain_name(what)
    if what.kind == CIRCUMSTANCE:
        name = f"{name} {when_text(first_month)} under the status quo"
    values = np.unique(what.values)
    if len(values) <= FEW_VALUES:
        inside = values[(values >= ends[0]) & (values <= ends[1])]
        return f"{name} is {YES[inside[0]]}" if what.unit == SWITCH else f"{name} is {alternatives(inside)} {what.unit}"
    return f"{name} lies {between(ends)} {what.unit}"


def event_clause(ends: tuple[float, float], first_month: str, never: int) -> str:
    """A limit on the month of the cease-fire; `never` stands for none in the months that count."""
    low, high = (int(np.ceil(max(ends[0], 0))), int(np.floor(min(ends[1], never))))
    after = f"no cease-fire in Ukraine holds before {month_after(first_month, low)}"
    if low >= never:
        return "no cease-fire in Ukraine holds in the months that count"
    if high >= never:
        return after
    until = f"a cease-fire in Ukraine first holds by {month_after(first_month, high)}"
    return until if low == 0 else f"{until} but not before {month_after(first_month, low)}"


def month_after(first_month: str, months: int) -> str:
    """The month so many months later, in words."""
    return when_text(month_text(month_index(first_month) + months)).removeprefix("in ")


def between(ends: tuple[float, float]) -> str:
    """Two ends in words."""
    low, high = ends
    if high == inf:
        return f"above {exact(low)}"
    return f"below {exact(high)}" if low == -inf else f"between {exact(low)} and {exact(high)}"


def exact(value: float) -> str:
    """A number with all its digits, so that a reader who counts worlds again finds as many."""
    whole = value == int(value) and abs(value) < 1e15
    return (f"{int(value):,}" if whole else f"{value:,}").replace("-", "−")


def alternatives(values: np.ndarray) -> str:
    """A few values joined by "or"."""
    return " or ".join(exact(float(value)) for value in values)


def plain_name(what: Uncertainty) -> str:
    """What an uncertainty means, in quotation marks, as it stands inside a sentence."""
    means = what.means if not banned_words(what.means) else what.id.replace("_", " ")
    first = means.split()[0].rstrip(":,").removesuffix("'s")
    name = (
        first in PROPER or first in NAMES or not first[1:2].islower() or any(letter.isupper() for letter in first[1:])
    )
    return quoted(means if name else means[:1].lower() + means[1:])


def evidence_sentence(box: Box, known: Sequence[Uncertainty]) -> str:
    """What each condition rests on."""
    told = [known[column] for column in box.limits]
    return "; ".join(f"{plain_name(u)} {RESTS[u.basis or u.kind]}" for u in told) + "."


def held_out_sentence(finding: Finding) -> str:
    """How the boxes do in histories that the search had not seen."""
    told: HeldOut = finding.all
    if not told.measure.inside:
        return f"With a part of the histories held back, {told.found} of {told.parts} searches found any box."
    m = told.measure
    low, high = (percent(end) for end in told.density_ends)
    start = f"In histories held back from the search (a box in {told.found} of {told.parts} parts)"
    inside = f"{m.caught:,} of {m.inside:,} worlds inside fail ({percent(m.density)}, 90 % interval {low} to {high})"
    return f"{start}, {inside}, and {percent(m.coverage)} of the failing worlds lie inside. {verdict(finding)}"


def verdict(finding: Finding) -> str:
    """What the held-out figures allow to be said."""
    if not finding.holds:
        return "That cannot be told apart from the share of all worlds: nothing is explained."
    told = f"{percent(finding.all.measure.told)} of the doubt about failing"
    if finding.all.measure.told < LEANING:
        return f"Knowing the conditions takes away {told}: a leaning, not an explanation."
    return f"Knowing the conditions takes away {told}."


def percent(part: float) -> str:
    """A share as a whole percentage that is 0 or 100 only for none or all."""
    whole = round(100 * part) if part in (0.0, 1.0) else min(max(round(100 * part), 1), 99)
    return f"{whole} %"
