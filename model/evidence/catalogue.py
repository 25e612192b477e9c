"""All evidence, read from seeds/ and checked: no unknown key, no id twice, no pointer to what does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from model.evidence.argument import Actor, Claim, Mechanism
from model.evidence.conflict import Conflict
from model.evidence.entry import Entry
from model.evidence.figures import Figure
from model.evidence.history import DatedEvent, Target
from model.evidence.sources import Source
from model.strict_yaml import Document, InputError, Problem, did_you_mean, read, seeds

EVIDENCE_SETS = ("articles", "record")
MOST_NOT_MODELLED = 5


@dataclass(frozen=True)
class Evidence:
    """Everything the two articles and the record give the model, each kind by id (events in order of time)."""

    sources: Mapping[str, Source]
    source_grades: Mapping[str, str]
    figures: Mapping[str, Figure]
    grades: Mapping[str, str]
    targets: Mapping[str, Target]
    events: tuple[DatedEvent, ...]
    actors: Mapping[str, Actor]
    mechanisms: Mapping[str, Mechanism]
    claims: Mapping[str, Claim]

    @property
    def not_modelled(self) -> dict[str, str]:
        """What the articles name and the model leaves out, with the reason."""
        named = (*self.actors.values(), *self.mechanisms.values(), *self.claims.values())
        return {item.id: item.not_modelled for item in named if item.not_modelled}

    @property
    def conflicts(self) -> dict[str, Conflict]:
        """Where the record differs from an article, by the figure, mechanism or claim: figures first."""
        named = (*self.figures.values(), *self.mechanisms.values(), *self.claims.values())
        return {item.id: item.conflict for item in named if item.conflict}


class Shelf:
    """One file of seeds: its entries as frozen values by id, and what was wrong with them."""

    def __init__(self, file: Path, kind: type, legend: str | None = None) -> None:
        self.document: Document = read(file)
        self.data = self.document.data if isinstance(self.document.data, dict) else {}
        self.section = file.stem
        self.problems: list[Problem] = []
        self.legend = self.words(legend) if legend else {}
        self.paths: dict[str, tuple] = {}
        self.values: dict[str, Any] = {}
        self.top_keys((self.section, *([legend] if legend else [])))
        for entry in self.entries():
            self.add(entry, kind)

    def top_keys(self, valid: tuple[str, ...]) -> None:
        """Refuse what stands beside the section and its legend."""
        for key in self.data:
            if key not in valid:
                self.problems.append(self.document.problem((key,), f"no such key{did_you_mean(key, valid)}"))

    def words(self, legend: str) -> dict[str, str]:
        """The names that the file explains, with their meanings."""
        found = self.data.get(legend)
        if not isinstance(found, dict) or not all(isinstance(meaning, str) for meaning in found.values()):
            self.problems.append(self.document.problem((legend,), "a mapping of names to their meanings is expected"))
            return {}
        return found

    def entries(self) -> Iterator[Entry]:
        """The items of the section; there is at least one."""
        items = self.data.get(self.section)
        if not isinstance(items, list) or not items:
            self.problems.append(self.document.problem((), f"a list '{self.section}' is expected"))
            return
        for position, item in enumerate(items):
            yield Entry(self.document, (self.section, position), item)

    def add(self, entry: Entry, kind: type) -> None:
        """Put one entry on the shelf, or note why it cannot stand there."""
        try:
            value = entry.built(kind)
        except InputError as error:
            self.problems.extend(error.problems)
            return
        name = value.id if hasattr(value, "id") else f"{value.event} {value.month}"
        if name in self.values:
            first = self.document.mark(self.paths[name])[0]
            self.problems.append(self.document.problem(entry.path, f"'{name}' is given twice; line {first} has it"))
        self.values[name], self.paths[name] = value, entry.path

    def refuse(self, name: str, field: str, message: str) -> None:
        """Add a problem with one field of one entry."""
        self.problems.append(self.document.problem((*self.paths[name], field), message))

    def point(self, name: str, field: str, wanted: Iterable[str | None], valid: Mapping, what: str) -> None:
        """Add a problem for each name in a field that is not among the valid ones."""
        for one in wanted:
            if one is not None and one not in valid:
                self.refuse(name, field, f"no such {what} '{one}'{did_you_mean(one, valid)}")


@lru_cache(maxsize=8)
def load(folder: Path | None = None) -> Evidence:
    """All evidence of a folder of seeds (default: the project's own); InputError lists everything wrong with it."""
    folder = folder or seeds()
    sources = Shelf(folder / "sources.yaml", Source, "grades")
    figures = Shelf(folder / "figures.yaml", Figure, "grades")
    targets = Shelf(folder / "targets.yaml", Target)
    events = Shelf(folder / "history_events.yaml", DatedEvent)
    actors = Shelf(folder / "actors.yaml", Actor)
    mechanisms = Shelf(folder / "mechanisms.yaml", Mechanism)
    claims = Shelf(folder / "claims.yaml", Claim)
    shelves = (sources, figures, targets, events, actors, mechanisms, claims)
    if not any(shelf.problems for shelf in shelves):
        check_pointers(sources, figures, targets, events)
        check_argument(actors, mechanisms, claims)
        for shelf in (figures, mechanisms, claims):
            check_conflicts(shelf, sources, targets, events)
    problems = [problem for shelf in shelves for problem in shelf.problems]
    if problems:
        raise InputError(problems)
    return Evidence(
        sources=MappingProxyType(sources.values),
        source_grades=MappingProxyType(sources.legend),
        figures=MappingProxyType(figures.values),
        grades=MappingProxyType(figures.legend),
        targets=MappingProxyType(targets.values),
        events=tuple(sorted(events.values.values(), key=lambda event: (event.month, event.event))),
        actors=MappingProxyType(actors.values),
        mechanisms=MappingProxyType(mechanisms.values),
        claims=MappingProxyType(claims.values),
    )


def check_pointers(sources: Shelf, figures: Shelf, targets: Shelf, events: Shelf) -> None:
    """Grades, sources and figures that are named must exist, and a figure's role must agree with who names it."""
    for source in sources.values.values():
        sources.point(source.id, "grade", [source.grade], sources.legend, "grade")
    for target in targets.values.values():
        targets.point(target.id, "sources", target.sources, sources.values, "source")
        targets.point(target.id, "figure", [target.figure], figures.values, "figure")
    for name, event in events.values.items():
        events.point(name, "sources", event.sources, sources.values, "source")
        events.point(name, "figure", [event.figure], figures.values, "figure")
    for figure in figures.values.values():
        figures.point(figure.id, "grade", [figure.grade], figures.legend, "grade")
        check_role(figure, figures, targets, events)


def check_conflicts(shelf: Shelf, sources: Shelf, targets: Shelf, events: Shelf) -> None:
    """A conflict's sources exist, and so do the targets and dated events that carry the record's value."""
    dated = {event.event: event for event in events.values.values()}
    for item in shelf.values.values():
        if item.conflict:
            shelf.point(item.id, "conflict", item.conflict.sources, sources.values, "source")
            shelf.point(item.id, "conflict", item.conflict.carried_by("target"), targets.values, "target")
            shelf.point(item.id, "conflict", item.conflict.carried_by("event"), dated, "dated event")


def check_role(figure: Figure, figures: Shelf, targets: Shelf, events: Shelf) -> None:
    """A figure is a target exactly where a target names it, and its event happens in exactly its months."""
    named = any(target.figure == figure.id for target in targets.values.values())
    if named != (figure.role == "target"):
        figures.refuse(figure.id, "role", f"role '{figure.role}', but {'a' if named else 'no'} target names the figure")
    behind = [event for event in events.values.values() if event.figure == figure.id]
    months = tuple(event.month for event in behind for _ in range(event.times) if event.event == figure.event)
    if figure.role == "event" and tuple(sorted(months)) != tuple(sorted(figure.months)):
        figures.refuse(figure.id, "months", f"history_events.yaml does not hold '{figure.event}' in just these months")
    if behind and figure.role not in ("event", "input"):
        figures.refuse(figure.id, "role", f"role '{figure.role}', but a dated event names the figure")


def check_argument(actors: Shelf, mechanisms: Shelf, claims: Shelf) -> None:
    """A lever may not rest on a mechanism that is not modelled, and few things may be left out."""
    for claim in claims.values.values():
        claims.point(claim.id, "mechanisms", claim.mechanisms, mechanisms.values, "mechanism")
        for name in claim.mechanisms:
            behind = mechanisms.values.get(name)
            if behind and behind.not_modelled and not claim.not_modelled:
                claims.refuse(claim.id, "mechanisms", f"{name} is not modelled but stands behind a lever")
    shelves = (actors, mechanisms, claims)
    left_out = [(shelf, item.id) for shelf in shelves for item in shelf.values.values() if item.not_modelled]
    for shelf, name in left_out[MOST_NOT_MODELLED:]:
        shelf.refuse(name, "not_modelled", f"more than {MOST_NOT_MODELLED} things would be left out of the model")


def dated_events(evidence: str = "articles", folder: Path | None = None) -> tuple[tuple[int, str], ...]:
    """(month, event id) of everything imposed on history in one evidence set, in order of time; 2023-09 is month 0."""
    known_set(evidence)
    return tuple(
        (event.month, event.event)
        for event in load(folder).events
        for _ in range(event.times)
        if evidence in event.evidence
    )


def targets(evidence: str = "articles", folder: Path | None = None) -> tuple[Target, ...]:
    """The targets of one evidence set, in the order of the file."""
    known_set(evidence)
    return tuple(target for target in load(folder).targets.values() if evidence in target.evidence)


def known_set(evidence: str) -> None:
    """ValueError for an evidence set that does not exist."""
    if evidence not in EVIDENCE_SETS:
        raise ValueError(f"no such evidence set '{evidence}'{did_you_mean(evidence, EVIDENCE_SETS)}")
