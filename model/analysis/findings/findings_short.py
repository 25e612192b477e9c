"""Short answers on the first page: what moves nothing, what cannot be told, whether in concert, what turns it."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.attribution.attribution_words import Why
from model.analysis.comparison.comparison import Difference
from model.analysis.findings.findings import BETTER, WORSE, Standing
from model.analysis.findings.findings_asked import DRIVERS, FLIPS, PAST
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.findings_theories import kept, turning
from model.analysis.findings.markdown import listed
from model.analysis.findings.surprises import lowered, one_sided
from model.analysis.wording import quoted, signed, when_text
from model.experiment.designs.factorial import COORDINATION

HALF = 0.5


def short_answers(g: Gathered, found: Sequence[Standing]) -> list[str]:
    """What else a senior reader should know, each with its counts."""
    said = [
        *(standing_words_of(g, found, way) for way in (BETTER, WORSE)),
        not_moved_words(g, found),
        untold_words(g),
        one_sided_words(g),
        concert_words(g),
        turned_words(g, found),
        sets_words(g),
        theories_words(g, found),
    ]
    return [words for words in (*said, assumed_words(g), *past_words(g)) if words]


def standing_words_of(g: Gathered, found: Sequence[Standing], way: str) -> str:
    """What stands for the better or for the worse, option by option."""
    by_option: dict[str, list[str]] = {}
    for one in found:
        if one.direction == way:
            row = one.first
            size = share_of(row) or signed(row.median)
            average = "" if row.month == g.runs.last else " on average"
            by_option.setdefault(row.option, []).append(f"{lowered(row.name)} {size}{average}")
    said = [f"{g.runs.titles[o]} – {', '.join(by_option[o])}" for o in g.runs.options if o in by_option]
    return f"**Stands for the {way}** ({g.runs.sets[0]}): {'; '.join(said) or 'nothing'}."


def share_of(row: Difference) -> str:
    """A median difference as a share of the median of the status quo; "" where that is nought.

    Example
    -------
    >>> share_of(row)   # doctest: +SKIP
    '−26 %'
    """
    if row.status_quo == 0:
        return ""
    return f"{signed(float(f'{100 * row.median / abs(row.status_quo):.2g}'))} %"


def not_moved_words(g: Gathered, found: Sequence[Standing]) -> str:
    """Main outcomes in which nothing stands."""
    stand = {one.first.outcome for one in found}
    names = [lowered(g.runs.facts(name)["name"]) for name in g.outcomes if name not in stand]
    return f"**No option's effect stands in**: {'; '.join(names)}." if names else ""


def untold_words(g: Gathered) -> str:
    """How many differences cannot be told apart."""
    told = []
    for comparison in g.compared:
        rows = list(comparison.rows(g.runs.options, g.outcomes, (g.runs.last,)))
        untold = sum(not row.resolved for row in rows)
        slight = sum(row.resolved and row.slight for row in rows)
        told.append(
            f"{untold} of {len(rows)} cannot be told apart and {slight} more are slight ({comparison.evidence})"
        )
    return f"**Of the differences in main outcomes** {when_text(g.runs.last)}, {'; '.join(told)} (section 3)."


def one_sided_words(g: Gathered) -> str:
    """Harm that a median of nought hides, option by option."""
    by_option: dict[str, list[str]] = {}
    for rows in one_sided(g):
        row = rows[0]
        if row.sense != "neither" and row.worse > row.better:
            by_option.setdefault(row.option, []).append(f"{lowered(row.name)} ({row.worse:,} to {row.better:,})")
    said = [f"{g.runs.titles[option]} – {', '.join(cases)}" for option, cases in by_option.items()]
    hidden = (
        "**Hidden by a median of nought:** most worlds stay the same, those that change get worse rather than better"
    )
    return f"{hidden}: {'; '.join(said)} (section 11)." if said else ""


def concert_words(g: Gathered) -> str:
    """Whether co-ordinated options do better in concert than the sum of their parts."""
    said = []
    for option in g.runs.options:
        whys = g.whys.get((g.runs.sets[0], option), ())
        if whys and any(share.lever == COORDINATION for share in whys[0].attribution.shares):
            said.append(f"{quoted(g.runs.titles[option])} {concert_counts(whys)}")
    return (
        f"**In concert against the sum of the parts** ({g.runs.sets[0]}): {'; '.join(said)} (section 5)."
        if said
        else ""
    )


def concert_counts(whys: Sequence[Why]) -> str:
    """In how many outcomes the whole does better than the sum of its parts, in which worse, and where it is untold."""
    sides: dict[str, list[str]] = {"better": [], "worse": [], "untold": []}
    for why in whys:
        surplus = why.attribution.surplus
        side = "better" if (surplus.mean < 0) == (why.sense == "lower") else "worse"
        sides[side if surplus.resolved else "untold"].append(lowered(why.name))
    told = [f"{side} in {named(names)}" for side, names in sides.items() if side != "untold"]
    return f"does {' and '.join(told)} of {len(whys)} outcomes; in {len(sides['untold'])} the two cannot be told apart"


def named(names: Sequence[str]) -> str:
    """How many outcomes, and which."""
    return f"{len(names)} ({', '.join(names)})" if names else "none"


def turned_words(g: Gathered, found: Sequence[Standing]) -> str:
    """How many of the differences that stand one assumption turns, and how many all mere assumptions at once."""
    answers = [
        answer
        for one in found
        for key, answer in g.of_kind(FLIPS, 0).items()
        if key[:3] == (one.first.outcome, one.first.month, one.first.option) and answer["leader"]
    ]
    if not answers:
        return ""
    single = sum(any(turn["turns"] for turn in answer["singles"]) for answer in answers)
    joint = sum(bool(answer["together"] and answer["together"]["turns"]) for answer in answers)
    return (
        f"**What would turn them:** of the {len(answers)} differences above, {single} turn round when a single "
        f"assumption moves within its prior, {joint} when all mere assumptions move at once by a quarter of theirs "
        f"(section 8)."
    )


def sets_words(g: Gathered) -> str:
    """How many signs turn between the evidence sets."""
    from model.analysis.comparison.sides import flips, side_by_side

    if len(g.compared) < 2:
        return "**Only one evidence set was run.**"
    pairs = len(side_by_side(*g.compared))
    turned = len(flips(*g.compared))
    return (
        f"**Between the evidence sets** the resolved sign of {turned} of {pairs:,} differences, in all outcomes, turns."
    )


def theories_words(g: Gathered, found: Sequence[Standing]) -> str:
    """How many of the differences that stand survive every theory of decision, and how many signs turn between them."""
    if not g.theories:
        return ""
    survive = sum(all(kept(g, one)) for one in found)
    turned = " and ".join(f"{len(turning(g, n))} ({name})" for n, name in enumerate(g.runs.sets))
    return (
        f"**Between the theories of decision** {survive} of the {len(found)} differences above keep their resolved "
        f"sign under all three, and the resolved sign of {turned} differences, in all outcomes, turns (section 8)."
    )


def assumed_words(g: Gathered) -> str:
    """How much of what drives differences rests on mere assumptions."""
    answers = [found for key, found in g.of_kind(DRIVERS, 0).items() if key[1]]
    told = [found for found in answers if found["assumed_share"] is not None]
    if not told:
        return ""
    most = sum(found["assumed_share"] > HALF for found in told)
    untold = len(answers) - len(told)
    rest = f"; in {untold} more no parameter stands above noise" if untold else ""
    return (
        f"**What rests on assumption:** in {most} of {len(told)} clearest differences, one an option, more than half "
        f"of the influence above noise falls on parameters that no figure informs{rest} (section 6)."
    )


def past_words(g: Gathered) -> list[str]:
    """How rare a kept past is."""
    said = []
    for number, name in enumerate(g.runs.sets):
        if report := g.answer(PAST, number):
            ratio = f"one prior world in {report['one_in']:,.0f}"
            said.append(f"{ratio} is kept ({name}){'; its targets fight' if report['warning'] else ''}")
    return [f"**The past:** {listed(said)} (section 2)."] if said else []
