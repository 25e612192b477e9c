"""The document as one HTML file: its figures inside as SVG, its trace in a script element that runs nothing."""

from __future__ import annotations

from html import escape

from model.appendix.document import (
    Analyst,
    Appendix,
    Block,
    Bullets,
    Counter,
    Figure,
    Note,
    Number,
    Paragraph,
    Runs,
    Section,
    Subheading,
    Table,
    Verbatim,
    heading_label,
    words_of,
)  # fmt: skip
from model.appendix.embedding import MEDIA, SCRIPT_ID, trace_text
from model.appendix.house import css
from model.appendix.pictures import vector

ANALYST_SAID = "The analyst's own words; the program has not checked them."


def html_file(appendix: Appendix) -> str:
    """The whole page, without a reference to anything outside it."""
    writer = Writer()
    sections = [writer.section(section, heading_label(appendix, writer.count)) for section in appendix.sections]
    title = escape(appendix.title)
    trace = f'<script type="{MEDIA}" id="{SCRIPT_ID}">{trace_text(appendix.trace)}</script>'
    body = [
        f'<header><h1>{title}</h1><p class="subtitle">{writer.inline(appendix.subtitle)}</p></header>',
        "" if appendix.summary else contents(writer.titles),
        "<main>", *sections, writer.notes(), "</main>", trace,
    ]  # fmt: skip
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{css(appendix.paper, appendix.title)}</style>'  # noqa: E501
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{chr(10).join(body)}\n</body></html>\n'


def contents(titles: list[tuple[str, str, str]]) -> str:
    """The table of contents, each entry a link."""
    rows = "".join(f'<li><a href="#{name}">{label} {escape(title)}</a></li>' for name, label, title in titles)
    return f'<nav aria-label="Contents"><h2 class="plain">Contents</h2><ol class="contents">{rows}</ol></nav>'


class Writer:
    """Writes sections one after the other, counting tables, figures and notes."""

    def __init__(self) -> None:
        self.count = Counter()
        self.titles: list[tuple[str, str, str]] = []

    def section(self, section: Section, label: str) -> str:
        """One section with its heading."""
        self.titles.append((section.id, label, section.title))
        heading = f'<h2 id="{section.id}">{label} {escape(section.title)}</h2>'
        return f"<section>\n{heading}\n{chr(10).join(self.block(block) for block in section.blocks)}\n</section>"

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Paragraph():
                return f"<p{' class=caveat' if block.caveat else ''}>{self.inline(block.runs)}</p>"
            case Subheading():
                return f"<h3>{self.inline(block.runs)}</h3>"
            case Bullets():
                return f"<ul>{''.join(f'<li>{self.inline(item)}</li>' for item in block.items)}</ul>"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Verbatim():
                lines = "\n".join(f"<code>{self.inline(line)}</code>" for line in block.lines)
                return f'<pre class="file">{lines}</pre>'
            case Analyst():
                said = "".join(f"<p>{escape(text)}</p>" for text in block.paragraphs)
                return f'<aside class="analyst" aria-label="{ANALYST_SAID}"><p class="whose">{ANALYST_SAID}</p>{said}</aside>'  # noqa: E501

    def table(self, table: Table) -> str:
        """A table with its caption, as wide as its columns ask for."""
        label = f"<b>Table {self.count.next('table')}.</b> {self.inline(table.caption)}"
        columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.1f}%">' for width in table.widths)
        head = self.cells(table, table.head, 'th scope="col"')
        rows = "\n".join(f"<tr>{self.cells(table, row)}</tr>" for row in table.rows)
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="Table {self.count.table}"><table>'
            f"<caption>{label}</caption><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>\n"
            f"<tbody>{rows}</tbody></table></div>"
        )

    def cells(self, table: Table, row: tuple[Runs, ...], tag: str = "td") -> str:
        """The cells of a row, or of the head."""
        right = [" class=right" if place in table.right else "" for place in range(len(row))]
        inner = zip(right, map(self.inline, row), strict=True)
        return "".join(f"<{tag}{kind}>{text}</{tag.split()[0]}>" for kind, text in inner)

    def figure(self, figure: Figure) -> str:
        """A figure with what is read aloud in its place."""
        number = self.count.next("figure")
        spoken = escape(words_of(figure.alternative), quote=True)
        drawn = vector(figure.chart)
        drawn = drawn[drawn.index("<svg") :]
        caption = f"<figcaption><b>Figure {number}.</b> {self.inline(figure.caption)}</figcaption>"
        return f'<figure><div role="img" aria-label="{spoken}">{drawn}</div>{caption}</figure>'

    def inline(self, runs: Runs) -> str:
        """Text and numbers of a line; each number knows its finding."""
        return "".join(self.run(run) for run in runs)

    def run(self, run: object) -> str:
        """Text, a number, or the mark of a note."""
        if isinstance(run, Note):
            self.count.notes.append(run)
            n = len(self.count.notes)
            return f'<sup class="mark"><a href="#note-{n}" id="mark-{n}">{n}</a></sup>'
        text = escape(run.text)
        if isinstance(run, Number):
            text = f'<span data-finding="{run.finding}" data-field="{escape(run.field, quote=True)}">{text}</span>'
        return f"<strong>{text}</strong>" if run.strong else f"<em>{text}</em>" if run.emphasis else text

    def notes(self) -> str:
        """The notes at the end, each with a way back."""
        if not self.count.notes:
            return ""
        rows = "".join(
            f'<li id="note-{n}"><p>{self.inline(note.runs)}</p><a class="back" href="#mark-{n}" aria-label="Back">↩</a></li>'  # noqa: E501
            for n, note in enumerate(self.count.notes, 1)
        )
        return f'<section class="notes" aria-label="Notes"><ol>{rows}</ol></section>'
