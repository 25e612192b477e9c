"""The page's address: a short key for every lever, and what is said when an address holds something else.

A key is part of every link that was ever sent, so a key is never given to another lever.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.vm.scenario import EVIDENCE, LEVELS, OFF
from dashboard.vm.wording import lever_name
from model.strict_yaml import did_you_mean

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
EVIDENCE_KEY = "ev"
OUTCOME_KEY = "out"


def problems(address: Mapping[str, str], outcomes: Mapping[str, object], outcome: str) -> list[str]:
    """What an address asked for that cannot be had, each with the value used in its place.

    Parameters
    ----------
    address : keys and values as they stand in the link
    outcomes : the outcomes that exist, by id
    outcome : the outcome shown where none is asked for
    """
    allowed = {key: (lever_name(lever), LEVELS, OFF) for lever, key in KEYS.items()}
    allowed[EVIDENCE_KEY] = ("evidence", tuple(EVIDENCE), next(iter(EVIDENCE)))
    allowed[OUTCOME_KEY] = ("outcome", tuple(outcomes), outcome)
    found = []
    for key, value in address.items():
        if key not in allowed:
            found.append(f"{key}={value} is not understood and was left out{did_you_mean(key, allowed)}.")
            continue
        name, values, used = allowed[key]
        if value not in values:
            near = did_you_mean(value, values)
            found.append(f"{key}={value}: {name} has no value {value!r}; {used!r} is used{near}.")
    return found
