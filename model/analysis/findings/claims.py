"""What the articles say a policy does, held against what its levers do alone in the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.analysis.comparison.comparison import Comparison, Difference
from model.analysis.findings.findings import BETTER, WORSE, direction, leaning, marks
from model.analysis.wording import banned_words
from model.evidence import load
from model.levers import LEVERS

SLIGHT_ONLY, RARELY, UNTOLD, BOTH = "slight only", "one way in a few worlds", "cannot be told apart", "both ways"


@dataclass(frozen=True)
class Held:
    """One claim held against one of its levers, or its option: what that does to the outcomes it acts on.

    `rows` has a tuple for each outcome, with a difference for each evidence set.
    """

    claim: str
    policy: str
    effect: str
    lever: str
    rows: tuple[tuple[Difference, ...], ...]

    @property
    def verdict(self) -> str:
        """Which way it goes, in every evidence set, in the outcomes that have a better side, and in how many of them.

        Whether that is what an article claims is for the reader: some claims are of a harm.
        """
        sides = [told(rows) for rows in self.rows if rows[0].sense != "neither"]
        better, worse = sides.count(BETTER), sides.count(WORSE)
        if better and worse:
            return f"{BOTH}: {better} {BETTER}, {worse} {WORSE}"
        if better or worse:
            return f"{BETTER if better else WORSE} in {better + worse} of {len(sides)}"
        if any(side.startswith("slightly") for side in sides):
            return SLIGHT_ONLY
        return RARELY if any(leaning(rows[0]) and one_way(rows) for rows in self.rows) else UNTOLD

    @property
    def seen(self) -> str:
        """Every outcome with its mark."""
        return "; ".join(f"{rows[0].outcome} {marks(rows)}" for rows in self.rows)


def told(rows: Sequence[Difference]) -> str:
    """The side to which a lever moves an outcome in every evidence set; "slightly …" where it is slight in any."""
    sides = {direction(row) for row in rows}
    if len(sides) > 1 or sides == {""}:
        return ""
    (side,) = sides
    return f"slightly {side}" if any(row.slight for row in rows) else side


def one_way(rows: Sequence[Difference]) -> bool:
    """Whether the worlds that change go the same way in every evidence set."""
    return len({leaning(row) for row in rows}) == 1


def claims_held(
    alone: Sequence[Comparison], month: str, compared: Sequence[Comparison] = (), outcomes: Sequence[str] = ()
) -> list[Held]:
    """Every claim with what each of its levers, alone and at high, or its option does in a month.

    Parameters
    ----------
    alone : comparisons of every lever alone, one of each evidence set
    month : "YYYY-MM" or "mean"
    compared : comparisons of the options, for claims that an option stands for; those are left out without them
    outcomes : main outcomes, in which an option is held against its claim
    """
    options = {row.option for row in compared[0].differences} if compared else set()
    found = []
    for claim in load().claims.values():
        words = [text if not banned_words(text) else claim.id for text in (claim.policy, claim.effect)]
        for lever in claim.levers:
            found.append(Held(claim.id, *words, lever, rows_of(alone, lever, LEVERS[lever].acts_on, month)))
        if claim.option in options:
            found.append(Held(claim.id, *words, claim.option, rows_of(compared, claim.option, outcomes, month)))
    return found


def rows_of(
    comparisons: Sequence[Comparison], option: str, outcomes: Sequence[str], month: str
) -> tuple[tuple[Difference, ...], ...]:
    """The differences of an option in some outcomes, a tuple for each outcome with one for each evidence set."""
    return tuple(tuple(each.find(option, name, month) for each in comparisons) for name in outcomes)
