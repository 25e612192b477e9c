"""Markdown of plain parts: tables, lists, and words where there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], nothing: str = "None.") -> list[str]:
    """A table, or the word that there is nothing in it; an empty line stands before and behind it.

    Example
    -------
    >>> table(["a", "b"], [["1", "2|3"]])
    ['', '| a | b |', '|---|---|', '| 1 | 2\\\\|3 |', '']
    """
    if not rows:
        return ["", nothing, ""]
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return ["", lines[0], f"|{'---|' * len(head)}", *lines[1:], ""]


def bullets(items: Sequence[str], nothing: str = "None.") -> list[str]:
    """A list, or the word that it is empty; an empty line stands before and behind it."""
    return ["", *(f"* {item}" for item in items), ""] if items else ["", nothing, ""]


def paragraph(*sentences: str) -> list[str]:
    """Sentences as one paragraph, with an empty line behind it; nothing where there is no sentence."""
    said = " ".join(sentence for sentence in sentences if sentence)
    return [said, ""] if said else []


def heading(level: int, title: str) -> list[str]:
    """A heading with an empty line behind it."""
    return [f"{'#' * level} {title}", ""]


def listed(names: Sequence[str], nothing: str = "none") -> str:
    """Names with commas and an "and"."""
    if not names:
        return nothing
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def page(lines: Sequence[str]) -> str:
    """Lines as a text that ends with one newline and holds no two empty lines in a row."""
    kept = [line for before, line in zip(("", *lines), lines, strict=False) if line or before]
    return "\n".join(kept).strip("\n") + "\n"
