"""Finds each figure's exact characters in the paragraph of the article that is said to hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from model.evidence.catalogue import load
from model.evidence.figures import Figure
from model.evidence.sources import Source
from model.strict_yaml import InputError, Problem


@dataclass(frozen=True)
class Missing:
    """A figure that was not found, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class Copy:
    """The copy of an article in a folder: its paragraphs (none where it is absent) and whether its hash is known."""

    document: str
    file: str
    paragraphs: tuple[str, ...]
    found: bool
    same: bool
    note: str


@dataclass(frozen=True)
class Verification:
    """Which figures stand where they are said to stand; `ok` if all do and both articles are unchanged."""

    found: tuple[str, ...]
    missing: tuple[Missing, ...]
    documents: tuple[Copy, ...]

    @property
    def ok(self) -> bool:
        """Every figure found, in the very documents that were read."""
        return not self.missing and all(document.same for document in self.documents)

    def as_json(self) -> dict:
        """The verification as plain values."""
        shown = ("document", "file", "found", "same", "note")
        return {
            "found": list(self.found),
            "missing": [{"id": missing.id, "reason": missing.reason} for missing in self.missing],
            "documents": [{name: getattr(copy, name) for name in shown} for copy in self.documents],
        }


def verify(articles_dir: str | Path, seeds_folder: Path | None = None) -> Verification:
    """Look for every figure of the seeds in a folder of articles, which are recognised by their file names.

    Raises
    ------
    InputError
        If there is no such folder.
    """
    folder = Path(articles_dir)
    if not folder.is_dir():
        raise InputError([Problem(str(articles_dir), 1, 1, "", "no such folder of articles")])
    evidence = load(seeds_folder)
    articles = [source for source in evidence.sources.values() if source.kind == "article"]
    copies = {source.document: copy_of(source, folder) for source in articles}
    reasons = {figure.id: reason_missing(figure, copies) for figure in evidence.figures.values()}
    return Verification(
        found=tuple(name for name, reason in reasons.items() if reason is None),
        missing=tuple(Missing(name, reason) for name, reason in reasons.items() if reason is not None),
        documents=tuple(copies.values()),
    )


def copy_of(source: Source, folder: Path) -> Copy:
    """The article as it lies in the folder."""
    try:
        content = (folder / source.file).read_bytes()
    except OSError as error:
        return Copy(source.document, source.file, (), False, False, f"cannot be read: {error.strerror}")
    same = sha256(content).hexdigest() == source.sha256
    note = "the document that was read" if same else "not the document that was read: its content hash differs"
    return Copy(source.document, source.file, paragraphs_of(content), True, same, note)


def paragraphs_of(content: bytes) -> tuple[str, ...]:
    """The non-empty lines, each run of white space (no-break spaces too) as one space."""
    lines = content.decode("utf-8", errors="replace").removeprefix("\ufeff").split("\n")
    return tuple(" ".join(line.split()) for line in lines if line.strip())


def reason_missing(figure: Figure, copies: Mapping[str, Copy]) -> str | None:
    """Why a figure's tokens are not all in its paragraphs, or None where they are."""
    copy = copies.get(figure.document)
    if copy is None or not copy.found:
        return f"document {figure.document} is not in the folder" + (f" ({copy.file})" if copy else "")
    for number in figure.paragraphs:
        if number > len(copy.paragraphs):
            return f"{figure.document}.P{number}: the document has {len(copy.paragraphs)} paragraphs"
        for token in figure.tokens:
            times = len(re.findall(whole(token), copy.paragraphs[number - 1]))
            if times != 1:
                where = f"{figure.document}.P{number}"
                return (
                    f"{where}: '{token}' stands {times} times, once was expected"
                    if times
                    else (f"{where}: '{token}' is not in the paragraph")
                )
    return None


def whole(token: str) -> str:
    """A pattern for the token where it is no part of a longer word or number."""
    return rf"(?<![\w])(?<!\d[.,]){re.escape(' '.join(token.split()))}(?![\w])(?![.,]\d)"
