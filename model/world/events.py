"""Dated events: a catalogue with ids that history and scenarios use, and what each does in its month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Shocks:
    """What dated events do to every world this month; neutral values are those of a month without events."""

    ceasefire: float = 0.0
    war_resumes: float = 0.0
    summit: float = 0.0
    first_wave: float = 0.0
    icbm_tests: float = 0.0
    hypersonic_claim: float = 0.0
    inspections_suspended: float = 0.0
    german_pledge: float = 0.0
    reaffirmed_by_china: float = 0.0
    reaffirmed_by_russia: float = 0.0
    banner: float = 0.0
    tension: float = 0.0
    dialogue_speech: float = 0.0
    china_tightens: float = 0.0
    china_relaxes: float = 0.0
    open_sea: float = 1.0
    open_hong_kong: float = 1.0


@dataclass(frozen=True)
class Event:
    """Something that happens in a stated month in every world.

    `effect` names the shocks it adds in its month; `shuts` and `opens` name a route that stays shut or open from then
    on; `evidence` says in which evidence set it belongs to history ("both", "articles", "record" or "none").
    """

    id: str
    means: str
    source: str
    effect: Mapping[str, float] = field(default_factory=dict)
    evidence: str = "none"
    shuts: str = ""
    opens: str = ""


# fmt: off
_CATALOGUE = (
    Event("ceasefire_in_ukraine", "A cease-fire in Ukraine begins", "A.P9; grounding §3.17", {"ceasefire": 1.0}),
    Event("war_resumes", "The war in Ukraine resumes", "grounding §3.17", {"war_resumes": 1.0}),
    Event(
        "us_north_korea_summit", "The leaders of the United States and North Korea meet", "grounding §3.17",
        {"summit": 1.0},
    ),
    Event(
        "first_wave", "The first North Korean soldiers go straight to the theatre", "record §2.4",
        {"first_wave": 1.0}, "record",
    ),
    Event(
        "icbm_test", "North Korea tests an intercontinental missile", "A-F13; record §2.3", {"icbm_tests": 1.0},
        "both",
    ),
    Event(
        "hypersonic_claim", "North Korea claims a hypersonic flight of 1,000 km", "B-F02", {"hypersonic_claim": 1.0},
        "both",
    ),
    Event(
        "inspections_suspended", "Russia suspends its work with inspectors", "A-F15", {"inspections_suspended": 1.0},
        "articles",
    ),
    Event(
        "german_pledge", "Germany pledges drones and electronic warfare to Ukraine", "A-F22", {"german_pledge": 1.0},
        "both",
    ),
    Event(
        "party_congress", "North Korea's party congress hardens the line on the South", "B.P15; B-F03",
        {"tension": 1.0}, "both",
    ),
    Event(
        "reaffirmation_by_china", "Beijing reaffirms its backing of Pyongyang", "B.P15", {"reaffirmed_by_china": 1.0},
        "both",
    ),
    Event(
        "reaffirmation_by_russia", "Moscow reaffirms its backing of Pyongyang", "B.P15",
        {"reaffirmed_by_russia": 1.0}, "both",
    ),
    Event(
        "victory_banner", "Seoul asks the Russian embassy to take a banner down", "B.P24", {"banner": 1.0}, "both",
    ),
    Event("countrymen_severed", "Pyongyang renounces kinship with the South", "B.P28", {"tension": 1.0}, "both"),
    Event("march_speech", "Seoul's president calls for dialogue", "B-F04", {"dialogue_speech": 1.0}, "both"),
    Event(
        "china_tightens", "Beijing enforces sanctions tightly from this month", "A.P7; T10", {"china_tightens": 1.0},
    ),
    Event("china_relaxes", "Beijing ends its tight enforcement", "A.P7", {"china_relaxes": 1.0}),
    Event("hong_kong_route_closed", "The route through Hong Kong closes", "B.P10; T14", shuts="open_hong_kong"),
    Event("hong_kong_route_reopened", "The route through Hong Kong opens again", "B.P10", opens="open_hong_kong"),
    Event("third_party_sea_closed", "Third-party shipping stops", "B.P35; T14", shuts="open_sea"),
    Event("third_party_sea_reopened", "Third-party shipping resumes", "B.P35", opens="open_sea"),
    Event("border_clash", "Shots are fired at the border", "B.P28", {"tension": 2.0}),
)
# fmt: on
EVENTS = MappingProxyType({event.id: event for event in _CATALOGUE})


def calendar(history: Iterable[tuple[int, str]], events: Mapping[int, Iterable[str]]) -> dict[int, tuple[str, ...]]:
    """Event ids by month, from the dated history and from a scenario.

    Raises
    ------
    ValueError
        If an id is not in the catalogue.
    """
    by_month: dict[int, list[str]] = {}
    for month, name in (*history, *((month, name) for month, names in events.items() for name in names)):
        if name not in EVENTS:
            raise ValueError(f"{name}: no such event; the catalogue holds {', '.join(EVENTS)}")
        by_month.setdefault(month, []).append(name)
    return {month: tuple(names) for month, names in by_month.items()}


def shocks_of(month: int, by_month: Mapping[int, Iterable[str]]) -> Shocks:
    """What the events of a month do, and which routes earlier events left shut."""
    amounts: Counter[str] = Counter()
    for name in by_month.get(month, ()):
        amounts.update(EVENTS[name].effect)
    gates = {}
    for earlier in sorted(m for m in by_month if m <= month):
        for name in by_month[earlier]:
            event = EVENTS[name]
            if event.shuts or event.opens:
                gates[event.shuts or event.opens] = 0.0 if event.shuts else 1.0

    return Shocks(**{name: float(amount) for name, amount in {**amounts, **gates}.items()})
