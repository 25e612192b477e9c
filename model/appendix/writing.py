"""The files of a document, in each format that was asked for; the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from model.appendix.asked_sections import remembered_sections
from model.appendix.building import QUICK, SECTIONS
from model.appendix.document import Appendix
from model.appendix.gathering import Asked, Material
from model.appendix.html import html_file
from model.appendix.markdown import markdown_files
from model.appendix.print import pdf_file
from model.appendix.remembering import prepare_all
from model.appendix.word import docx_file
from model.experiment import Results


def html_files(appendix: Appendix, stem: str) -> dict[str, bytes]:
    """The HTML file."""
    return {f"{stem}.html": html_file(appendix).encode()}


def docx_files(appendix: Appendix, stem: str) -> dict[str, bytes]:
    """The DOCX file."""
    return {f"{stem}.docx": docx_file(appendix)}


def pdf_files(appendix: Appendix, stem: str) -> dict[str, bytes]:
    """The PDF file."""
    return {f"{stem}.pdf": pdf_file(appendix)}


FORMATS: Mapping[str, Callable[[Appendix, str], dict[str, bytes]]] = {
    "docx": docx_files,
    "pdf": pdf_files,
    "html": html_files,
    "md": markdown_files,
}
SUMMARY = "summary"  # one page, whatever file it becomes


def files(appendix: Appendix, formats: Sequence[str], stem: str) -> dict[str, bytes]:
    """Every file of a document, by path; the document itself stands before its figures.

    Example
    -------
    >>> list(files(document, ["html"], "appendix"))   # doctest: +SKIP
    ['appendix.html']
    """
    made: dict[str, bytes] = {}
    for name in formats:
        made |= FORMATS[name](appendix, stem)
    return made


def summary_files(appendix: Appendix, stem: str) -> dict[str, bytes]:
    """The one-page summary as a page for print."""
    return pdf_files(appendix, stem)


def prepared(results: Sequence[Results], names: Sequence[str], jobs: int, told: Callable[[str], None]) -> list[str]:
    """The sections that are written, their slow parts worked out side by side.

    Without names these are all quick ones, and those whose answers are kept.
    """
    m = Material.of(results, Asked(()), told)
    shown = (*QUICK, *(() if names else remembered_sections(m)))
    sections = list(names) or [name for name in SECTIONS if name in shown]
    prepare_all(results, m.told_option, sections, jobs, told)
    return sections
