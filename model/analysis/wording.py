"""Sentences about results: counts of simulated worlds, the status quo named, nothing promised."""

from __future__ import annotations

import re

from model.analysis.comparison.comparison import Difference

BANNED = re.compile(
    r"\b(will|predicts?|predicted|prediction|forecasts?|proves?|proved|proof|optimal|best|calibrated|"
    r"likely|unlikely|probably|probable|certain|certainly)\b",
    re.IGNORECASE,
)
CAVEAT = "Simulated worlds under these assumptions; this is not a forecast."
KEPT_HISTORIES = (
    "Every past lies inside the bands of the targets; worlds that share a past count once in every interval."
)
PRIOR_HISTORIES = "Histories are those of prior worlds: they are not conditioned on the evidence's figures."
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PROPER = frozenset(("North", "South", "Russian", "Chinese", "Japanese", "Hong"))


def banned_words(text: str) -> list[str]:
    """Words that promise more than a simulation can, in a text; "not a forecast" may be said."""
    return [found.group().lower() for found in BANNED.finditer(text.replace("not a forecast", ""))]


def headline(row: Difference, option_title: str) -> str:
    """The two sentences about one option, outcome and month: the count of worlds, then the size of the difference."""
    return f"{counted(row, option_title)} {magnitude(row)}"


def counted(row: Difference, option_title: str) -> str:
    """In how many worlds an option lowers or raises an outcome, compared with the status quo.

    Example
    -------
    >>> counted(row, "Dynamic pressure")   # doctest: +SKIP
    'In 1,412 of 2,000 simulated worlds (71 %), “Dynamic pressure” lowers tension in March 2029, compared with …'
    """
    verb, count = ("lowers", row.lower) if row.lower > row.higher else ("raises", row.higher)
    if row.same == row.worlds:
        return f"{in_worlds(row.same, row.worlds)}, {quoted(option_title)} leaves {subject(row)} as in the status quo."
    other = f"in {row.worlds - count - row.same:,} it is the other way round, in {row.same:,} the same"
    said = f"{quoted(option_title)} {verb} {subject(row)}, compared with the status quo"
    return f"{in_worlds(count, row.worlds)}, {said}; {other}."


def in_worlds(count: int, worlds: int) -> str:
    """A count of worlds with its whole percentage, which is 0 or 100 only where the count is none or all.

    Example
    -------
    >>> in_worlds(1999, 2000)
    'In 1,999 of 2,000 simulated worlds (99 %)'
    """
    share = round(100 * count / worlds) if count in (0, worlds) else min(max(round(100 * count / worlds), 1), 99)
    return f"In {count:,} of {worlds:,} simulated worlds ({share} %)"


def magnitude(row: Difference) -> str:
    """The sentence about the size of a difference and whether it is resolved."""
    interval = f"90 % interval of that median {number(row.low)} to {number(row.high)}"
    if not row.resolved:
        return f"The median difference cannot be told apart from zero ({interval} {row.unit})."
    slight = (
        ", less than a hundredth of the range in which nine in ten worlds of the status quo lie" if row.slight else ""
    )
    return f"The median difference is {signed(row.median)} {row.unit} ({interval}){slight}."


def subject(row: Difference) -> str:
    """The outcome and when: "tension in March 2029" or "tension on average over the months played"."""
    plain = row.name[1:2].islower() and row.name.split()[0] not in PROPER
    name = row.name[:1].lower() + row.name[1:] if plain else row.name
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
    return [CAVEAT, PRIOR_HISTORIES if histories == "prior" else KEPT_HISTORIES]
