"""Kept histories as a file: what a search has found, sealed with a SHA-256, so that a damaged list is never used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from model.experiment.pasts.conditioning import Chunk
from model.experiment.scenario import digest
from model.experiment.store import Damaged, write_atomically

SEAL = "sha256"


@dataclass(frozen=True)
class Kept:
    """What a search has found: of the prior worlds 0 … tried − 1, those that are kept, in order.

    `dropped` counts, for each target, the worlds it was the first to drop.
    """

    question: str
    source: str
    tried: int
    numbers: tuple[int, ...]
    dropped: Mapping[str, int]

    def grown(self, chunk: Chunk) -> Kept:
        """With the next chunk of prior worlds added."""
        if chunk.first != self.tried:
            raise ValueError(f"worlds {self.tried:,} to {chunk.first:,} were not tried")
        dropped = {name: self.dropped.get(name, 0) + count for name, count in chunk.dropped.items()}
        numbers = (*self.numbers, *chunk.kept.tolist())
        return Kept(self.question, self.source, chunk.last, numbers, dropped)

    @property
    def one_in(self) -> float:
        """How many prior worlds stand behind a kept one; infinite if none is kept."""
        return self.tried / len(self.numbers) if self.numbers else float("inf")

    @property
    def text(self) -> str:
        """It as a file, with the SHA-256 of its content at the end."""
        facts = {**asdict(self), "numbers": list(self.numbers), "dropped": dict(self.dropped)}
        return json.dumps({**facts, SEAL: digest(facts)}, indent=1) + "\n"

    def write(self, path: Path) -> None:
        """Put it into a file, sealed, whole or not at all."""
        write_atomically(path, self.text.encode())


def read_kept(path: Path, question: str | None = None) -> Kept:
    """Kept histories from a file.

    Parameters
    ----------
    path : Path
    question : str, optional
        The question that the list should answer.

    Raises
    ------
    Damaged
        If the file cannot be read, a single character is not as it was written, or it answers another question.
    """
    try:
        text = path.read_bytes().replace(b"\r\n", b"\n").decode()  # a checkout on Windows may end lines otherwise
    except OSError as error:
        raise Damaged(f"{path}: cannot be read: {error.strerror or error}") from None
    except ValueError:
        text = ""
    kept = unsealed(text)
    if kept is None or kept.text != text:
        raise Damaged(f"{path}: the list of kept histories is damaged: its content does not have its SHA-256")
    if question not in (None, kept.question):
        raise Damaged(f"{path}: the list of kept histories answers another question than this scenario's")
    return kept


def unsealed(text: str) -> Kept | None:
    """What a file says, whether or not its seal holds; None if it says nothing that can be understood."""
    try:
        facts = {key: value for key, value in json.loads(text).items() if key != SEAL}
        kept = Kept(**{**facts, "numbers": tuple(facts["numbers"])})
        return kept if kept.text else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
