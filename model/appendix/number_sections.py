"""Sections of the document with the numbers: outcome tables, charts, robustness and regret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from model.analysis.bands import Bands
from model.analysis.comparison.comparison import Difference
from model.analysis.findings.findings import agreeing, beside
from model.analysis.findings.findings_compared import cells
from model.analysis.findings.surprises import lowered
from model.analysis.robustness.robustness import MEASURES, measured, ranked, turned
from model.analysis.wording import headline, number, quoted, when_text
from model.appendix.document import Block, Figure, Paragraph, Run, Runs, Subheading, Table
from model.appendix.gathering import Material
from model.charts import Subject, differences, fan
from model.charts.chart import Chart
from model.experiment.results import MEAN

DRAWN = 4  # outcomes that are drawn; who needs more has the dashboard
RANKED = ("laplace", "maximin", "regret_max", "regret_90", "mean_variance")


def outcomes_section(m: Material) -> list[Block]:
    """Every option in every main outcome: sentence, interval, verdicts, counts."""
    text = (
        f"Option less status quo in the same worlds, {when_text(m.runs.last)}: the median of the differences with its "
        f"90 % interval, whether it is resolved, and in how many worlds the option is better, worse and the same (or "
        f"higher, lower and the same where neither way is better). Beside it stands the same on average over the "
        f"months."
    )
    blocks: list[Block] = [Paragraph(m.ledger.said(text, m.about("what was played", {}, month=m.runs.last)))]
    for name in m.outcomes:
        blocks += outcome_blocks(m, name)
    return blocks


def outcome_blocks(m: Material, outcome: str) -> list[Block]:
    """One outcome: the sentence about its clearest option, and the table of all options in every set."""
    found = [rows for rows in beside(m.compared) if rows[0].outcome == outcome]
    ends = [rows for rows in found if rows[0].month == m.runs.last]
    if not ends:
        return []
    clear = max(ends, key=lambda rows: (rows[0].resolved, agreeing(rows[0])))[0]
    said = headline(clear, m.runs.titles[clear.option])
    facts = m.runs.facts(outcome)
    head = Subheading(m.ledger.quoted(facts["name"], "catalogue of outcomes", outcome=outcome))
    return [head, Paragraph(m.of_rows(said, clear)), outcome_table(m, outcome, ends, found)]


def outcome_table(
    m: Material, outcome: str, ends: Sequence[tuple[Difference, ...]], found: Sequence[tuple[Difference, ...]]
) -> Table:
    """A row for each option and evidence set, its mean over the months beside its end."""
    means = {rows[0].option: rows for rows in found if rows[0].month == MEAN}
    rows = []
    for both in ends:
        for place, row in enumerate(both):
            mean = means[row.option][place]
            title = m.of_rows(m.runs.titles[row.option], row) if place == 0 else ()
            at_end = tuple(m.of_rows(cell, row) for cell in cells(row))
            rows.append((title, m.ledger.said(row.evidence), *at_end, m.of_rows(cells(mean)[0], mean)))
    top = ends[0][0]
    judged = "better / worse / same" if top.sense != "neither" else "higher / lower / same"
    heads = ("option", "evidence", "median difference", "verdict", judged, "on average")
    head = tuple(m.ledger.said(name) for name in heads)
    return Table(caption_of(m, ends[0]), head, tuple(rows), (22, 12, 25, 20, 21, 25), frozenset({2, 4, 5}))


def caption_of(m: Material, rows: Sequence[Difference]) -> tuple[Run, ...]:
    """An outcome with its unit, its better side, and the median of the status quo in every set."""
    top = rows[0]
    better = {"lower": "lower is better", "higher": "higher is better"}.get(top.sense, "neither way is better")
    quo = "; ".join(f"{row.evidence} {number(row.status_quo)}" for row in rows)
    text = f"{top.name}, {top.unit}, {when_text(top.month)}; {better}; median of the status quo: {quo}"
    return m.of_rows(text, *rows)


def charts_section(m: Material) -> list[Block]:
    """Fans of the outcomes that move most, and every option beside the status quo in each."""
    told = [rows[0] for rows in clearest(m)]
    names = tuple(row.outcome for row in told)
    if not names:
        return [Paragraph(m.ledger.said("Nothing was compared, so nothing is drawn."))]
    m.told("playing the past behind the charts")
    history, futures = m.helpers.behind(m.runs.first), m.runs.first.dataset(names)
    blocks: list[Block] = []
    for row in told:
        subject = subject_of(m, row, Bands(*history[row.outcome]), futures[row.outcome].values)
        blocks.append(figure(m, fan(subject), row.option, row.outcome, fan_words(m, row)))
        ends = list(m.compared[0].rows(m.runs.options, (row.outcome,), (m.runs.last,)))
        drawn = differences(ends, m.runs.titles, own=row.option)
        words = f"{row.name}: every option less the status quo ({row.evidence})"
        caption = (*m.of_rows(f"{words}. ", row), *m.quoted(drawn.note, "the chart's own note", outcome=row.outcome))
        blocks.append(figure(m, drawn, "", row.outcome, caption))
    return blocks


def clearest(m: Material) -> list[tuple[Difference, ...]]:
    """The clearest option of each outcome, for the outcomes that are told most clearly."""
    ends = [rows for rows in beside(m.compared) if rows[0].month == m.runs.last and rows[0].option in m.runs.options]

    def clear(rows: tuple[Difference, ...]) -> tuple[bool, bool, int]:
        return rows[0].resolved, not rows[0].slight, agreeing(rows[0])

    best = {name: max((r for r in ends if r[0].outcome == name), key=clear, default=None) for name in m.outcomes}
    ordered = sorted((rows for rows in best.values() if rows), key=clear, reverse=True)
    return ordered[:DRAWN]


def fan_words(m: Material, row: Difference) -> tuple[Run, ...]:
    """The caption of a fan."""
    option = quoted(m.runs.titles[row.option])
    text = (
        f"{row.name}, {row.unit}, under {option} and under the status quo ({row.evidence}): bands in which half and "
        f"nine in ten of {row.worlds:,} simulated worlds lie"
    )
    return m.of_rows(text, row)


def figure(m: Material, chart: Chart, option: str, outcome: str, caption: Runs) -> Figure:
    """A chart with its caption, read aloud by its own sentence and note."""
    about = {"option": option, "outcome": outcome, "month": m.runs.last}
    m.helpers.draw(chart)
    alternative = f"{chart.name}. {chart.note}".strip()
    return Figure(caption, m.quoted(alternative, "the chart's own sentence", **about), chart)


def subject_of(m: Material, row: Difference, history: Bands, futures: np.ndarray) -> Subject:
    """What a fan shows: history, the status quo and one option."""
    from model.evidence import month_index, month_text

    run = m.runs.first
    first = month_index(run.months[0]) - len(history)
    months = [*(month_text(first + k) for k in range(len(history))), *run.months]
    quo, option = futures[0], futures[run.options.index(row.option)]
    floor = 0.0 if min(float(history.low_90.min()), float(futures.min())) >= 0 else None
    bands = (history, Bands.of(quo), Bands.of(option))
    return Subject(row.name, row.unit, months, *bands, title=m.runs.titles[row.option], floor=floor)


def robust_section(m: Material) -> list[Block]:
    """Every option by measures that weigh worlds differently, and what is lost where an option does worst."""
    measures = [MEASURES[name] for name in RANKED]
    means = "; ".join(f"{one.name.lower()}: {one.means}" for one in measures)
    text = (
        f"Options, the status quo among them, are ranked {when_text(m.runs.last)} by measures that weigh worlds "
        f"differently, and no weights join them ({means}). Regret is what an option loses in a world against the "
        f"option that does better there. In brackets stands the rank by that measure alone."
    )
    blocks: list[Block] = [Paragraph(m.quoted(text, "measures of robustness", month=m.runs.last))]
    m.told("ranking options")
    names = m.runs.judged(m.outcomes)
    played = m.runs.first.per_world((m.runs.last,), names)
    for name in names:
        blocks += ranks_blocks(m, name, played[name].values[:, :, 0])
    return blocks


def ranks_blocks(m: Material, outcome: str, values: np.ndarray) -> list[Block]:
    """One outcome, values (options, worlds): a row for each option, a column for each measure, and who comes first."""
    facts, run = m.runs.facts(outcome), m.runs.first
    all_found = measured(values, facts["sense"])
    found = {name: all_found[name] for name in RANKED}
    ranks = ranked(found, facts["sense"])
    about = {"outcome": outcome, "month": m.runs.last}
    rows = []
    for place, option in enumerate(run.options):
        told = {name: float(found[name][place]) for name in RANKED}
        told |= {f"{name}_rank": int(ranks[name][place]) for name in RANKED}
        one = m.about("measure of robustness and its rank", told, option=option, **about)
        cells_ = (m.ledger.said(f"{number(told[name])} ({told[f'{name}_rank']})", one) for name in RANKED)
        rows.append((m.ledger.quoted(m.runs.titles.get(option, option), "option files"), *cells_))
    caption = (
        f"{facts['name']}, {facts['unit']}, {when_text(m.runs.last)}, {facts['sense']} is better ({m.runs.sets[0]}): "
        f"value and rank by each measure"
    )
    head = [m.ledger.quoted(name, "measures of robustness") for name in ("option", *(MEASURES[n].name for n in RANKED))]
    widths, right = (24, *([18] * len(RANKED))), frozenset(range(1, len(RANKED) + 1))
    table = Table(m.quoted(caption, "measures of robustness", **about), tuple(head), tuple(rows), widths, right)
    return [table, Paragraph(m.quoted(agreement(m, outcome, ranks), "orders by measure", **about))]


def agreement(m: Material, outcome: str, ranks: Mapping[str, np.ndarray]) -> str:
    """Whether the measures agree on who comes first, and how many orders depend on the measure."""
    options = m.runs.first.options
    firsts = {tuple(np.flatnonzero(each == 1)) for each in ranks.values()}
    pairs = len(options) * (len(options) - 1) // 2
    depend = f"the order of {len(turned(ranks))} of {pairs} pairs of options depends on the measure"
    name = lowered(m.runs.facts(outcome)["name"])
    if len(firsts) > 1:
        return f"For {name} the measures disagree on who comes first, and {depend}."
    (who,) = firsts
    first = options[who[0]]
    alike = "no option ahead of another" if len(who) == len(options) else quoted(m.runs.titles.get(first, first))
    return f"For {name} all these measures put {alike} first, and {depend}."
