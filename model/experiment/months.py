"""Months as the model counts them: September 2023, the first shipments, is 0; April 2026 is 31."""

from __future__ import annotations

import re

FIRST = 2023 * 12 + 8
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])\Z")


def month_number(text: str) -> int:
    """Months since September 2023 of a month written YYYY-MM; negative before it.

    Raises
    ------
    ValueError
        If the text is no month.

    Example
    -------
    >>> month_number("2026-04")
    31
    """
    found = MONTH.match(text) if isinstance(text, str) else None
    if not found:
        raise ValueError(f"{text!r} is no month; write YYYY-MM, such as 2026-04")
    return int(found[1]) * 12 + int(found[2]) - 1 - FIRST


def month_text(number: int) -> str:
    """A month as people write it.

    Example
    -------
    >>> month_text(31)
    '2026-04'
    """
    year, month = divmod(FIRST + int(number), 12)
    return f"{year:04d}-{month + 1:02d}"
