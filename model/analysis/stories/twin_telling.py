"""Two histories of one world told against each other: where they part, what tipped it, and what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from model.analysis.stories.phrases import ACTOR_NAMES, TRACK_NAMES, acts, lever_name, said, several
from model.analysis.stories.reasons import term_words, tipped_by
from model.analysis.stories.storylines import REGARDED
from model.analysis.stories.telling import DEALS, PLAIN_WORDS
from model.analysis.stories.timeline import ALWAYS, FLOORED, ONCE, kind_of
from model.analysis.wording import when_text
from model.evidence import month_text
from model.experiment.designs.chronicle import PHASE_NAMES, Happening
from model.experiment.designs.twins import COSTS, Twins, differing_decisions, differing_events, drifting, parting
from model.levers import LEVERS
from model.world import OUTCOMES, Told

MOST_DECISIONS, MOST_EVENTS = 8, 6  # a page's worth
NOTHING = "—"
OTHER_WORDS = {"draft_vetoed": "A draft is vetoed", "turnover": "A sponsor's capital changes course"}
TWIN_RULE = (
    "Told are the month in which the histories part, the choices that then differ in most months, from the beginning "
    "of their longest difference, and the first event of each kind that only one history has. Luck is the same in "
    "both, so what tipped a decision is the reason whose weight differs most."
)


@dataclass(frozen=True)
class Parted:
    """One line of two histories.

    Parameters
    ----------
    month : "YYYY-MM"
    kind : "decision", or the kind of event
    who : the actor's name, or empty
    own, other : what happens in each; a dash for nothing
    why : what tipped the decision, in words
    actor, choice, cause : the same for a check; `cause` is the term
    months : in how many months the choice differs
    """

    month: str
    kind: str
    who: str
    own: str
    other: str
    why: str = ""
    actor: str = ""
    choice: str = ""
    cause: str = ""
    months: int = 0


@dataclass(frozen=True)
class End:
    """One outcome in the last month of both histories, and the difference, own less other."""

    outcome: str
    name: str
    unit: str
    own: float
    other: float
    difference: float


@dataclass(frozen=True)
class TwinStory:
    """Two histories of one world.

    Parameters
    ----------
    world : its number
    lever : the lever taken off; empty where two options are set against each other
    works_from : the month from which that lever works; empty if it never does
    drifts_from : the first month in which any outcome but the costs differs; empty if none does
    drifts_first : the outcomes that differ in that month
    parts_in : the first month in which a decision or an event differs; empty if none does
    decisions, differing : how many decisions there are from the decision month on, and how many fall otherwise
    lines : how the histories part and what follows, in the order of months
    ends : outcomes at the end of both
    """

    world: int
    lever: str
    works_from: str
    drifts_from: str
    drifts_first: tuple[str, ...]
    parts_in: str
    decisions: int
    differing: int
    lines: tuple[Parted, ...]
    ends: tuple[End, ...]

    def plain(self) -> dict[str, Any]:
        """The two histories as plain values."""
        return {**asdict(self), "sentence": self.sentence}

    @property
    def sentence(self) -> str:
        """Where the histories part, in words."""
        if self.lever and not self.works_from:
            return f"{subject(self.lever)} never comes to work in this world within the months played."
        if not self.drifts_from and not self.parts_in:
            return f"{subject(self.lever)} changes nothing in this world but what the coalition pays."
        drift = f"Quantities differ from {named(self.drifts_from)} on" if self.drifts_from else ""
        drift += f", {first_of(self.drifts_first)}" if drift else ""
        if not self.parts_in:
            return f"{drift}; no decision and no event differs to the end."
        part = f"The histories part in {named(self.parts_in)}, when the first decision or event differs"
        fall = "falls" if self.differing == 1 else "fall"
        count = f"In all, {self.differing:,} of {self.decisions:,} decisions {fall} otherwise."
        in_turn = sorted([(self.parts_in, part), (self.drifts_from or "9999", drift)])
        return f"{'. '.join(words for _, words in in_turn if words)}. {count}"


def subject(lever: str) -> str:
    """A lever, or the other option, as the beginning of a sentence."""
    name = f"the lever “{lever_name(lever)}”" if lever else "the other option"
    return name[:1].upper() + name[1:]


def named(month: str) -> str:
    """A month "YYYY-MM" by name."""
    return when_text(month).removeprefix("in ")


def first_of(outcomes: Sequence[str]) -> str:
    """The outcomes that move first."""
    more = len(outcomes) - 1
    others = f" and {several(more)} other{'s' if more > 1 else ''}" if more else ""
    return f"{said(outcomes[0])}{others} first"


def twin_story(pair: Twins) -> TwinStory:
    """Two histories of one world told against each other; the same twins give the same words."""
    first = drifting(pair)
    begins = min(first.values(), default=None)
    parts = parting(pair)
    works = pair.own.levers.get(pair.lever, np.zeros(0)) > 0
    differing = differing_decisions(pair)
    aims = LEVERS[pair.lever].acts_on if pair.lever else ()
    return TwinStory(
        world=pair.world,
        lever=pair.lever,
        works_from=month_text(pair.own.decision_month + int(np.argmax(works))) if works.any() else "",
        drifts_from=month_text(begins) if begins is not None else "",
        drifts_first=tuple(name for name in OUTCOMES if first.get(name) == begins and begins is not None),
        parts_in=month_text(parts) if parts is not None else "",
        decisions=sum(told.month >= pair.own.decision_month for told in pair.own.decisions),
        differing=len(differing),
        lines=tuple(lines_of(pair, differing, parts)),
        ends=tuple(end_of(pair, name) for name in dict.fromkeys((*aims, *REGARDED, *COSTS))),
    )


def lines_of(pair: Twins, differing: Sequence[tuple[Told, Told]], parts: int | None) -> list[Parted]:
    """How the histories part and what follows, thinned by TWIN_RULE, in the order of months."""
    by_choice = defaultdict(list)
    for own, other in differing:
        by_choice[own.actor, own.choice].append((own, other))
    free = {key: pairs for key, pairs in by_choice.items() if not bound(pair, pairs[0][0])}
    ranked = sorted(free, key=lambda key: (-len(free[key]), free[key][0][0].month, key))
    told = {key: longest(free[key]) for key in ranked[:MOST_DECISIONS]}
    told |= {key: pairs[0] for key, pairs in by_choice.items() if pairs[0][0].month == parts}
    lines = [decision_line(own, other, len(by_choice[key])) for key, (own, other) in told.items()]
    lines += [event_line(ours, happening) for ours, happening in first_of_each(differing_events(pair), parts)]
    return sorted(lines, key=lambda line: (line.month, line.kind == "decision", line.who, line.choice, line.own))


def bound(pair: Twins, told: Told) -> bool:
    """Whether a lever of the option is the floor under this choice, so that a move beneath it says little."""
    lever = FLOORED.get((told.actor, told.choice), "")
    return lever in pair.own.levers or lever in pair.other.levers


def longest(pairs: Sequence[tuple[Told, Told]]) -> tuple[Told, Told]:
    """The beginning of the longest stretch of months in which a choice differs; the first of equal ones."""
    start = best = 0
    longest_run = 1
    for place in range(1, len(pairs)):
        if pairs[place][0].month != pairs[place - 1][0].month + 1:
            start = place
        if place - start + 1 > longest_run:
            best, longest_run = start, place - start + 1
    return pairs[best]


def decision_line(own: Told, other: Told, months: int) -> Parted:
    """A decision that fell otherwise, and what tipped it."""
    cause = tipped_by(own, other)
    return Parted(
        month_text(own.month),
        "decision",
        ACTOR_NAMES[own.actor],
        acts(own.actor, own.choice, own.move),
        acts(other.actor, other.choice, other.move),
        term_words(own.actor, own.choice, cause.term),
        own.actor,
        own.choice,
        cause.term,
        months,
    )


def first_of_each(events: Sequence[tuple[bool, Happening]], parts: int | None) -> list[tuple[bool, Happening]]:
    """The first event of each kind that only one history has, the kinds in their order; those of the parting month."""
    first: dict[str, tuple[bool, Happening]] = {}
    for ours, happening in events:
        kind = kind_of(happening) or happening.kind
        if kind in (*ALWAYS, *ONCE) or happening.month == parts:
            first.setdefault(kind, (ours, happening))
    order = [*ALWAYS, *ONCE, *sorted(set(first) - {*ALWAYS, *ONCE})]
    ranked = sorted(first, key=lambda kind: (first[kind][1].month != parts, order.index(kind)))
    return [first[kind] for kind in ranked[:MOST_EVENTS]]


def event_line(ours: bool, happening: Happening) -> Parted:
    """An event that only one history has."""
    words = event_words(happening)
    own, other = (words, NOTHING) if ours else (NOTHING, words)
    return Parted(month_text(happening.month), kind_of(happening) or happening.kind, "", own, other)


def event_words(happening: Happening) -> str:
    """An event in few words."""
    if happening.kind == "talks":
        track = TRACK_NAMES[happening.subject]
        before, after = PHASE_NAMES[int(happening.was)], PHASE_NAMES[int(happening.now)]
        ends = {"none": f"{track} end", "talks": f"{track} open"}
        words = DEALS.get((before, after), "").format(track=track) or ends[after]
        return words[:1].upper() + words[1:]
    if happening.kind == "ceasefire":
        return "A cease-fire in Ukraine begins" if happening.now > 0 else "The war in Ukraine resumes"
    if happening.kind in ("test_short", "test_hypersonic"):
        which = "short-range" if happening.kind == "test_short" else "hypersonic"
        return f"{several(round(happening.now)).capitalize()} {which} test{'' if happening.now == 1 else 's'}"
    return {**PLAIN_WORDS, **OTHER_WORDS}[happening.kind]


def end_of(pair: Twins, name: str) -> End:
    """One outcome in the last month of both histories."""
    own, other = float(pair.own.outcomes[name][-1]), float(pair.other.outcomes[name][-1])
    return End(name, OUTCOMES[name].name, OUTCOMES[name].unit, own, other, own - other)
