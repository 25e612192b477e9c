"""A world told in words: deterministic text from its decision terms, dated events and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from model.analysis.stories.phrases import (
    ACTOR_NAMES,
    SEVERAL_THINGS,
    TRACK_NAMES,
    acting,
    acts,
    in_a_row,
    lever_name,
    pronouns,
    said,
    several,
    unit,
)
from model.analysis.stories.reasons import Cause, cause_of, term_words
from model.analysis.stories.timeline import Repeated, Turn, Working, kind_of, month_of, timeline
from model.analysis.wording import number, when_text
from model.evidence import month_text
from model.experiment.designs.chronicle import PHASE_NAMES, Chronicle
from model.levers import LEVERS
from model.world import EVENTS, Told

PLAIN_WORDS = {
    "severe_incident": "A severe incident on the peninsula",
    "resolution_adopted": "The Security Council adopts a resolution",
    "answer_material": "Moscow answers Seoul in kind",
    "answer_cyber": "Moscow answers Seoul with a cyber attack",
    "summit": "The leaders of the United States and North Korea meet",
    "test_intercontinental": "North Korea tests an intercontinental missile",
    "clash_at_sea": "A boarding at sea ends in a clash",
}
BEHIND_EVENTS = {
    "answer_material": ("russia", "answer", "material", ""),
    "answer_cyber": ("russia", "answer", "cyber", ""),
    "summit": ("united_states", "summitry", "offer", ", on Washington's offer"),
    "test_intercontinental": ("north_korea", "test", "intercontinental", ", having turned to such tests"),
}
DEALS = {
    ("talks", "partial"): "{track} reach a partial deal",
    ("talks", "full"): "{track} reach a full deal",
    ("partial", "full"): "the partial deal of {track} becomes a full one",
    ("partial", "broken"): "the partial deal of {track} breaks",
    ("full", "broken"): "the deal of {track} breaks",
}
RULES = {
    "severe_incident": "model.systems.tension",
    "clash_at_sea": "model.systems.tension",
    "resolution_adopted": "model.actors.security_council",
    "answer_material": "model.actors.russia",
    "answer_cyber": "model.actors.russia",
    "summit": "model.systems.outside_events",
    "test_intercontinental": "model.systems.missiles",
}


@dataclass(frozen=True)
class Dated:
    """One line of a story.

    Parameters
    ----------
    month : "YYYY-MM"
    what : the sentence, cause included
    kind : "lever", "turn", or the kind of event
    actor, choice : who decided what, or empty
    cause : the term that decided, "luck", "event" or "lever"; a check can compare it with the decision's own terms
    source : the rule or passage behind it: the actor's module, the event's source or the levers' claims
    weight : of a turn: how far the outcome it acts on moved its way, as a share of the range of nine in ten worlds
    """

    month: str
    what: str
    kind: str
    actor: str = ""
    choice: str = ""
    cause: str = ""
    source: str = ""
    weight: float = 0.0


def month_words(month: int) -> str:
    """A month since September 2023 by name: "April 2026"."""
    return when_text(month_text(month)).removeprefix("in ")


def story(chronicle: Chronicle, scales: Mapping[str, float]) -> list[Dated]:
    """The dated lines of one world, in the order of months; the same world gives the same words.

    Parameters
    ----------
    chronicle : Chronicle
    scales : outcome -> range in which nine in ten worlds lie
    """
    return [line_of(chronicle, item) for item in timeline(chronicle, scales)]


def line_of(chronicle: Chronicle, item: Turn | Repeated | Working) -> Dated:
    """One line of a story."""
    month = month_text(month_of(item))
    if isinstance(item, Turn):
        what = f"{decision_words(item.told)} {for_how_long(chronicle, item)}."
        return Dated(month, what, "turn", *behind(item.told), weight=item.weight)
    if isinstance(item, Working):
        claims = dict.fromkeys(claim for lever in item.levers for claim in LEVERS[lever].claims)
        return Dated(month, working_words(item), "lever", cause="lever", source=", ".join(claims))
    return event_line(chronicle, month, item)


def behind(told: Told) -> tuple[str, str, str, str]:
    """Actor, choice, cause and rule of a decision."""
    return told.actor, told.choice, cause_of(told).term, f"model.actors.{told.actor}"


def decision_words(told: Told) -> str:
    """Who chose what over what, because of what; or that luck decided, and what the reasons leaned to."""
    cause = cause_of(told)
    does = f"{ACTOR_NAMES[told.actor]} {acts(told.actor, told.choice, told.move)}"
    if cause.by_luck:
        return f"{does}; luck decided, as {pronouns(told.actor)[1]} reasons leaned to {instead(told, cause.leaning)}."
    return f"{does} rather than {instead(told, told.rejected)}; {weighed_most(told, cause)}."


def instead(told: Told, move: str) -> str:
    """The move that was not made; of two moves the one before is named as going on."""
    if move == told.last and len(told.luck) == 2:
        return "going on as before"
    return acting(told.actor, told.choice, move)


def weighed_most(told: Told, cause: Cause) -> str:
    """The term that weighed most, and whether it spoke for the move or against the other."""
    spoke = "against the latter" if cause.against else "for it"
    return f"{term_words(told.actor, told.choice, cause.term)} spoke most {spoke}"


def for_how_long(chronicle: Chronicle, turn: Turn) -> str:
    """How long a turn lasted, and how the outcome it acts on stood before and while it did."""
    last = turn.told.month + turn.months - 1
    until = "to the end" if last >= chronicle.last_month else f"until {month_words(last)}"
    amounts = f"{number(turn.before)}{unit(turn.outcome)} before, {number(turn.after)} meanwhile"
    return f"It lasts {until} ({said(turn.outcome)}: {amounts})"


def working_words(item: Working) -> str:
    """Levers that begin to work."""
    if not item.levers:
        return "From now on all levers work in full."
    names = in_a_row([lever_name(lever) for lever in item.levers])
    if item.last > item.month:
        return f"Between now and {month_words(item.last)} there follow {names}."
    verb = "begin" if len(item.levers) > 1 or item.levers[0] in SEVERAL_THINGS else "begins"
    return f"{names[:1].upper()}{names[1:]} {verb} to work."


def event_line(chronicle: Chronicle, month: str, item: Repeated) -> Dated:
    """An event with what is known of its cause."""
    happening = item.first
    if happening.kind == "event":
        event = EVENTS[happening.subject]
        return Dated(month, f"{event.means}, as the scenario has it.", "event", cause="event", source=event.source)
    if happening.kind == "talks":
        return talks_line(chronicle, month, item)
    if happening.kind == "ceasefire":
        began = "A cease-fire in Ukraine begins" if happening.now > 0 else "The cease-fire ends and the war resumes"
        return Dated(month, f"{began}, by chance.", "ceasefire", cause="luck", source="model.systems.outside_events")
    return plain_line(chronicle, month, item)


def plain_line(chronicle: Chronicle, month: str, item: Repeated) -> Dated:
    """An event of a kind that is told once."""
    words = PLAIN_WORDS[item.kind]
    if item.kind in BEHIND_EVENTS:
        actor, choice, move, how = BEHIND_EVENTS[item.kind]
        decided = decision(chronicle, item.first.month, actor, choice)
        if decided.move == move:
            cause = cause_of(decided)
            text = f"{words}{how}; {weighed_for(decided, cause)}.{again(item)}"
            return Dated(month, text, item.kind, *behind(decided))
    if item.kind == "severe_incident":
        words = f"{words}, with tension at {number(before(chronicle, 'tension', item.first.month))} the month before"
    if item.kind == "resolution_adopted":
        words = f"{words}, which neither Moscow nor Beijing vetoes"
    return Dated(month, f"{words}, by chance.{again(item)}", item.kind, cause="luck", source=RULES[item.kind])


def weighed_for(told: Told, cause: Cause) -> str:
    """The term that weighed most, where the other move is not named; or that luck decided."""
    if cause.by_luck:
        return "luck decided that"
    return f"{term_words(told.actor, told.choice, cause.term)} weighed most"


def talks_line(chronicle: Chronicle, month: str, item: Repeated) -> Dated:
    """A step of talks, with what Pyongyang chose to do in them that month."""
    happening = item.first
    track = TRACK_NAMES[happening.subject]
    decided = decision(chronicle, happening.month, "north_korea", f"talks_{happening.subject}")
    before_it, after = PHASE_NAMES[int(happening.was)], PHASE_NAMES[int(happening.now)]
    what = DEALS[before_it, after].format(track=track) if item.kind == "deal" else f"{track} open"
    does = acts(decided.actor, decided.choice, decided.move).replace(track, "them").replace("out them", "them out")
    cause = cause_of(decided)
    why = "" if decided.move == decided.last else f"; {weighed_for(decided, cause)}"
    rounds = "" if item.kind == "deal" else rounds_words(chronicle, item)
    text = f"{what[:1].upper()}{what[1:]}, as North Korea {does}{why}.{rounds}"
    return Dated(month, text, item.kind, *behind(decided))


def rounds_words(chronicle: Chronicle, item: Repeated) -> str:
    """How many rounds of talks there are on a track, and what became of them."""
    track = [h for h in chronicle.happenings if h.kind == "talks" and h.subject == item.first.subject]
    deals = sum(kind_of(h) == "deal" and h.now > h.was and h.now < PHASE_NAMES.index("broken") for h in track)
    ended = [h.month for h in track if h.month > item.first.month and PHASE_NAMES[int(h.now)] == "none"]
    if item.count > 1:
        fruit = "none reaches a deal" if not deals else "a deal comes of them"
        return f" The first of {several(item.count)} rounds, the last from {month_words(item.last)}; {fruit}."
    if deals:
        return ""
    return f" They end without a deal in {month_words(ended[0])}." if ended else " They still run at the end."


def again(item: Repeated) -> str:
    """That it was the first of several."""
    if item.count < 2:
        return ""
    return f" The first of {several(item.count)}, the last in {month_words(item.last)}."


def decision(chronicle: Chronicle, month: int, actor: str, choice: str) -> Told:
    """What an actor settled in a month."""
    return next(t for t in chronicle.decisions if (t.month, t.actor, t.choice) == (month, actor, choice))


def before(chronicle: Chronicle, outcome: str, month: int) -> float:
    """An outcome at the end of the month before, as it stood when the month's luck was drawn."""
    return float(chronicle.outcomes[outcome][max(0, month - 1)])


def behind_it(chronicle: Chronicle) -> str:
    """What lies behind the decision in this world, in one sentence."""
    last, past = chronicle.decision_month - 1, chronicle.outcomes
    if last < 0:
        return ""
    tests = sum(float(past[name][: last + 1].sum()) for name in ("tests_missiles", "tests_intercontinental"))
    incidents = float(past["severe_incidents"][last])
    counts = [
        f"{number(past['containers_delivered'][last])} containers delivered",
        f"{number(past['soldiers_sent'][last])} soldiers sent",
        f"{tests:,.0f} missile tests",
        f"{several(round(incidents))} severe incident{'' if incidents == 1 else 's'}",
    ]
    return f"Behind it lie, from September 2023 to {month_words(last)}: {in_a_row(counts)}."


def as_plain(line: Dated) -> dict[str, Any]:
    """A line as plain values."""
    return {name: getattr(line, name) for name in Dated.__dataclass_fields__}
