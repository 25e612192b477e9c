"""How the past was conditioned: what each target rejects, which targets fight, what kept histories show, what moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from model.evidence import EVIDENCE_SETS, Target, targets
from model.experiment.pasts.conditioning import imposed
from model.experiment.pasts.histories import RARE, Kept, fighting
from model.experiment.scenario import Scenario
from model.luck import Luck
from model.parameters import draw, load
from model.world import past

SAMPLE = 4096
QUANTILES = (0.05, 0.5, 0.95)
MOVED = 0.001


@dataclass(frozen=True)
class PastReport:
    """What is said of a conditioned past; every part is plain values.

    Parameters
    ----------
    tried, kept, one_in : how many prior worlds were tried, how many were kept, and their ratio
    alone : target -> share of a sample of prior worlds that it rejects
    together : pairs of targets with the share of worlds that meet both, and the share there would be by chance
    predictive : target or other figure -> band, and 5, 50 and 95 % of prior and of kept histories
    moved : parameters whose kept draws differ from the prior, with the distance of the two distributions
    unmoved : how many parameters did not move
    """

    tried: int
    kept: int
    one_in: float
    dropped: Mapping[str, int]
    alone: Mapping[str, float]
    together: tuple[dict[str, Any], ...]
    predictive: tuple[dict[str, Any], ...]
    moved: tuple[dict[str, Any], ...]
    unmoved: int

    @property
    def warning(self) -> str:
        """Which targets fight, where fewer than one prior world in 5,000 is kept; otherwise nothing."""
        if self.one_in <= RARE:
            return ""
        rare = f"Fewer than one prior world in {RARE:,} is kept"
        return f"{rare}; {fighting(Kept('', '', self.tried, (), self.dropped))}. No band was widened."


def past_report(scenario: Scenario, kept: Kept) -> PastReport:
    """Everything worth saying about how a scenario's past was conditioned.

    Parameters
    ----------
    scenario : whose past is conditioned
    kept : what the search has found
    """
    held, shown = imposed(scenario), comparable(scenario)
    prior = Histories.of(scenario, np.arange(SAMPLE), shown)
    after = Histories.of(scenario, np.array(kept.numbers, np.int64), shown)
    inside = {target.id: prior.holds(target) for target in held}
    moved, unmoved = movements(scenario, kept)
    return PastReport(
        tried=kept.tried,
        kept=len(kept.numbers),
        one_in=kept.one_in,
        dropped=dict(kept.dropped),
        alone={name: float(1.0 - met.mean()) for name, met in inside.items()},
        together=tuple(fights(inside)),
        predictive=tuple(predicted(target, target in held, prior, after) for target in shown),
        moved=tuple(moved),
        unmoved=unmoved,
    )


def comparable(scenario: Scenario) -> tuple[Target, ...]:
    """Every target of either evidence set due before the decision; those of the other set were not fitted."""
    by_id = {target.id: target for name in EVIDENCE_SETS for target in targets(name)}
    return tuple(target for target in by_id.values() if target.due < scenario.decision_month)


@dataclass(frozen=True)
class Histories:
    """The pasts of some prior worlds, with the parameters that choose a target's window."""

    outcomes: Mapping[str, np.ndarray]
    parameters: Any

    @classmethod
    def of(cls, scenario: Scenario, numbers: np.ndarray, shown: tuple[Target, ...]) -> Histories:
        """The pasts of the prior worlds of these numbers."""
        parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
        names = tuple(dict.fromkeys(target.outcome for target in shown))
        luck = Luck(scenario.seed, numbers)
        world, outcomes = past(parameters, luck, scenario.decision_month, None, scenario.evidence, outcomes=names)
        world.close()
        return cls(outcomes, parameters)

    def observed(self, target: Target) -> np.ndarray:
        """A target's statistic in every history (worlds,)."""
        return target.observed(self.outcomes[target.outcome], self.switch(target))

    def holds(self, target: Target) -> np.ndarray:
        """Whether each history meets a target (worlds,)."""
        return target.holds(self.outcomes[target.outcome], self.switch(target))

    def switch(self, target: Target) -> np.ndarray | None:
        """The draw that chooses the target's window."""
        return getattr(self.parameters, target.switch) if target.switch else None


def fights(inside: Mapping[str, np.ndarray]) -> list[dict[str, Any]]:
    """Pairs of targets, those first that are met together more rarely than by chance."""
    pairs = []
    for one, other in combinations(inside, 2):
        both, chance = float((inside[one] & inside[other]).mean()), float(inside[one].mean() * inside[other].mean())
        pairs.append({"targets": [one, other], "both": both, "by_chance": chance})
    return sorted(pairs, key=lambda pair: pair["both"] / pair["by_chance"] if pair["by_chance"] else 1.0)


def predicted(target: Target, fitted: bool, prior: Histories, after: Histories) -> dict[str, Any]:
    """A figure's band and what prior and kept histories show."""
    return {
        "target": target.id,
        "fitted": fitted,
        "unit": target.unit,
        "low": target.low,
        "high": target.high,
        "prior": [float(x) for x in np.nanquantile(prior.observed(target), QUANTILES)],
        "kept": [float(x) for x in np.nanquantile(after.observed(target), QUANTILES)] if after.outcomes else [],
    }


def movements(scenario: Scenario, kept: Kept) -> tuple[list[dict[str, Any]], int]:
    """Parameters that moved and how many did not, by the distance of kept draws from the prior (Kolmogorov–Smirnov).

    Under the prior the luck behind a draw is uniform; a parameter has moved where that is refuted at 0.1 %.
    """
    from scipy.stats import kstwo

    luck = Luck(scenario.seed, np.array(kept.numbers, np.int64))
    refuted = kstwo.isf(MOVED, len(kept.numbers)) if kept.numbers else np.inf
    moved, unmoved = [], 0
    for name in load(scenario.evidence):
        behind = luck.uniform(f"parameter/{name}")
        distance = from_uniform(behind)
        if distance > refuted:
            moved.append({"parameter": name, "distance": distance, "shift": float(behind.mean() * 2 - 1)})
        else:
            unmoved += 1
    return sorted(moved, key=lambda row: -row["distance"]), unmoved


def from_uniform(values: np.ndarray) -> float:
    """The Kolmogorov–Smirnov distance of some values from evenly spread ones in [0, 1]; 0 where there are none."""
    ordered, steps = np.sort(values), np.arange(len(values) + 1) / max(len(values), 1)
    return float(max((steps[1:] - ordered).max(initial=0.0), (ordered - steps[:-1]).max(initial=0.0)))
