"""The comparison as a table for spreadsheets: one row an option, outcome and month."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from model.analysis.comparison.comparison import Difference

COLUMNS = (
    "option", "outcome", "unit", "month", "status_quo", "median_difference", "low", "high", "resolved",
    "better_share", "worse_share", "same_share",
)  # fmt: skip


def table_row(row: Difference) -> dict[str, Any]:
    """One row; shares better and worse are empty where an outcome has no better side."""
    judged = row.sense != "neither"
    return {
        "option": row.option,
        "outcome": row.outcome,
        "unit": row.unit,
        "month": row.month,
        "status_quo": row.status_quo,
        "median_difference": row.median,
        "low": None if row.low != row.low else row.low,
        "high": None if row.high != row.high else row.high,
        "resolved": row.resolved,
        "better_share": row.better / row.worlds if judged else None,
        "worse_share": row.worse / row.worlds if judged else None,
        "same_share": row.same / row.worlds,
    }


def csv_text(rows: Iterable[Difference], evidence: bool = False, parts: bool = False) -> str:
    """The table as CSV, numbers in full; with columns `evidence` where it holds two runs, `part` and `worlds` where
    it holds parts of the worlds."""
    out = io.StringIO()
    columns = (*COLUMNS, *(["evidence"] if evidence else []), *(["part", "worlds"] if parts else []))
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        cells = table_row(row)
        more = {"evidence": row.evidence, "part": row.part, "worlds": row.worlds}
        writer.writerow({**cells, "resolved": str(cells["resolved"]).lower(), **more})
    return out.getvalue()
