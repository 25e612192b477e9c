"""A world told: what each actor chose over what, month by month, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.actors import BARRED
from model.levers import Option
from model.luck import Luck
from model.world.world import World


@dataclass(frozen=True)
class Told:
    """One decision: terms plus inertia plus luck reproduce the move exactly.

    Parameters
    ----------
    month : months since September 2023
    actor, choice, move : who settled what, and how
    rejected : the runner-up
    last : the move of the month before
    terms : term -> move -> weighted utility (times precision)
    inertia : added to the last move
    luck : move -> Gumbel number
    by_luck : whether another move would have been made without luck
    because : the term that favoured the move most over the runner-up, or "inertia" or "luck"
    """

    month: int
    actor: str
    choice: str
    move: str
    rejected: str
    last: str
    terms: Mapping[str, Mapping[str, float]]
    inertia: float
    luck: Mapping[str, float]
    by_luck: bool
    because: str


class Telling:
    """Notes every decision of a block of one world under one option."""

    def __init__(self) -> None:
        self.entries: list[Told] = []

    def note(self, actor, choice, terms, luck, last, pick, expected) -> None:
        """Keep one decision with its reasons; how expectations bend them counts as a term of its own."""
        precision, inertia = number(actor.precision), number(actor.inertia)
        named = {
            name: {move: precision * number(term[m]) for m, move in enumerate(choice.moves)}
            for name, term in terms.items()
        }
        if expected is not None:
            named["expectation"] = {
                move: precision * bending(actor.world.theory, sum(term[m] for term in terms.values()), expected)
                for m, move in enumerate(choice.moves)
            }
        chance = {move: float(luck[m][0]) for m, move in enumerate(choice.moves)}
        before = choice.moves[int(last[0, 0])]
        reasons = {move: sum(t[move] for t in named.values()) + inertia * (move == before) for move in choice.moves}
        chosen = choice.moves[int(pick[0, 0])]
        others = [move for move in choice.moves if move != chosen]
        rejected = max(others, key=lambda move: reasons[move] + chance[move])
        by_luck = reasons[chosen] < max(reasons[move] for move in others)
        gains = {name: t[chosen] - t[rejected] for name, t in named.items()}
        gains["inertia"] = inertia * ((chosen == before) - (rejected == before))
        because = "luck" if by_luck else max(gains, key=gains.get)
        self.entries.append(
            Told(
                actor.world.month,
                actor.name,
                choice.name,
                chosen,
                rejected,
                before,
                named,
                inertia,
                chance,
                by_luck,
                because,
            )
        )


def number(x) -> float:
    """The one value of a term in a block of one world; −inf where it bars a move."""
    value = float(np.asarray(x).reshape(-1)[0])
    return value if value > BARRED / 2.0 else -np.inf


def bending(theory, utility, expected: np.ndarray) -> float:
    """What expectations add to the utility of a move that is open, in a block of one world."""
    if number(utility) == -np.inf:
        return 0.0
    above, kink, _ = theory.bend
    return number(above * utility + kink * np.minimum(utility, expected) - utility)


def explain(
    draw,
    luck: Luck,
    option: Option,
    decision_month: int,
    months: int,
    events: Mapping[int, Sequence[str]] | None = None,
    evidence: str = "articles",
    continued: int = 0,
) -> list[Told]:
    """Every decision of one world under one option, in order of time, continued with a luck (0 is its own).

    Raises
    ------
    ValueError
        If the luck is not that of exactly one world.
    """
    if luck.worlds.size != 1:
        raise ValueError(f"explain: tells one world at a time, not {luck.worlds.size}")
    world = World(draw, luck, decision_month, events, evidence)
    telling = world.telling = Telling()
    for _ in range(decision_month):
        world.step()
    world.select(np.array([0]), continued)
    branch = world.branched([option])
    branch.telling = telling
    for _ in range(months):
        branch.step()
    world.close()
    branch.close()
    return telling.entries
