"""How terms become a choice: a decision theory. Logit with inertia is the one in use; rivals take its place here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Choice:
    """Something an actor settles every month: its name, the moves open to it, and the one usual at the start."""

    name: str
    moves: tuple[str, ...]
    usual: str

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

    def choose(
        self,
        utilities: Sequence[np.ndarray | float],
        last: np.ndarray,
        precision: np.ndarray,
        inertia: np.ndarray,
        luck: Sequence[np.ndarray],
    ) -> np.ndarray:
        """Index of the move chosen, shape (options, worlds) of int8.

        Parameters
        ----------
        utilities : one array (options, worlds) or number a move; −inf bars a move
        last : index of last month's move (options, worlds)
        precision, inertia : λ and κ (worlds,)
        luck : one array (worlds,) a move
        """
        pick = np.zeros(last.shape, dtype=np.int8)
        highest = np.full(last.shape, -np.inf)
        for move, (utility, chance) in enumerate(zip(utilities, luck, strict=True)):
            score = inertia * (last == move)
            score += precision * utility + chance
            if move:
                np.putmask(pick, score > highest, move)
                np.maximum(highest, score, out=highest)
            else:
                highest = score
        return pick
