"""Plain text on a page that reads Markdown: dollar signs, underscores and brackets stand for themselves."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#~$|])")


def text(said: str) -> str:
    """A text in which nothing is read as Markdown.

    Example
    -------
    >>> text("US$ m and US$ m")
    'US\\\\$ m and US\\\\$ m'
    """
    return SPECIAL.sub(r"\\\1", said)
