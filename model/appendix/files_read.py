"""DOCX and PDF documents read again, also after an office suite has saved them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from model.appendix.document import BETWEEN_CELLS, plain_line
from model.appendix.embedding import NAME, NAMESPACE, Document, NoTrace, read_trace
from model.appendix.pictures_read import shown_in_docx, shown_in_pdf

RELATIONS = "word/_rels/document.xml.rels"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_READ = ("analyst text", "toc 1", "toc heading", "contents heading", "contents 1", "table end")
LARGEST = 100_000_000  # bytes of one part, unpacked; no appendix comes near
NOTE_ENDS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(content: bytes) -> Document:
    """A DOCX document: paragraphs, rows and footnotes in the order of reading, the analyst's words left out."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = {name: part(package, name) for name in package.namelist() if name.endswith((".xml", RELATIONS))}
            media = {name: part(package, name) for name in package.namelist() if name.startswith("word/media/")}
    except BadZipFile:
        raise NoTrace("the file is no DOCX") from None
    if "word/document.xml" not in parts:
        raise NoTrace("the file holds no document")
    names = style_names(parts.get("word/styles.xml"))
    body = parse(parts["word/document.xml"]).find(f"{W}body")
    lines = list(lines_in(body if body is not None else (), names))
    if "word/footnotes.xml" in parts:
        lines += note_lines(parse(parts["word/footnotes.xml"]))
    relations = parse(parts.get(RELATIONS, b"<none/>"))
    pictures = shown_in_docx(body if body is not None else (), relations, media)
    return Document(tuple(line for line in lines if line), trace_in(parts), kind="docx", pictures=pictures)


def part(package: ZipFile, name: str) -> bytes:
    """One part of a package; NoTrace for one that is too large to be of an appendix."""
    if package.getinfo(name).file_size > LARGEST:
        raise NoTrace(f"{name}: too large")
    return package.read(name)


def parse(content: bytes) -> Any:
    """XML without a document type, so that nothing in it can grow."""
    if b"<!DOCTYPE" in content[:2048]:
        raise NoTrace("a part of the file has a document type")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise NoTrace(f"a part of the file cannot be read: {error}") from None


def style_names(content: bytes | None) -> dict[str, str]:
    """Names of styles, in small letters, by id: suites give new ids and keep the names."""
    if content is None:
        return {}
    found = {}
    for style in parse(content).iter(f"{W}style"):
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower() if name is not None else ""
    return found


def lines_in(body: Any, names: dict[str, str]) -> Iterator[str]:
    """The lines of paragraphs and tables, those in content controls too."""
    for element in body:
        if element.tag == f"{W}p":
            if style_of(element, names) not in NOT_READ:
                yield text_of(element)
        elif element.tag == f"{W}tbl":
            yield from (row_text(row) for row in element.findall(f"{W}tr"))
        elif element.tag == f"{W}sdt":
            inner = element.find(f"{W}sdtContent")
            yield from lines_in(inner if inner is not None else (), names)


def style_of(paragraph: Any, names: dict[str, str]) -> str:
    """The name of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return names.get(style.get(f"{W}val", ""), "") if style is not None else ""


def row_text(row: Any) -> str:
    """The cells of a row as one line."""
    return plain_line(BETWEEN_CELLS.join(text_of(cell) for cell in row.findall(f"{W}tc")))


def text_of(element: Any) -> str:
    """The text of an element as it is read: what was deleted with changes tracked is not."""
    said = []
    for part_ in element.iter():
        if part_.tag == f"{W}t":
            said.append(part_.text or "")
        elif part_.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            said.append(" ")
        elif part_.tag == f"{W}noBreakHyphen":
            said.append("-")
    return plain_line("".join(said))


def note_lines(notes: Any) -> list[str]:
    """The footnotes, without the lines that part them from the text."""
    own = [note for note in notes.findall(f"{W}footnote") if note.get(f"{W}type", "normal") not in NOTE_ENDS]
    return [plain_line(" ".join(text_of(paragraph) for paragraph in note.iter(f"{W}p"))) for note in own]


def trace_in(parts: dict[str, bytes]) -> dict[str, Any]:
    """The trace among the custom parts of a package."""
    for name, content in sorted(parts.items()):
        if name.startswith("customXml/") and NAMESPACE.encode() in content:
            root = parse(content)
            if root.tag == f"{{{NAMESPACE}}}trace":
                return read_trace(root.text or "")
    raise NoTrace("the machine-readable part is missing")


def read_pdf(content: bytes) -> Document:
    """A PDF document: the lines of its pages, broken as they are printed, and the attached trace."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(BytesIO(content))
        attached = reader.attachments
        held = attached[NAME][0] if NAME in attached else None
        lines = [plain_line(line) for page in reader.pages for line in page.extract_text().splitlines()]
        pictures = shown_in_pdf(reader)
    except (PyPdfError, ValueError, KeyError, TypeError) as error:
        raise NoTrace(f"the file is no PDF that can be read: {error}") from None
    if held is None:
        raise NoTrace("the machine-readable part is missing")
    trace, kept = read_trace(held.decode("utf-8", "replace")), tuple(line for line in lines if line)
    return Document(kept, trace, paged=True, kind="pdf", pictures=pictures)
