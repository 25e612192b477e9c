"""The dashboard's fixed sentences and names."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from dashboard.vm.assumptions import Belief
from dashboard.vm.details import Details
from dashboard.vm.scenario import Scenario
from model.analysis.comparison.comparison import Difference
from model.analysis.wording import KEPT_HISTORIES, PRIOR_HISTORIES, when_text
from model.levers import LEVERS
from model.world import EVENTS, OUTCOMES

QUESTION = "What could policy do about the North Korea–Russia partnership?"
CAPTION = "Simulated worlds under stated assumptions. Not a forecast."
STATUS_QUO = (
    "All levers are off. This is the status quo: the measures in force in April 2026 continue. "
    "Set a lever to see what changes in the same worlds with the same luck."
)
NOT_EQUAL = "The levels of different levers are not equal in cost or feasibility."
MODE_HELP = "Live plays every change at once; Apply gathers changes until you press the button."
COORDINATION = "How closely the levers are co-ordinated"
PULSE = "It lasts one month."
DECISION_HELP = "Another decision month has another past, whose histories must be searched first."
ASSUMING = "A changed assumption changes the past too: its histories are searched, or those of prior worlds are used."
OTHER_WORLDS = "Your last change altered the worlds themselves: before and after cannot be paired world by world."
LAST_CHANGE = "Your last change"
NO_CHANGE_YET = "Nothing was changed yet. After your next change this part says what that change did."
PINNED_ELSEWHERE = "The pinned option was played in other worlds; it is not drawn here."
SINGLE_HELP = "Each thin line is one simulated world; the median is no world's path."
SPLIT = (
    "Split by whether a cease-fire has held in Ukraine by the last month, under the option and the status quo alike, "
    "under neither, or under one only. The parts are of what happened, not of what was known beforehand."
)
FUTURES = "The levers that are on stay on. A future with other assumptions or another decision needs another past."
EARLIER = "Shown before your last change:"
PIN_HELP = "A pinned option stays in the charts as an outline while you change the levers."
LINK_HELP = "It holds every lever, all else that is set and the versions; whoever opens it sees the same numbers."
OPEN_FILE = "Open a scenario file, a manifest or the JSON of an appendix"
OPEN_HELP = "A scenario file of at most 100 kB; a manifest or the findings of a document of at most 1 MB."
SAVE_HELP = "`fulcrum run` plays this file and gives the same numbers."
NO_STUDY = "No study is stored yet; `fulcrum run` stores one in runs/."
PAST_NEEDED = (
    "These worlds need another past: prior worlds are tried until enough of them fit the evidence's figures. "
    "That can take minutes."
)
MEANWHILE = "Until then you see what was shown before, with its own stamp."
QUICK = "Use prior histories: quick, not conditioned on the evidence"
SEARCH = "Search the histories"
SEARCHING = "The search for histories"
NOW = (0.0, 0.0, None, False)  # a lever that is ordered at the decision, at once and for good
OFF_MEANS = "No more than the status quo."
WRITTEN = {"purl": "PURL", "ew": "electronic warfare", "council": "Council", "moscow": "Moscow", "china": "China"}


def unbroken(sentence: str) -> str:
    """A sentence in which no line ends between a number and its per cent sign."""
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")


def lever_name(lever: str) -> str:
    """A lever's id as words."""
    name = " ".join(WRITTEN.get(word, word) for word in lever.split("_")).replace("six party", "Six-Party")
    return name[0].upper() + name[1:]


def group_name(family: str, on: Iterable[str]) -> str:
    """A family with how many of its levers are on, such as “Sanctions · 2 of 7 on”."""
    members = [lever.id for lever in LEVERS.values() if lever.family == family]
    count = len(set(on) & set(members))
    return f"{family.capitalize()} · {count} of {len(members)} on" if count else f"{family.capitalize()} · all off"


def level_meaning(lever: str, level: str) -> str:
    """What a level of a lever means in the world, as a sentence."""
    meaning = LEVERS[lever].levels.get(level)
    return OFF_MEANS if meaning is None else f"{level.capitalize()}: {meaning}."


def unchanged(scenario: Scenario) -> str:
    """What is said where the levers that are on leave every world as it is, and why where that can be told."""
    names = ", ".join(lever_name(lever) for lever, _ in scenario.levels)
    late = [lever for lever, _ in scenario.levels if scenario.detail(lever).start >= scenario.months]
    if late:
        begins = f"starts after the {scenario.months} months that are played"
        return f"Nothing changed: {', '.join(map(lever_name, late))} {begins}."
    return f"Nothing changed: with {names}, every outcome of every world is the same as under the status quo."


def stored_study(title: str, evidence: str, worlds: int) -> str:
    """A stored study as a line of the list."""
    return f"{title} · {evidence} · {worlds:,} worlds"


def faults(said: Iterable[str]) -> str:
    """Every fault of a scenario file, one line each."""
    lines = "\n".join(f"- {fault}" for fault in said)
    return f"This is no scenario file that can be used:\n\n{lines}"


def status(scenario: Scenario, worlds: int, histories: int, model: str, data: str) -> str:
    """What the numbers on the page rest on, in short: the status chip."""
    past = "kept histories" if scenario.histories == "conditioned" else "prior histories"
    parts = (
        f"{worlds:,} worlds",
        f"{histories:,} {past}",
        f"seed {scenario.seed}",
        f"evidence: {scenario.evidence}",
        f"{scenario.months} months from {month_words(scenario.decision_month)}",
        f"model {model}",
        f"data {data}",
    )
    return " · ".join(parts)


def past_words(scenario: Scenario) -> str:
    """Where the worlds' past comes from, as a sentence."""
    return KEPT_HISTORIES if scenario.histories == "conditioned" else PRIOR_HISTORIES


def month_words(month: str) -> str:
    """A month YYYY-MM in words."""
    return when_text(month).removeprefix("in ")


def past_needed(shown_before: bool) -> str:
    """What is said where histories must be searched first."""
    return f"{PAST_NEEDED} {MEANWHILE}" if shown_before else PAST_NEEDED


def study_open(title: str) -> str:
    """That a stored study is open beside the live scenario."""
    return f"Stored study open: {title}. Close it under Scenario file."


CHANGED = "[What changed](help)"  # the page How to read holds the change log


def other_version(link_model: str, model: str, link_data: str, data: str) -> str:
    """What is said of a link that another version of the model or of its data made; nothing if none did."""
    if link_model and link_model != model:
        return f"This link was made with model {link_model}. You are on {model}. Results may differ. {CHANGED}"
    if link_data and link_data != data:
        return f"This link was made with data {link_data}. You are on data {data}. Results may differ. {CHANGED}"
    return ""


def failed(reference: str) -> str:
    """What is said where something failed."""
    return f"This part stopped. Your scenario is safe: Copy link keeps it. Reference {reference}."


def job_running(name: str, state: str, share: float, seconds: float | None) -> str:
    """How far long work is, and how long it still takes as far as can be told."""
    if state == "waiting":
        return f"{name}: waiting for its turn"
    left = "" if seconds is None else f" · about {duration(seconds)} left"
    return f"{name}: {share:.0%} done{left}"


def job_failed(name: str, error: str) -> str:
    """What is said of long work that failed."""
    return f"{name} stopped: {error} Your scenario is as it was."


def job_cancelled(name: str) -> str:
    """What is said of long work that was cancelled."""
    return f"{name} was cancelled. Your scenario is as it was."


def duration(seconds: float) -> str:
    """So many seconds in words: "40 s" or "3 min"."""
    return f"{max(seconds, 1):.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def held(lever: str, level: str, detail: Details) -> str:
    """What a level of a lever means in the world, its exact height where it has no name, and when it begins."""
    counts = detail.beside(level)
    means = level_meaning(lever, level) if counts.exact is None else f"{counts.exact:g} of 1, near “{level}”."
    return means if (counts.start, counts.ramp, counts.end, counts.pulse) == NOW else f"{means} {timing(counts)}."


def timing(detail: Details) -> str:
    """When a lever begins and how it grows, in short."""
    said = "from the decision" if not detail.start else f"from month {detail.start:g}"
    if detail.pulse:
        return f"{said.capitalize()}, one month"
    grown = f", over {detail.ramp:g} months" if detail.ramp else ", at once"
    end = "" if detail.end is None else f", until month {detail.end:g}"
    return f"{said.capitalize()}{grown}{end}"


def count_changes(applied: Scenario, wanted: Scenario) -> int:
    """In how many levers and other things two scenarios differ."""
    levers = sum(applied.level(lever) != wanted.level(lever) for lever in LEVERS)
    held_otherwise = sum(
        applied.detail(lever) != wanted.detail(lever) for lever in LEVERS if applied.level(lever) == wanted.level(lever)
    )
    fields = ("evidence", "decision_month", "events", "assume", "histories", "worlds", "seed", "months", "coordination")
    return levers + held_otherwise + sum(getattr(applied, field) != getattr(wanted, field) for field in fields)


def run_changes(changes: int) -> str:
    """The words on the button that plays what was gathered."""
    return {0: "Nothing to run", 1: "Run 1 change"}.get(changes, f"Run {changes} changes")


def events_name(world: Scenario) -> str:
    """The group of outside events, with how many are set."""
    return f"Outside events · {len(world.events)} set" if world.events else "Outside events · none set"


def assumptions_name(world: Scenario) -> str:
    """The group of assumptions, with how many were changed."""
    return f"Assumptions · {len(world.assume)} changed" if world.assume else "Assumptions · as in the model"


def decision_name(world: Scenario) -> str:
    """The group of decision, worlds and seed."""
    return f"Decision {month_words(world.decision_month)} · {world.worlds:,} worlds"


def event(month: str, name: str) -> str:
    """One outside event that is set."""
    return f"{month_words(month)}: {EVENTS[name].means}"


def belief(known: Belief) -> str:
    """What is believed about a parameter and why, in a few lines."""
    return (
        f"{known.means}. **Prior**: {known.prior} {known.unit}. **Basis**: {known.basis}. {known.why} "
        f"Nothing may pass {known.limits}."
    )


def changed(row: Difference, counted: str, magnitude: str) -> str:
    """What the last change did: the counted sentence and the size, against what was set before."""
    both = counted.replace("compared with the status quo", "compared with what was set before")
    both = both.replace("as in the status quo", "as it was before")
    return both if row.same == row.worlds else f"{both} {magnitude.split(', less than')[0].rstrip('.')}."


def change_list(before: Scenario, now: Scenario) -> str:
    """What differs between two scenarios, in a line."""
    said = [
        f"{lever_name(lever)}: {before.level(lever)} → {now.level(lever)}"
        for lever in LEVERS
        if before.level(lever) != now.level(lever)
    ]
    said += [
        f"{lever_name(lever)}: {timing(now.detail(lever))[0].lower()}{timing(now.detail(lever))[1:]}"
        for lever in LEVERS
        if before.level(lever) == now.level(lever) and before.detail(lever) != now.detail(lever)
    ]
    fields = {"evidence": "evidence", "decision_month": "decision month", "events": "outside events"}
    fields |= {"assume": "assumptions", "histories": "histories", "worlds": "worlds", "seed": "seed"}
    fields |= {"months": "months played", "coordination": "co-ordination"}
    said += [f"{name} changed" for field, name in fields.items() if getattr(before, field) != getattr(now, field)]
    return " · ".join(said)


def unit(outcome: str) -> str:
    """The unit of an outcome."""
    return OUTCOMES[outcome].unit


def step(value: float) -> float:
    """By how much a threshold near a value moves at a click: about a hundredth of it."""
    return 10.0 ** (floor(log10(abs(value))) - 1) if value else 0.1
