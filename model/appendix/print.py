"""The document as PDF, typeset by Typst: tagged, archival, charts as vectors, the trace attached."""

from __future__ import annotations

import re
from typing import Any

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
)
from model.appendix.embedding import MEDIA, NAME, trace_text
from model.appendix.house import ACCENT, MARGIN, NARROW, OWN, PICTURE, RULE, SHADE, TYPST_PAPERS
from model.appendix.html import ANALYST_SAID
from model.appendix.pictures import vector

LETTERS = "Libertinus Serif"  # comes with Typst, so that every machine sets the same pages
MONO = "DejaVu Sans Mono"
NO_DATE = 946684800  # 2000-01-01: a file does not tell when it was made
STANDARDS = ["a-3a", "ua-1"]  # for archives, and for those who listen
SIZE, TABLE_SIZE, SMALL_SIZE, SUMMARY_SIZE = 10, 8, 7, 8.5
TALL = 1500  # letters of a cell, from which on its row may be higher than a page
WHOLE_ROWS = "set table.cell(breakable: false); "
MANY = 6  # columns, from which on the letters of a table are small
FAMILY = re.compile(r'font-family="[^"]*"')


def pdf_file(appendix: Appendix) -> bytes:
    """The whole file; the same document gives the same bytes."""
    import typst

    writer = Writer(appendix)
    text = writer.page(appendix)
    sources = {"main.typ": text.encode(), NAME: trace_text(appendix.trace).encode(), **writer.pictures}
    return typst.compile(sources, ignore_system_fonts=True, timestamp=NO_DATE, pdf_standards=STANDARDS)


def string(text: str) -> str:
    """A text as a string of Typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def rules(appendix: Appendix) -> str:
    """The house style."""
    margin = NARROW if appendix.summary else MARGIN
    size = SUMMARY_SIZE if appendix.summary else SIZE
    leading = "0.5em" if appendix.summary else "0.62em"
    return f"""
#set document(title: {string(appendix.title)}, author: "Fulcrum", description: "Simulated worlds under stated assumptions; not a forecast", date: auto)
#set page(paper: "{TYPST_PAPERS[appendix.paper]}", margin: {margin}mm, footer: context [#set text(size: 8pt); #h(1fr) #{string(appendix.title)} · not a forecast · page #counter(page).display() of #counter(page).final().first() #h(1fr)])
#set text(font: ("{LETTERS}", "{MONO}"), size: {size}pt, lang: "en", region: "gb", hyphenate: false)
#set par(justify: false, leading: {leading}, spacing: 0.9em)
#show heading: set text(fill: rgb("{ACCENT}"))
#show heading: set block(above: 1.3em, below: 0.7em)
#show heading.where(level: 1): it => block(width: 100%, stroke: (bottom: 0.6pt + rgb("{RULE}")), inset: (bottom: 3pt), it.body)
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, align(left, text(size: 0.9em, it.body)))
#show figure.caption.where(kind: table): it => block(width: 100%, sticky: true, align(left, text(size: 0.9em, it.body)))
#show figure: set align(left)
#set table(stroke: (x, y) => (bottom: if y == 0 {{ 1pt + rgb("{ACCENT}") }} else {{ 0.4pt + rgb("{RULE}") }}), fill: (x, y) => if y == 0 {{ rgb("{SHADE}") }}, inset: (x: 3pt, y: 2.6pt))
#show table.cell.where(y: 0): strong
#set outline(depth: 1)
#set list(indent: 0.5em)
#let caveat(it) = block(width: 100%, fill: rgb("{SHADE}"), stroke: (left: 2.5pt + rgb("{ACCENT}")), inset: 6pt, it)
#let analyst(it) = block(width: 100%, fill: rgb("{OWN}"), stroke: 0.8pt + rgb("#A66A00"), inset: 8pt, it)
#let file(it) = block(width: 100%, fill: rgb("{SHADE}"), inset: 6pt, breakable: true, text(font: "{MONO}", size: 7pt, it))
#pdf.attach("{NAME}", read("{NAME}", encoding: none), relationship: "data", mime-type: "{MEDIA}", description: "Findings behind every number, for fulcrum verify")
"""  # noqa: E501


class Writer:
    """Writes blocks one after the other, counting tables and figures."""

    def __init__(self, appendix: Appendix) -> None:
        self.count = Counter()
        self.pictures: dict[str, bytes] = {}
        self.small = appendix.summary

    def page(self, appendix: Appendix) -> str:
        """The whole source."""
        title = f'#block(text(size: 1.9em, weight: "bold", fill: rgb("{ACCENT}"), {string(appendix.title)}))'
        parts = [rules(appendix), title, f"#text(size: 1.1em)[{self.inline(appendix.subtitle)}]", ""]
        if not appendix.summary:
            parts += ["#outline(title: [Contents])", "#pagebreak()"]
        for section in appendix.sections:
            label = heading_label(appendix, self.count)
            parts += [f"= #{string(f'{label} {section.title}'.strip())}", ""]
            parts += [f"{self.block(block)}\n" for block in section.blocks]
        return "\n".join(parts)

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Paragraph():
                inner = self.inline(block.runs)
                return f"#caveat[{inner}]" if block.caveat else inner
            case Subheading():
                return f"== {self.inline(block.runs)}"
            case Bullets():
                return "\n".join(f"- {self.inline(item)}" for item in block.items)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Verbatim():
                return f"#file[{' #linebreak() '.join(self.inline(line) for line in block.lines)}]"
            case Analyst():
                said = "\n\n".join(f"#{string(text)}" for text in block.paragraphs)
                return f"#analyst[#strong[#{string(ANALYST_SAID)}]\n\n{said}\n]"

    def table(self, table: Table) -> str:
        """A table under its caption, which may break across pages and repeats its head."""
        size = SMALL_SIZE if self.small or len(table.widths) > MANY else TABLE_SIZE
        label = f"#strong[Table {self.count.next('table')}.] {self.inline(table.caption)}"
        columns = ", ".join(f"{width}fr" for width in table.widths)
        align = ", ".join("right" if place in table.right else "left" for place in range(len(table.widths)))
        head = ", ".join(f"[{self.inline(cell)}]" for cell in table.head)
        rows = ",\n".join(", ".join(f"[{self.inline(cell)}]" for cell in row) for row in table.rows)
        whole = "" if any(len(words_of(cell)) > TALL for row in table.rows for cell in row) else WHOLE_ROWS
        made = f"{{ {whole}table(columns: ({columns},), align: ({align},), table.header({head}),\n{rows}) }}"
        return (
            f"#figure(kind: table, supplement: none, numbering: none, caption: [{label}], text(size: {size}pt, {made}))"
        )

    def figure(self, figure: Figure) -> str:
        """A figure as vectors, with the words read aloud in its place."""
        number = self.count.next("figure")
        name = f"figure-{number}.svg"
        self.pictures[name] = FAMILY.sub(f'font-family="{LETTERS}"', vector(figure.chart)).encode()
        spoken = words_of(figure.alternative)
        label = f"#strong[Figure {number}.] {self.inline(figure.caption)}"
        picture = f'image("{name}", width: {PICTURE:.0%}, alt: {string(spoken)})'
        return f"#figure(kind: image, supplement: none, numbering: none, caption: [{label}], {picture})"

    def inline(self, runs: Runs) -> str:
        """Text, numbers and notes of a line."""
        return "".join(self.run(run) for run in runs)

    def run(self, run: Any) -> str:
        """One run."""
        if isinstance(run, Note):
            return f"#footnote[{self.inline(run.runs)}]"
        text = f"#{string(run.text)}"
        return f"#strong[{text}]" if run.strong else f"#emph[{text}]" if run.emphasis else text
