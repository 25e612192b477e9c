"""Outcomes worked out from stored ones: one entry adds one, for every run that is stored, and nothing is played again.

A formula sees one world at a time, month after month, so that it says the same in whichever run that world is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from model.systems.talks import PARTIAL
from model.world.outcome import SENSES

Series = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Derived:
    """An outcome worked out from stored ones: id, plain name, unit, sense, source, meaning.

    `of` names the stored outcomes it needs; `formula` takes them, each an array (worlds, months) from the decision
    month on, and gives an array of the same shape.
    """

    id: str
    name: str
    unit: str
    sense: str
    source: str
    means: str
    of: tuple[str, ...]
    formula: Callable[[Series], np.ndarray]

    def __post_init__(self) -> None:
        if self.sense not in SENSES:
            raise ValueError(f"{self.id}: sense {self.sense!r} is none of {', '.join(SENSES)}")
        if not self.of:
            raise ValueError(f"{self.id}: says of no stored outcome what it is worked out from")

    def facts(self) -> dict[str, Any]:
        """Name, unit and sense, as results label it, and what it is worked out from."""
        return {"name": self.name, "unit": self.unit, "sense": self.sense, "derived_from": ", ".join(self.of)}


def summed(monthly: np.ndarray) -> np.ndarray:
    """The sum from the decision to each month, (worlds, months)."""
    return np.cumsum(monthly, axis=1, dtype=float)


# fmt: off
_CATALOGUE = (
    Derived(
        "containers_since_decision", "Containers delivered since the decision", "containers", "lower", "B-F01",
        "Arms containers that reached Russia from the decision month on", ("containers_monthly",),
        lambda s: summed(s["containers_monthly"]),
    ),
    Derived(
        "tests_since_decision", "Missile tests since the decision", "tests", "lower", "A.P5",
        "Tests of any range from the decision month on", ("tests_missiles", "tests_intercontinental"),
        lambda s: summed(s["tests_missiles"] + s["tests_intercontinental"]),
    ),
    Derived(
        "months_with_a_deal", "Months with a deal in force", "months", "higher", "A.P9",
        "Months since the decision in which one of the four tracks was at least partly agreed", ("talks_phase",),
        lambda s: summed(s["talks_phase"] >= PARTIAL),
    ),
    Derived(
        "months_of_ceasefire", "Months of cease-fire in Ukraine", "months", "neither", "A.P9",
        "Months since the decision in which a cease-fire held", ("ceasefire",),
        lambda s: summed(s["ceasefire"] > 0),
    ),
    Derived(
        "peak_tension", "Highest tension on the peninsula so far", "index", "lower", "A.P4",
        "The highest month since the decision, 0 to 1", ("tension",),
        lambda s: np.maximum.accumulate(s["tension"], axis=1),
    ),
    Derived(
        "value_balance", "Value sent less value returned", "US$ m / month", "neither", "A.P2",
        "What North Korea sends, less what Russia returns in the month", ("value_sent", "value_returned"),
        lambda s: s["value_sent"].astype(float) - s["value_returned"],
    ),
    Derived(
        "value_returned_total", "Value Russia returned since the decision", "US$ m", "lower", "A-F07",
        "All payments from the decision month on", ("value_returned",),
        lambda s: summed(s["value_returned"]),
    ),
    Derived(
        "policy_money_total", "Cost of the option since the decision", "US$ m", "lower", "product.md",
        "What the coalition has spent from the decision month on", ("policy_money",),
        lambda s: summed(s["policy_money"]),
    ),
)
# fmt: on
DERIVED = MappingProxyType({derived.id: derived for derived in _CATALOGUE})


def available(stored: Iterable[str]) -> dict[str, Derived]:
    """The derived outcomes that can be worked out from stored ones, by id; a stored one of that name comes first."""
    stored = set(stored)
    return {name: derived for name, derived in DERIVED.items() if stored.issuperset(derived.of) and name not in stored}


def needed(names: Iterable[str], stored: Iterable[str]) -> list[str]:
    """The stored outcomes that must be read for those asked for, each once."""
    derived = available(stored)
    wanted = [column for name in names for column in (derived[name].of if name in derived else (name,))]
    return list(dict.fromkeys(wanted))


def worked_out(names: Iterable[str], series: Series, stored: Iterable[str]) -> dict[str, np.ndarray]:
    """The outcomes asked for, stored or derived, each an array (worlds, months), from the stored ones they need."""
    derived = available(stored)
    return {name: derived[name].formula(series) if name in derived else series[name] for name in names}
