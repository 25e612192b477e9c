"""Sections of a document of findings: where options fail, what flips, and what a cease-fire changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.sides import AGREES, side_by_side
from model.analysis.comparison.split import CEASEFIRE, SPLIT_WORDS, WITH, WITHOUT
from model.analysis.findings.findings import agreeing, beside, direction, interval, mark
from model.analysis.findings.findings_asked import FAILS, FLIPS
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.findings_theories import between_theories
from model.analysis.findings.markdown import bullets, heading, listed, paragraph, table
from model.analysis.findings.surprises import lowered
from model.analysis.ranking.flip_words import sentences
from model.analysis.wording import in_worlds, number, quoted, signed, when_text


def failing_section(g: Gathered) -> list[str]:
    """Where each option fails, in sentences."""
    lines = heading(2, "7. Where options fail")
    lines += paragraph(
        "Asked of the main outcome in which an option does better in most worlds: what do the worlds share in which it "
        f"is worse than the status quo {when_text(g.runs.last)} – or, where that is one world in twenty or fewer, its "
        "worst tenth? Boxes are PRIM's; they are held against histories that the search had not seen. "
        "`fulcrum fails RUN --option O --outcome X` tells more, with a tree beside it."
    )
    for key, found in g.of_kind(FAILS, 0).items():
        others = [other_failing(g, place, key[0], found) for place in range(1, len(g.runs.both))]
        lines += [*paragraph(f"**{g.runs.titles[key[0]]}.** {failing_words(g, key[0], found)}"), *paragraph(*others)]
    return lines


def failing_words(g: Gathered, option: str, found: dict[str, Any]) -> str:
    """The count, the boxes, what they rest on, and how they hold."""
    said = f"{in_worlds(found['failing'], found['worlds'])}, {quoted(g.runs.titles[option])} {found['means']}."
    if not found["boxes"]:
        return f"{said} {found['nothing'] or 'No box was found.'}"
    return " ".join([said, *found["boxes"], *found["rests"], found["held_out"]])


def other_failing(g: Gathered, place: int, option: str, found: dict[str, Any]) -> str:
    """What another evidence set says of the same option."""
    same = {key[0]: other for key, other in g.of_kind(FAILS, place).items()}.get(option)
    if same is None:
        return ""
    count = f"{same['failing']:,} of {same['worlds']:,} worlds"
    asked = "" if (same["outcome"], same["way"]) == (found["outcome"], found["way"]) else f" ({same['means']})"
    named = f"the box names {listed(same['named'])}" if same["boxes"] else "no box is found"
    held = "" if not same["boxes"] else ", and it holds" if same["holds"] else ", and it does not hold"
    return f"*{g.runs.sets[place]}*{asked}: {count} fail; {named}{held}."


def flips_section(g: Gathered) -> list[str]:
    """What turns a lead: one assumption, two, all at once; and what turns between the sets."""
    lines = heading(2, "8. What flips")
    answers = g.of_kind(FLIPS, 0)
    played = max((found["played_worlds"] for found in answers.values() if found["leader"]), default=0)
    lines += paragraph(
        f"Assumptions are moved within their priors and {played:,} worlds of {g.runs.sets[0]} are played again; the "
        "past stays, a moved assumption counts from the decision on. A change is measured in quantiles of its prior, "
        "from where the assumption stands; “all at once” moves every mere assumption by at most a quarter of its prior "
        "against the leader."
    )
    leading = {key: found for key, found in answers.items() if not key[2]}
    lines += [*heading(3, "Who leads, and what turns that"), *bullets([lead_words(g, f) for f in leading.values()])]
    single = {key: found for key, found in answers.items() if key[2] and found["leader"]}
    rows = [flip_row(g, key, found) for key, found in single.items()]
    heads = ["difference that stands", "smallest change of one assumption", "all mere assumptions at once"]
    lines += [*heading(3, "What turns the differences of the first page"), *table(heads, rows)]
    lines += [*heading(3, "Between the evidence sets"), *between_sets(g)]
    return [*lines, *between_theories(g)]


def lead_words(g: Gathered, found: dict[str, Any]) -> str:
    """Everything said about one lead."""
    return f"**{found['name']}**: {' '.join(sentences(found, g.runs.titles))}"


def flip_row(g: Gathered, key: tuple[Any, ...], found: dict[str, Any]) -> list[str]:
    """One option against the status quo: what turns the sign of its difference."""
    name = f"{quoted(g.runs.titles[key[2]])}, {lowered(found['name'])}"
    turning = [turn for turn in found["singles"] if turn["turns"]]
    if turning:
        turn = turning[0]
        single = f"{moved_words(turn)}, {turn['change']:.2f} of its prior, {resolved_words(turn)}"
    else:
        left = f"; nearest {found['singles'][0]['moved'][0]['parameter']}, {left_words(found, found['singles'][0])}"
        single = f"none of {found['played']}{left if found['singles'] else ''}"
    joint = found["together"]
    if joint is None:
        return [name, single, "not moved"]
    if joint["turns"]:
        return [name, single, f"turns at {joint['change']:.2f}, {resolved_words(joint)}"]
    return [name, single, f"holds, {left_words(found, joint)}"]


def moved_words(turn: dict[str, Any]) -> str:
    """The parameters moved, and from where to where."""
    return " and ".join(
        f"{move['parameter']} from {number(move['value_now'])} to {number(move['value_then'])} {move['unit']}"
        for move in turn["moved"]
    )


def resolved_words(turn: dict[str, Any]) -> str:
    """Whether a turned lead is resolved."""
    if turn["resolved_change"] is None:
        return "the sign only"
    return f"resolved from {turn['resolved_change']:.2f}"


def left_words(found: dict[str, Any], turn: dict[str, Any]) -> str:
    """What of a lead is left at the end of the way."""
    return f"{signed(-turn['at_end']['value'])} of {signed(-found['played_lead']['value'])} {found['unit']} left"


def between_sets(g: Gathered) -> list[str]:
    """What turns, or is resolved in one set only, among all outcomes."""
    if len(g.compared) < 2:
        return paragraph("Only one evidence set was run.")
    flagged: dict[str, list[str]] = {}
    for sides in side_by_side(*g.compared):
        if sides.flag != AGREES:
            row = sides.first
            flagged.setdefault(sides.flag, []).append(
                f"{g.runs.titles[row.option]}, {row.outcome} ({'on average' if row.month == 'mean' else row.month})"
            )
    told = [f"{flag}: {'; '.join(names)}" for flag, names in flagged.items()]
    return bullets(told, "Nothing turns, and nothing is resolved in one set only.")


def split_section(g: Gathered) -> list[str]:
    """Which verdicts on main outcomes depend on a cease-fire."""
    lines = heading(2, "9. With a cease-fire and without") + paragraph(SPLIT_WORDS)
    lines += paragraph(*(ceasefire_words(g, place) for place in range(len(g.runs.both))))
    rows = []
    for both in beside(g.split):
        if both[0].part == WITH and both[0].option in g.runs.options:
            without = [part(comparison, row) for comparison, row in zip(g.split, both, strict=True)]
            if all(without) and depends(both[0], without[0]):
                rows.append(split_row(g, both, without))
    lines += paragraph(
        f"Differences in main outcomes {when_text(g.runs.last)} whose verdict depends on it ({g.runs.sets[0]}): "
        "resolved and more than slight in one part, and not so, or the other way, in the other."
    )
    heads = ["option", "outcome", "with a cease-fire", "worlds", "without", "worlds"]
    rest = [f"{name}: the same dependence" for name in g.runs.sets[1:]]
    return [*lines, *table([*heads, *rest], rows, "No verdict depends on it.")]


def ceasefire_words(g: Gathered, place: int) -> str:
    """In how many worlds of the status quo a cease-fire holds at the end."""
    run = g.runs.both[place]
    values = run.per_world((g.runs.last,), (CEASEFIRE,))[CEASEFIRE].values[0, :, 0]
    said = f"{in_worlds(int((values > 0).sum()), run.worlds)} ({g.runs.sets[place]})"
    return f"{said}, a cease-fire holds under the status quo {when_text(g.runs.last)}."


def part(comparison: Any, row: Difference) -> Difference | None:
    """The same difference in the worlds without a cease-fire."""
    rows = comparison.rows((row.option,), (row.outcome,), (row.month,))
    return next((other for other in rows if other.part == WITHOUT), None)


def clear(row: Difference) -> str:
    """The side of a difference that is resolved and more than slight."""
    return "" if row.slight else direction(row)


def depends(one: Difference, other: Difference) -> bool:
    """Whether two parts of the worlds say different things, at least one of them clearly."""
    return clear(one) != clear(other)


def split_row(g: Gathered, with_it: Sequence[Difference], without: Sequence[Difference]) -> list[str]:
    """One difference in both parts, and whether the other set has the same dependence."""
    one, other = with_it[0], without[0]
    sizes = [cell for row in (one, other) for cell in (split_cell(row), f"{agreeing(row):,} of {row.worlds:,}")]
    rest = [
        "yes" if (clear(a), clear(b)) == (clear(one), clear(other)) else f"{mark(a)} with, {mark(b)} without"
        for a, b in zip(with_it[1:], without[1:], strict=True)
    ]
    return [g.runs.titles[one.option], one.name, *sizes, *rest]


def split_cell(row: Difference) -> str:
    """A difference in one part, or that it cannot be told."""
    if not row.resolved:
        return "?"
    return f"{interval(row)}{', slight' if row.slight else ''}"
