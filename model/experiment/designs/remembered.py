"""Answers that took long, kept by the content of all that made them, so that the same question is answered at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from model.experiment.blocks import source_hash, sources
from model.experiment.scenario import digest
from model.experiment.store import write_atomically

FOLDER = Path("runs")
ABSENT = object()


def remembered(kind: str, asked: Any, answer: Callable[[], Any]) -> Any:
    """What was answered to the same question before, or the answer now, which is kept.

    Parameters
    ----------
    kind : str
        Which kind of answer; a folder in runs/.
    asked : plain values
        Everything that decides the answer besides the code.
    answer : callable
        Gives plain values without NaN; called only if nothing is kept. What it raises is raised, and nothing is kept.
    """
    found = recalled(kind, asked, ABSENT)
    if found is not ABSENT:
        return found
    path, made = path_of(kind, asked), answer()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(made, allow_nan=False).encode())
    return made


def recalled(kind: str, asked: Any, absent: Any = None) -> Any:
    """What was answered to the same question before, or `absent`."""
    path = path_of(kind, asked)
    if path.is_file():
        with suppress(ValueError):  # half a file of another program; it is made again
            return json.loads(path.read_text(encoding="utf-8"))
    return absent


def path_of(kind: str, asked: Any) -> Path:
    """Where an answer is kept."""
    return FOLDER / kind / f"{digest([asked, source_hash(), asking_hash()])[:24]}.json"


@cache
def asking_hash() -> str:
    """Fingerprint of the code that asks: experiments and analysis."""
    root = Path(__file__).resolve().parents[2]
    total = sha256()
    for stage in ("experiment", "analysis"):
        for path in sources(root / stage):
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
