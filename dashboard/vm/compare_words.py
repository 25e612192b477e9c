"""The Compare page's sentences: options in words, what is about to be played, and what is said of every tab."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dashboard.vm.plain import text
from dashboard.vm.wording import duration, lever_name
from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.split import SPLIT_WORDS
from model.analysis.comparison.theories import THEORY_WORDS
from model.analysis.discovery.failing import Threshold
from model.analysis.robustness.robustness import MEASURES
from model.analysis.wording import quoted, standing_words, when_text
from model.charts.differences import APART
from model.experiment import Results
from model.experiment.designs.factorial import Factorial
from model.levers import LEVEL_OF, Commitment, Option

NOTHING = "Nothing: the measures in force continue."
NO_BETTER = "Neither way is better in this outcome, so that options have no order in it and nothing can be lost in it."
MISSES = "miss what is wanted"
WAYS = {"be worse than the status quo": "worse", "be in its worst tenth": "decile", MISSES: "worse"}
LEADING = "Whoever leads, and the first it can be told apart from"
EXAMPLE = "tension<=0.5; containers_delivered<=0.9*status_quo"
THRESHOLD_HELP = "What you want of outcomes, with semicolons between; satisficing counts the worlds that meet all."
MET_NAME = "In how many worlds each option meets each threshold, and all of them together"
OPTIONS_NAME = "Every option with the levers that it changes, their levels and their timing"
TURNS_NAME = "The changes of one assumption that come nearest to turning the lead, those that turn it first"
FEW_LEVERS = "No option here holds two levers, so that none can help or fight another."
FLIPS_PLAN = "Assumptions are moved one by one, two by two and all at once, in worlds played again: about a minute."
SHAPLEY = "Shapley values share out the mean difference; they add up to it, in every world and on average."
MEASURE_WORDS = text("; ".join(f"{measure.name}: {measure.means}" for measure in MEASURES.values()) + ".")
SPLIT = text(SPLIT_WORDS)
THEORIES = text(THEORY_WORDS)


def month_name(month: str) -> str:
    """A month in words."""
    said = when_text(month).removeprefix("in ")
    return f"{said[0].upper()}{said[1:]}"


def verdict(row: Difference) -> str:
    """What can be told of a row; that it cannot be told apart stands in every row of which that is so."""
    return f"{APART}: {row.verdict}" if row.same == row.worlds else row.verdict


def levers_words(option: Option) -> str:
    """The levers of an option with their levels, in words."""
    held = [commitment_words(held) for held in option.commitments if held.level > 0]
    if option.coordination > 0 and held:
        held.append(f"co-ordinated at {option.coordination:g} of 1")
    return "; ".join(held) or NOTHING


def commitment_words(held: Commitment) -> str:
    """One lever with its level, timing and settings."""
    names = {value: name for name, value in LEVEL_OF.items()}
    said = [f"{lever_name(held.lever)} {names.get(held.level, format(held.level, 'g'))}"]
    said += [f"from month {held.start:g}"] if held.start else []
    said += [f"over {held.ramp:g} months"] if held.ramp else []
    said += [f"until month {held.end:g}"] if held.end is not None else []
    said += ["for one month"] if held.pulse else []
    said += [f"{name} {value:g}" for name, value in held.settings.items()]
    return ", ".join(said)


def threshold_fault(said: str, outcome: str) -> str:
    """What is wrong with the threshold that failing is to miss; "" if nothing is."""
    try:
        Threshold.parse(said, outcome)
    except ValueError as error:
        return str(error) if said else f"Say what is wanted of {outcome}, such as <=0.5 or >=0.5."
    return ""


def with_titles(said: str, titles: Mapping[str, str]) -> str:
    """A sentence with titles in the place of ids of options."""
    for name in sorted(titles, key=len, reverse=True):
        said = re.sub(rf"\b{re.escape(name)}\b", quoted(titles[name]), said)
    return said


def pair_words(option: str, titles: Mapping[str, str]) -> str:
    """Whose lead a search for flips is about."""
    return option if option == LEADING else f"{titles[option]} and the status quo"


def study_words(results: Results) -> str:
    """What is compared, and what it rests on."""
    facts = results.manifest.facts
    said = (
        f"{facts['title']} · evidence: {facts['evidence']} · {results.worlds:,} worlds · {len(results.options)} options"
    )
    return text(f"{said}. {' '.join(standing_words(facts['histories']))}")


def turned(turn: Mapping[str, Any]) -> str:
    """Whether a change turns a lead, and how much of its prior that takes."""
    if not turn["turns"]:
        return "no"
    if turn["resolved_change"] is None:
        return f"the sign only, at {turn['change']:.2f} of its prior"
    return f"from {turn['change']:.2f} of its prior; told apart from {turn['resolved_change']:.2f}"


def plan_words(factorial: Factorial, seconds: float) -> str:
    """What is about to be played, and how long that takes."""
    count, kind = factorial.design.masks.size, "all there are" if factorial.exact else "those met in drawn orders"
    return (
        f"{count:,} portfolios of {len(factorial.parts)} parts, {kind}, in {factorial.worlds:,} worlds: "
        f"about {duration(seconds)}."
    )
