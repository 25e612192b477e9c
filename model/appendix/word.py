"""The document as DOCX: real headings, tables whose heads repeat, numbered captions, footnotes, filled contents."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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
    Section,
    Subheading,
    Table,
    Verbatim,
    heading_label,
    words_of,
)
from model.appendix.house import PICTURE
from model.appendix.html import ANALYST_SAID
from model.appendix.pictures import pixels
from model.appendix.word_parts import add_footnotes, add_trace, dressed, text_width

MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold: no file tells when it was made
MANY = 6  # columns, from which on the letters of a table are small
TWIPS_OF_MM = 56.7


def docx_file(appendix: Appendix) -> bytes:
    """The whole file; the same document gives the same bytes."""
    file = dressed(appendix)
    writer = Writer(file, text_width(appendix))
    writer.page(appendix)
    add_footnotes(file, [writer.runs(note.runs) for note in writer.count.notes])
    add_trace(file, appendix.trace)
    held = BytesIO()
    file.save(held)
    return undated(held.getvalue())


def undated(content: bytes) -> bytes:
    """The same package with every entry of the same date, in the order of their names."""
    held = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(held, "w", ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, LONG_AGO)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            after.writestr(entry, before.read(name))
    return held.getvalue()


class Writer:
    """Writes blocks one after the other into the body of a file, counting tables, figures and notes."""

    def __init__(self, file: Any, width: float) -> None:
        self.file = file
        self.width = width
        self.count = Counter()
        self.end = file.element.body.sectPr

    def put(self, xml: str) -> Any:
        """Add one element of the body, as XML, behind those before it."""
        from docx.oxml import parse_xml

        element = parse_xml(xml.replace(">", f" {MAIN}>", 1))
        self.end.addprevious(element)
        return element

    def paragraph(self, inner: str, style: str, more: str = "") -> Any:
        """Add a paragraph of a style."""
        return self.put(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>')

    def page(self, appendix: Appendix) -> None:
        """Title, contents and sections."""
        self.paragraph(self.text(appendix.title), "Title")
        self.paragraph(self.runs(appendix.subtitle), "Subtitle")
        labels = [heading_label(appendix, self.count) for _ in appendix.sections]
        if not appendix.summary:
            self.contents([(s, f"{label} {s.title}") for label, s in zip(labels, appendix.sections, strict=True)])
        for place, (label, section) in enumerate(zip(labels, appendix.sections, strict=True)):
            title = f"{label} {section.title}".strip()
            mark = f'<w:bookmarkStart w:id="{place}" w:name="_Toc_{section.id}"/>'
            self.paragraph(f'{mark}{self.text(title)}<w:bookmarkEnd w:id="{place}"/>', "Heading1")
            self.section(section)

    def contents(self, entries: list[tuple[Section, str]]) -> None:
        """The contents as a field that is filled: every entry is a link, and Word can update it."""
        self.paragraph(self.text("Contents"), "TOCHeading")
        code = ' TOC \\o "1-1" \\n \\h \\z \\u '
        start = f'{field("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{field("separate")}'
        for place, (section, title) in enumerate(entries):
            link = f'<w:hyperlink w:anchor="_Toc_{section.id}" w:history="1">{self.text(title)}</w:hyperlink>'
            last = field("end") if place == len(entries) - 1 else ""
            self.paragraph(f"{'' if place else start}{link}{last}", "TOC1")

    def section(self, section: Section) -> None:
        """The blocks of a section."""
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """One block."""
        match block:
            case Paragraph():
                self.paragraph(self.runs(block.runs), "Caveat" if block.caveat else "BodyText")
            case Subheading():
                self.paragraph(self.runs(block.runs), "Heading2")
            case Bullets():
                for item in block.items:
                    self.paragraph(self.runs(item), "ListBullet")
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Verbatim():
                for line in block.lines:
                    self.paragraph(self.runs(line), "FileText")
            case Analyst():
                for text in (ANALYST_SAID, *block.paragraphs):
                    self.paragraph(self.text(text, strong=text == ANALYST_SAID), "AnalystText")

    def caption(self, kind: str, number: int, runs: Runs, more: str = "") -> None:
        """A caption with its number as a field, so that a list of tables can be made."""
        code = f'<w:r><w:instrText xml:space="preserve"> SEQ {kind} \\* ARABIC </w:instrText></w:r>'
        counted = f"{field('begin')}{code}{field('separate')}{self.text(str(number), True)}{field('end')}"
        label = f"{self.text(f'{kind} ', True)}{counted}{self.text('. ', True)}"
        self.paragraph(label + self.runs(runs), "Caption", more)

    def table(self, table: Table) -> None:
        """A table under its caption; its head repeats on every page, and no row is torn."""
        number = self.count.next("table")
        self.caption("Table", number, table.caption, "<w:keepNext/>")
        parts = sum(table.widths)
        widths = [round(self.width * TWIPS_OF_MM * width / parts) for width in table.widths]
        style = "TableTextSmall" if len(widths) > MANY else "TableText"
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [self.row(table, widths, row, style, place == 0) for place, row in enumerate((table.head, *table.rows))]
        said = quoteattr(words_of(table.caption))
        look = '<w:tblLook w:val="0020" w:firstRow="1"/>'
        properties = f'<w:tblStyle w:val="HouseTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={said}/>'  # noqa: E501
        self.put(f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")
        self.paragraph("", "TableEnd")

    def row(self, table: Table, widths: list[int], row: tuple[Runs, ...], style: str, head: bool) -> str:
        """A row of a table."""
        repeated = "<w:tblHeader/>" if head else ""
        cells = []
        for place, (width, cell) in enumerate(zip(widths, row, strict=True)):
            right = '<w:jc w:val="right"/>' if place in table.right else ""
            inner = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{right}</w:pPr>{self.runs(cell, head)}</w:p>'
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>')
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"

    def figure(self, figure: Figure) -> None:
        """A picture that is sharp in print, with the words read aloud in its place, and its caption."""
        from docx.shared import Mm

        number = self.count.next("figure")
        holder = self.paragraph("<w:r/>", "Picture", "<w:keepNext/>")
        inline = self.file.part.new_pic_inline(BytesIO(pixels(figure.chart)), width=Mm(self.width * PICTURE))
        spoken = words_of(figure.alternative)
        inline.docPr.set("descr", spoken)
        inline.docPr.set("name", f"Figure {number}")
        from docx.oxml import OxmlElement

        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        holder.r_lst[0].append(drawing)
        self.caption("Figure", number, figure.caption)

    def runs(self, runs: Runs, strong: bool = False) -> str:
        """Text, numbers and marks of notes, as XML."""
        return "".join(self.run(run, strong) for run in runs)

    def run(self, run: Any, strong: bool) -> str:
        """One run."""
        if isinstance(run, Note):
            self.count.notes.append(run)
            number = len(self.count.notes)
            return (
                f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            )
        return self.text(run.text, strong or run.strong, run.emphasis)

    def text(self, text: str, strong: bool = False, emphasis: bool = False) -> str:
        """Text as XML."""
        look = f"{'<w:b/>' if strong else ''}{'<w:i/>' if emphasis else ''}"
        look = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(kind: str) -> str:
    """One end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
