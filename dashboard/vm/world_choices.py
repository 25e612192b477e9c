"""What the controls of the world offer: months, and how far numbers may go."""

from __future__ import annotations

from dashboard.vm.link import MOST_MONTHS
from dashboard.vm.scenario import Scenario
from model.evidence import month_index, month_text

MONTHS = (1, MOST_MONTHS)
FEWEST_WORLDS = 20  # fewer say nothing
LARGEST_SEED = 2**53 - 1  # the largest whole number that a browser keeps
FIRST_DECISION, LAST_DECISION = "2024-01", "2028-04"  # two years either side of the reference decision


def months(world: Scenario) -> list[str]:
    """The months played, in which an outside event can be set."""
    first = month_index(world.decision_month)
    return [month_text(first + month) for month in range(world.months)]


def decisions(world: Scenario) -> list[str]:
    """The months in which the levers can begin; the one that is set is always among them."""
    low, high, now = map(month_index, (FIRST_DECISION, LAST_DECISION, world.decision_month))
    return [month_text(month) for month in range(min(low, now), max(high, now) + 1)]
