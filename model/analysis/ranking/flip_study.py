"""Ranking flips of a run: in each outcome the leading pair, what would turn it, what the other evidence set says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.sides import Sides
from model.analysis.ranking.flip_search import PLAYED, Assumptions, Flips, find_flips
from model.analysis.ranking.flip_words import plain_standing, plain_together, plain_turn
from model.analysis.ranking.leads import Lead, lead_between, leading_pair
from model.analysis.ranking.ranking_flips import advance, standings
from model.analysis.wording import subject
from model.experiment import Results, RunError
from model.experiment.designs.what_if import WhatIf, quantiles
from model.parameters import load

AGAIN = 200  # worlds played again: a lead's interval is then about three times as wide as that of 2,000


@dataclass(frozen=True)
class Asked:
    """One question: who leads in an outcome and month, and what turns it.

    Parameters
    ----------
    outcome, month : id, and YYYY-MM or mean
    pair : two options, or none for the leading pair
    by : "median" of the paired differences, or "share" of worlds better minus worse
    basis : only parameters of this evidence basis are moved; all where empty
    most : how many parameters are played after the screen; 0 for all
    worlds : how many worlds are played again
    """

    outcome: str
    month: str
    pair: tuple[str, ...] = ()
    by: str = "median"
    basis: str = ""
    most: int = PLAYED
    worlds: int = AGAIN


class FlipStudy:
    """A run, another one beside it where there is one, and its worlds at the decision, opened when first needed."""

    def __init__(self, results: Results, other: Results | None = None) -> None:
        self.results, self.other = results, other
        self.opened: dict[int, WhatIf] = {}

    def answer(self, asked: Asked, played: Callable[[int], None] = lambda count: None) -> dict[str, Any]:
        """What turns a lead, as plain values; `played` is told how many moves each batch has played.

        Raises
        ------
        ValueError
            For an unknown outcome or month, or an outcome without a better side.
        RunError
            If the worlds, played again without any change, do not give what is stored.
        """
        values, facts = self.values(self.results, asked)
        lead = self.lead(asked, values, facts["sense"])
        said = {**facts, "by": asked.by, "worlds": self.results.worlds, "leader": None, "rival": None}
        if lead is None:
            return said
        flips = self.flips(asked, lead, values, facts["sense"], played)
        return {
            **said,
            **{"leader": lead.leader, "rival": lead.rival, "level": list(lead.level)},
            "slight": difference(self.results, values, (lead.leader, lead.rival), facts).slight,
            **{"lead": plain_standing(lead.standing), "played_lead": plain_standing(flips.standing)},
            **{"played_worlds": self.what_if(asked.worlds).worlds.size, "screened": len(flips.candidates)},
            **self.plain(flips, asked.basis or "assumption"),
            "other": self.beside(asked, lead, values, facts),
        }

    def values(self, results: Results, asked: Asked) -> tuple[np.ndarray, dict[str, str]]:
        """An outcome in every option and world (options, worlds), and what it is called."""
        values = results.per_world((asked.month,), [asked.outcome])[asked.outcome]
        facts = {"outcome": asked.outcome, **{key: values.attrs[key] for key in ("name", "unit", "sense")}}
        facts |= {"month": asked.month, "subject": subject(SimpleNamespace(name=facts["name"], month=asked.month))}
        return values.transpose("option", "world", "when").values[:, :, 0], facts

    def lead(self, asked: Asked, values: np.ndarray, sense: str) -> Lead | None:
        """The pair asked for, or the leading one."""
        options, shared = self.results.options, self.results.histories
        if asked.pair:
            rows = [options.index(option) for option in asked.pair]
            return lead_between(asked.pair, values[rows], sense, shared, asked.by)
        return leading_pair(options, values, sense, shared, asked.by)

    def flips(self, asked: Asked, lead: Lead, values: np.ndarray, sense: str, played: Callable[[int], None]) -> Flips:
        """The search itself."""
        what_if, options = self.what_if(asked.worlds), self.results.options
        pair = [lead.leader, lead.rival]

        def play(moves: Sequence[Any]) -> np.ndarray:
            found = what_if.play(moves, pair, [asked.outcome], asked.month, played)[asked.outcome]
            return advance(found[:, 0], found[:, 1], sense)

        advances = advance(*(values[options.index(option)] for option in pair), sense)
        if not np.array_equal(play([{}])[0], advances[what_if.worlds]):
            said = "played again, its worlds differ from what is stored; the code has changed since the run was made"
            raise RunError(f"{self.results.folder}: {said}")
        assumptions = self.assumptions(what_if)
        moving = assumptions.only(asked.basis) if asked.basis else assumptions
        basis, shared = asked.basis or "assumption", self.results.histories
        seed = what_if.scenario.seed
        return find_flips(advances, moving, play, what_if.worlds, shared, asked.by, asked.most, basis, seed)

    def assumptions(self, what_if: WhatIf) -> Assumptions:
        """Every parameter that varies, in all worlds of the run."""
        known = load(what_if.scenario.evidence)
        places = quantiles(what_if.scenario, self.results.histories)
        conditioned = bool(self.results.manifest.facts["kept"])
        return Assumptions.of(places, list(known), [parameter.basis for parameter in known.values()], conditioned)

    def plain(self, flips: Flips, basis: str) -> dict[str, Any]:
        """What the search has found."""
        scenario = next(iter(self.opened.values())).scenario
        return {
            "played": len(flips.played),
            "found_by_screen": [candidate.parameter for candidate in flips.candidates if candidate.found],
            "singles": [plain_turn(turn, scenario) for turn in flips.singles],
            "pairs": [plain_turn(turn, scenario) for turn in flips.pairs],
            "together": plain_together(flips, basis),
        }

    def what_if(self, worlds: int) -> WhatIf:
        """The worlds that are played again."""
        if worlds not in self.opened:
            self.opened[worlds] = WhatIf(self.results, worlds)
        return self.opened[worlds]

    def beside(self, asked: Asked, lead: Lead, values: np.ndarray, facts: dict[str, str]) -> dict[str, Any] | None:
        """The same pair in the other run: its standing there, and whether a resolved sign turns; None without one."""
        other, pair = self.other, (lead.leader, lead.rival)
        if other is None or not set(pair) <= set(other.options) or asked.outcome not in other.outcomes:
            return None
        there, _ = self.values(other, asked)
        sides = Sides(difference(self.results, values, pair, facts), difference(other, there, pair, facts))
        rows = [there[other.options.index(option)] for option in pair]
        standing = standings(advance(*rows, facts["sense"])[None], other.histories)[0]
        return {"evidence": other.manifest.facts["evidence"], "flag": sides.flag, **plain_standing(standing)}


def difference(results: Results, values: np.ndarray, pair: Sequence[str], facts: dict[str, str]) -> Difference:
    """The rival against the leader in a run."""
    before, after = (values[results.options.index(option)] for option in pair)
    labels = {key: facts[key] for key in ("outcome", "name", "unit", "sense", "month")}
    evidence = results.manifest.facts["evidence"]
    return Difference.between(before, after, results.histories, option=pair[1], evidence=evidence, **labels)
