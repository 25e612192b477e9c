"""Surprises, each kind by a rule that is stated beside it, so that none is picked by hand and none is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from model.analysis.attribution.attribution_words import interval, plain_name
from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.sides import flips
from model.analysis.findings.claims import claims_held
from model.analysis.findings.findings import BETTER, WORSE, beside, direction, holds, leaning, mark, stands
from model.analysis.findings.findings_played import Gathered
from model.analysis.wording import quoted, signed, when_text
from model.experiment.designs.factorial import COORDINATION
from model.experiment.replay import scenario_of
from model.levers import LEVERS


@dataclass(frozen=True)
class Surprise:
    """A kind of surprise: the rule, and every case of it in words."""

    rule: str
    cases: tuple[str, ...]


def surprises(gathered: Gathered) -> list[Surprise]:
    """Every kind of surprise with its cases, none where a rule finds nothing."""
    return [Surprise(rule, tuple(find(gathered))) for rule, find in RULES.items()]


def against_own_aim(g: Gathered) -> list[str]:
    """Options that worsen what one of their levers is said to act on."""
    held = {o.id: {c.lever for c in o.commitments} for o in scenario_of(g.runs.first.manifest).options}
    found = []
    for rows in at_the_end(g):
        first = rows[0]
        levers = [name for name in held[first.option] if first.outcome in LEVERS[name].acts_on]
        if levers and all(direction(row) == WORSE and holds(row) for row in rows):
            by = ", ".join(plain_name(name) for name in sorted(levers))
            found.append(f"{title(g, first)} worsens {words(first)} (acted on by {by}): {told(rows)}.")
    return found


def lever_against_its_aim(g: Gathered) -> list[str]:
    """Levers alone that move what they are said to act on to the worse side."""
    found = []
    for held in claims_held(g.alone, g.runs.last):
        for rows in held.rows:
            if all(direction(row) == WORSE and not row.slight for row in rows):
                found.append(f"{plain_name(held.lever)} alone worsens {words(rows[0])} ({held.claim}): {told(rows)}.")
    return list(dict.fromkeys(found))


def part_against_its_aim(g: Gathered) -> list[str]:
    """Parts of an option whose share in an outcome that they are said to act on lies on the worse side."""
    return [case for lever, outcome, case in wrong_shares(g) if lever in LEVERS and outcome in LEVERS[lever].acts_on]


def coordination_worse(g: Gathered) -> list[str]:
    """Options in which the share of co-ordination itself lies on the worse side."""
    return [case for lever, _, case in wrong_shares(g) if lever == COORDINATION]


def wrong_shares(g: Gathered) -> Iterator[tuple[str, str, str]]:
    """Parts whose share lies on the worse side in every set: the part, the outcome, and the case in words."""
    for option in g.runs.options:
        for whys in zip(*(g.whys.get((name, option), ()) for name in g.runs.sets), strict=True):
            first = whys[0]
            for part in (share.lever for share in first.attribution.shares):
                shares = [why.attribution.share(part).shapley for why in whys]
                wrong = [s.resolved and (s.mean > 0) == (first.sense == "lower") for s in shares]
                if first.sense != "neither" and all(wrong):
                    size = " / ".join(f"{signed(s.mean)} {interval(s)}" for s in shares)
                    said = f"{quoted(g.runs.titles[option])}, {plain_name(part)} in {lowered(first.name)}"
                    yield part, first.attribution.outcome, f"{said}: {size} {first.unit}."


def worse_in_concert(g: Gathered) -> list[str]:
    """Options that do worse than the sum of their parts, in every evidence set."""
    found = []
    for option in g.runs.options:
        for whys in zip(*(g.whys.get((name, option), ()) for name in g.runs.sets), strict=True):
            first = whys[0]
            worse = [w.attribution.surplus for w in whys]
            if first.sense != "neither" and all(s.resolved and (s.mean > 0) == (first.sense == "lower") for s in worse):
                size = " / ".join(f"{signed(s.mean)} {interval(s)}" for s in worse)
                found.append(f"{quoted(g.runs.titles[option])} in {lowered(first.name)}: {size} {first.unit}.")
    return found


def unmoved(g: Gathered) -> list[str]:
    """Main outcomes that no option moves by more than slightly in any set, in the last month."""
    found = []
    for name in g.outcomes:
        rows = [row for both in at_the_end(g) for row in both if row.outcome == name]
        if all(not row.resolved or row.slight for row in rows):
            found.append(f"{rows[0].name} {when_text(g.runs.last)}.")
    return found


def without_effect(g: Gathered) -> list[str]:
    """Options that move no main outcome by more than slightly in any set, neither at the end nor on average."""
    found = []
    for option in g.runs.options:
        rows = [row for c in g.compared for row in c.rows((option,), g.outcomes)]
        if all(not row.resolved or row.slight for row in rows):
            found.append(f"{quoted(g.runs.titles[option])}.")
    return found


def trade_offs(g: Gathered) -> list[str]:
    """Options that better one main outcome and worsen another, both standing in every set."""
    found = []
    for option in g.runs.options:
        rows = [both for both in at_the_end(g) if both[0].option == option and stands(both)]
        sides = {side: [lowered(both[0].name) for both in rows if direction(both[0]) == side] for side in SIDES}
        if all(sides.values()):
            better, worse = ("; ".join(sides[side]) for side in SIDES)
            found.append(f"{quoted(g.runs.titles[option])}: better in {better}; worse in {worse}.")
    return found


def turned_round(g: Gathered) -> list[str]:
    """Differences, of all outcomes, whose resolved sign turns between the evidence sets."""
    if len(g.compared) < 2:
        return []
    pairs = [(sides.first, sides.second) for sides in flips(*g.compared)]
    return [f"{title(g, rows[0])} in {words(rows[0])}: {told(rows)}." for rows in pairs]


def more_is_less(g: Gathered) -> list[str]:
    """Main outcomes in which an option that holds all levers of another, and more, does worse than it."""
    from model.analysis.findings.findings_twins import within

    return [
        f"{quoted(g.runs.titles[rows[0].option])}, which holds all of {quoted(g.runs.titles[smaller])} and more, does "
        f"worse than it in {words(rows[0])}: {told(rows)}."
        for smaller, rows in within(g.runs, g.outcomes)
        if all(direction(row) == WORSE and not row.slight for row in rows)
    ]


def one_sided(g: Gathered) -> list[tuple[Difference, ...]]:
    """Main outcomes whose difference no median tells, and yet the worlds that change go one way, in every set."""
    return [rows for rows in at_the_end(g) if leaning(rows[0]) and len({leaning(row) for row in rows}) == 1]


def hidden_by_the_median(g: Gathered) -> list[str]:
    """One-sided differences, the worse first."""
    place = g.runs.options.index
    cases = sorted(one_sided(g), key=lambda rows: (leaning(rows[0]) == BETTER, place(rows[0].option)))
    return [f"{title(g, rows[0])} on {words(rows[0])}: {'; '.join(map(sides_of, rows))}." for rows in cases]


def sides_of(row: Difference) -> str:
    """The counts of a difference that no median tells."""
    if row.sense == "neither":
        return f"{row.evidence} higher in {row.higher:,} worlds, lower in {row.lower:,}, the same in {row.same:,}"
    return f"{row.evidence} worse in {row.worse:,} worlds, better in {row.better:,}, the same in {row.same:,}"


SIDES = (BETTER, WORSE)
RULES: dict[str, Callable[[Gathered], Sequence[str]]] = {
    "An option worsens, in nine of ten worlds, what one of its own levers is said to act on": against_own_aim,
    "A lever alone, at high, worsens by more than slightly what it is said to act on": lever_against_its_aim,
    "The share of a lever in what it is said to act on lies on the worse side": part_against_its_aim,
    "The share of co-ordination itself lies on the worse side": coordination_worse,
    "An option does worse than the sum of its parts": worse_in_concert,
    "An option that holds all levers of another, and more, does worse than it": more_is_less,
    "The median is nought, and yet nine in ten of the worlds that change go one way": hidden_by_the_median,
    "No option moves a main outcome by more than slightly": unmoved,
    "An option moves no main outcome by more than slightly, at the end or on average": without_effect,
    "An option betters one main outcome and worsens another, both standing": trade_offs,
    "A resolved sign turns between the evidence sets, in any outcome": turned_round,
}  # fmt: skip


def at_the_end(g: Gathered) -> list[tuple[Difference, ...]]:
    """Every difference in a main outcome in the last month, with its fellows of the other sets."""
    return [rows for rows in beside(g.compared) if rows[0].month == g.runs.last and rows[0].outcome in g.outcomes]


def told(rows: Sequence[Difference]) -> str:
    """The counts of worlds and the median differences in every set.

    Example
    -------
    >>> told(rows)   # doctest: +SKIP
    'articles 1,944 of 2,000 worlds, +208 persons; record 1,949 of 2,000 worlds, +166 persons'
    """
    return "; ".join(f"{row.evidence} {count(row)} of {row.worlds:,} worlds, {size(row)}" for row in rows)


def count(row: Difference) -> str:
    """In how many worlds the difference has the sign of its median."""
    return f"{row.higher if row.median > 0 else row.lower:,}"


def size(row: Difference) -> str:
    """The median difference with its unit, and whether it is slight."""
    return f"{signed(row.median)} {row.unit}{', slight' if mark(row).startswith('(') else ''}"


def title(g: Gathered, row: Difference) -> str:
    """An option's title in quotation marks."""
    return quoted(g.runs.titles[row.option])


def words(row: Difference) -> str:
    """An outcome inside a sentence."""
    from model.analysis.wording import subject

    return subject(row)


def lowered(name: str) -> str:
    """An outcome's name inside a sentence."""
    from model.analysis.wording import PROPER

    plain = name[1:2].islower() and name.split()[0] not in PROPER
    return name[:1].lower() + name[1:] if plain else name
