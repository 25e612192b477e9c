"""Sentences about results: counts of simulated worlds, the status quo named, nothing promised."""

from __future__ import annotations

import re

from model.analysis.comparison import Difference

BANNED = re.compile(
    r"\b(will|predicts?|predicted|prediction|forecasts?|proves?|proved|proof|optimal|best|calibrated|"
    r"likely|unlikely|probably|probable|certain|certainly)\b",
    re.IGNORECASE,
)
CAVEAT = "Simulated worlds under these assumptions; this is not a forecast."
PRIOR_HISTORIES = "Histories are those of prior worlds: they are not yet conditioned on the articles' figures."
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def banned_words(text: str) -> list[str]:
    """Words that promise more than a simulation can, in a text; "not a forecast" may be said."""
    return [found.group().lower() for found in BANNED.finditer(text.replace("not a forecast", ""))]


def headline(row: Difference, option_title: str) -> str:
    """The sentence about one option, outcome and month: count first, compared with the status quo, both verdicts.

    Example
    -------
    >>> headline(row, "Dynamic pressure")   # doctest: +SKIP
    'In 1,412 of 2,000 simulated worlds, tension in March 2029 is lower under “Dynamic pressure”, compared with …'
    """
    side, count = ("lower", row.lower) if row.lower > row.higher else ("higher", row.higher)
    if row.same == row.worlds:
        same = f"is the same under {quoted(option_title)} as in the status quo"
        return f"In all {row.worlds:,} simulated worlds, {subject(row)} {same}."
    other = f"in {row.worlds - count - row.same:,} it is {'higher' if side == 'lower' else 'lower'}"
    return (
        f"In {count:,} of {row.worlds:,} simulated worlds, {subject(row)} is {side} under {quoted(option_title)}, "
        f"compared with the status quo; {other}, in {row.same:,} the same. {magnitude(row)}"
    )


def magnitude(row: Difference) -> str:
    """The sentence about the size of a difference and whether it is resolved."""
    interval = f"90 % interval of that median {number(row.low)} to {number(row.high)}"
    if not row.resolved:
        return f"The median difference cannot be told apart from zero ({interval} {row.unit})."
    return f"The median difference is {signed(row.median)} {row.unit} ({interval})."


def subject(row: Difference) -> str:
    """The outcome and when: "tension in March 2029" or "tension on average over the months played"."""
    name = row.name[:1].lower() + row.name[1:] if row.name[1:2].islower() else row.name
    return f"{name} {when_text(row.month)}"


def when_text(month: str) -> str:
    """A month of a comparison, in words."""
    if month == "mean":
        return "on average over the months played"
    year, number_of = month.split("-")
    return f"in {MONTH_NAMES[int(number_of) - 1]} {year}"


def quoted(title: str) -> str:
    """A title in quotation marks."""
    return f"“{title}”"


def number(value: float) -> str:
    """A number with three digits that mean something, and commas: 1,230 or 0.0457."""
    if value != value:
        return "unknown"
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.3g}".replace("-", "−")


def signed(value: float) -> str:
    """A number with its sign."""
    return number(value) if value <= 0 else f"+{number(value)}"


def standing_words(histories: str) -> list[str]:
    """What stands beside every result; `histories` is "prior" or "conditioned"."""
    return [CAVEAT, *([PRIOR_HISTORIES] if histories == "prior" else [])]
