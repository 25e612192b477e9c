"""One parameter: what it means, what is believed about it, and how honestly that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from model.parameters.distribution import Distribution
from model.parameters.forms import number

BASES = ("article", "derived", "record", "literature", "assumption")
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
HONEST_ENDINGS = ("(not checked)", "[M] from memory")


@dataclass(frozen=True)
class Parameter:
    """A number that the model uses, with its unit, evidence and reason; it cannot be built wrong.

    Attributes
    ----------
    name : str
        As the model and scenario files call it.
    means, unit, why : str
        What it is, in what unit, and why it is believed to lie there.
    distribution : Distribution
        What is believed in the evidence set that was loaded.
    basis : str
        One of BASES; "assumption" is pure judgement.
    figure : str or None
        Id of the article figure it rests on.
    source : tuple of str
        Ids of seeds/sources.yaml, or short references that end in "(not checked)" or "[M] from memory".
    physics : (float, float)
        Ends that no draw and no assumption may pass; infinite where open.
    evidence : str
        "both" where the two evidence sets agree, otherwise the set this reading belongs to.

    Raises
    ------
    ValueError
        Naming the parameter, the value, the rule and the unit.
    """

    name: str
    means: str
    unit: str
    distribution: Distribution
    basis: str
    why: str
    physics: tuple[float, float] = (-inf, inf)
    figure: str | None = None
    source: tuple[str, ...] = ()
    evidence: str = "both"

    def __post_init__(self) -> None:
        for fault in (self.fault_of_words(), self.fault_of_physics(self.distribution)):
            if fault:
                raise ValueError(f"{self.name}: {fault}")

    def fault_of_words(self) -> str | None:
        """What is wrong with the name, the basis or a reference; None if nothing is."""
        if not NAME.match(self.name):
            return "a name is lower-case letters, digits and underscores"
        if self.basis not in BASES:
            return f"basis {self.basis!r} is none of {', '.join(BASES)}"
        if self.basis == "article" and not self.figure:
            return "basis article needs the figure it rests on"
        for source in self.source:
            if not SOURCE_ID.match(source) and not source.endswith(HONEST_ENDINGS):
                return f"source {source!r} is no source id and does not end in {' or '.join(HONEST_ENDINGS)}"
        return None

    def fault_of_physics(self, distribution: Distribution) -> str | None:
        """Why a distribution cannot be this parameter's, or None: its reach must lie in `physics`, which clips it."""
        low, high = self.physics
        if not low < high:
            return f"physics {self.limits()}: must obey low < high"
        least, most = distribution.reach
        if low <= least and most <= high:
            return None
        return f"{distribution.describe()}: leaves what is possible, {self.limits()} {self.unit}"

    def limits(self) -> str:
        """The physics range as written in the file, such as [0, null]."""
        return f"[{', '.join('null' if abs(end) == inf else number(end) for end in self.physics)}]"

    def ppf(self, u: np.ndarray) -> np.ndarray:
        """Values for uniform numbers u, element by element, clipped to `physics`; float64, same shape."""
        return np.clip(self.distribution.ppf(u), *self.physics)

    def assume(self, value: Any) -> Distribution:
        """The distribution that an analyst assumes instead, from its YAML form.

        It may leave the prior but not physics; an optional key `unit` must repeat this parameter's unit.

        Raises
        ------
        ValueError
            Naming the parameter, the value, the rule and the unit.
        """
        if isinstance(value, Mapping) and "unit" in value:
            value = dict(value)
            unit = value.pop("unit")
            if unit != self.unit:
                raise ValueError(f"{self.name}: unit {unit!r} is not this parameter's unit, {self.unit!r}")
        assumed = Distribution.parse(value, f"{self.name} ({self.unit})")
        fault = self.fault_of_physics(assumed)
        if fault:
            raise ValueError(f"{self.name}: {fault}")
        return assumed
