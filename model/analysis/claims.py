"""What the articles say a policy does, held against what its levers do alone in the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.analysis.comparison import Comparison, Difference
from model.analysis.findings import BETTER, WORSE, direction, marks
from model.analysis.wording import banned_words
from model.evidence import load
from model.levers import LEVERS

SLIGHT_ONLY, UNTOLD, BOTH = "slight only", "cannot be told apart", "both ways"


@dataclass(frozen=True)
class Held:
    """One claim held against one of its levers: the differences it makes to what it is said to act on, by outcome.

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
        return SLIGHT_ONLY if any(side.startswith("slightly") for side in sides) else UNTOLD

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


def claims_held(alone: Sequence[Comparison], month: str) -> list[Held]:
    """Every claim that a lever stands for, with what that lever alone, at high, does in a month.

    Parameters
    ----------
    alone : comparisons of every lever alone, one of each evidence set
    month : "YYYY-MM" or "mean"
    """
    found = []
    for claim in load().claims.values():
        for lever in claim.levers:
            rows = tuple(tuple(each.find(lever, name, month) for each in alone) for name in LEVERS[lever].acts_on)
            words = [text if not banned_words(text) else claim.id for text in (claim.policy, claim.effect)]
            found.append(Held(claim.id, *words, lever, rows))
    return found
