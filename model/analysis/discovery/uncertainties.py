"""What a run's worlds differ in before any option acts, so that it may explain where one fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.experiment.blocks import parameter_hash
from model.experiment.replay import scenario_of
from model.experiment.results import MEAN
from model.parameters import draw, load

if TYPE_CHECKING:
    from model.experiment import Results

PARAMETER, CIRCUMSTANCE, EVENT = KINDS = ("parameter", "circumstance", "event")
CIRCUMSTANCES = (
    "troops_in_theatre",
    "containers_delivered",
    "value_returned",
    "suppressed_share",
    "dependence",
    "chinese_support",
    "missile_capability",
    "tension",
    "cohesion",
    "talks_phase",
    "alliance_depth",
)  # one stock of each subject: what an observer would know of a world in the month of the decision
CEASEFIRE = "ceasefire"


@dataclass(frozen=True)
class Uncertainty:
    """Something in which worlds differ: `values` (worlds,) with what it means, its unit and where it comes from.

    `kind` is "parameter" (drawn before a world begins), "circumstance" (the state of a world in the month of the
    decision, under the status quo) or "event" (from outside, as it happens under the status quo); `basis` says what a
    parameter rests on and is empty for the others.
    """

    id: str
    kind: str
    means: str
    unit: str
    basis: str
    values: np.ndarray

    @property
    def varies(self) -> bool:
        """Whether worlds differ in it at all."""
        return bool((self.values != self.values[0]).any())


def uncertainties(
    results: Results, outcome: str, month: str = MEAN, kinds: Sequence[str] = KINDS
) -> tuple[Uncertainty, ...]:
    """Everything in which the worlds of a run differ that cannot be an effect of an option.

    Parameters
    ----------
    results : Results
    outcome : str
        What is to be explained; its own level at the decision is left out, for it would restate the question.
    month : "YYYY-MM" or "mean"
        When failing is judged; events count up to then. Failing in the very month of the decision is explained by
        parameters alone.
    kinds : sequence of str
        Of KINDS; parameters, circumstances and events are all read from the status quo or drawn anew, never from the
        option.

    Raises
    ------
    ValueError
        If the parameters are no longer those of the run, an outcome is unknown or a month was not played.
    """
    last = len(results.months) - 1 if month == MEAN else results.position(month)
    found = parameters(results) if PARAMETER in kinds else []
    if last and CIRCUMSTANCE in kinds:
        found += circumstances(results, outcome)
    if last and EVENT in kinds and outcome != CEASEFIRE and CEASEFIRE in results.outcomes:
        found.append(ceasefire(results, last))
    return tuple(uncertainty for uncertainty in found if uncertainty.varies)


def parameters(results: Results) -> list[Uncertainty]:
    """Every parameter with its value in each world, drawn again."""
    scenario = scenario_of(results.manifest)
    if parameter_hash(scenario) != results.manifest.facts["parameters"]:
        raise ValueError(f"{results.folder}: the parameters have changed since this was played; play it again")
    numbers, place = np.unique(results.histories, return_inverse=True)
    catalogue = load(scenario.evidence)
    drawn = draw(catalogue, scenario.seed, numbers, dict(scenario.assume))
    return [Uncertainty(p.name, PARAMETER, p.means, p.unit, p.basis, drawn[p.name][place]) for p in catalogue.values()]


def circumstances(results: Results, outcome: str) -> list[Uncertainty]:
    """The state of each world at the end of the month of the decision, under the status quo."""
    names = [name for name in CIRCUMSTANCES if name in results.outcomes and name != outcome]
    state = results.per_world(results.months[:1], names)
    words = results.outcomes
    return [
        Uncertainty(f"start/{n}", CIRCUMSTANCE, words[n]["name"], words[n]["unit"], "", state[n].values[0, :, 0])
        for n in names
    ]


def ceasefire(results: Results, last: int) -> Uncertainty:
    """In which month, counted from that of the decision, a cease-fire first holds under the status quo.

    `last` is the month in which failing is judged; one more than that says that none held by then.
    """
    holds = results.array(CEASEFIRE).values[0, :, : last + 1] >= 0.5
    first = np.where(holds.any(axis=1), holds.argmax(axis=1), last + 1)
    return Uncertainty("event/ceasefire", EVENT, "Cease-fire in Ukraine", "months after the decision", "", first * 1.0)


def moved_by(results: Results, option: str) -> int:
    """In how many worlds the option itself moved the cease-fire, which is then no outside event there."""
    played = results.array(CEASEFIRE).values
    place = results.options.index(option)
    return int((played[place] != played[0]).any(axis=1).sum())
