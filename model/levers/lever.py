"""A lever: what a policymaker can set, described once, with one pure function from its level to the instruments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from model.levers.instruments import Instruments

LEVEL_OF = MappingProxyType({"off": 0.0, "low": 1 / 3, "medium": 2 / 3, "high": 1.0})
FAMILIES = ("sanctions", "interdiction", "mediation", "reintegration", "deterrence and aid")

Effect = Callable[[np.ndarray, Mapping[str, float], "object", Instruments], Instruments]


@dataclass(frozen=True)
class Setting:
    """A detail of a lever besides its level."""

    means: str
    unit: str
    low: float
    high: float
    default: float


@dataclass(frozen=True)
class Lever:
    """What a policymaker can set.

    The parameters `onset_<id>`, `money_<id>` and `politics_<id>` hold how many months pass before it works, and what
    a month of it costs at level 1, in US$ m and on the index of political cost.

    Parameters
    ----------
    id, family, question : str
    levels : what low, medium and high mean in the world's terms
    claims : passages and claims it comes from
    acts_on : outcome ids it claims to move
    effect : (level, settings, parameters, instruments) -> instruments; level is an array (options, worlds)
    settings : details besides the level
    side_effects : what else it does, in words
    nearly_inert : why it may move nothing, where that is expected
    """

    id: str
    family: str
    question: str
    levels: Mapping[str, str]
    claims: tuple[str, ...]
    acts_on: tuple[str, ...]
    effect: Effect
    side_effects: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    nearly_inert: str = ""

    def __post_init__(self) -> None:
        if self.family not in FAMILIES:
            raise ValueError(f"{self.id}: family {self.family!r} is none of {', '.join(FAMILIES)}")
        if tuple(self.levels) != ("low", "medium", "high"):
            raise ValueError(f"{self.id}: levels must be low, medium and high, in this order")
        if not self.claims or not self.acts_on:
            raise ValueError(f"{self.id}: a lever comes from a passage and claims to act on an outcome")

    def apply(self, level: np.ndarray, settings: Mapping[str, float], p, instruments: Instruments) -> Instruments:
        """The instruments with this lever at `level` (options, worlds); at level 0 they are unchanged, bit for bit."""
        paid = instruments.plus(
            money=level * getattr(p, f"money_{self.id}"), politics=level * getattr(p, f"politics_{self.id}")
        )
        return self.effect(level, settings, p, paid)
