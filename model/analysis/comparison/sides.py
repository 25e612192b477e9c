"""Both evidence sets side by side, and what changes between them."""

from __future__ import annotations

from dataclasses import dataclass

from model.analysis.comparison.comparison import Comparison, Difference

FLIPS = "flips between the evidence sets"
ONE_ONLY = "resolved in one evidence set only"
AGREES = ""


@dataclass(frozen=True)
class Sides:
    """The same question asked of two runs: the difference in each."""

    first: Difference
    second: Difference

    @property
    def flag(self) -> str:
        """What changes: a resolved sign that turns, a sign resolved in one run only, or nothing."""
        if self.first.resolved and self.second.resolved:
            return FLIPS if (self.first.median > 0) != (self.second.median > 0) else AGREES
        return ONE_ONLY if self.first.resolved != self.second.resolved else AGREES


def side_by_side(first: Comparison, second: Comparison) -> tuple[Sides, ...]:
    """The differences that both comparisons hold, in the order of the first."""
    others = {named(row): row for row in second.differences}
    return tuple(Sides(row, others[key]) for row in first.differences if (key := named(row)) in others)


def named(row: Difference) -> tuple[str, str, str, str]:
    """What a difference is about, whatever the evidence set."""
    return row.option, row.outcome, row.month, row.part


def flips(first: Comparison, second: Comparison) -> tuple[Sides, ...]:
    """Only the conclusions whose resolved sign turns between two runs."""
    return tuple(sides for sides in side_by_side(first, second) if sides.flag == FLIPS)
