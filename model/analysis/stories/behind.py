"""What stands behind a line of a story: the rule that made it happen, and where its evidence is found.

A mechanism, claim, figure, passage or parameter is named by its id, as seeds/ have it. Where no mechanism of the
articles speaks of a choice, the parameter that weighs most on it is named, and says itself that it is an assumption.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.analysis.stories.telling import RULES, Dated
from model.world import EVENTS

ID = re.compile(r"[AB]-F\d\d|[LMN]\d\d|[AB]\.P\d+")
IN_CONCERT = "M32"  # what the articles say of all levers together
RELAPSE, WAR_AGAIN = "ceasefire_relapse", "The cease-fire ends"
CHOICES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("north_korea", "shipments"): "M04",
        ("north_korea", "troops"): "M04",
        ("north_korea", "test"): "M16",
        ("north_korea", "talks_envoy"): "M22",
        ("north_korea", "talks_inter_korean"): "M42",
        ("north_korea", "talks_roadmap"): "M30",
        ("north_korea", "talks_six_party"): "M31",
        ("north_korea", "evasion"): "M35",
        ("russia", "replacement"): "M08",
        ("russia", "troops"): "M01",
        ("russia", "shells"): "M33",
        ("russia", "payment"): "M04",
        ("russia", "vote"): "M20",
        ("russia", "answer"): "M41",
        ("russia", "inspections"): "M17",
        ("china", "enforcement"): "M36",
        ("china", "diplomacy"): "M37",
        ("china", "hong_kong"): "M35",
        ("china", "vote"): "M37",
        ("south_korea", "purl"): "M41",
        ("south_korea", "listing"): "M46",
        ("south_korea", "drills"): "M11",
        ("south_korea", "dialogue"): "M42",
        ("south_korea", "leaflets"): "M43",
        ("south_korea", "signalling"): "M40",
        ("united_states", "listing"): "M23",
        ("united_states", "secondary"): "M45",
        ("united_states", "patrols"): "M29",
        ("united_states", "summitry"): "united_states_summit",
        ("united_states", "sharing"): "M24",
        ("japan", "patrols"): "M29",
        ("japan", "surveillance"): "M45",
        ("japan", "alignment"): "M48",
        ("ukraine", "intensity"): "ukraine_chance",
        ("ukraine", "attention"): "M28",
        ("nato", "tempo"): "M27",
        ("monitors", "attention"): "M25",
        ("envoys", "conduct"): "M22",
        ("six_party", "agenda"): "M31",
        ("brokers", "conduct"): "M35",
    }
)
CHANCES: Mapping[str, str] = MappingProxyType(
    {
        "severe_incident": "M44",
        "clash_at_sea": "boarding_incident",
        "resolution_adopted": "M20",
        "answer_material": "M41",
        "answer_cyber": "M41",
        "summit": "summit_hazard",
        "test_intercontinental": "icbm_rate",
        "ceasefire": "ceasefire_hazard",
    }
)
# Events for which the catalogue names no passage: the parameter that their chance or size rests on.
UNNAMED: Mapping[str, str] = MappingProxyType(
    {
        "war_resumes": "ceasefire_relapse",
        "us_north_korea_summit": "summit_hazard",
        "first_wave": "first_wave",
    }
)


@dataclass(frozen=True)
class Behind:
    """The rule of a line, as the name of a module, and ids of its evidence; never none."""

    rule: str
    evidence: tuple[str, ...]


def behind(line: Dated) -> Behind:
    """What stands behind one line of a story.

    Example
    -------
    >>> behind(Dated("2026-07", "Russia asks for more shells.", "turn", "russia", "shells", "need")).evidence
    ('M33',)
    """
    if line.kind == "lever":
        claims = tuple(name for name in ids_in(line.source) if "." not in name)
        return Behind("model.levers", claims or (IN_CONCERT,))
    if line.kind == "event":
        return Behind("model.world.events", ids_in(line.source) or (unnamed_event(line.what),))
    if line.actor:
        return Behind(f"model.actors.{line.actor}", (CHOICES[line.actor, line.choice],))
    name = RELAPSE if line.what.startswith(WAR_AGAIN) else CHANCES[line.kind]
    return Behind(RULES.get(line.kind, "model.systems.outside_events"), (name,))


def ids_in(text: str) -> tuple[str, ...]:
    """The ids of evidence in a text, in their order, each once."""
    return tuple(dict.fromkeys(ID.findall(text)))


def unnamed_event(what: str) -> str:
    """The parameter behind an event of the scenario for which no passage is named."""
    name = next((event.id for event in EVENTS.values() if what.startswith(event.means)), "")
    return UNNAMED[name]
