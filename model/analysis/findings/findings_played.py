"""What a document of findings has to play: every lever alone, and every portfolio of each option's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis.attribution.attribution_words import Why
from model.analysis.comparison.comparison import Comparison
from model.analysis.findings.findings import Runs
from model.experiment.designs.factorial import Factorial, default_worlds, factorial_of, parts_of
from model.experiment.inputs.option_files import lever_alone
from model.experiment.replay import scenario_of
from model.experiment.scenario import Scenario, digest
from model.levers import LEVERS, STATUS_QUO

if TYPE_CHECKING:
    from model.experiment import Results

FOLDER = Path("runs") / "findings"
# Goods, men, money, the alliance, its network, danger and human harm: seven columns that a page can hold.
ATTRIBUTED = (
    "containers_delivered",
    "troops_in_theatre",
    "value_returned",
    "alliance_depth",
    "suppressed_share",
    "tension",
    "north_korean_casualties",
)


@dataclass(frozen=True)
class Gathered:
    """Everything a document of findings is written from.

    Parameters
    ----------
    runs : Runs
    outcomes : main outcomes
    again : worlds played again for a flip
    compared, split, alone : of each run, all outcomes; main ones by cease-fire; every lever alone, compared
    whys : evidence set and option -> what is found about each attributed outcome
    answers : kind, number of the run and what was asked -> plain values
    theories : of each run, all outcomes by theory of decision
    """

    runs: Runs
    outcomes: tuple[str, ...]
    again: int
    compared: tuple[Comparison, ...]
    split: tuple[Comparison, ...]
    alone: tuple[Comparison, ...]
    whys: Mapping[tuple[str, str], Sequence[Why]]
    answers: Mapping[tuple[Any, ...], Any]
    theories: tuple[Comparison, ...] = ()

    def answer(self, kind: str, run: int, *asked: Any) -> Any:
        """One answer; None where the question was not asked."""
        return self.answers.get((kind, run, *asked))

    def of_kind(self, kind: str, run: int) -> dict[tuple[Any, ...], Any]:
        """All answers of one kind from one run, by what was asked."""
        return {key[2:]: found for key, found in self.answers.items() if key[:2] == (kind, run)}


def histories_of(results: Results) -> int:
    """How many distinct histories the worlds of a run continue."""
    return int(np.unique(results.histories).size)


def factorials(runs: Runs, outcomes: Sequence[str], most: int = 0) -> dict[tuple[str, str], Factorial]:
    """Every portfolio of each option that has parts, in one world of every history or of as many as play in a minute.

    Parameters
    ----------
    runs : Runs
    outcomes : those attributed
    most : at most so many worlds; 0 for no other limit
    """
    found = {}
    for run, name in zip(runs.both, runs.sets, strict=True):
        options = {option.id: option for option in scenario_of(run.manifest).options}
        for option in runs.options:
            if size := len(parts_of(options[option])):
                worlds = min(histories_of(run), default_worlds(2**size), most or run.worlds)
                found[name, option] = factorial_of(run, option, outcomes, worlds=worlds)
    return found


def whys_of(runs: Runs, factorial: Factorial, games: Mapping[tuple[str, str], Any]) -> list[Why]:
    """What is found about each outcome of a factorial, from its games by rule and outcome."""
    return [
        Why.of([games[rule, name] for rule in factorial.rules], factorial.option.title, runs.facts(name))
        for name in factorial.outcomes
    ]


def levers_alone(results: Results, most: int = 0) -> Scenario:
    """The same study with every lever alone at high in place of the options, in one world of each history."""
    scenario = scenario_of(results.manifest)
    options = (STATUS_QUO, *(lever_alone(name) for name in LEVERS))
    worlds = min(histories_of(results), most or results.worlds)
    return scenario.replace(options=options, worlds=worlds, lucks=1, title=f"{scenario.title}: every lever alone")


def acted_on() -> list[str]:
    """The outcomes that some lever is said to act on."""
    return sorted({name for lever in LEVERS.values() for name in lever.acts_on})


def levers_folder(scenario: Scenario) -> Path:
    """Where the study of every lever alone is stored; it is no run that a person has asked for."""
    return FOLDER / f"levers-{digest(scenario.content())[:12]}"
