"""Reads YAML so that a file says exactly what it looks like, and refuses what could surprise or harm.

The core schema of YAML 1.2 (§10.3.2): NO is text, 12:30 is text, 010 is ten, 1e-3 is a number. Keys are always text.
Refused, each with its line and column: repeated keys, tags, anchors and aliases, numbers that are not finite, several
documents, nesting deeper than 20, more than 1 MB, text that is not UTF-8.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import yaml

LIMIT = 1_000_000
DEEPEST = 20
LONGEST_WHOLE_NUMBER = 18
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULL = re.compile(r"~|null|Null|NULL|")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
WHOLE = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file: where (line and column from 1, path like options[2].levers.air_patrol) and what."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        return where + (f"{self.path}: {self.message}" if self.path else self.message)


class InputError(Exception):
    """What a person gave cannot be used; every problem found, one line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(frozen=True)
class Document:
    """What one file says (dicts, lists, text, numbers, booleans, None), and where it says it."""

    file: str
    data: dict | list
    marks: dict[tuple, tuple[int, int]] = field(repr=False)

    def mark(self, path: tuple = ()) -> tuple[int, int]:
        """Line and column, from 1, of the key or list item at a path; of what encloses it where it is absent."""
        path = tuple(path)
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks[path]

    def problem(self, path: tuple, message: str) -> Problem:
        """A problem at a path of this document, such as ("options", 2, "levers")."""
        return Problem(self.file, *self.mark(path), path_text(path), message)


def path_text(path: tuple) -> str:
    """The path as people write it: ("options", 2, "levers") is options[2].levers."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def did_you_mean(name: object, valid: Iterable[str]) -> str:
    """The end of a message, "; did you mean 'x'?", or nothing where no valid name is near."""
    near = get_close_matches(str(name), list(valid), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def seeds() -> Path:
    """The folder of what every run starts from: of this checkout, or inside an installed package."""
    return _folder("seeds")


def scenarios() -> Path:
    """The folder of the shipped scenarios: of this checkout, or inside an installed package."""
    return _folder("scenarios")


def _folder(name: str) -> Path:
    installed = Path(str(files("model"))) / "_data" / name
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / name


def read(path: str | Path, *, limit: int = LIMIT) -> Document:
    """Read one file of at most `limit` bytes; InputError where it is missing, too big, not text or not strict YAML."""
    name = str(path)
    try:
        with open(path, "rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise _refusal(name, 1, 1, f"cannot be read: {error.strerror or error}") from None
    if len(content) > limit:
        raise _refusal(name, 1, 1, f"larger than {limit:,} bytes, the most that is read")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise _refusal(name, *_place(before, len(before)), "not UTF-8 text; is it a binary file?") from None
    return read_text(text, name, limit=limit)


def read_text(text: str, name: str = "<text>", *, limit: int = LIMIT) -> Document:
    """Read text under a file's name, with the same rules as `read`."""
    if len(text) > limit:
        raise _refusal(name, 1, 1, f"larger than {limit:,} characters, the most that is read")
    text = text.removeprefix("\ufeff")
    if strange := UNPRINTABLE.search(text):
        message = f"the character U+{ord(strange.group()):04X} is not text; is it a binary file?"
        raise _refusal(name, *_place(text, strange.start()), message)
    try:
        return _Reading(text, name).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.problem, error.context) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refusal(name, line, column, f"not valid YAML: {said}") from None


def _refusal(file: str, line: int, column: int, message: str, path: tuple = ()) -> InputError:
    return InputError([Problem(file, line, column, path_text(path), message)])


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


class _Reading:
    """One pass over the parser's events, which builds plain values and notes where each one stands."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=LOADER))
        self.marks: dict[tuple, tuple[int, int]] = {}

    def document(self) -> Document:
        """The one document of the text."""
        next(self.events)
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            raise self.refuse(first, (), "the file is empty; a mapping or a list is expected")
        root = next(self.events)
        self.note(root, ())
        data = self.value(root, ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refuse(after, (), "a second document in one file; one is expected")
        if not isinstance(data, (dict, list)):
            raise self.refuse(root, (), "a mapping or a list is expected, not a single value")
        return Document(self.name, data, self.marks)

    def value(self, event: yaml.Event, path: tuple) -> object:
        """The plain value that begins with an event."""
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self.refuse(event, path, "anchors and aliases are not read; write the value out")
        if event.tag is not None:
            raise self.refuse(event, path, f"the tag {event.tag} is not read; write a plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if len(path) >= DEEPEST:
            raise self.refuse(event, path[:2], f"nested deeper than {DEEPEST} levels")
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def mapping(self, path: tuple) -> dict:
        """The entries up to the end of a mapping, with the place of each key."""
        entries: dict[str, object] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self.refuse(key, path, "a key is one word or text")
            self.value(key, path)
            here = (*path, key.value)
            if key.value in entries:
                line = self.marks[here][0]
                raise self.refuse(key, here, f"the key is given twice; line {line} has it already")
            self.note(key, here)
            entries[key.value] = self.value(next(self.events), here)
        return entries

    def sequence(self, path: tuple) -> list:
        """The items up to the end of a list, with the place of each."""
        items: list[object] = []
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.note(item, here)
            items.append(self.value(item, here))
        return items

    def scalar(self, event: yaml.ScalarEvent, path: tuple) -> object:
        """One value of the core schema; quoted text is always text."""
        text = event.value
        if not event.implicit[0]:
            return text
        if NULL.fullmatch(text):
            return None
        if TRUE.fullmatch(text) or FALSE.fullmatch(text):
            return text.lower() == "true"
        return self.number(event, path)

    def number(self, event: yaml.ScalarEvent, path: tuple) -> int | float | str:
        """A number where the text looks like one, otherwise the text."""
        text = event.value
        for pattern, base in ((WHOLE, 10), (OCTAL, 8), (HEXADECIMAL, 16)):
            if pattern.fullmatch(text):
                if len(text) > LONGEST_WHOLE_NUMBER:
                    raise self.refuse(event, path, f"a whole number of more than {LONGEST_WHOLE_NUMBER} characters")
                return int(text, base)
        if NOT_FINITE.fullmatch(text) or (NUMBER.fullmatch(text) and not math.isfinite(float(text))):
            raise self.refuse(event, path, f"{text} is not a finite number")
        return float(text) if NUMBER.fullmatch(text) else text

    def note(self, event: yaml.Event, path: tuple) -> None:
        """Remember where a path stands."""
        self.marks[path] = (event.start_mark.line + 1, event.start_mark.column + 1)

    def refuse(self, event: yaml.Event, path: tuple, message: str) -> InputError:
        """The error to raise at an event."""
        mark = event.start_mark
        return _refusal(self.name, mark.line + 1, mark.column + 1, message, path)
