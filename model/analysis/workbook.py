"""The summary of a run as a spreadsheet (XLSX) whose bytes depend on the run alone."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from model.analysis.comparison.comparison import Comparison
from model.analysis.comparison.table import COLUMNS, table_row
from model.analysis.wording import standing_words
from model.experiment import Manifest

EPOCH = datetime(1980, 1, 1)
LONGEST = 32_000  # characters that a cell holds


def workbook_bytes(comparison: Comparison, manifest: Manifest) -> bytes:
    """The summary: a sheet that says what it is, one of paired differences, one with the manifest."""
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    about.title = "about"
    for line in about_lines(comparison, manifest):
        put(about, line)
    sheet = book.create_sheet("differences")
    put(sheet, COLUMNS)
    for row in comparison.differences:
        put(sheet, tuple(table_row(row).values()))
    sheet.freeze_panes = "C2"
    kept = book.create_sheet("manifest")
    for key, value in sorted(manifest.facts.items()):
        text = value if isinstance(value, str) else json.dumps(value)
        put(kept, (key, *(text[start : start + LONGEST] for start in range(0, max(len(text), 1), LONGEST))))
    book.properties.created = book.properties.modified = EPOCH
    return undated(book)


def about_lines(comparison: Comparison, manifest: Manifest) -> list[tuple[Any, ...]]:
    """The first sheet's lines."""
    words = manifest.facts["option_words"]
    return [
        ("title", comparison.title),
        ("question", manifest.facts["question"]),
        ("evidence set", comparison.evidence),
        ("simulated worlds", comparison.worlds),
        *((f"option {name}", f"{said['title']}. {said['summary']}") for name, said in sorted(words.items())),
        *(("note", line) for line in standing_words(comparison.histories)),
    ]


def put(sheet: Any, values: tuple[Any, ...]) -> None:
    """Append a row in which text stays text, whatever it begins with."""
    sheet.append(list(values))
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"


def undated(book: Any) -> bytes:
    """The workbook's file without the time at which it was written."""
    from openpyxl.writer.excel import ExcelWriter

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = ExcelWriter(book, archive)
        writer.save()
    clean = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()
