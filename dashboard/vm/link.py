"""The page's address: a short key for every lever and for all else that was set, read with care and written in full.

A key is part of every link that was ever sent, so a key is never given to another thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.vm.details import Details
from dashboard.vm.scenario import DECISION, EVIDENCE, HISTORIES, LUCKS, MONTHS, SEED, WORLDS, Scenario
from dashboard.vm.scenario_file import MOST_MONTHS, MOST_WORLDS
from model.evidence import month_index
from model.experiment.inputs.forms import DECISION as DECISIONS
from model.experiment.inputs.forms import LUCKS as ALL_LUCKS
from model.experiment.inputs.forms import SEED as SEEDS

KEYS = {
    "list_enforcement": "le",
    "dynamic_sanctions": "ds",
    "secondary_sanctions": "ss",
    "financial_tracking": "ft",
    "crypto_tracing": "ct",
    "export_controls": "ec",
    "china_engagement": "ce",
    "intelligence_sharing": "is",
    "satellite_monitoring": "sm",
    "maritime_interdiction": "mi",
    "security_council": "sc",
    "neutral_envoys": "ne",
    "dialogue_offer": "do",
    "denuclearisation_roadmap": "dr",
    "fishing_rights": "fr",
    "six_party_talks": "sp",
    "drones_and_ew": "dw",
    "doctrine_training": "dt",
    "air_patrols": "ap",
    "trilateral_ties": "tt",
    "measured_security": "ms",
    "purl": "pu",
    "moscow_pushback": "mp",
    "resilience": "re",
    "accountability": "ac",
}
EVIDENCE_KEY, DECISION_KEY, EVENTS_KEY, ASSUME_KEY, HISTORIES_KEY = "ev", "dm", "evt", "as", "hs"
WORLDS_KEY, SEED_KEY, MONTHS_KEY, LUCKS_KEY, COORDINATION_KEY = "n", "seed", "h", "lk", "co"
OUTCOME_KEY, MODEL_KEY, DATA_KEY = "out", "mv", "dv"
TIMING, LEVEL, SETTINGS = "_t", "_l", "_s"
PULSE = "p"

Address = Mapping[str, str]


@dataclass(frozen=True)
class Opened:
    """What an address says: the scenario and outcome to show, what could not be had, and which versions made it.

    `idle` holds timing and settings of levers that are off: they change nothing until their lever is on.
    """

    scenario: Scenario
    outcome: str
    problems: tuple[str, ...] = ()
    model: str = ""
    data: str = ""
    idle: tuple[tuple[str, Details], ...] = ()


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers in a range."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def share(text: str) -> float:
    """A number from 0 to 1."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError("must lie from 0 to 1")
    return value


def one_of(values: Mapping[str, Any]) -> Callable[[str], str]:
    """A reader of names."""

    def read(text: str) -> str:
        if text not in values:
            raise ValueError(f"must be one of {', '.join(values)}")
        return text

    return read


def decision(text: str) -> str:
    """A month in which options may begin."""
    if not DECISIONS[0] <= month_index(text) <= DECISIONS[1]:
        raise ValueError("must be a month in which an option can begin")
    return text


PLAIN_KEYS: dict[str, tuple[str, str, Callable[[str], Any], Any]] = {
    EVIDENCE_KEY: ("evidence", "evidence", one_of(EVIDENCE), next(iter(EVIDENCE))),
    DECISION_KEY: ("decision_month", "decision month", decision, DECISION),
    HISTORIES_KEY: ("histories", "histories", one_of(HISTORIES), next(iter(HISTORIES))),
    WORLDS_KEY: ("worlds", "worlds", whole(1, MOST_WORLDS), WORLDS),
    SEED_KEY: ("seed", "seed", whole(*SEEDS), SEED),
    MONTHS_KEY: ("months", "months", whole(1, MOST_MONTHS), MONTHS),
    LUCKS_KEY: ("lucks", "lucks", whole(*ALL_LUCKS), LUCKS),
    COORDINATION_KEY: ("coordination", "co-ordination", share, 0.0),
}
"""Field of Scenario, its name, how it is read, and what is used where nothing is said."""


def details_from(address: Address, key: str) -> Details:
    """Timing, settings and exact level of the lever with this key; ValueError for what cannot be."""
    parts = address.get(key + TIMING, "0").split(",")
    pulse = parts[-1] == PULSE
    numbers = [float(part) for part in (parts[:-1] if pulse else parts)]
    if not 1 <= len(numbers) <= 3:
        raise ValueError("a timing is start,ramp,end in months")
    start, ramp, end = (*numbers, *(0.0, None)[len(numbers) - 1 :])
    exact = float(address[key + LEVEL]) if key + LEVEL in address else None
    settings = [part.partition(":") for part in address.get(key + SETTINGS, "").split(",") if part]
    return Details(start, ramp, end, pulse, exact, tuple((name, float(value)) for name, _, value in settings))


def details_address(key: str, detail: Details) -> dict[str, str]:
    """What an address says of a lever's timing, settings and exact level; nothing where they are plain."""
    said = {}
    if (detail.start, detail.ramp, detail.end, detail.pulse) != (0.0, 0.0, None, False):
        numbers = [detail.start, detail.ramp, *([] if detail.end is None else [detail.end])]
        said[key + TIMING] = ",".join([*map(number, numbers), *([PULSE] if detail.pulse else [])])
    if detail.exact is not None:
        said[key + LEVEL] = number(detail.exact)
    if detail.settings:
        said[key + SETTINGS] = ",".join(f"{name}:{number(value)}" for name, value in detail.settings)
    return said


def number(value: float) -> str:
    """A number in full, without a decimal point where it has no decimals."""
    return repr(float(value)).removesuffix(".0")
