"""How terms become a choice: three rival theories of decision, as one rule with a reference point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

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
        utilities: Sequence[np.ndarray | float],
        last: np.ndarray,
        precision: np.ndarray,
        inertia: np.ndarray,
        luck: Sequence[np.ndarray],
        expected: np.ndarray | None = None,
    ) -> np.ndarray:
        """Index of the move chosen, shape (options, worlds) of int8.

        Parameters
        ----------
        utilities : one array (options, worlds) or number a move; `BARRED` bars a move
        last : index of last month's move (options, worlds)
        precision, inertia : λ and κ (worlds,)
        luck : one array (worlds,) a move
        expected : utility the actor has come to expect of this choice (options, worlds); None where that is nothing
        """
        return highest((precision * utility for utility in utilities), last, inertia, luck)


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
        self.above = np.where(content, p.worth_above_aspiration, 1.0)
        self.kink = np.where(averse, p.loss_aversion, 1.0) - self.above
        self.pace = p.expectation_pace

    def of(self, p) -> Sampled:
        return Sampled(p)

    def choose(self, utilities, last, precision, inertia, luck, expected=None):
        """As in logit choice, with utilities bent at what is expected."""
        if expected is None:
            return super().choose(utilities, last, precision, inertia, luck)
        return highest(bent(utilities, precision * self.above, precision * self.kink, expected), last, inertia, luck)

    def expect(self, utilities: Sequence[np.ndarray | float], pick: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """What is expected after a choice was made (options, worlds): a step from before towards what was attained."""
        after = attained(utilities, pick)
        after -= expected
        after *= self.pace
        after += expected
        return after


def bent(utilities, above: np.ndarray, kink: np.ndarray, expected: np.ndarray) -> Iterator[np.ndarray]:
    """What each move is worth, where utility counts `above + kink` up to what is expected and `above` beyond it."""
    for utility in utilities:
        worth = np.minimum(utility, expected)
        worth *= kink
        worth += above * utility
        yield worth


def highest(worths: Iterable[np.ndarray], last: np.ndarray, inertia: np.ndarray, luck) -> np.ndarray:
    """Index of the move that is worth most with its luck and, on last month's, inertia: (options, worlds) of int8."""
    pick = np.zeros(last.shape, dtype=np.int8)
    best: np.ndarray | None = None
    for move, (worth, chance) in enumerate(zip(worths, luck, strict=True)):
        score = inertia * (last == move)
        score += worth
        score += chance
        if best is None:
            best = score
            continue
        np.maximum(pick, (score > best).view(np.int8) * np.int8(move), out=pick)
        np.maximum(best, score, out=best)
    return pick


def attained(utilities: Sequence[np.ndarray | float], pick: np.ndarray) -> np.ndarray:
    """Utility of the move that was made, shape (options, worlds)."""
    utility = utilities[0]
    for move, other in enumerate(utilities[1:], start=1):
        utility = np.where(pick == move, other, utility)
    return utility
