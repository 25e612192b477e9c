"""Pictures of a document read again: of each the words read aloud in its place, and a fingerprint of what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from model.appendix.document import plain_line
from model.appendix.embedding import ABSENT, Shown

MARKED = re.compile(r"^!\[((?:[^\\\]]|\\.)*)\]\(([^)]*)\)$", re.MULTILINE)
ESCAPE = re.compile(r"\\(.)")
INSIDE = re.compile(
    r'(?:<div role="img" aria-label="(?P<words>[^"]*)">\s*)?'
    r"(?P<picture><svg\b.*?</svg\s*>|<(?:img|image|object|embed|iframe|video|canvas)\b[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
LARGEST = 20_000_000  # bytes of a picture beside a document
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def shown(words: str, content: bytes) -> Shown:
    """A picture by its words and its bytes."""
    return Shown(plain_line(words), sha256(content).hexdigest())


def drawn(words: str, text: str) -> Shown:
    """A picture of SVG, whichever way its tags and attributes are written."""
    try:
        return shown(words, ElementTree.canonicalize(text).encode())
    except ElementTree.ParseError:
        return shown(words, text.encode())


def shown_in_html(text: str) -> tuple[Shown, ...]:
    """Every picture of a page, in the order of reading."""
    return tuple(drawn(unescape(found["words"] or ""), found["picture"]) for found in INSIDE.finditer(text))


def shown_in_markdown(text: str, folder: Path) -> tuple[Shown, ...]:
    """Every picture that a text shows, from the files beside it; one that is not there has no content."""
    return tuple(beside(ESCAPE.sub(r"\1", words), folder, name) for words, name in MARKED.findall(text))


def beside(words: str, folder: Path, name: str) -> Shown:
    """A picture in a file in or below the folder of its document."""
    path = folder / name
    inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
    if not inside or not path.is_file() or path.stat().st_size > LARGEST:
        return Shown(plain_line(words), ABSENT)
    return drawn(words, path.read_bytes().decode("utf-8", "replace"))


def shown_in_docx(body: Any, relations: Any, media: Mapping[str, bytes]) -> tuple[Shown, ...]:
    """Every drawing of a body, in the order of reading; `media` are the parts that are pictures, by name."""
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    return tuple(placed(drawing, targets, media) for drawing in drawings(body))


def drawings(element: Any) -> Iterator[Any]:
    """Drawings and what older suites draw with, those aside that are there for readers without the newer kind."""
    for inner in element:
        if inner.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            yield inner
        elif inner.tag != OTHERWISE:
            yield from drawings(inner)


def placed(drawing: Any, targets: Mapping[str | None, str], media: Mapping[str, bytes]) -> Shown:
    """One drawing."""
    about, inside = drawing.find(f".//{PLACED}docPr"), drawing.find(f".//{DRAWING}blip")
    words = about.get("descr", "") if about is not None else ""
    name = targets.get(inside.get(f"{RELATED}embed"), "") if inside is not None else ""
    return shown(words, media.get(f"word/{name}", b""))


def shown_in_pdf(reader: Any) -> tuple[Shown, ...]:
    """What is drawn on every page, its letters included: charts stand there as lines and areas among them."""
    contents = [page.get_contents() for page in reader.pages]
    return tuple(
        shown(f"page {number}", content.get_data() if content is not None else b"")
        for number, content in enumerate(contents, 1)
    )
