"""A scenario: an outside future, the options compared in it, and how many worlds show it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from model.evidence import month_index, month_text
from model.experiment.inputs.forms import DECISION, EVIDENCE, HISTORIES, LUCKS, MONTHS, SEED, WORLDS
from model.levers import STATUS_QUO, Option
from model.parameters import Distribution
from model.strict_yaml import did_you_mean
from model.world import EVENTS

RANGES = {"months": MONTHS, "worlds": WORLDS, "seed": SEED, "decision_month": DECISION, "lucks": LUCKS}


@dataclass(frozen=True)
class Scenario:
    """What is simulated; it cannot be built wrong.

    Parameters
    ----------
    title, question : str
    options : tuple of Option
        The status quo is put first, whether named or not.
    decision_month : int or "YYYY-MM"
        Months since September 2023 (April 2026 is 31) at which the options begin.
    months : int
        How long they are played.
    worlds, seed : int
    evidence : "articles" or "record"
    histories : "conditioned" or "prior"
        Whether worlds whose past misses a target are left out, so that `worlds` counts kept ones, or not.
    lucks : int
        With how many lucks a kept history is continued after the decision.
    assume : mapping of parameter name to Distribution
        What replaces a prior.
    events : mapping of month (as for decision_month) to an event id or several
    name : str
        What a run's folder is called after; the file's name without its ending.
    text : str
        The scenario as its author wrote it, if it came from a file.

    Raises
    ------
    ValueError
        Naming the field, the value, the rule and the unit.

    Example
    -------
    >>> Scenario.load("scenarios/reference.yaml").replace(worlds=100).worlds
    100
    """

    title: str
    options: tuple[Option, ...] = (STATUS_QUO,)
    question: str = ""
    decision_month: int | str = "2026-04"
    months: int = 36
    worlds: int = 2000
    seed: int = 20260301
    evidence: str = "articles"
    histories: str = "conditioned"
    lucks: int = 4
    assume: Mapping[str, Distribution] = field(default_factory=dict)
    events: Mapping[int | str, Any] = field(default_factory=dict)
    name: str = ""
    text: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        rest = tuple(option for option in self.options if option.id != STATUS_QUO.id)
        own = tuple(option for option in self.options if option.id == STATUS_QUO.id)
        events = {as_number(month): as_ids(ids) for month, ids in self.events.items()}
        settled = {
            "options": (own or (STATUS_QUO,)) + rest,
            "decision_month": as_number(self.decision_month),
            "assume": MappingProxyType(dict(sorted(self.assume.items()))),
            "events": MappingProxyType(dict(sorted(events.items()))),
            "name": self.name or slug(self.title),
        }
        for name, value in settled.items():
            object.__setattr__(self, name, value)
        for fault in scenario_faults(self):
            raise ValueError(fault)

    @classmethod
    def load(cls, path: str | Path) -> Scenario:
        """The scenario that a YAML file describes; InputError with every fault and its place."""
        from model.experiment.inputs.scenario_files import read_scenario

        return read_scenario(path)

    def replace(self, **changes: Any) -> Scenario:
        """The same scenario with other worlds, seed, evidence, options or any other field."""
        return replace(self, **changes)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels to another process."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return rebuilt, ({**values, "assume": dict(self.assume), "events": dict(self.events)},)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Ids of the options, the status quo first."""
        return tuple(option.id for option in self.options)

    @property
    def last_month(self) -> int:
        """The last month that is played."""
        return self.decision_month + self.months - 1

    def content(self) -> dict[str, Any]:
        """Everything that decides the outcomes, as plain values in one order (words are left out)."""
        lucks = {"lucks": self.lucks} if self.histories == "conditioned" else {}
        return {
            "histories": self.histories,
            **lucks,
            "decision_month": month_text(self.decision_month),
            "months": self.months,
            "worlds": self.worlds,
            "seed": self.seed,
            "evidence": self.evidence,
            "assume": {name: distribution.as_yaml() for name, distribution in self.assume.items()},
            "events": {month_text(month): list(ids) for month, ids in self.events.items()},
            "options": [option_content(option) for option in self.options],
        }


def rebuilt(values: dict[str, Any]) -> Scenario:
    """A scenario from the values of its fields."""
    return Scenario(**values)


def option_content(option: Option) -> dict[str, Any]:
    """What of an option decides its outcomes, as plain values in one order."""
    levers = {
        c.lever: {
            "level": c.level,
            "start": float(c.start),
            "ramp": float(c.ramp),
            "end": None if c.end is None else float(c.end),
            "pulse": bool(c.pulse),
            "settings": {key: float(value) for key, value in sorted(c.settings.items())},
        }
        for c in sorted(option.commitments, key=lambda c: c.lever)
    }
    return {"id": option.id, "coordination": float(option.coordination), "levers": levers}


def digest(content: Any) -> str:
    """Fingerprint of plain values: SHA-256 of their JSON with sorted keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def as_number(month: int | str) -> int:
    """A month as months since September 2023, whichever way it was given."""
    return month_index(month) if isinstance(month, str) else int(month)


def as_ids(ids: Any) -> tuple[str, ...]:
    """One event id or several, as a tuple in one order."""
    return (ids,) if isinstance(ids, str) else tuple(sorted(ids))


def slug(title: str) -> str:
    """A title as the name of a folder."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:60] or "scenario"


def scenario_faults(scenario: Scenario) -> list[str]:
    """Every rule that a scenario built in Python breaks."""
    faults = []
    for name, (low, high) in RANGES.items():
        value = getattr(scenario, name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            faults.append(f"{name}: must be a whole number from {low} to {high}, not {value!r}")
    if scenario.evidence not in EVIDENCE:
        faults.append(f"evidence: {scenario.evidence!r} is none of {', '.join(EVIDENCE)}")
    if scenario.histories not in HISTORIES:
        faults.append(f"histories: {scenario.histories!r} is none of {', '.join(HISTORIES)}")
    ids = scenario.option_ids
    faults += [f"options: {name!r} stands twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    for month, names in scenario.events.items():
        faults += [f"events.{month_text(month)}: {fault}" for fault in event_faults(scenario, month, names)]
    return faults


def event_faults(scenario: Any, month: int, names: tuple[str, ...]) -> list[str]:
    """What is wrong with the events of one month of a scenario, or of its form."""
    first, last = scenario.decision_month, scenario.decision_month + scenario.months - 1
    faults = []
    if not first <= month <= last:
        faults.append(f"an event must lie inside the months played, {month_text(first)} to {month_text(last)}")
    for name in names:
        if name not in EVENTS:
            faults.append(f"no such event {name!r}{did_you_mean(name, EVENTS)}")
    faults += [f"event {name!r} stands twice" for name in sorted(set(names)) if names.count(name) > 1]
    return faults
