"""The document of the Appendix page: which sections it has, how it is made, and the files it becomes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from model.appendix import COSTLY, QUICK, SECTIONS, Asked, build
from model.appendix.document import Appendix
from model.appendix.embedding import trace_text
from model.appendix.gathering import in_memory
from model.appendix.html import Writer
from model.appendix.lint import OverClaim, warnings
from model.appendix.writing import files, summary_files
from model.commands.compare import other_evidence
from model.experiment import Results
from model.experiment.scenario import digest

PAPERS = {"a4": "A4", "letter": "US Letter"}
TITLE = "The scenario appendix"
INTRODUCTION = (
    "A document to attach to a paper, made of the study that is shown. Every number in it carries the id of a finding; "
    "`fulcrum verify` works all of them out again. Choose its sections, add words of your own, and make it."
)
OWN_WORDS = "Your own words (optional; set apart, marked as yours and not checked)"
MAKE = "Make the document"
MAKING = "The document"
SHOWN_FIRST = ("question", "summary")
LONGEST_NOTES = 20_000
STEPS = 16  # about so many words are told of the work
LONG_AGO = (1980, 1, 1, 0, 0, 0)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PREVIEW_NAME = "Preview of the first sections of the document"


@dataclass(frozen=True)
class Made:
    """A document that was made: its words, its first sections as HTML, and its files (label, name, media, bytes)."""

    words: int
    numbers: int
    preview: str
    files: tuple[tuple[str, str, str, bytes], ...]


def choices(results: Results) -> dict[str, tuple[str, bool]]:
    """Every section by id: its title up to a comma, so that it has room, and whether it is chosen to begin with."""
    short = {name: title.split(",")[0] for name, (title, _) in SECTIONS.items()}
    said = {name: f"{title} (takes minutes)" if name in COSTLY else title for name, title in short.items()}
    return {name: (said[name], name in QUICK) for name in SECTIONS}


def paragraphs(notes: str) -> tuple[str, ...]:
    """What the visitor typed, as paragraphs."""
    return tuple(" ".join(part.split()) for part in notes[:LONGEST_NOTES].split("\n\n") if part.strip())


def notes_warnings(notes: str) -> list[str]:
    """What in the visitor's words the program would not say."""
    return [str(claim) for claim in warnings(paragraphs(notes))]


def job(
    results: Results, sections: Sequence[str], paper: str, notes: str, link: str
) -> tuple[str, Callable[..., Made], str, dict[str, Any]]:
    """Key, work and arguments of making the document."""
    asked = Asked(tuple(sections), paper, paragraphs(notes), link).plain()
    content = results.manifest.facts["results"]
    return f"document {digest([str(results.folder), content, asked])[:24]}", made, str(results.folder), asked


def made(tell: Callable[[float], None], folder: str, asked: Mapping[str, Any]) -> Made:
    """Make a document; long work for a process of its own.

    Raises
    ------
    ValueError
        Naming the sentences that say too much, if there are any.
    """
    first = Results.open(Path(folder))
    other = other_evidence(first)
    results = in_memory([first, *([other] if other else [])])
    step = iter(range(1, STEPS))

    def told(what: str) -> None:
        tell(next(step, STEPS - 1) / STEPS)

    told("")
    try:
        whole = build(results, Asked.of(asked), told)
        page = build(results, replace(Asked.of(asked), sections=(), summary=True), told)
    except OverClaim as error:
        raise ValueError(f"these sentences say too much: {error}") from None
    told("")
    return Made(whole.words, len(whole.trace["numbers"]), preview(whole), tuple(offered(whole, page, first)))


def offered(whole: Appendix, page: Appendix, results: Results) -> list[tuple[str, str, str, bytes]]:
    """The files of a document: label, name, media type, bytes."""
    stem = f"{results.manifest.name or 'fulcrum'}-appendix"
    drawn = files(whole, ["md"], stem)
    return [
        ("Word (DOCX)", f"{stem}.docx", WORD, files(whole, ["docx"], stem)[f"{stem}.docx"]),
        ("Print (PDF)", f"{stem}.pdf", "application/pdf", files(whole, ["pdf"], stem)[f"{stem}.pdf"]),
        ("Web page (HTML)", f"{stem}.html", "text/html", files(whole, ["html"], stem)[f"{stem}.html"]),
        ("Markdown, figures beside it (ZIP)", f"{stem}-md.zip", "application/zip", zipped(drawn)),
        ("One page (PDF)", f"{stem}-summary.pdf", "application/pdf", summary_files(page, stem)[f"{stem}.pdf"]),
        ("Findings (JSON)", f"{stem}.json", "application/json", indented(whole)),
    ]


def indented(document: Appendix) -> bytes:
    """The machine-readable part, for people to read too."""
    return (json.dumps(json.loads(trace_text(document.trace)), indent=1, ensure_ascii=False) + "\n").encode()


def zipped(held: Mapping[str, bytes]) -> bytes:
    """Files in one, without a date."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in held.items():
            package.writestr(ZipInfo(name, LONG_AGO), content, ZIP_DEFLATED)
    return out.getvalue()


def preview(document: Appendix) -> str:
    """The first sections as HTML that needs no style of its own."""
    writer = Writer()
    shown = [section for section in document.sections if section.id in SHOWN_FIRST] or list(document.sections[:1])
    inner = "\n".join(writer.section(section, "") for section in shown)
    inner = inner.replace('class="scroll"', 'style="overflow-x: auto"')
    for name in SHOWN_FIRST:
        inner = inner.replace(f' id="{name}"', "")
    inner = inner.replace("<h3", "<h4").replace("</h3", "</h4").replace("<h2", "<h3").replace("</h2", "</h3")
    look = "max-height: 32rem; overflow: auto; border: 1px solid #ccc; padding: 0 1rem; font-size: 0.9rem"
    return f'<div style="{look}" tabindex="0" role="region" aria-label="{PREVIEW_NAME}">{inner}</div>'


def count_words(document: Made) -> str:
    """How long the document is."""
    return f"{document.words:,} words, tables and notes included; {document.numbers:,} numbers, each with its finding."
