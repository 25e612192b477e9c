"""The tables of the Storylines page: dated events with causes and evidence, numbers, twins and broker networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.vm import evidence
from dashboard.vm.plain import text
from model.analysis.flows import Flows
from model.analysis.stories.behind import behind
from model.analysis.stories.phrases import ACTOR_NAMES
from model.analysis.stories.stories import Number, Story
from model.analysis.stories.telling import Dated
from model.analysis.stories.twin_telling import Parted, TwinStory, named
from model.analysis.wording import number, signed

NOBODY, NO_BREAK = "—", "\u00a0"
EVENT_COLUMNS = ["No. and month", "Actor", "What happens, and why", "Rule and evidence"]
NUMBERS_NAME = "Outcomes of this world at the start and the end, beside nine in ten worlds and the status quo"
TWIN_NAME = "Decisions and events that differ between the world with the lever and the world without it"
ENDS_NAME = "Outcomes in the last month with the lever, without it, and the difference between the two"


def event_table(story: Story, address: Mapping[str, str]) -> pd.DataFrame:
    """The dated events of a story, each with its cause, its rule and links to its evidence."""
    rows = [event_row(place, line, address) for place, line in enumerate(story.lines, 1)]
    return pd.DataFrame(rows, columns=EVENT_COLUMNS)


def event_row(place: int, line: Dated, address: Mapping[str, str]) -> list[str]:
    """One dated event, numbered as on the timeline."""
    found = behind(line)
    who = ACTOR_NAMES.get(line.actor, NOBODY)
    links = evidence.links(found.evidence, address)
    when = f"{place} · {short(line.month)}".replace(" ", NO_BREAK)
    return [when, who, text(line.what), f"{text(found.rule)} · {links}"]


def short(month: str) -> str:
    """A month in few letters: "Apr 2026"."""
    name, year = named(month).split()
    return f"{name[:3]} {year}"


def numbers_table(story: Story, months: Sequence[str]) -> pd.DataFrame:
    """The outcomes of a world beside its ensemble."""
    first, last = short(months[0]), short(months[-1])
    rows = [number_row(row) for row in story.numbers]
    columns = ["Outcome", first, last, f"Nine in ten worlds, {last}", f"Same world, status quo, {last}"]
    return pd.DataFrame(rows, columns=columns)


def number_row(row: Number) -> list[str]:
    """One outcome of a world beside its ensemble."""
    ends = (number(row.first), number(row.last), band(row.low, row.high), number(row.status_quo))
    return [text(f"{row.name} ({row.unit})"), *ends]


def band(low: float, high: float) -> str:
    """Two ends."""
    return f"{number(low)} to {number(high)}"


def twin_table(told: TwinStory) -> pd.DataFrame:
    """How two histories of one world part, line by line."""
    rows = [twin_row(line) for line in told.lines]
    return pd.DataFrame(rows, columns=["Month", "Who", "With the lever", "Without it", "What tipped it"])


def twin_row(line: Parted) -> list[str]:
    """One line of two histories."""
    both = [capital(text(words)) for words in (line.own, line.other)]
    return [short(line.month), line.who or NOBODY, *both, text(line.why) or NOBODY]


def ends_table(told: TwinStory, last: str) -> pd.DataFrame:
    """Outcomes at the end of both histories."""
    rows = [
        [text(f"{end.name} ({end.unit})"), number(end.own), number(end.other), difference(end.difference)]
        for end in told.ends
    ]
    return pd.DataFrame(rows, columns=[f"Outcome in {named(last)}", "With", "Without", "Difference"])


def difference(value: float) -> str:
    """A difference with its sign, or that there is none."""
    return "same" if value == 0 else signed(value)


def networks_table(found: Flows, titles: Mapping[str, str]) -> pd.DataFrame:
    """The share of each broker network that is out of action, option by option."""
    names = list(dict.fromkeys(row.network for row in found.networks))
    columns: dict[str, list[str]] = {"Broker network": names}
    for option in dict.fromkeys(row.option for row in found.networks):
        own = {row.network: row for row in found.networks if row.option == option}
        columns[titles[option]] = [
            f"{percent(own[n].median)} ({percent(own[n].low)} to {percent(own[n].high)})" for n in names
        ]
    return pd.DataFrame(columns)


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{round(100 * share)} %"


def capital(words: str) -> str:
    """Words with a capital letter first."""
    return words[:1].upper() + words[1:]


def events_name(story: Story, badge: str) -> str:
    """What the table of dated events shows."""
    first, last = (named(story.lines[place].month) for place in (0, -1)) if story.lines else ("", "")
    return f"{len(story.lines)} dated events from {first} to {last}, each with actor, cause, rule and evidence: {badge}"


def networks_name(month: str) -> str:
    """What the table of broker networks shows."""
    return f"Share of each broker network out of action in {named(month)}, median and nine in ten worlds"
