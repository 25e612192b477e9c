"""What mattered in one world: turns that lasted, levers as they begin to work, dated events, thinned by one rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

import numpy as np

from model.experiment.designs.chronicle import PHASE_NAMES, Chronicle, Happening
from model.levers import LEVERS
from model.world import Told

LASTING = 4  # months; shorter changes of move are swings that the luck of a month makes and unmakes
BEFORE = 6  # months before a turn with which the months after it are compared; half a year evens out single months
LEAST = 0.05  # of the range of nine in ten worlds; a turn that moved its outcome by less did not matter
MOST, MOST_HAPPENINGS = 15, 7  # a page's worth, of which at least five are somebody's decisions
RULE = (
    "Told are the levers as they begin to work; cease-fires, deals and the scenario's events; the first of every other "
    f"kind of event; and, up to {MOST} in all, those changes of course of at least {LASTING} months during which the "
    "outcome they act on moved furthest their way. That it moved with the turn does not show that the turn moved it; a "
    "twin does."
)

# What each choice acts on, and whether a higher move raises it (1), lowers it (-1) or neither is said (0).
ACTS_ON: Mapping[tuple[str, str], tuple[str, int]] = MappingProxyType(
    {
        ("north_korea", "shipments"): ("containers_monthly", 1),
        ("north_korea", "troops"): ("troops_in_theatre", 1),
        ("north_korea", "test"): ("tests_missiles", 1),
        ("north_korea", "evasion"): ("suppressed_share", -1),
        ("russia", "replacement"): ("domestic_cost", 0),
        ("russia", "troops"): ("troops_rotated", 1),
        ("russia", "shells"): ("containers_monthly", 1),
        ("russia", "payment"): ("returned_technology", 1),
        ("russia", "inspections"): ("arms_control", -1),
        ("china", "enforcement"): ("chinese_support", -1),
        ("china", "diplomacy"): ("chinese_support", -1),
        ("china", "hong_kong"): ("chips_to_russia", -1),
        ("south_korea", "purl"): ("cohesion", 1),
        ("south_korea", "drills"): ("drill_index", 1),
        ("south_korea", "dialogue"): ("tension", -1),
        ("south_korea", "leaflets"): ("tension", -1),
        ("united_states", "listing"): ("suppressed_share", 1),
        ("united_states", "secondary"): ("third_party_flows", -1),
        ("united_states", "patrols"): ("deterrence", 1),
        ("united_states", "sharing"): ("suppressed_share", 1),
        ("japan", "patrols"): ("deterrence", 1),
        ("japan", "alignment"): ("cohesion", 1),
        ("ukraine", "intensity"): ("intensity", 1),
        ("nato", "tempo"): ("intensity", -1),
        ("monitors", "attention"): ("crossings_seen", 0),
    }
)
# Choices that a lever puts a floor or ceiling to; while it works, the choice may change nothing.
FLOORED = MappingProxyType(
    {
        ("south_korea", "purl"): "purl",
        ("south_korea", "drills"): "measured_security",
        ("south_korea", "dialogue"): "dialogue_offer",
        ("south_korea", "leaflets"): "measured_security",
        ("united_states", "patrols"): "air_patrols",
    }
)
ALWAYS = ("event", "deal", "ceasefire")
ONCE = (
    "severe_incident",
    "resolution_adopted",
    "talks_open",
    "answer_material",
    "summit",
    "test_intercontinental",
    "clash_at_sea",
    "answer_cyber",
)
MATTERING = tuple(dict.fromkeys(outcome for outcome, _ in ACTS_ON.values()))


@dataclass(frozen=True)
class Turn:
    """A change of move that lasted.

    Parameters
    ----------
    told : the decision that began it
    months : how long the move was kept
    outcome : what the choice acts on
    before, after : its mean in the months before the turn and while it lasted
    weight : how far it moved the way the turn pushes, as a share of the range in which nine in ten worlds lie
    """

    told: Told
    months: int
    outcome: str
    before: float
    after: float
    weight: float


@dataclass(frozen=True)
class Repeated:
    """A happening, how many of its kind there are from the decision on, and the month of the last."""

    first: Happening
    kind: str
    count: int
    last: int


@dataclass(frozen=True)
class Working:
    """Levers that begin to work from a month on, the last of them in `last`; without levers: all work in full."""

    month: int
    levers: tuple[str, ...]
    last: int


def timeline(chronicle: Chronicle, scales: Mapping[str, float]) -> list[Turn | Repeated | Working]:
    """What is told of one world, in the order of months, by RULE.

    Parameters
    ----------
    chronicle : Chronicle
    scales : outcome -> range in which nine in ten worlds lie; a turn in an outcome without one has no weight
    """
    working = levers_at_work(chronicle)
    events = thinned(repeated(chronicle))
    room = MOST - len(working) - len(events)
    chosen: list[Turn | Repeated | Working] = [*working, *events, *weightiest(turns(chronicle, scales), room)]
    return sorted(chosen, key=lambda item: (month_of(item), type(item).__name__ == "Turn"))


def month_of(item: Turn | Repeated | Working) -> int:
    """The month under which something is told."""
    if isinstance(item, Turn):
        return item.told.month
    return item.first.month if isinstance(item, Repeated) else item.month


def levers_at_work(chronicle: Chronicle) -> list[Working]:
    """When the first levers begin to work, when the rest follow, and from when on all of them work in full."""
    start = chronicle.decision_month
    begins = {name: start + int(np.argmax(share > 0)) for name, share in shares(chronicle)}
    if not begins:
        return []
    first, last = min(begins.values()), max(begins.values())
    at_work = [Working(first, tuple(name for name in LEVERS if begins.get(name) == first), first)]
    later = tuple(sorted((name for name in begins if begins[name] > first), key=begins.get))
    if later:
        at_work.append(Working(begins[later[0]], later, last))
    in_full = [start + int(np.argmax(share >= 1.0)) for _, share in shares(chronicle) if share.max() >= 1.0]
    if len(in_full) == len(begins) and max(in_full) > last:
        at_work.append(Working(max(in_full), (), max(in_full)))
    return at_work


def shares(chronicle: Chronicle) -> list[tuple[str, np.ndarray]]:
    """The levers that work at all within the months played, each with its share by month."""
    return [(name, share) for name, share in chronicle.levers.items() if (share > 0).any()]


def repeated(chronicle: Chronicle) -> list[Repeated]:
    """Every happening from the decision on, those of a kind that is told once gathered into one."""
    ours = [h for h in chronicle.happenings if h.month >= chronicle.decision_month and kind_of(h)]
    singles = [Repeated(h, kind_of(h), 1, h.month) for h in ours if kind_of(h) in ALWAYS]
    others = sorted((h for h in ours if kind_of(h) in ONCE), key=lambda h: (kind_of(h), h.subject, h.month))
    for key, group in groupby(others, key=lambda h: (kind_of(h), h.subject)):
        alike = list(group)
        count = sum(round(h.now) if h.kind.startswith(("test", "severe")) else 1 for h in alike)
        singles.append(Repeated(alike[0], key[0], count, alike[-1].month))
    return singles


def kind_of(happening: Happening) -> str:
    """The kind under which a happening is told; empty if it is not told by itself."""
    if happening.kind != "talks":
        return happening.kind if happening.kind in (*ALWAYS, *ONCE) else ""
    after = PHASE_NAMES[int(happening.now)]
    if after in ("partial", "full", "broken"):
        return "deal"
    return "talks_open" if after == "talks" else ""


def thinned(events: Sequence[Repeated]) -> list[Repeated]:
    """The happenings that are told: those always told first, then the rest in the order of ONCE."""
    rank = {kind: number for number, kind in enumerate((*ALWAYS, *ONCE))}
    ordered = sorted(events, key=lambda item: (rank[item.kind] >= len(ALWAYS), rank[item.kind], item.first.month))
    return ordered[:MOST_HAPPENINGS]


def turns(chronicle: Chronicle, scales: Mapping[str, float]) -> list[Turn]:
    """Every change of move from the decision on that lasted, with its weight, in order of time."""
    found = []
    key = lambda told: (told.actor, told.choice)  # noqa: E731
    for (actor, choice), group in groupby(sorted(chronicle.decisions, key=key), key=key):
        if (actor, choice) not in ACTS_ON:
            continue
        for _, stretch in groupby(group, key=lambda told: told.move):
            kept = list(stretch)
            first = kept[0]
            changed = first.move != first.last and first.month >= chronicle.decision_month
            if changed and len(kept) >= LASTING and not floored(chronicle, first):
                found.append(weighed(chronicle, first, len(kept), scales))
    return sorted(found, key=lambda turn: turn.told.month)


def floored(chronicle: Chronicle, told: Told) -> bool:
    """Whether a lever at work binds this choice, so that the move may change nothing."""
    lever = FLOORED.get((told.actor, told.choice), "")
    share = chronicle.levers.get(lever)
    return share is not None and bool(share[told.month - chronicle.decision_month] > 0)


def weighed(chronicle: Chronicle, told: Told, months: int, scales: Mapping[str, float]) -> Turn:
    """A turn with how far the outcome it acts on moved its way."""
    outcome, sign = ACTS_ON[told.actor, told.choice]
    series = chronicle.outcomes[outcome]
    before = float(series[max(0, told.month - BEFORE) : told.month].mean())
    after = float(series[told.month : told.month + months].mean())
    moves = list(told.luck)
    push = sign * (moves.index(told.move) - moves.index(told.last))
    moved = abs(after - before) if sign == 0 else max(0.0, (after - before) * np.sign(push))
    scale = scales.get(outcome, 0.0)
    return Turn(told, months, outcome, before, after, float(moved / scale) if scale > 0 else 0.0)


def weightiest(found: Sequence[Turn], room: int) -> list[Turn]:
    """The weightiest turns, one of each choice at most."""
    ranked = sorted(found, key=lambda turn: (-turn.weight, turn.told.month, turn.told.actor, turn.told.choice))
    chosen: dict[tuple[str, str], Turn] = {}
    for turn in ranked:
        if turn.weight >= LEAST and len(chosen) < room:
            chosen.setdefault((turn.told.actor, turn.told.choice), turn)
    return list(chosen.values())
