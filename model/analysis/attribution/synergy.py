"""Synergy: which two parts of an option help each other, which fight, and whether that is a mere matter of form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from model.analysis.attribution.attribution import CONFIDENCE, FEWEST, Estimate, estimates
from model.experiment.designs.combining import ADDED
from model.experiment.designs.game import Game
from model.experiment.designs.portfolios import pairs

RELATIVE = "relative"


@dataclass(frozen=True)
class Pair:
    """Two parts and what they do together beyond what each does without the other.

    Parameters
    ----------
    levers : the two parts
    synergy : Shapley interaction index, in the outcome's unit, with its 90 % interval
    stands_out : whether it still excludes zero when all pairs of the option are judged at once
    forms : the same under every rival way of combining hazards, and "relative", of the logarithm of the mean outcome
    """

    levers: tuple[str, str]
    synergy: Estimate
    stands_out: bool
    forms: tuple[tuple[str, Estimate], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every form of combining gives the same sign, each with an interval that excludes zero."""
        same = [estimate.resolved and estimate.mean * self.synergy.mean > 0 for _, estimate in self.forms]
        return self.synergy.resolved and all(same)

    def verdict(self, sense: str) -> str:
        """What the two do to each other, where an outcome has a better side; "" where that cannot be told."""
        if not self.stands_out:
            return ""
        if sense == "neither":
            return "more together" if self.synergy.mean > 0 else "less together"
        helps = (self.synergy.mean < 0) == (sense == "lower")
        return "help each other" if helps else "fight each other"

    def plain(self, sense: str) -> dict[str, Any]:
        """All of it as plain values."""
        value = self.synergy
        return {
            "levers": list(self.levers),
            "synergy": value.mean,
            "low": value.low,
            "high": value.high,
            "resolved": value.resolved,
            "stands_out": self.stands_out,
            "holds_in_every_form": self.holds,
            "verdict": self.verdict(sense),
            "forms": {name: {"synergy": e.mean, "low": e.low, "high": e.high} for name, e in self.forms},
        }


def synergies(games: Sequence[Game]) -> tuple[Pair, ...]:
    """Every pair of an option's parts, the strongest synergy first.

    Parameters
    ----------
    games : the same outcome under every rule, "added" first

    Returns
    -------
    tuple of Pair
        Empty for an option of one part.

    Source: Shapley interaction index (Grabisch and Roubens 1999; not checked); many pairs at once by Bonferroni.
    """
    game = games[0]
    if game.rule != ADDED:
        raise ValueError(f"the first game is under the rule {game.rule!r}, not {ADDED!r}")
    found = pair_estimates(game)
    strict = pair_estimates(game, 1.0 - (1.0 - CONFIDENCE) / max(len(found), 1))
    forms = [(rival.rule, pair_estimates(rival)) for rival in games[1:]]
    if len(game.relative):
        forms.append((RELATIVE, relative_estimates(game)[len(game.parts) :]))
    rows = []
    for number, (one, other) in enumerate(pairs(len(game.parts))):
        beside = tuple((name, values[number]) for name, values in forms)
        rows.append(Pair((game.parts[one], game.parts[other]), found[number], strict[number].resolved, beside))
    return tuple(sorted(rows, key=lambda pair: -abs(np.nan_to_num(pair.synergy.mean))))


def pair_estimates(game: Game, confidence: float = CONFIDENCE) -> list[Estimate]:
    """The synergy of every pair, in the order of `pairs`."""
    errors = game.errors[len(game.parts) :]
    return estimates(game.synergies, game.histories, errors, confidence)


def relative_estimates(game: Game) -> list[Estimate]:
    """Shapley values, then synergies, of the logarithm of the mean outcome: −0.1 is about a tenth less.

    Source: jackknife over groups of histories, with Student's t.
    """
    value, without = game.relative[0], game.relative[1:]
    groups = len(without)
    if np.unique(game.histories).size < FEWEST:
        return [Estimate(float(mean), np.nan, np.nan) for mean in value]
    spread = ((without - without.mean(axis=0)) ** 2).sum(axis=0) * (groups - 1) / groups
    reach = -stdtrit(groups - 1, (1.0 - CONFIDENCE) / 2.0) * np.sqrt(spread + game.relative_errors)
    return [Estimate(float(m), float(m - r), float(m + r)) for m, r in zip(value, reach, strict=True)]
