"""The document as Markdown, its figures as SVG files beside it and its trace in a comment at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.appendix.document import (
    Analyst,
    Appendix,
    Block,
    Bullets,
    Counter,
    Figure,
    Note,
    Paragraph,
    Runs,
    Subheading,
    Table,
    Verbatim,
    heading_label,
    words_of,
)  # fmt: skip
from model.appendix.embedding import CLOSING, OPENING, trace_text
from model.appendix.pictures import vector

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
ANALYST_OPENS, ANALYST_CLOSES = "<!-- analyst -->", "<!-- /analyst -->"
ANALYST_SAID = "*The analyst's own words; the program has not checked them.*"


def markdown_files(appendix: Appendix, stem: str) -> dict[str, bytes]:
    """The Markdown file and its figures, by path."""
    writer = Writer(stem)
    lines = writer.page(appendix)
    text = "\n".join(lines).strip("\n") + "\n"
    return {f"{stem}.md": text.encode(), **writer.figures}


class Writer:
    """Writes blocks one after the other, counting tables, figures and notes."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.count = Counter()
        self.figures: dict[str, bytes] = {}

    def page(self, appendix: Appendix) -> list[str]:
        """All lines of the file."""
        lines = [f"# {escaped(appendix.title)}", "", self.inline(appendix.subtitle), ""]
        for section in appendix.sections:
            label = heading_label(appendix, self.count)
            lines += [f"## {label} {escaped(section.title)}".replace("##  ", "## "), ""]
            for block in section.blocks:
                lines += [*self.block(block), ""]
        lines += [f"[^{n}]: {self.inline(note.runs)}" for n, note in enumerate(self.count.notes, 1)]
        return [*lines, "", f"{OPENING}{trace_text(appendix.trace)}{CLOSING}"]

    def block(self, block: Block) -> list[str]:
        """One block."""
        match block:
            case Paragraph():
                return [f"> {self.inline(block.runs)}" if block.caveat else self.inline(block.runs)]
            case Subheading():
                return [f"### {self.inline(block.runs)}"]
            case Bullets():
                return [f"* {self.inline(item)}" for item in block.items]
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Verbatim():
                return ["```yaml", *(words_of(line) for line in block.lines), "```"]
            case Analyst():
                return analyst_lines(block.paragraphs)

    def table(self, table: Table) -> list[str]:
        """A table under its caption."""
        label = f"**Table {self.count.next('table')}.** "
        dashes = [f"{'-' * max(3, width)}{':' if place in table.right else ''}" for place, width in enumerate(table.widths)]  # fmt: skip  # noqa: E501
        rows = [f"| {' | '.join(self.inline(cell) for cell in row)} |" for row in (table.head, *table.rows)]
        return [label + self.inline(table.caption), "", rows[0], f"|{'|'.join(dashes)}|", *rows[1:]]

    def figure(self, figure: Figure) -> list[str]:
        """A figure as a file, its alternative text, and its caption."""
        number = self.count.next("figure")
        path = f"{self.stem}-figures/figure-{number}.svg"
        self.figures[path] = vector(figure.chart).encode()
        alternative = escaped(words_of(figure.alternative))
        return [f"![{alternative}]({path})", "", f"**Figure {number}.** {self.inline(figure.caption)}"]

    def inline(self, runs: Runs) -> str:
        """Text and numbers of a line."""
        said = []
        for run in runs:
            if isinstance(run, Note):
                self.count.notes.append(run)
                said.append(f"[^{len(self.count.notes)}]")
            else:
                mark = "**" if run.strong else "*" if run.emphasis else ""
                said.append((run.strong, mark, escaped(run.text)))
        return joined(said)


def joined(said: Sequence[str | tuple[bool, str, str]]) -> str:
    """Stretches of equal strength between one pair of marks, blanks outside of them."""
    out, mark = "", ""
    for part in said:
        own, text = ("", part) if isinstance(part, str) else (part[1], part[2])
        if own != mark:
            out = closed(out, mark) + own
            mark = own
            if own:
                lead = len(text) - len(text.lstrip())
                out = out[: len(out) - len(own)] + text[:lead] + own
                text = text[lead:]
        out += text
    return closed(out, mark)


def closed(out: str, mark: str) -> str:
    """A line with its open mark closed, before blanks at its end."""
    if not mark:
        return out
    kept = out.rstrip()
    return f"{kept}{mark}{out[len(kept) :]}"


def escaped(text: str) -> str:
    """A text in which nothing is a mark of Markdown."""
    return SPECIAL.sub(r"\\\1", text)


def analyst_lines(paragraphs: Sequence[str]) -> list[str]:
    """The analyst's paragraphs between two marks."""
    quoted = [line for text in paragraphs for line in ("> " + escaped(" ".join(text.split())), ">")]
    return [ANALYST_OPENS, f"> {ANALYST_SAID}", ">", *quoted[:-1], ANALYST_CLOSES]
