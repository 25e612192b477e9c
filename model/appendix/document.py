"""The document itself, whatever file it becomes: sections of paragraphs, tables and figures, of text and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from model.charts import Chart

BETWEEN_CELLS = " | "


@dataclass(frozen=True)
class Plain:
    """Words without a number."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Number:
    """One numeric token, and which field of which finding it shows."""

    text: str
    finding: str
    field: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Note:
    """A footnote, where its mark stands."""

    runs: tuple[Plain | Number, ...]


Run = Plain | Number | Note
Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a caveat stands apart from the text."""

    runs: Runs
    caveat: bool = False


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    runs: Runs


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption: `widths` are parts of the page's width, columns in `right` stand to the right."""

    caption: Runs
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    right: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("rows: a table has some")
        if {len(row) for row in (self.head, *self.rows)} != {len(self.widths)}:
            raise ValueError("rows: as many cells as widths")


@dataclass(frozen=True)
class Figure:
    """A chart with a caption and the words that are read aloud in its place."""

    caption: Runs
    alternative: Runs
    chart: Chart


@dataclass(frozen=True)
class Verbatim:
    """Lines that stand as they were written, such as a scenario file."""

    lines: tuple[Runs, ...]


@dataclass(frozen=True)
class Analyst:
    """Paragraphs that the analyst typed: marked as theirs, and never checked."""

    paragraphs: tuple[str, ...]


Block = Paragraph | Subheading | Bullets | Table | Figure | Verbatim | Analyst


@dataclass(frozen=True)
class Section:
    """A section: its id, its title and its blocks."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Appendix:
    """A whole document.

    `trace` holds what it was made from as plain values; a `summary` is one page without contents and numbering.
    """

    title: str
    subtitle: Runs
    sections: tuple[Section, ...]
    trace: Mapping[str, Any]
    paper: str = "a4"
    summary: bool = False

    @property
    def words(self) -> int:
        """How many words a reader reads, tables and notes included."""
        return sum(len(line.text.split()) for line in lines_of(self))


@dataclass(frozen=True)
class Line:
    """One line of a document as it is read: its kind, what stands before its runs (as "Table 3."), and its runs."""

    kind: str
    runs: tuple[Plain | Number, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """The line with single spaces between words."""
        return plain_line(f"{self.label} {''.join(run.text for run in self.runs)}")

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, from left to right."""
        return tuple(run for run in self.runs if isinstance(run, Number))


@dataclass
class Counter:
    """Numbers of headings, tables, figures and notes, given out in the order of reading."""

    section: int = 0
    table: int = 0
    figure: int = 0
    note: int = 0
    notes: list[Note] = field(default_factory=list)

    def next(self, kind: str) -> int:
        """The next number of a kind."""
        setattr(self, kind, getattr(self, kind) + 1)
        return getattr(self, kind)


def plain_line(text: str) -> str:
    """A line with single ordinary spaces between its words."""
    return " ".join(text.split())


def heading_label(appendix: Appendix, count: Counter) -> str:
    """What stands before a section's title."""
    return "" if appendix.summary else f"{count.next('section')}"


def flat(runs: Runs) -> tuple[Plain | Number, ...]:
    """The runs without notes."""
    return tuple(run for run in runs if not isinstance(run, Note))


def words_of(runs: Runs) -> str:
    """The text of a line without its notes, such as the words read aloud in the place of a figure."""
    return "".join(run.text for run in flat(runs))


def joined(cells: tuple[Runs, ...]) -> tuple[Plain | Number, ...]:
    """The cells of a row as one line."""
    made: list[Plain | Number] = []
    for place, cell in enumerate(cells):
        made += [Plain(BETWEEN_CELLS)] * bool(place) + list(flat(cell))
    return tuple(made)


def lines_of(appendix: Appendix) -> list[Line]:
    """Every line in the order of reading, the analyst's left out, footnotes at the end."""
    count = Counter()
    lines = [Line("title", (Plain(appendix.title),)), Line("subtitle", flat(appendix.subtitle))]
    for section in appendix.sections:
        lines.append(Line("heading", (Plain(section.title),), heading_label(appendix, count)))
        for block in section.blocks:
            lines += block_lines(block, count)
    found = [note for runs in every_runs(appendix) for note in runs if isinstance(note, Note)]
    lines += [Line("note", note.runs) for note in found]
    return [line for line in lines if line.text]


def block_lines(block: Block, count: Counter) -> Iterator[Line]:
    """The lines of one block."""
    match block:
        case Paragraph() | Subheading():
            yield Line("text", flat(block.runs))
        case Bullets():
            yield from (Line("text", flat(item)) for item in block.items)
        case Table():
            yield Line("caption", flat(block.caption), f"Table {count.next('table')}.")
            yield from (Line("row", joined(row)) for row in (block.head, *block.rows))
        case Figure():
            yield Line("caption", flat(block.caption), f"Figure {count.next('figure')}.")
        case Verbatim():
            yield from (Line("text", flat(line)) for line in block.lines)


def every_runs(appendix: Appendix) -> Iterator[Runs]:
    """Every group of runs in the order of reading, alternative texts included."""
    yield appendix.subtitle
    for section in appendix.sections:
        for block in section.blocks:
            yield from runs_of(block)


def runs_of(block: Block) -> Iterator[Runs]:
    """The groups of runs of one block."""
    match block:
        case Paragraph() | Subheading():
            yield block.runs
        case Bullets():
            yield from block.items
        case Table():
            yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row))
        case Figure():
            yield from (block.caption, block.alternative)
        case Verbatim():
            yield from block.lines
