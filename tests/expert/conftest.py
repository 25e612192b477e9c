"""Worlds for the tests an expert would demand: played from scenario files on prior histories, compared in pairs.

    def test_a_sentence_about_the_world(pairs, sign_holds):
        with_lever, without = pairs("a_scenario", "an_option", outcome="tension", when=(0, 12))
        sign_holds(with_lever - without)

`scenarios/a_scenario.yaml` lies beside this file. Further keywords replace fields of the scenario: `assume` in the form
of a scenario file (a bare number means fixed), `evidence`, `decision_month`, `events`, `months`, `worlds`, `seed`.
`against={...}` gives such replacements for the other side of the pairs alone. An outcome is an id, or a function of the
world after its month. Histories and futures are played once for each scenario and set of replacements.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.experiment import Scenario
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, World

HERE = Path(__file__).parent
ROUNDING = 1e-9
Reading = str | Callable[[World], np.ndarray]
When = str | int | tuple[int, int]


def scenario_of(name: str, assume: Mapping[str, Any] | None = None, **fields: Any) -> Scenario:
    """The scenario of a file beside the tests, with some of its fields replaced."""
    scenario = Scenario.load(HERE / "scenarios" / f"{name}.yaml")
    parameters = load(fields.get("evidence", scenario.evidence))
    forms = {key: value if isinstance(value, Mapping) else {"fixed": value} for key, value in (assume or {}).items()}
    assumed = {key: parameters[key].assume(form) for key, form in forms.items()}
    return scenario.replace(**fields, assume={**scenario.assume, **assumed})


@dataclass
class Played:
    """One scenario: its worlds at the decision, and what was read of each option's future."""

    scenario: Scenario
    decided: World
    kept: dict[Reading, np.ndarray] = field(default_factory=dict)

    def months(self) -> Iterator[World]:
        """The branched world after each of its months; arrays are (options, worlds), in the order of the scenario."""
        branch = self.decided.branched(self.scenario.options)
        for _ in range(self.scenario.months):
            branch.step()
            yield branch
        branch.close()

    def series(self, option: str, reading: Reading) -> np.ndarray:
        """An outcome, or a function of the world, month by month (worlds, months)."""
        if reading not in self.kept:
            readings = {reading: reading} if callable(reading) else {name: OUTCOMES[name].read for name in OUTCOMES}
            months = [
                {name: read(world) + np.zeros(world.shape) for name, read in readings.items()}
                for world in self.months()
            ]
            self.kept.update({name: np.stack([month[name] for month in months], axis=-1) for name in readings})
        return self.kept[reading][self.scenario.option_ids.index(option)]


def at(series: np.ndarray, when: When) -> np.ndarray:
    """A series (worlds, months) read at the "end", as the "mean" of all months or of (first, last), or in one month."""
    if when == "end":
        return series[:, -1]
    if when == "mean":
        return series.mean(axis=1)
    return series[:, slice(*when)].mean(axis=1) if isinstance(when, tuple) else series[:, when]


@pytest.fixture(scope="session")
def played() -> Callable[..., Played]:
    """`played(scenario, **replacements)`: a scenario's worlds and futures, kept for the session."""
    kept: dict[str, Played] = {}

    def play(name: str, **fields: Any) -> Played:
        scenario = scenario_of(name, **fields)
        key = json.dumps(scenario.content(), sort_keys=True)
        if key not in kept:
            worlds = np.arange(scenario.worlds)
            drawn = draw(load(scenario.evidence), scenario.seed, worlds, scenario.assume)
            luck = Luck(scenario.seed, worlds)
            world = World(drawn, luck, scenario.decision_month, scenario.events, scenario.evidence)
            for _ in range(scenario.decision_month):
                world.step()
            kept[key] = Played(scenario, world)
        return kept[key]

    return play


@pytest.fixture(scope="session")
def pairs(played: Callable[..., Played]) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """`pairs(scenario, option, base, outcome, when, against, **replacements)`: both sides, one value a world."""

    def compare(
        name: str,
        option: str = STATUS_QUO.id,
        base: str = STATUS_QUO.id,
        *,
        outcome: Reading,
        when: When = "mean",
        against: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> tuple[np.ndarray, np.ndarray]:
        here, there = played(name, **fields), played(name, **{**fields, **(against or {})})
        return at(here.series(option, outcome), when), at(there.series(base, outcome), when)

    return compare


def differing(difference: np.ndarray) -> np.ndarray:
    """Those of the paired differences that are not nothing but rounding."""
    return difference[np.abs(difference) > ROUNDING]


@pytest.fixture(scope="session")
def sign_holds() -> Callable[..., float]:
    """`sign_holds(difference)`: the difference is positive in nine in ten of the pairs that differ, and 20 differ."""

    def check(difference: np.ndarray, share: float = 0.9, at_least: int = 20) -> float:
        apart = differing(difference)
        found = float((apart > 0).mean()) if apart.size else 0.0
        print(f"{(apart > 0).sum()} of {apart.size} pairs that differ ({difference.size} pairs): {found:.1%}")
        assert difference.size >= 200, f"{difference.size} pairs are too few"
        assert apart.size >= at_least, f"only {apart.size} of {difference.size} pairs differ"
        assert found >= share, f"{found:.1%} of {apart.size} pairs that differ, not {share:.0%}"
        return found

    return check
