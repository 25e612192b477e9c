"""Figures of the past and how histories meet them, in words."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.fit import BESIDE, BEYOND, REACHING, Fit
from model.analysis.wording import MONTH_NAMES, number
from model.evidence import Target, load, month_text
from model.evidence.history import Window
from model.experiment.pasts.histories import RARE
from model.experiment.pasts.past_report import PastReport
from model.world import OUTCOMES

SHORT = 3  # letters of a month's name
WHY_LEFT_OUT = "Histories were not chosen by it."
MEANT = "Histories were chosen by it."
STATISTICS = {"last": "", "sum": "sum ", "mean": "mean ", "change_percent": "change "}


def figure_name(target: str) -> str:
    """A figure of the past by what it measures and when: "Soldiers rotated, sum Jan–Jun 2025"."""
    known = load().targets
    name = plain_name(known[target])
    twice = any(plain_name(other) == name for key, other in known.items() if key != target)
    return f"{name} ({' and '.join(known[target].evidence)})" if twice else name


def plain_name(one: Target) -> str:
    """What a figure measures and when."""
    when = " or ".join(span(window) for window in one.windows)
    return f"{OUTCOMES[one.outcome].name}, {STATISTICS[one.statistic]}{when}{change(one)}"


def change(one: Target) -> str:
    """What a change is measured from; nothing for what is no change."""
    return f" on {span(one.reference)}" if one.reference else ""


def span(window: Window) -> str:
    """Some months in short: "Feb 2026", "2024", "Jan–Jun 2025" or "Sep 2023–Jun 2025"."""
    (year, month), (last_year, last_month) = (month_text(end).split("-") for end in (window.first, window.last))
    names = [MONTH_NAMES[int(name) - 1][:SHORT] for name in (month, last_month)]
    if window.first == window.last:
        return f"{names[0]} {year}"
    if year == last_year:
        return year if (month, last_month) == ("01", "12") else f"{names[0]}–{names[1]} {year}"
    return f"{names[0]} {year}–{names[1]} {last_year}"


def band(low: float | None, high: float | None, unit: str) -> str:
    """A band whose ends may be open."""
    if low is None:
        return f"{number(high)} {unit} or less"
    return f"{number(low)} {unit} or more" if high is None else f"{number(low)} to {number(high)} {unit}"


def summary(found: Sequence[Fit]) -> str:
    """How many figures the median history meets: those it was chosen by, and those it was not."""
    who = "kept" if all(one.kept for one in found) else "prior"
    met = sum(one.holds for one in found)
    said = (
        f"Of {len(found)} figures of the past that fall due before the decision, the median {who} history meets {met}"
    )
    parts = []
    for words, fitted in (("that histories were chosen by", True), ("left out of that choice", False)):
        group = [one for one in found if one.fitted is fitted]
        if group:
            parts.append(f"{sum(one.holds for one in group)} of the {len(group)} {words}")
    return f"{said}: {', '.join(parts)}."


def misfits(found: Sequence[Fit]) -> list[str]:
    """A sentence about every figure that the median history, or some of its range, misses; worst first."""
    return [misfit(one) for one in found if one.standing in (BEYOND, BESIDE, REACHING)]


def misfit(one: Fit) -> str:
    """How histories miss one figure."""
    who = "kept" if one.kept else "prior"
    side = "below" if one.below else "above"
    how = {
        BEYOND: f"more than nine in ten {who} histories lie {side} it",
        BESIDE: f"the median {who} history lies {side} it",
        REACHING: f"the median {who} history lies inside, and some histories outside",
    }[one.standing]
    shown = f"{number(one.first)} to {number(one.last)}, median {number(one.middle)}"
    said = f"{figure_name(one.target)}: the band is {band(one.low, one.high, one.unit)}; {how} ({shown})."
    return f"{said} {MEANT if one.fitted else WHY_LEFT_OUT}"


def tried(report: PastReport) -> str:
    """How many prior worlds were tried, and how many of them kept."""
    if not report.kept:
        return "These worlds have prior histories: none was left out for missing a figure."
    rare = f" That is rarer than one in {RARE:,}, and no band was widened to keep more." if report.one_in > RARE else ""
    ratio = f"one in {number(report.one_in)}"
    return f"{report.tried:,} prior worlds were tried and {report.kept:,} kept, {ratio}.{rare}"


def fight(report: PastReport) -> str:
    """Which two figures are met together most rarely; nothing where no two stand in each other's way."""
    worst = next(iter(report.together), None)
    if worst is None or worst["both"] >= worst["by_chance"]:
        return (
            "No two figures stand in each other's way: pairs of them are met together as often as by chance, or more."
        )
    one, other = (figure_name(name) for name in worst["targets"])
    return (
        f"Met together most rarely beside what chance would give: “{one}” and “{other}”, in {share(worst['both'])} of "
        f"prior worlds; {share(worst['by_chance'])} if they had nothing to do with each other."
    )


def share(value: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * value:.1f} %"
