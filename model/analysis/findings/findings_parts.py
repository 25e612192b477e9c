"""Sections of a document of findings: which part of each option does the work, and what drives the differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.analysis.attribution.attribution_words import (
    Why,
    bracketed,
    concert_sentence,
    interval,
    pairs_sentence,
    plain_name,
)
from model.analysis.drivers.drivers import ASSUMED
from model.analysis.findings.findings_asked import DRIVERS
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.markdown import bullets, heading, paragraph, table
from model.analysis.wording import quoted, signed, when_text

LEADING = 3  # parts that a row names
LARGE = 9  # parts, from which on an option has a table of its own


def parts_section(g: Gathered) -> list[str]:
    """Attribution for every option."""
    lines = heading(2, "5. Which part does the work, and which two fight")
    lines += paragraph(
        f"Every portfolio of an option's parts is played, {when_text(g.runs.last)}, and the *mean* difference is "
        f"shared out by Shapley values, which add up to it; means follow the few worlds that move far, so their sign "
        f"may differ from that of a median above. Only shares and pairs whose 90 % interval excludes zero are named; "
        f"of many pairs only those that stand out when all are judged at once. Rows in which nothing is told are left "
        f"out; another evidence set speaks where it says otherwise."
    )
    found = {
        option: [g.whys[name, option] for name in g.runs.sets if (name, option) in g.whys] for option in options(g)
    }
    heads = ["option", "outcome", "mean difference", "leading shares", "whole less the sum of its parts", "who fights"]
    rows = [row for option, whys in found.items() for row in option_rows(g, option, whys)]
    lines += table([*heads, *g.runs.sets[1:]], rows)
    for option, whys in found.items():
        if len(whys[0][0].attribution.shares) >= LARGE:
            lines += [*heading(3, f"{g.runs.titles[option]}, part by part"), *large_lines(g, whys)]
    return lines


def options(g: Gathered) -> list[str]:
    """The options that have parts."""
    return [option for option in g.runs.options if g.whys.get((g.runs.sets[0], option))]


def option_rows(g: Gathered, option: str, whys: Sequence[Sequence[Why]]) -> list[list[str]]:
    """One option: a row for every outcome in which anything is told in any evidence set."""
    rows = []
    for beside in zip(*whys, strict=True):
        if any(tells(why) for why in beside):
            title = "" if rows else option_words(g, option, beside[0])
            others = [other_words(beside[0], other) for other in beside[1:]]
            rows.append([title, f"{beside[0].name}, {beside[0].unit}", *row_of(beside[0]), *others])
    return rows


def option_words(g: Gathered, option: str, why: Why) -> str:
    """An option with its parts and what was played."""
    found = why.attribution
    parts = "1 part" if len(found.shares) == 1 else f"{len(found.shares)} parts"
    return f"**{g.runs.titles[option]}**, {parts}, {found.portfolios:,} portfolios × {found.worlds:,} worlds"


def tells(why: Why) -> bool:
    """Whether the difference, a share or the surplus excludes zero."""
    found = why.attribution
    return any(e.resolved for e in (found.total, found.surplus, *(share.shapley for share in found.shares)))


def row_of(why: Why) -> list[str]:
    """One outcome: the difference, the shares that lead, whether the whole beats its parts, and who fights."""
    found = why.attribution
    told = [share for share in found.shares if share.shapley.resolved]
    shares = "; ".join(f"{plain_name(s.lever)} {signed(s.shapley.mean)}" for s in told[:LEADING]) or "none told"
    fight = [pair for pair in why.pairs if pair.verdict(why.sense) == "fight each other"]
    pairs = "; ".join(f"{' × '.join(map(plain_name, pair.levers))} ({signed(pair.synergy.mean)})" for pair in fight[:2])
    return [f"{signed(found.total.mean)} {interval(found.total)}", shares, whole(why), pairs or "none told"]


def whole(why: Why) -> str:
    """The surplus of the whole over the sum of its parts, with its verdict."""
    found = why.attribution
    if len(found.shares) < 2:
        return "one part"
    value = f"{signed(found.surplus.mean)} {interval(found.surplus)}"
    return f"{value}: {concert_verdict(why)}"


def concert_verdict(why: Why) -> str:
    """Better, worse or not apart from the sum of the parts."""
    surplus = why.attribution.surplus
    if not surplus.resolved:
        return "cannot be told apart"
    if why.sense == "neither":
        return "not the sum"
    return "better" if (surplus.mean < 0) == (why.sense == "lower") else "worse"


def other_words(one: Why, other: Why) -> str:
    """What the other evidence set says of the leading part and of the concert."""
    firsts = [next((s.lever for s in w.attribution.shares if s.shapley.resolved), "") for w in (one, other)]
    lead = "" if firsts[0] == firsts[1] else f"leads: {plain_name(firsts[1]) or 'none told'}"
    verdicts = [concert_verdict(w) for w in (one, other)] if len(one.attribution.shares) > 1 else ["", ""]
    whole_ = "" if verdicts[0] == verdicts[1] else f"whole: {verdicts[1]}"
    return "; ".join(part for part in (lead, whole_) if part) or "the same"


def large_lines(g: Gathered, whys: Sequence[Sequence[Why]]) -> list[str]:
    """Every part's share in every outcome, and sentences on concert, pairs and rival forms."""
    first = whys[0]
    levers = sorted(share.lever for share in first[0].attribution.shares)
    rows = [[plain_name(lever), *(share_cell(why, lever) for why in first)] for lever in levers]
    lines = paragraph(f"Shares with 90 % intervals ({g.runs.sets[0]}); “?” where the interval holds zero:")
    lines += table(["part", *(f"{why.name}, {why.unit}" for why in first)], rows)
    said = [f"**{why.name}**: {concert_sentence(why)} {pairs_sentence(why)}{rival_words(why)}" for why in first]
    return lines + bullets(said)


def share_cell(why: Why, lever: str) -> str:
    """A part's share in one outcome."""
    value = why.attribution.share(lever).shapley
    return f"{signed(value.mean)} {bracketed(value)}" if value.resolved else "?"


def rival_words(why: Why) -> str:
    """The whole less the sum of its parts under rival ways of combining hazards."""
    told = [f"{rival.rule} {signed(rival.surplus.mean)} {interval(rival.surplus)}" for rival in why.rivals]
    return f" Were hazards combined otherwise: {'; '.join(told)}." if told else ""


def driven_section(g: Gathered) -> list[str]:
    """What drives outcomes and differences, and how much of it is mere assumption."""
    lines = heading(2, "6. What drives it, and how much rests on assumption")
    lines += paragraph(
        "PAWN indices on the runs' own worlds, held against as many dummies without influence. “On assumption” is "
        "the part of all influence above that noise which falls on parameters that no figure, record or literature "
        "informs (marked *); “luck” the part of the variance between the lucks with which one history goes on; "
        "arrows say which way what varies goes as the parameter rises. For each option its clearest difference is "
        "asked about: the main outcome that it moves the same way in most worlds."
    )
    heads = ["what varies", "above noise", "strongest", "on assumption", "luck"]
    rest = [f"{name}: strongest, on assumption, luck" for name in g.runs.sets[1:]]
    for title, keys in driven_keys(g).items():
        rows = [driver_row(g, key) for key in keys]
        lines += [*paragraph(f"**{title}**"), *table([*heads, *rest], rows)]
    return lines


def driven_keys(g: Gathered) -> dict[str, list[tuple[str, str]]]:
    """What was asked: outcomes under the status quo, then differences that options make."""
    keys = [key for key in g.of_kind(DRIVERS, 0)]
    return {
        "Outcomes under the status quo": [key for key in keys if not key[1]],
        "The clearest difference each option makes": [key for key in keys if key[1]],
    }


def driver_row(g: Gathered, key: tuple[str, str]) -> list[str]:
    """One outcome or difference and its drivers in every set."""
    option = key[1]
    found = g.answer(DRIVERS, 0, *key)
    name = found["name"]
    what = f"{quoted(g.runs.titles[option])} on {name[:1].lower()}{name[1:]}" if option else name
    others = [g.answer(DRIVERS, place, *key) for place in range(1, len(g.runs.both))]
    beside = ["; ".join(driver_cells(other)[1:]) if other else "" for other in others]
    return [what, *driver_cells(found), *beside]


def driver_cells(found: dict[str, Any]) -> list[str]:
    """How many parameters stand above noise, the strongest, the part on assumption, the part of luck."""
    above = [driver for driver in found["drivers"] if driver["above"]]
    arrows = {1: "↑", -1: "↓", 0: "·"}
    names = ", ".join(f"{d['parameter']} {arrows[d['direction']]}{star(d['basis'])}" for d in above) or "none"
    assumed, luck = (percent(found[key]) for key in ("assumed_share", "luck_share"))
    return [f"{found['above']} of {found['varied']}", names, assumed, luck]


def star(basis: str) -> str:
    """A star behind a parameter that is a mere assumption."""
    return "*" if basis == ASSUMED else ""


def percent(share: float | None) -> str:
    """A share as a whole percentage, a dash where there is none."""
    return "–" if share is None else f"{round(100 * share)} %"
