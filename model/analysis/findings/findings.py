"""What a document of findings is about: the runs, their main outcomes, and which differences stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.comparison.sides import named
from model.analysis.wording import number, signed
from model.experiment.results import MEAN

if TYPE_CHECKING:
    from model.experiment import Results

# What `fulcrum compare` shows first, its costs apart, with the partnership itself, its trade, and deterrence beside it.
MAIN = (
    "containers_delivered",
    "troops_in_theatre",
    "value_returned",
    "alliance_depth",
    "suppressed_share",
    "third_party_flows",
    "missile_capability",
    "deterrence",
    "tension",
    "severe_incidents",
    "north_korean_casualties",
    "displacement",
)
COSTS = ("policy_money", "policy_politics")
HOLDS = 0.9  # of the worlds: what fails in more than one of ten is told, but not as a finding
FEW = 0.01  # of the worlds: where fewer change, nothing is said of which way they go
BETTER, WORSE, HIGHER, LOWER, NOTHING = "better", "worse", "higher", "lower", ""
MARKS = {BETTER: "+", WORSE: "−", HIGHER: "↑", LOWER: "↓"}
SAME, UNTOLD = "=", "?"


@dataclass(frozen=True)
class Runs:
    """The runs a document is about: one, or one of each evidence set, the first speaking first."""

    both: tuple[Results, ...]

    @property
    def first(self) -> Results:
        """The run that speaks first."""
        return self.both[0]

    @property
    def sets(self) -> tuple[str, ...]:
        """Names of the evidence sets."""
        return tuple(run.manifest.facts["evidence"] for run in self.both)

    @property
    def options(self) -> tuple[str, ...]:
        """Ids of the options that every run holds, without the status quo."""
        return tuple(option for option in self.first.options[1:] if all(option in run.options for run in self.both))

    @property
    def last(self) -> str:
        """The last month played."""
        return self.first.months[-1]

    @cached_property
    def titles(self) -> dict[str, str]:
        """Titles of the options by id."""
        return {name: words["title"] for name, words in self.first.manifest.facts["option_words"].items()}

    def facts(self, outcome: str) -> Any:
        """Name, unit and sense of an outcome."""
        return self.first.outcomes[outcome]

    def judged(self, outcomes: Sequence[str]) -> tuple[str, ...]:
        """The outcomes that have a better side."""
        return tuple(name for name in outcomes if self.facts(name)["sense"] != "neither")


def direction(row: Difference) -> str:
    """Which way an option moves an outcome, "" where that cannot be told: better or worse, else higher or lower.

    Example
    -------
    >>> direction(row)   # doctest: +SKIP
    'better'
    """
    if not row.resolved:
        return NOTHING
    if row.sense == "neither":
        return HIGHER if row.median > 0 else LOWER
    return BETTER if (row.median > 0) == (row.sense == "higher") else WORSE


def agreeing(row: Difference) -> int:
    """In how many worlds the difference has the sign of its median."""
    return row.higher if row.median > 0 else row.lower


def holds(row: Difference) -> bool:
    """Whether a difference is resolved and has its sign in nine of ten worlds."""
    return row.resolved and agreeing(row) >= HOLDS * row.worlds


def mark(row: Difference) -> str:
    """A verdict as a mark: "++" resolved and across worlds, "+" resolved, "(+)" slight, "?" untold, "=" the same.

    "?+" is untold too, but where worlds change they go one way; see `leaning`.
    """
    if row.same == row.worlds:
        return SAME
    if not row.resolved:
        return UNTOLD + MARKS.get(leaning(row), "")
    sign = MARKS[direction(row)]
    if row.slight:
        return f"({sign})"
    return sign * 2 if holds(row) else sign


def interval(row: Difference) -> str:
    """A median difference with its 90 % interval."""
    return f"{signed(row.median)} ({number(row.low)} to {number(row.high)})"


def leaning(row: Difference) -> str:
    """Where no median tells a difference: the way that nine of ten of the worlds go which change, "" if none or few do.

    Example
    -------
    >>> leaning(row)   # doctest: +SKIP
    'worse'
    """
    changed = row.higher + row.lower
    if row.resolved or changed < FEW * row.worlds or max(row.higher, row.lower) < HOLDS * changed:
        return NOTHING
    if row.sense == "neither":
        return HIGHER if row.higher > row.lower else LOWER
    return BETTER if row.better > row.worse else WORSE


def marks(rows: Sequence[Difference]) -> str:
    """The marks of one difference in every evidence set, once where they are the same."""
    told = [mark(row) for row in rows]
    return told[0] if len(set(told)) == 1 else " / ".join(told)


@dataclass(frozen=True)
class Standing:
    """A difference that is resolved, more than slight, and holds across worlds in every evidence set, one row each."""

    rows: tuple[Difference, ...]

    @property
    def first(self) -> Difference:
        """The difference in the set that speaks first."""
        return self.rows[0]

    @property
    def direction(self) -> str:
        """Which way it goes."""
        return direction(self.first)

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {"direction": self.direction, "sets": {row.evidence: row.plain() for row in self.rows}}


def beside(comparisons: Sequence[Comparison]) -> list[tuple[Difference, ...]]:
    """Every difference that all comparisons hold, with its fellows, in the order of the first."""
    found = [{named(row): row for row in comparison.differences} for comparison in comparisons]
    return [tuple(rows[key] for rows in found) for key in found[0] if all(key in rows for rows in found)]


def standing(comparisons: Sequence[Comparison], outcomes: Sequence[str]) -> list[Standing]:
    """The differences that stand, by outcome as named and option: in the last month, else on average over the months.

    Parameters
    ----------
    comparisons : one of each evidence set, of the last month and the mean
    outcomes : ids
    """
    found: dict[tuple[str, str], Standing] = {}
    for rows in sorted(beside(comparisons), key=lambda rows: rows[0].month == MEAN):
        first = rows[0]
        if first.outcome in outcomes and stands(rows):
            found.setdefault((first.outcome, first.option), Standing(rows))
    order = {name: place for place, name in enumerate(outcomes)}
    return sorted(found.values(), key=lambda one: order[one.first.outcome])


def stands(rows: Sequence[Difference]) -> bool:
    """Whether a difference stands in every evidence set, and goes the same way in each."""
    one_way = len({direction(row) for row in rows}) == 1
    return one_way and all(holds(row) and not row.slight for row in rows)
