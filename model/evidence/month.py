"""Months as the model counts them: whole numbers from September 2023, the month of the first shipments."""

from __future__ import annotations

import re
from typing import NewType

Month = NewType("Month", int)

FIRST_YEAR = 2023
FIRST_MONTH = 9
WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_index(text: str) -> Month:
    """The number of a month written YYYY-MM: 2023-09 is 0, 2026-04 is 31; ValueError for anything else."""
    written = WRITTEN.fullmatch(text)
    if not written:
        raise ValueError(f"a month written YYYY-MM is expected, not {text!r}")
    return Month((int(written[1]) - FIRST_YEAR) * 12 + int(written[2]) - FIRST_MONTH)


def month_text(index: int) -> str:
    """A month's number written YYYY-MM: 31 is 2026-04."""
    years, month = divmod(int(index) + FIRST_MONTH - 1, 12)
    return f"{FIRST_YEAR + years:04d}-{month + 1:02d}"
