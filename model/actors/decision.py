"""How terms become a choice: three rival theories of decision, as one rule with a reference point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.compiled import settled

BARRED = -np.sqrt(np.finfo(float).max)  # the utility of a move that cannot be made: far below all others, yet finite


@dataclass(frozen=True)
class Choice:
    """Something an actor settles every month: its name, the moves open to it, and the one usual at the start.

    A habit is settled at rates that were observed, whatever actors expect of it: no theory of decision bends these.
    """

    name: str
    moves: tuple[str, ...]
    usual: str
    habit: bool = False

    def __post_init__(self) -> None:
        if self.usual not in self.moves:
            raise ValueError(f"{self.name}: the usual move {self.usual!r} is none of {', '.join(self.moves)}")

    def index(self, move: str) -> int:
        """Place of a move among the moves."""
        return self.moves.index(move)


class Logit:
    """The move with the highest sum of weighted utility, inertia and luck.

    With Gumbel luck this is logit choice: P(a) ∝ exp(λ U(a) + κ [a = last]). Luck is drawn for every move in every
    month, so that no branch shifts another's. Source: McKelvey and Palfrey 1995; grounding §3.1.
    """

    expects = False  # whether actors remember what a choice has brought them

    def of(self, p) -> Logit:
        """The theory in the worlds of a draw."""
        return self

    def choose(
        self,
        utilities: np.ndarray,
        last: np.ndarray,
        precision: np.ndarray,
        inertia: np.ndarray,
        luck: np.ndarray,
        expected: np.ndarray | None = None,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Index of the move chosen, of int8, and what is expected after it: (options, worlds) each.

        Parameters
        ----------
        utilities : (moves, options, worlds); `BARRED` bars a move
        last : index of last month's move (options, worlds)
        precision, inertia : λ and κ (worlds,)
        luck : (moves, worlds)
        expected : utility the actor has come to expect of this choice (options, worlds); None where that is nothing
        """
        return settled(utilities, luck, last, nothing(last.shape), precision, inertia, unbent(last.shape[-1]))


class Sampled(Logit):
    """In each world one of three theories: logit choice, satisficing with aspiration, or prospects with a reference.

    They differ in what a unit of utility is worth above and below what the actor has come to expect of the choice:
    the same to a maximiser, next to nothing above it to one that is content with enough, and more below it to one
    that weighs losses. What is expected follows, month by month, what was attained. Source: Simon 1955; Tversky and
    Kahneman 1991; expectations as reference: Kőszegi and Rabin 2006.
    """

    expects = True

    def __init__(self, p) -> None:
        content = p.actors_satisfice > 0
        averse = ~content & (p.actors_weigh_losses > 0)
        above = np.where(content, p.worth_above_aspiration, 1.0)
        self.bend = np.vstack([above, np.where(averse, p.loss_aversion, 1.0) - above, p.expectation_pace])

    def of(self, p) -> Sampled:
        return Sampled(p)

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        """As in logit choice, with utilities bent at what is expected, which moves a step towards what is attained."""
        if expected is None:
            return super().choose(utilities, last, precision, inertia, luck)
        return settled(utilities, luck, last, expected, precision, inertia, self.bend)


@lru_cache
def nothing(shape: tuple[int, int]) -> np.ndarray:
    """What an actor expects that expects nothing (options, worlds), read-only."""
    zeros = np.zeros(shape)
    zeros.flags.writeable = False
    return zeros


@lru_cache
def unbent(worlds: int) -> np.ndarray:
    """Utility that is worth the same above and below what is expected, which never moves (3, worlds), read-only."""
    bend = np.stack([np.ones(worlds), np.zeros(worlds), np.zeros(worlds)])
    bend.flags.writeable = False
    return bend
