"""Sections of the document: the question, the summary for seniors, and the options in words."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.comparison.comparison import Difference
from model.analysis.findings.findings import BETTER, COSTS, WORSE, Standing, agreeing, beside, interval, mark, standing
from model.analysis.findings.findings_front import amount
from model.analysis.findings.findings_played import histories_of
from model.analysis.findings.findings_short import share_of, untold_words
from model.analysis.findings.markdown import listed
from model.analysis.findings.surprises import lowered
from model.analysis.stories.phrases import lever_name
from model.analysis.wording import CAVEAT, quoted, standing_words, when_text
from model.appendix.converting import tidy
from model.appendix.document import Block, Bullets, Paragraph, Run, Runs, Subheading, Table
from model.appendix.gathering import HARMS, Material
from model.evidence import load
from model.experiment.replay import scenario_of
from model.levers import LEVEL_OF, STATUS_QUO, Option

COUNTED = ("severe_incidents", "retaliation_cyber", "retaliation_material")
ON_ONE_PAGE = 7  # differences a side that one page holds
SAY_HOW = (
    "Every number of this document carries an id and comes from the runs named at its end; `fulcrum verify` "
    "recomputes all of them."
).replace("`", "")
EVIDENCE_SENTENCE = (
    "The evidence behind it: of {all} figures in the two articles, the public record supports {corroborated}, "
    "contradicts {contradicted}, and for {uncorroborated} nothing was found."
)


def played_words(m: Material) -> Runs:
    """What was played, from when to when, over how many histories."""
    run = m.runs.first
    first, last = (when_text(month).removeprefix("in ") for month in (run.months[0], run.months[-1]))
    sets = listed([quoted(name) for name in m.runs.sets])
    both = f"once with each evidence set, {sets}" if len(m.runs.sets) > 1 else f"with the evidence set {sets} alone"
    pasts = [histories_of(each) for each in m.runs.both]
    options = "1 option" if len(run.options) == 1 else f"{len(run.options)} options"
    text = (
        f"Played: {options} × {run.worlds:,} worlds × {len(run.months)} months ({first} to {last}), {both}; the worlds "
        f"continue {listed([f'{each:,}' for each in pasts])} distinct histories."
    )
    values = {"options": len(run.options), "months": len(run.months), "first": first, "last": last}
    values |= {f"histories_{name}": count for name, count in zip(m.runs.sets, pasts, strict=True)}
    return m.ledger.said(text, m.about("what was played", values))


def question_section(m: Material) -> list[Block]:
    """The question, what was played, and how to read what follows."""
    facts = m.runs.first.manifest.facts
    asked = facts["question"] or facts["title"]
    blocks: list[Block] = [Paragraph(m.quoted(f"**{asked}**", "the scenario's question")), Paragraph(played_words(m))]
    blocks += [Paragraph(m.quoted(said, "standing words"), caveat=True) for said in caveats(m)]
    return [*blocks, Paragraph(m.ledger.said(READING)), Paragraph(m.ledger.said(SAY_HOW))]


READING = (
    "How to read it: every option is compared with the status quo in the same simulated worlds with the same luck. A "
    "difference is resolved where the 90 % interval of the median paired difference excludes zero; otherwise the two "
    "cannot be told apart. In how many worlds an option is better, worse or the same is said beside it: these are "
    "counts of simulated worlds, not assessed probabilities."
)


def caveats(m: Material) -> list[str]:
    """What stands beside every result."""
    return standing_words(m.runs.first.manifest.facts["histories"])


def summary_section(m: Material) -> list[Block]:
    """What a senior reads alone: what stands, what it costs and harms, what cannot be told, what it rests on."""
    found = standing(m.compared, m.outcomes)
    return [*standing_blocks(m, found), *cost_blocks(m), *short_blocks(m), evidence_words(m)]


def one_page(m: Material) -> list[Block]:
    """The whole of the one-page summary."""
    facts = m.runs.first.manifest.facts
    blocks: list[Block] = [Paragraph(m.quoted(f"**{facts['question'] or facts['title']}**", "the scenario's question"))]
    blocks += [Paragraph(played_words(m)), Paragraph(m.quoted(" ".join(caveats(m)), "standing words"), caveat=True)]
    return [*blocks, *summary_section(m)]


def standing_blocks(m: Material, found: Sequence[Standing]) -> list[Block]:
    """The differences that stand, the better and the worse apart; on one page the first of each side."""
    sets = "in both evidence sets" if len(m.compared) > 1 else "in the one evidence set"
    total = len(m.outcomes) * len(m.runs.options)
    rule = (
        f"A difference stands if it is resolved, more than slight, and of one sign in at least nine of ten worlds, "
        f"{sets}, {when_text(m.runs.last)} or else on average over the months: {len(found)} of {total:,} do."
    )
    values = {"standing": len(found), "asked": total}
    blocks: list[Block] = [Paragraph(m.ledger.said(rule, m.about("differences that stand", values, month=m.runs.last)))]
    for side, title in ((BETTER, "For the better"), (WORSE, "For the worse")):
        own = [one for one in found if one.direction == side]
        if own:
            blocks.append(standing_table(m, own[:ON_ONE_PAGE] if m.asked.summary else own, title))
        else:
            blocks.append(Paragraph(m.ledger.said(f"**{title}**: nothing stands.")))
        if m.asked.summary and len(own) > ON_ONE_PAGE:
            more = len(own) - ON_ONE_PAGE
            blocks.append(
                Paragraph(m.ledger.said(f"{more} more stand {title.lower()}.", m.about(f"{title}, more", {"n": more})))
            )
    return blocks


def standing_table(m: Material, found: Sequence[Standing], title: str) -> Table:
    """Differences that stand, a row each, every evidence set beside the other."""
    heads = [head for name in m.runs.sets for head in (f"{name}: median difference", "worlds")]
    rows = []
    for one in found:
        row = one.first
        when = "" if row.month == m.runs.last else ", on average"
        cells = [cell for each in one.rows for cell in (sized(m, each), m.of_rows(f"{agreeing(each):,}", each))]
        rows.append((m.of_rows(f"{row.name}, {row.unit}", row), m.of_rows(f"{m.runs.titles[row.option]}{when}", row), *cells))  # fmt: skip  # noqa: E501
    caption = f"{title}: medians of paired differences, {when_text(m.runs.last)}, with their 90 % intervals, and the worlds of {m.runs.first.worlds:,} that go this way"  # noqa: E501
    head = tuple(m.ledger.said(name) for name in ("outcome", "option", *heads))
    widths = (26, 19, *((28, 10) * len(m.runs.sets)))
    right = frozenset(3 + 2 * place for place in range(len(m.runs.sets)))
    return Table(m.ledger.said(caption, m.about("what was played", {}, month=m.runs.last)), head, tuple(rows), widths, right)  # fmt: skip  # noqa: E501


def sized(m: Material, row: Difference) -> Runs:
    """A median difference with its interval and its size against the status quo, where that is not nought."""
    relative = share_of(row)
    return m.of_rows(f"{interval(row)}; {relative}" if relative else interval(row), row)


def cost_blocks(m: Material) -> list[Block]:
    """What each option costs and whom it harms, beside what it achieves."""
    names = [name for name in (*COSTS, *HARMS) if name in m.runs.first.outcomes]
    if not names or not m.runs.options:
        return []
    ends = {(rows[0].option, rows[0].outcome): rows for rows in beside(m.compared) if rows[0].month == m.runs.last}
    rows = tuple(
        (m.ledger.quoted(m.runs.titles[option], "option files"), *(cost_cell(m, ends[option, name]) for name in names))
        for option in m.runs.options
    )
    head = tuple(
        m.ledger.quoted(f"{m.runs.facts(name)['name']}, {m.runs.facts(name)['unit']}", "catalogue of outcomes")
        for name in names
    )
    sets = " / ".join(m.runs.sets)
    caption = (
        f"Costs and human harm of each option ({sets}, {when_text(m.runs.last)}): medians of differences, “?” where "
        f"they cannot be told apart, round brackets where slight; of incidents and answers in how many worlds "
        f"there are more and fewer of them"
    )
    said = m.ledger.said(caption, m.about("what was played", {}, month=m.runs.last))
    return [Table(said, (m.ledger.said("option"), *head), rows, (24, *([17] * len(names))))]


def cost_cell(m: Material, rows: Sequence[Difference]) -> Runs:
    """One cost or harm in every evidence set."""
    if rows[0].outcome in COUNTED:
        said = " / ".join(f"{row.higher:,} more, {row.lower:,} fewer" for row in rows)
    else:
        said = " / ".join(amount(row) for row in rows)
    return m.of_rows(said, *rows)


def short_blocks(m: Material) -> list[Block]:
    """What cannot be told apart, what stands nowhere, and what turns between the evidence sets."""
    found = standing(m.compared, m.outcomes)
    stand = {one.first.outcome for one in found}
    untold = [lowered(m.runs.facts(name)["name"]) for name in m.outcomes if name not in stand]
    items = [m.quoted(tidy(untold_words(m.gathered)), "verdicts counted", month=m.runs.last)]
    if untold:
        items.append(m.quoted(f"**No option's effect stands in**: {'; '.join(untold)}.", "differences that stand"))
    return [Bullets((*items, sets_words(m)))]


def sets_words(m: Material) -> tuple[Run, ...]:
    """How many resolved signs turn between the evidence sets, and how many marks differ."""
    if len(m.compared) < 2:
        return m.ledger.said("**Only one evidence set was run**, so nothing is said of the other.")
    from model.analysis.comparison.sides import flips, side_by_side

    pairs, turned = len(side_by_side(*m.compared)), len(flips(*m.compared))
    other = sum(len({mark(row) for row in rows}) > 1 for rows in beside(m.compared))
    text = (
        f"**Between the evidence sets** the resolved sign of {turned:,} of {pairs:,} differences turns; in {other:,} "
        f"the verdict is another."
    )
    values = {"pairs": pairs, "turned": turned, "other": other}
    return m.ledger.said(text, m.about("evidence sets side by side", values, month=m.runs.last))


def evidence_words(m: Material) -> Paragraph:
    """The grade of the evidence, in a sentence of its own."""
    grades = [figure.grade for figure in load().figures.values()]
    values = {name: grades.count(name) for name in ("corroborated", "contradicted", "uncorroborated")}
    values["all"] = len(grades)
    return Paragraph(m.ledger.said(EVIDENCE_SENTENCE.format(**values), m.ledger.finding("figures by grade", values)))


def options_section(m: Material) -> list[Block]:
    """Every option in words, with its levers."""
    options = {option.id: option for option in scenario_of(m.runs.first.manifest).options}
    blocks: list[Block] = []
    for option in options.values():
        about = "the measures in force today go on" if option.id == STATUS_QUO.id else option.summary
        blocks.append(Subheading(m.quoted(option.title or option.id, "option files")))
        blocks.append(Paragraph(m.quoted(sentence(about) or levers_words(option), "option files")))
        if option.commitments:
            blocks.append(Paragraph(m.quoted(f"**Levers:** {levers_words(option)}", "option files")))
    return blocks


def sentence(text: str) -> str:
    """Words as a sentence."""
    said = f"{text[:1].upper()}{text[1:]}".strip()
    return f"{said}." if said and said[-1] not in ".!?" else said


def levers_words(option: Option) -> str:
    """The levers of an option with level, timing and settings."""
    names = {value: name for name, value in LEVEL_OF.items()}
    said = []
    for held in option.commitments:
        parts = [f"{lever_name(held.lever)} ({names.get(held.level, format(held.level, 'g'))}"]
        parts += [f"from month {held.start:g}"] if held.start else []
        parts += [f"over {held.ramp:g} months"] if held.ramp else []
        parts += [f"until month {held.end:g}"] if held.end is not None else []
        parts += ["one month only"] if held.pulse else []
        parts += [f"{name} {value:g}" for name, value in held.settings.items()]
        said.append(f"{', '.join(parts)})")
    held_together = f"; co-ordinated at {option.coordination:g} of 1" if option.coordination else ""
    return f"{'; '.join(said)}{held_together}." if said else "None."


__all__ = ["CAVEAT", "one_page", "options_section", "question_section", "summary_section"]
