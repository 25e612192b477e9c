"""The machine-readable part of a document: its trace as text, and how it is found again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NAME = "fulcrum-trace.json"
MEDIA = "application/json"
NAMESPACE = "urn:fulcrum:trace:1"
SCRIPT_ID = "fulcrum-trace"
OPENING, CLOSING = "<!-- fulcrum-trace ", " -->"


class NoTrace(ValueError):
    """A document carries no trace, or one that cannot be read."""


ABSENT = ""  # in place of the fingerprint of a picture whose file is not there


@dataclass(frozen=True)
class Shown:
    """A picture as it was found: the words read aloud in its place, and a fingerprint of its content, or ABSENT."""

    words: str
    content: str


@dataclass(frozen=True)
class Document:
    """A document as it was found.

    Parameters
    ----------
    lines, trace : what is read by people and by machines
    paged : whether its lines are those of pages, broken to fit
    kind : the format, as "docx"
    pictures : in the order of reading, of a PDF the pages; None if they were not looked at
    """

    lines: tuple[str, ...]
    trace: Mapping[str, Any]
    paged: bool = False
    kind: str = ""
    pictures: tuple[Shown, ...] | None = None


def trace_text(trace: Mapping[str, Any]) -> str:
    """A trace as one line of JSON that neither ends a comment nor a script: no "<", no ">", no "--"."""
    text = json.dumps(trace, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text.replace("--", "-\\u002d")


def read_trace(text: str) -> dict[str, Any]:
    """The trace of its text.

    Raises
    ------
    NoTrace
        If it is none.
    """
    try:
        trace = json.loads(text)
        if trace["format"] != 1 or not isinstance(trace["findings"], list):
            raise ValueError("of another version")
    except (ValueError, KeyError, TypeError) as error:
        raise NoTrace(f"the machine-readable part cannot be read: {error}") from None
    return trace
