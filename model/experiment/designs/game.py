"""A game: what came of a factorial for one outcome under one rule, reduced to what attribution needs."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

from model.experiment.designs.factorial import Factorial
from model.experiment.designs.portfolios import alone, last
from model.experiment.store import write_atomically

GROUPS = 16  # of histories, each left out in turn; more would not steady the error of a ratio, and cost memory
LABELS = ("outcome", "when", "rule", "parts", "portfolios", "exact")
ARRAYS = (
    "histories",
    "status_quo",
    "option",
    "shapley",
    "alone",
    "last",
    "synergies",
    "errors",
    "relative",
    "relative_errors",
)
PER_WORLD = ("status_quo", "option", "shapley", "alone", "last", "synergies")


@dataclass(frozen=True)
class Game:
    """What each part of an option does to one outcome, world by world.

    Parameters
    ----------
    outcome, when, rule : id, "YYYY-MM" or "mean", and how hazards combine
    parts : levers, and "coordination" where it is one
    portfolios, exact : how many portfolios were played, and whether these are all
    histories : which history each world continues, array (worlds,)
    status_quo, option : the outcome without any part and with all, arrays (worlds,)
    shapley, alone, last : Shapley value; change by the part alone; loss if it alone is left out; (parts, worlds)
    synergies : Shapley interaction index of each pair of parts, (pairs, worlds)
    errors : variance that drawing orders adds to the means of Shapley values, then synergies, (parts + pairs,)
    relative : Shapley values and synergies of the logarithm of the mean outcome, for all histories and then with each
        group of histories left out, (1 + groups, parts + pairs); empty where a portfolio's mean is not above 0
    relative_errors : as `errors`, of these; (parts + pairs,)
    """

    outcome: str
    when: str
    rule: str
    parts: tuple[str, ...]
    portfolios: int
    exact: bool
    histories: np.ndarray
    status_quo: np.ndarray
    option: np.ndarray
    shapley: np.ndarray
    alone: np.ndarray
    last: np.ndarray
    synergies: np.ndarray
    errors: np.ndarray
    relative: np.ndarray
    relative_errors: np.ndarray

    def to_bytes(self) -> bytes:
        """The game as a file: the SHA-256 of what follows, labels as JSON, arrays; the same for the same game."""
        out = io.BytesIO()
        labels = {name: getattr(self, name) for name in LABELS}
        out.write(json.dumps(labels, sort_keys=True).encode() + b"\n")
        for name in ARRAYS:
            np.save(out, np.ascontiguousarray(getattr(self, name)), allow_pickle=False)
        content = out.getvalue()
        return sha256(content).hexdigest().encode() + b"\n" + content

    @classmethod
    def from_bytes(cls, content: bytes) -> Game:
        """The game that a file holds; ValueError if it is not what was written."""
        seal, _, rest = content.partition(b"\n")
        if sha256(rest).hexdigest().encode() != seal:
            raise ValueError("damaged")
        labels, _, arrays = rest.partition(b"\n")
        source, facts = io.BytesIO(arrays), json.loads(labels)
        held = {name: np.load(source, allow_pickle=False) for name in ARRAYS}
        return cls(**{**facts, "parts": tuple(facts["parts"])}, **held)

    def write(self, path: Path) -> None:
        """Put it into a file, whole or not at all."""
        write_atomically(path, self.to_bytes())


def stored_game(path: Path) -> Game | None:
    """The game in a file; None if there is none, or the file is not what was written, so that it is played again."""
    try:
        return Game.from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError, EOFError):
        return None


@dataclass(frozen=True)
class Reduced:
    """One outcome in one block of worlds: per-world arrays, and the sum over each group of histories (groups, P)."""

    first: int
    arrays: Mapping[str, np.ndarray]
    sums: np.ndarray


def reduced(factorial: Factorial, first: int, worth: np.ndarray) -> Reduced:
    """Reduce what portfolios are worth in a block of worlds that begins with `first`, array (portfolios, worlds)."""
    design = factorial.design
    arrays = {
        "status_quo": worth[0],
        "option": worth[-1],
        "shapley": design.shapley(worth),
        "alone": alone(design.masks, worth, design.size),
        "last": last(design.masks, worth, design.size),
        "synergies": design.synergies(worth),
    }
    groups = groups_of(factorial.histories)[first : first + worth.shape[1]]
    sums = np.zeros((groups_of(factorial.histories).max() + 1, len(worth)))
    for group in np.unique(groups):
        sums[group] = worth[:, groups == group].sum(axis=1)
    return Reduced(first, {name: array.copy() for name, array in arrays.items()}, sums)


def groups_of(histories: np.ndarray) -> np.ndarray:
    """Which group of histories each world belongs to, array (worlds,); a history is never divided."""
    labels, number = np.unique(histories, return_inverse=True)
    return number * min(GROUPS, labels.size) // labels.size


def game_of(factorial: Factorial, rule: str, outcome: str, blocks: Sequence[Reduced]) -> Game:
    """One game from its blocks, in whatever order they came."""
    ordered = sorted(blocks, key=lambda block: block.first)
    held = {name: np.concatenate([block.arrays[name] for block in ordered], axis=-1) for name in PER_WORLD}
    sums = np.zeros(ordered[0].sums.shape)
    for block in ordered:
        sums += block.sums
    return Game(
        outcome,
        factorial.when,
        rule,
        factorial.parts,
        factorial.design.masks.size,
        factorial.exact,
        histories=factorial.histories,
        **held,
        errors=np.concatenate(factorial.design.errors(sums.sum(axis=0) / factorial.worlds)),
        **relative_shares(factorial, sums),
    )


def relative_shares(factorial: Factorial, sums: np.ndarray) -> dict[str, np.ndarray]:
    """Shares in the logarithm of the mean outcome, with all histories and without each group, and their errors."""
    design: Any = factorial.design
    counts = np.bincount(groups_of(factorial.histories), minlength=len(sums))
    totals = np.stack([sums.sum(axis=0), *(sums.sum(axis=0) - sums)])
    worlds = np.array([counts.sum(), *(counts.sum() - counts)])
    if len(sums) < 2 or (totals <= 0.0).any():
        shares = design.size + comb(design.size, 2)
        return {"relative": np.zeros((0, shares)), "relative_errors": np.zeros(shares)}
    logs = np.log(totals / worlds[:, None]).T
    shares = np.concatenate([design.shapley(logs), design.synergies(logs)]).T
    return {"relative": shares, "relative_errors": np.concatenate(design.errors(logs[:, 0]))}
