"""The first page of a document of findings, to be read alone: what stands, what it costs and harms, what does not."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.comparison.comparison import Difference
from model.analysis.findings.findings import BETTER, HOLDS, WORSE, Standing, agreeing, beside, interval, standing
from model.analysis.findings.findings_played import Gathered, histories_of
from model.analysis.findings.findings_short import share_of, short_answers
from model.analysis.findings.markdown import bullets, heading, listed, paragraph, table
from model.analysis.wording import number, quoted, signed, standing_words, when_text

WHICH_WAY = {BETTER: "For the better", WORSE: "For the worse"}


def front(g: Gathered) -> list[str]:
    """The first page."""
    found = standing(g.compared, g.outcomes)
    sided = {way: [one for one in found if one.direction == way] for way in WHICH_WAY}
    lines = [
        *heading(1, f"Findings: {g.runs.first.manifest.facts['title']}"),
        *opening(g),
        *heading(2, "1. In one page"),
    ]
    lines += [*paragraph(rule_words(g, found)), *bullets(short_answers(g, found))]
    lines += paragraph(
        "The differences that stand: medians of paired differences, in brackets the 90 % interval of that median and "
        "its size against the median of the status quo; beside them the worlds that go this way."
    )
    for way, title in WHICH_WAY.items():
        lines += [*paragraph(f"**{title}**"), *standing_table(g, sided[way])]
    return [*lines, *paragraph("**What each option costs, and whom it harms**", harm_words(g)), *harm_table(g)]


def opening(g: Gathered) -> list[str]:
    """The question, what was played, and what stands beside every result."""
    facts, run = g.runs.first.manifest.facts, g.runs.first
    played = f"{len(run.options)} options × {run.worlds:,} worlds × {len(run.months)} months"
    first, last = (when_text(month).removeprefix("in ") for month in (run.months[0], run.months[-1]))
    sets = listed([quoted(name) for name in g.runs.sets])
    pasts = listed([f"{histories_of(each):,}" for each in g.runs.both])
    both = f"once with each evidence set, {sets}" if len(g.runs.sets) > 1 else f"with the evidence set {sets} alone"
    return [
        *paragraph(f"*{facts['question']}*" if facts["question"] else ""),
        *paragraph(
            f"Played: {played} ({first} to {last}), {both}; the worlds continue {pasts} distinct histories.",
            *standing_words(facts["histories"]),
            "This page is written by a command (section 12); every number in it comes from the runs.",
        ),
    ]


def rule_words(g: Gathered, found: Sequence[Standing]) -> str:
    """Which differences stand on this page, and how many of how many they are."""
    sets = "in both evidence sets" if len(g.compared) > 1 else "in the one evidence set"
    asked = len(g.outcomes) * len(g.runs.options)
    return (
        f"A difference from the status quo *stands* if its sign is resolved, if it is more than slight, and if it "
        f"goes the same way in at least {round(100 * HOLDS)} % of the worlds, {sets}, {when_text(g.runs.last)} or "
        f"else on average over the months. {len(found)} of {asked:,} do: {len(g.runs.options)} options × "
        f"{len(g.outcomes)} main outcomes."
    )


def standing_table(g: Gathered, found: Sequence[Standing]) -> list[str]:
    """The differences that stand, a row each, in every evidence set."""
    heads = [head for name in g.runs.sets for head in (f"{name}: difference", f"worlds of {g.runs.first.worlds:,}")]
    rows = []
    before = ""
    for one in found:
        row = one.first
        quo = " / ".join(number(each.status_quo) for each in one.rows)
        what = f"**{row.name}**, {row.unit}; status quo {quo}"
        cells = [cell for each in one.rows for cell in (sized(each), f"{agreeing(each):,}")]
        when = "" if row.month == g.runs.last else " (on average)"
        rows.append([what if row.outcome != before else "″", f"{g.runs.titles[row.option]}{when}", *cells])
        before = row.outcome
    return table(["outcome", "option", *heads], rows, "Nothing stands.")


def sized(row: Difference) -> str:
    """A median difference with its interval and its size against the status quo, where that is not nought."""
    relative = share_of(row)
    return f"{interval(row)}; {relative}" if relative else interval(row)


def harm_words(g: Gathered) -> str:
    """How the table of costs is read."""
    sets = " / ".join(g.runs.sets)
    return (
        f"({sets}; {when_text(g.runs.last)}; medians of differences, “?” where the sign cannot be told apart, round "
        f"brackets where it is slight; of incidents, cyber attacks and material answers the worlds with more and with "
        f"fewer than under the status quo.)"
    )


def harm_table(g: Gathered) -> list[str]:
    """Costs and harms of every option."""
    amounts = ("policy_money", "policy_politics", "north_korean_casualties", "displacement")
    counted = ("severe_incidents", "retaliation_cyber", "retaliation_material")
    names = [name for name in (*amounts, *counted) if name in g.runs.first.outcomes]
    head = [f"{g.runs.facts(name)['name']}, {g.runs.facts(name)['unit']}" for name in names]
    ends = {(r[0].option, r[0].outcome): r for r in beside(g.compared) if r[0].month == g.runs.last}
    rows = [
        [
            g.runs.titles[option],
            *(harm_cell(ends[option, name], name in counted) for name in names),
        ]
        for option in g.runs.options
    ]
    return table(["option", *head], rows)


def harm_cell(rows: Sequence[Difference], counted: bool) -> str:
    """One cost or harm in every set."""
    if counted:
        return " / ".join(f"+{row.higher:,} −{row.lower:,}" for row in rows)
    return " / ".join(amount(row) for row in rows)


def amount(row: Difference) -> str:
    """A median difference, in brackets where it is slight, or that it cannot be told."""
    if not row.resolved:
        return "0" if row.same == row.worlds else "?"
    return f"({signed(row.median)})" if row.slight else signed(row.median)
