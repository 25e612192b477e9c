"""The files of a document, in each format that was asked for; the same document gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from model.analysis.findings.findings import Runs
from model.appendix.asked_sections import remembered_sections
from model.appendix.building import QUICK, SECTIONS, build
from model.appendix.document import Appendix
from model.appendix.gathering import Asked, Material
from model.appendix.html import html_file
from model.appendix.markdown import markdown_files
from model.appendix.print import pdf_file
from model.appendix.remembering import Helpers
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


def chosen(results: Sequence[Results], names: Sequence[str], told: Callable[[str], None]) -> list[str]:
    """The sections that are written: those named, or else all quick ones and those whose answers are kept."""
    if names:
        return list(names)
    shown = (*QUICK, *remembered_sections(Material(Runs(tuple(results)), Asked(()), told)))
    return [name for name in SECTIONS if name in shown]


def written(
    results: Sequence[Results], asked: Asked, formats: Sequence[str], stem: str, told: Callable[[str], None],
    helpers: Helpers,
) -> dict[str, bytes]:  # fmt: skip
    """The files of the document that is asked for, made while others help."""
    with helpers.aside:
        made = build(results, asked, told, helpers)
        told("drawing")
        helpers.wait()
    told("writing files")
    return files(made, formats, stem)
