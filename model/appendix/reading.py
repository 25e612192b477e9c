"""Documents read again: the lines a person reads in each format, and the trace they carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from model.appendix.document import BETWEEN_CELLS, plain_line
from model.appendix.embedding import CLOSING, MEDIA, OPENING, SCRIPT_ID, Document, NoTrace, read_trace
from model.appendix.files_read import read_docx, read_pdf
from model.appendix.markdown import ANALYST_CLOSES, ANALYST_OPENS
from model.appendix.pictures_read import shown_in_html, shown_in_markdown

NOTE_MARK = re.compile(r"\[\^\d+\](: )?")
ESCAPE = re.compile(r"\\(.)")
SEPARATOR = re.compile(r"^\|[-:|]+\|$")
PICTURE = re.compile(r"^!\[.*\]\([^)]*\)$")
MARKS = re.compile(r"(?<!\\)\*+")
LEADS = re.compile(r"^(#+ |> |\* )")
BLOCKS = frozenset(("p", "h1", "h2", "h3", "li", "caption", "figcaption", "code", "tr"))
SKIPPED = frozenset(("script", "style", "nav", "aside", "svg", "title"))


def read_document(path: Path) -> Document:
    """A document from its file.

    Raises
    ------
    NoTrace
        If it carries no trace, or is of no format that does.
    OSError
        If it cannot be read.
    """
    content, reader = path.read_bytes(), READERS.get(path.suffix.lower())
    if reader is None:
        raise NoTrace(f"{path.suffix or 'no ending'}: none of {', '.join(READERS)}")
    return reader(content, path.parent) if reader is read_markdown else reader(content)


def read_markdown(content: bytes, folder: Path | None = None) -> Document:
    """A Markdown document; its pictures are looked at where the folder that it lies in is known."""
    text = content.decode("utf-8-sig", "replace")
    start = text.rfind(OPENING)
    if start < 0:
        raise NoTrace("the machine-readable part is missing")
    end = text.find(CLOSING, start)
    trace = read_trace(text[start + len(OPENING) : end])
    shown = text[:start] + text[end + len(CLOSING) :]
    pictures = shown_in_markdown(shown, folder) if folder else None
    return Document(tuple(markdown_lines(shown)), trace, kind="md", pictures=pictures)


def markdown_lines(text: str) -> list[str]:
    """The lines of a Markdown text as they are read, the analyst's left out, notes at the end."""
    while ANALYST_OPENS in text and ANALYST_CLOSES in text:
        before, rest = text.split(ANALYST_OPENS, 1)
        text = before + rest.partition(ANALYST_CLOSES)[2]
    lines, verbatim = [], False
    for line in text.splitlines():
        if line.startswith("```"):
            verbatim = not verbatim
        elif verbatim:
            lines.append(plain_line(line))
        elif not SEPARATOR.match(line) and not PICTURE.match(line):
            lines.append(markdown_line(line))
    return [line for line in lines if line]


def markdown_line(line: str) -> str:
    """One line without marks."""
    line = LEADS.sub("", NOTE_MARK.sub("", line))
    if line.startswith("|"):
        line = BETWEEN_CELLS.join(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1])
    return plain_line(ESCAPE.sub(r"\1", MARKS.sub("", line)))


class Page(HTMLParser):
    """The lines and the trace of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.trace: list[str] = []
        self.skipped: list[str] = []
        self.open: list[str] = []
        self.cells: list[str] = []
        self.text = ""
        self.in_trace = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a cell, or what is not read."""
        held = dict(attrs)
        self.in_trace = tag == "script" and held.get("type") == MEDIA and held.get("id") == SCRIPT_ID
        if tag in SKIPPED or (tag == "sup" and "mark" in (held.get("class") or "")) or held.get("class") == "back":
            self.skipped.append(tag)
        elif not self.skipped and tag in BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        """End a line, a cell, or what was not read."""
        if self.skipped:
            if self.skipped[-1] == tag:
                self.skipped.pop()
                self.in_trace = False
        elif tag in ("td", "th"):
            self.cells.append(plain_line(self.text))
            self.text = ""
        elif tag in BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        """Take text up."""
        if self.in_trace:
            self.trace.append(data)
        elif not self.skipped:
            self.text += data

    def flush(self) -> None:
        """End the line."""
        text = plain_line(BETWEEN_CELLS.join(self.cells) if self.cells else self.text)
        self.lines += [text] * bool(text)
        self.cells, self.text = [], ""


def read_html(content: bytes) -> Document:
    """An HTML document."""
    page, text = Page(), content.decode("utf-8-sig", "replace")
    page.feed(text)
    page.close()
    if not page.trace:
        raise NoTrace("the machine-readable part is missing")
    trace = read_trace("".join(page.trace))
    return Document(tuple(page.lines), trace, kind="html", pictures=shown_in_html(text))


READERS: dict[str, Callable[..., Document]] = {
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
