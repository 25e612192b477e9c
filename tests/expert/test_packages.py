"""T31 and T38: whether levers add up, and whether one of them beats all others."""

import numpy as np
import pytest

from model.analysis import median_interval
from model.levers import LEVERS
from model.world import OUTCOMES

PARTS = ("envoys", "designations", "drones", "roadmap")
ASKED = ("troops_in_theatre", "containers_delivered", "value_returned", "suppressed_share", "tension", "talks_phase")
BETTER = {"lower": -1.0, "higher": 1.0}
SENSED = tuple(name for name, outcome in OUTCOMES.items() if outcome.sense in BETTER)
COSTS = ("policy_money", "policy_politics")


@pytest.mark.expert("T31", doc="L03 + L04 + L08 + L11 against the sum of the parts: the interaction, with an interval")
@pytest.mark.parametrize("outcome", ASKED)
def test_whether_four_levers_work_better_together_is_reported_with_an_interval(pairs, outcome):
    together, status_quo = pairs("complementarity", "together", outcome=outcome)
    parts = [pairs("complementarity", part, outcome=outcome)[0] - status_quo for part in PARTS]
    interaction = (together - status_quo) - sum(parts)
    low, high = median_interval(interaction)
    mean, error = interaction.mean(), interaction.std(ddof=1) / np.sqrt(interaction.size)
    apart = (np.abs(interaction) > 1e-9).sum()
    print(f"{outcome}: interaction {mean:+.3g} ± {1.645 * error:.2g} (mean, 90 %), median {low:+.3g} to {high:+.3g}")
    assert np.isfinite([mean, error, low, high]).all()
    assert low <= np.median(interaction) <= high
    assert apart >= 20


def gain(pairs, lever, outcome):
    """Mean improvement that a lever alone brings in an outcome over 36 months, in its unit; above zero is better."""
    played, status_quo = pairs("each_lever", lever, outcome=outcome)
    return float((played - status_quo).mean()) * BETTER[OUTCOMES[outcome].sense]


@pytest.fixture(scope="module")
def gains(pairs):
    """Mean improvement by lever and outcome that has a better side."""
    return {lever: {outcome: gain(pairs, lever, outcome) for outcome in SENSED} for lever in LEVERS}


@pytest.mark.expert("T38", doc="No lever dominates on every indicator")
def test_no_lever_improves_everything(gains):
    assert len(gains) == 25 and len(SENSED) >= 30
    for lever, found in gains.items():
        worse = [outcome for outcome in SENSED if found[outcome] < 0]
        better = [outcome for outcome in SENSED if found[outcome] > 0]
        print(f"{lever}: better on {len(better)}, worse on {len(worse)} of {len(SENSED)}")
        assert worse, f"{lever} is worse on nothing"


@pytest.mark.expert("T38", doc="No lever beats every other on every indicator, its price aside")
def test_no_lever_is_the_best_for_everything(gains):
    best = {outcome: max(LEVERS, key=lambda lever: gains[lever][outcome]) for outcome in SENSED if outcome not in COSTS}
    print(", ".join(f"{outcome}: {lever}" for outcome, lever in best.items()))
    assert len(set(best.values())) >= 5


@pytest.mark.expert("T38", doc="Every lever that moves the world costs money and politics")
def test_every_lever_has_its_price(gains):
    for lever in LEVERS:
        assert all(gains[lever][cost] < 0 for cost in COSTS), lever
