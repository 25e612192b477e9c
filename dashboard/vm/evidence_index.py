"""Everything that can be looked up on the Evidence page, by id: what it says and what it is tied to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from model.analysis.stories.behind import ids_in
from model.evidence import Actor, Claim, Conflict, Evidence, Figure, Mechanism, Source, Target, evidence_table, load
from model.experiment.designs.mixed_worlds import family_of
from model.parameters import Parameter
from model.parameters import load as load_parameters

KINDS = ("figure", "claim", "mechanism", "parameter", "target", "actor", "source", "passage")
SOURCE = "source:"  # before a source's id, since two of them are called like parameters
NOT_READ = "not read"
READ = "read"
CLAIMED = "claimed in the article"
PROPOSED, MENTIONED = "proposed in the article", "described, not proposed"
SPAN = re.compile(r"([AB])\.|P(\d+)(?:–(\d+))?")
SIGNS = {
    "+": "more of the cause, more of the effect",
    "-": "more of the cause, less of the effect",
    "+/-": "either way",
}
ARTICLES = {"A": "article_a", "B": "article_b"}


@dataclass(frozen=True)
class Entry:
    """One thing that can be looked up.

    Parameters
    ----------
    key : what an address calls it: its id, before which a source has "source:"
    id, kind : as it is shown; a kind of KINDS
    says : what it is, in a sentence
    standing : its grade, its basis, or whether it was read
    where : passages, or the file it stands in
    facts : (name, text) of the rest
    tied : keys of what it rests on or sets
    pages : addresses, as they were noted
    """

    key: str
    id: str
    kind: str
    says: str
    standing: str
    where: str
    facts: tuple[tuple[str, str], ...] = ()
    tied: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.id}: {self.kind!r} is none of {', '.join(KINDS)}")


@lru_cache(maxsize=2)
def entries(evidence: str = "articles") -> Mapping[str, Entry]:
    """Every entry by its key, kinds in the order of KINDS, as one evidence set sees the parameters."""
    known = load()
    made = [
        *figures(known),
        *(claim(item) for item in known.claims.values()),
        *(mechanism(item) for item in known.mechanisms.values()),
        *(parameter(item) for item in load_parameters(evidence).values()),
        *(target(item) for item in known.targets.values()),
        *(actor(item) for item in known.actors.values()),
        *(source(item, known) for item in known.sources.values()),
    ]
    made += passages(made)
    index = {entry.key: entry for entry in made}
    users = used_by(made)
    return MappingProxyType({key: with_users(entry, users[key], index) for key, entry in index.items()})


def used_by(made: Iterable[Entry]) -> Mapping[str, list[str]]:
    """For every key, the keys of the entries that name it."""
    users: dict[str, list[str]] = defaultdict(list)
    for entry in made:
        for key in entry.tied:
            users[key].append(entry.key)
    return users


def with_users(entry: Entry, users: Iterable[str], index: Mapping[str, Entry]) -> Entry:
    """The entry, tied to those that name it too; what does not exist is left out."""
    tied = [key for key in dict.fromkeys((*entry.tied, *users)) if key in index and key != entry.key]
    return replace(entry, tied=tuple(tied))


def figures(known: Evidence) -> list[Entry]:
    """Every figure of both articles."""
    rows = {row["figure"]: row for row in evidence_table()}
    return [figure(item, rows[item.id]) for item in known.figures.values()]


def figure(item: Figure, row: Mapping[str, str]) -> Entry:
    """One figure: what stands there, how it is read, and what the record says."""
    facts = [
        ("Exact words", f"“{row['token']}”"),
        ("Value", row["value"]),
        ("Period", row["period"]),
        ("Counts", row["measures"]),
        ("Bound", row["bound"]),
        ("Text damaged", "yes, so the reading is ours" if item.garbled else "no"),
        ("Standing", item.standing),
        *told_of(item.conflict),
        ("Role", row["sets"] or item.role),
        ("Note", item.note or ""),
    ]
    tied = (*row["where"].split(", "), *([item.parameter] if item.parameter else []), *behind(item.conflict))
    return Entry(item.id, item.id, "figure", item.reading, item.grade, row["where"], told(facts), tied)


def claim(item: Claim) -> Entry:
    """What an article says a policy would do."""
    levers = ", ".join(item.levers) or item.option or ""
    facts = [
        ("Lever or option", levers),
        *told_of(item.conflict),
        ("Note", item.note or ""),
        ("Not modelled", item.not_modelled or ""),
    ]
    says = f"{item.policy}: {item.effect}"
    standing = PROPOSED if item.explicit else MENTIONED
    tied = (*item.passages, *item.mechanisms, *behind(item.conflict))
    return Entry(item.id, item.id, "claim", capital(says), standing, ", ".join(item.passages), told(facts), tied)


def mechanism(item: Mechanism) -> Entry:
    """A cause and an effect that an article names."""
    facts = [
        ("Sign", SIGNS[item.sign]),
        ("Rules in the model", ", ".join(item.implemented_in)),
        *told_of(item.conflict),
        ("Note", item.note or ""),
        ("Not modelled", item.not_modelled or ""),
    ]  # fmt: skip
    where = ", ".join(item.passages)
    says = f"{capital(item.cause)} → {item.effect}"
    tied = (*item.passages, *behind(item.conflict))
    return Entry(item.id, item.id, "mechanism", says, CLAIMED, where, told(facts), tied)


def told_of(conflict: Conflict | None) -> list[tuple[str, str]]:
    """What differs in the record, what the record has, and what that acts on in its set."""
    if conflict is None:
        return []
    return [("Conflict", conflict.says), ("The record says", conflict.record), ("Acts on", conflict.effect)]


def behind(conflict: Conflict | None) -> tuple[str, ...]:
    """The keys of a conflict's sources and of the parameters and targets that carry it."""
    if conflict is None:
        return ()
    return (*sources_of(conflict.sources), *conflict.carried_by("parameter"), *conflict.carried_by("target"))


def parameter(item: Parameter) -> Entry:
    """A number that the model uses; its reason is quoted as it stands in the file."""
    file = f"seeds/parameters/{family_of()[item.name]}.yaml"
    loose = [name for name in item.source if name not in load().sources]
    facts = [
        ("Distribution", f"{distribution(item)} {item.unit}"),
        ("Possible", item.limits()),
        ("Evidence set", item.evidence),
        ("Reason", f"“{item.why.strip()}”"),
        ("References", "; ".join(loose)),
    ]
    tied = (*([item.figure] if item.figure else []), *sources_of(name for name in item.source if name not in loose))
    return Entry(item.name, item.name, "parameter", item.means, item.basis, file, told(facts), tied)


def distribution(item: Parameter) -> str:
    """A parameter's distribution in words that do not sound like a promise."""
    return item.distribution.describe().replace("most likely", "mode")


def target(item: Target) -> Entry:
    """A band that histories must lie in."""
    low, high = ("open" if end is None else f"{end:,g}" for end in (item.low, item.high))
    facts = [
        ("Band", f"{low} to {high} {item.unit}"),
        ("Window", " or ".join(map(str, item.windows))),
        ("Outcome", item.outcome),
        ("Evidence sets", ", ".join(item.evidence)),
        ("Reason", f"“{item.why.strip()}”"),
    ]
    says = f"{capital(item.statistic.replace('_', ' '))} of {item.outcome.replace('_', ' ')} lies within its band"
    tied = (*([item.figure] if item.figure else []), *([item.switch] if item.switch else []), *sources_of(item.sources))
    return Entry(item.id, item.id, "target", says, "band", "seeds/targets.yaml", told(facts), tied)


def actor(item: Actor) -> Entry:
    """Somebody whom the articles name."""
    facts = [("Rules in the model", ", ".join(item.implemented_in)), ("Not modelled", item.not_modelled or "")]
    standing = "not modelled" if item.not_modelled else "modelled"
    says = f"{item.name}: {item.part}"
    return Entry(item.id, item.id, "actor", says, standing, item.passages, told(facts), spans(item.passages))


def source(item: Source, known: Evidence) -> Entry:
    """A page, article or work; whether its text was read for this project stands with it."""
    facts = [
        ("Citation", f"“{item.citation}”"),
        ("Kind", item.kind),
        ("Grade", f"{item.grade}: {known.source_grades[item.grade]}"),
        ("Read", item.read or "no; taken from notes, not opened"),
    ]
    standing = READ if item.checked else NOT_READ
    where, tied = "seeds/sources.yaml", ids_in(item.says)
    return Entry(SOURCE + item.id, item.id, "source", item.says, standing, where, told(facts), tied, item.pages)


def passages(made: Iterable[Entry]) -> list[Entry]:
    """Every paragraph of the articles that anything names."""
    named = sorted({key for entry in made for key in entry.tied if ".P" in key}, key=place_of)
    return [passage(name) for name in named]


def passage(name: str) -> Entry:
    """One paragraph of an article, as a place where other entries come from."""
    letter, number = name.split(".P")
    says = f"Paragraph {number} of article {letter}; its own words are not repeated here"
    return Entry(name, name, "passage", says, "article", f"article {letter}", (), (SOURCE + ARTICLES[letter],))


def place_of(name: str) -> tuple[str, int]:
    """Where a passage stands."""
    letter, number = name.split(".P")
    return letter, int(number)


def spans(text: str) -> tuple[str, ...]:
    """The passages of a text such as "A.P1, P4, B.P8–10"."""
    letter, found = "", []
    for part in SPAN.finditer(text):
        letter = part[1] or letter
        if part[2] and letter:
            found += [f"{letter}.P{number}" for number in range(int(part[2]), int(part[3] or part[2]) + 1)]
    return tuple(dict.fromkeys(found))


def sources_of(names: Iterable[str]) -> tuple[str, ...]:
    """The keys of sources."""
    return tuple(SOURCE + name for name in names)


def told(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts that say anything."""
    return tuple((name, text) for name, text in facts if text)


def capital(text: str) -> str:
    """A text with a capital letter first."""
    return text[:1].upper() + text[1:]
