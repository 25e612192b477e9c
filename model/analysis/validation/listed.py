"""Lists of entries in a file of seeds: each built, with everything that is wrong named by file, line and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from model.evidence.entry import Entry
from model.strict_yaml import InputError, Problem, read


def listed(file: Path, section: str, kind: type, faults: Callable[[Entry, Any], Iterable[Problem]]) -> tuple[Any, ...]:
    """The entries of a file as frozen values of one kind, each with an id of its own.

    Parameters
    ----------
    file : whose one section is the list
    section : its key
    kind : a frozen dataclass with an id
    faults : what else is wrong with an entry that could be built

    Raises
    ------
    InputError
        Naming file, line and key of everything that cannot be taken.
    """
    document = read(file)
    items = document.data.get(section) if isinstance(document.data, dict) else None
    if not isinstance(items, list) or not items:
        raise InputError([document.problem((), f"a list '{section}' is expected")])
    found: list[Any] = []
    problems: list[Problem] = []
    for place, item in enumerate(items):
        entry = Entry(document, (section, place), item)
        try:
            one = entry.built(kind)
        except InputError as error:
            problems += error.problems
            continue
        problems += faults(entry, one)
        if one.id in {other.id for other in found}:
            problems.append(document.problem(entry.path, f"'{one.id}' is given twice"))
        found.append(one)
    if problems:
        raise InputError(problems)
    return tuple(found)
