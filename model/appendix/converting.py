"""Lines of Markdown that the analysis has written, as blocks of a document, every number a finding's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from model.appendix.document import Block, Bullets, Paragraph, Run, Subheading, Table
from model.appendix.trace import Ledger

SECTION_POINTER = re.compile(r" \(sections? [\d, and]+\)")
SINGLE = re.compile(r"(?<!\*)\*(?!\*)([^*]+)\*(?!\*)")
LETTERS_FREE = 7  # letters that every column may have before it takes room from others
MOST_LETTERS = 44
MOST_LINES = 7  # of a cell, before its column is made wider
ON_A_LINE = 118  # letters that all columns of a table have together, so that no word is wider than its column

Quote = Callable[[str, str], tuple[Run, ...]]


def tidy(text: str) -> str:
    """A sentence without marks of Markdown but "**", and without pointers to sections of another document."""
    text = SINGLE.sub(r"\1", text.replace("`", "").replace("\\|", "|"))
    return SECTION_POINTER.sub("", text)


def widths_of(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """How many letters wide each column is to be: its longest word fits, and what is left goes by its usual length."""
    columns = list(zip(head, *rows, strict=True))
    least = [max(LETTERS_FREE, longest_word(cells) + 1) for cells in columns]
    wanted = [max(low, wish(cells)) for low, cells in zip(least, columns, strict=True)]
    left, more = ON_A_LINE - sum(least), sum(wanted) - sum(least)
    given = min(1.0, max(0.0, left / more)) if more else 0.0
    return tuple(round(low + (wide - low) * given) for low, wide in zip(least, wanted, strict=True))


def wish(cells: Sequence[str]) -> int:
    """How wide a column is best: as its cells usually are, and so that its longest has few lines."""
    longest = max(len(cell) for cell in cells)
    return max(min(usual(cells), MOST_LETTERS), longest // MOST_LINES)


def longest_word(cells: Sequence[str]) -> int:
    """Letters of the longest word in a column."""
    return max((len(word) for cell in cells for word in cell.split()), default=0)


def usual(cells: Sequence[str]) -> int:
    """How long three cells of four are, at most."""
    return sorted(len(cell) for cell in cells)[len(cells) * 3 // 4]


def cells_of(line: str) -> list[str]:
    """The cells of one line of a table."""
    return [tidy(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def blocks_of(lines: Sequence[str], quote: Quote, formula: str, caption: str) -> tuple[Block, ...]:
    """Blocks from Markdown: headings of the third level, paragraphs, lists and tables.

    Parameters
    ----------
    lines : Markdown, as `model.analysis.findings` writes it; its heading of the second level is left out
    quote : turns a text and a formula into text and numbers
    formula : what made the lines
    caption : of its tables; the heading before a table stands before it
    """
    made: list[Block] = []
    title = caption
    for kind, group in groups(lines):
        if kind == "#":
            title = group[0].lstrip("# ")
            made.append(Subheading(quote(tidy(title), formula)))
        elif kind == "|":
            made.append(table_of(group, quote, formula, tidy(title)))
        elif kind == "*":
            made.append(Bullets(tuple(quote(tidy(line[2:]), formula) for line in group)))
        else:
            made.append(Paragraph(quote(tidy(" ".join(group)), formula)))
    return tuple(made)


def table_of(group: Sequence[str], quote: Quote, formula: str, caption: str) -> Table:
    """A table of Markdown as a table of the document."""
    head, _, *rows = map(cells_of, group)
    quoted = tuple(tuple(quote(cell, f"{formula}, row {place}") for cell in row) for place, row in enumerate(rows, 1))
    return Table(quote(caption, formula), tuple(quote(cell, formula) for cell in head), quoted, widths_of(head, rows))


def groups(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together: a heading, the lines of a table, of a list, or of a paragraph."""
    group: list[str] = []
    kind = ""
    for line in [*lines, ""]:
        if line.startswith("## ") or line.startswith("# "):
            continue
        own = line[:1] if line[:2] in ("* ",) or line[:1] in "#|" else "text"
        if group and (not line or own != kind or own == "#"):
            yield kind, group
            group = []
        if line:
            kind = own
            group.append(line)


def quoting(ledger: Ledger, evidence: str, worlds: int, **about: str) -> Quote:
    """A quote of one run."""
    return lambda text, formula: ledger.quoted(text, formula, evidence=evidence, worlds=worlds, **about)
