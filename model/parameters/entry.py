"""One entry of a parameter file: checked key by key, and turned into a Parameter for either evidence set."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from reprlib import repr as shown
from typing import Any

from model.parameters.distribution import Distribution, is_finite_number
from model.parameters.parameter import Parameter
from model.strict_yaml import Document, Problem, did_you_mean

NEEDED = ("means", "unit", "distribution", "physics", "basis", "why")
ALLOWED = (*NEEDED, "figure", "source", "record")
RECORD_NEEDED = ("distribution", "basis", "why")
RECORD_ALLOWED = (*RECORD_NEEDED, "figure", "source")
TEXTS = ("means", "unit", "basis", "why", "figure")
NAMES_TAKEN = ("names",)


@dataclass(frozen=True)
class Entry:
    """The entry of one name in one document; what is wrong with it is added to `problems`."""

    document: Document
    name: str
    problems: list[Problem]

    def seen_by(self, evidence: str) -> Parameter | None:
        """The parameter in one evidence set, or None if the entry is wrong."""
        before = len(self.problems)
        says = self.document.data[self.name]
        self.check_keys((self.name,), says, NEEDED, ALLOWED)
        if self.name in NAMES_TAKEN:
            self.refuse((self.name,), "the name is taken by the draw itself")
        differs = isinstance(says, dict) and "record" in says
        if differs:
            self.check_keys((self.name, "record"), says["record"], RECORD_NEEDED, RECORD_ALLOWED)
        if len(self.problems) > before:
            return None
        if differs and evidence == "record":
            says = {**says, "figure": None, "source": [], **says["record"]}
            return self.parameter((self.name, "record"), says, evidence)
        return self.parameter((self.name,), says, evidence if differs else "both")

    def check_keys(self, path: tuple, says: Any, needed: tuple[str, ...], allowed: tuple[str, ...]) -> None:
        """Add a problem for each key that is unknown, missing or no text where text belongs."""
        if not isinstance(says, dict):
            self.refuse(path, f"a mapping with the keys {', '.join(needed)} is expected, not {shown(says)}")
            return
        for key in says:
            if key not in allowed:
                self.refuse((*path, key), f"no such key{did_you_mean(key, allowed)}")
        for key in needed:
            if key not in says:
                self.refuse(path, f"the key {key!r} is missing")
        for key in TEXTS:
            if key in says and not (isinstance(says[key], str) and says[key].strip()):
                self.refuse((*path, key), f"text is expected, not {shown(says[key])}")

    def parameter(self, path: tuple, says: dict, evidence: str) -> Parameter | None:
        """The parameter, or None after adding the problem that forbids it."""
        distribution = self.distribution((*path, "distribution"), says)
        physics = self.physics(says["physics"])
        source = self.source((*path, "source"), says.get("source", []))
        if distribution is None or physics is None or source is None:
            return None
        words = {key: says.get(key) for key in TEXTS}
        try:
            return Parameter(
                self.name, distribution=distribution, physics=physics, source=source, evidence=evidence, **words
            )
        except ValueError as wrong:
            self.refuse(path, str(wrong).removeprefix(f"{self.name}: "))
        return None

    def distribution(self, path: tuple, says: dict) -> Distribution | None:
        """The distribution, or None after adding a problem."""
        try:
            return Distribution.parse(says["distribution"])
        except ValueError as wrong:
            self.refuse(path, f"{wrong} ({says['unit']})")
        return None

    def physics(self, limits: Any) -> tuple[float, float] | None:
        """The two ends of what is possible, infinite where null, or None after adding a problem."""
        well_formed = isinstance(limits, list) and len(limits) == 2
        if not well_formed or not all(end is None or is_finite_number(end) for end in limits):
            path = (self.name, "physics")
            self.refuse(path, f"two numbers [low, high] (null where open) are expected, not {shown(limits)}")
            return None
        low, high = limits
        return (-inf if low is None else float(low), inf if high is None else float(high))

    def source(self, path: tuple, source: Any) -> tuple[str, ...] | None:
        """The references, or None after adding a problem."""
        if isinstance(source, list) and all(isinstance(item, str) and item.strip() for item in source):
            return tuple(source)
        self.refuse(path, f"a list of source ids or references is expected, not {shown(source)}")
        return None

    def refuse(self, path: tuple, message: str) -> None:
        """Add a problem at a path of the document."""
        self.problems.append(self.document.problem(path, message))
