"""Whether a document shows the pictures that its runs give: each drawn again and held against what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from itertools import zip_longest

from model.appendix.document import Appendix, Figure, words_of
from model.appendix.embedding import ABSENT, Document, Shown
from model.appendix.pictures import pixels, vector
from model.appendix.pictures_read import drawn, shown

TOOLS = ("vl-convert-python", "typst")
LOST = "{count} pictures are not beside the text, and were not compared."
OTHER_TOOLS = (
    "The pictures were not compared: they were drawn with {theirs}, and here there is {ours}, which may draw otherwise."
)


def drawn_with() -> dict[str, str]:
    """What draws pictures and pages here, with its version."""
    return {name: version(name) for name in TOOLS}


def figures(made: Appendix) -> list[Figure]:
    """The figures in the order of reading."""
    return [block for section in made.sections for block in section.blocks if isinstance(block, Figure)]


def as_vector(figure: Figure) -> Shown:
    """A figure as it stands in HTML and beside Markdown."""
    picture = vector(figure.chart)
    return drawn(words_of(figure.alternative), picture[picture.index("<svg") :])


def as_pixels(figure: Figure) -> Shown:
    """A figure as it stands in Word."""
    return shown(words_of(figure.alternative), pixels(figure.chart))


WAYS: Mapping[str, Callable[[Figure], Shown]] = {"html": as_vector, "md": as_vector, "docx": as_pixels}


def not_compared(document: Document) -> str:
    """Which pictures cannot be compared here, and why; or nothing."""
    theirs, ours = document.trace.get("drawn"), drawn_with()
    if theirs == ours:
        lost = sum(one.content == ABSENT for one in document.pictures or ())
        return LOST.format(count=lost) if lost else ""
    said = [", ".join(f"{name} {number}" for name, number in sorted(one.items())) for one in (theirs or {}, ours)]
    return OTHER_TOOLS.format(theirs=said[0] or "something unknown", ours=said[1])


def faults_of_pictures(document: Document, made: Appendix, again: Document | None) -> Iterator[str]:
    """Every picture that is not the one that the runs give; `again` holds the pages of a PDF that were set again."""
    if document.pictures is None or document.trace.get("drawn") != drawn_with():
        return
    expected = again.pictures if again else tuple(WAYS[document.kind](figure) for figure in figures(made))
    for number, (own, found) in enumerate(zip_longest(expected or (), document.pictures), 1):
        name = f"page {number}" if again else f"figure {number}"
        if own is None:
            yield f"{name}: a picture that the runs do not give{f': {found.words[:70]}' if found.words else ''}"
        elif found is None:
            yield f"{name}: the picture is missing"
        elif own.content != found.content != ABSENT:
            yield f"{name}: what is drawn is not what the runs give"
        elif own.words != found.words:
            yield f"{name}: the words read aloud in its place say otherwise than the runs: {found.words[:70]}"
