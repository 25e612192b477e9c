"""Sections of a document of findings: the past, every option in every outcome, what cannot be told, robustness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.enough import Enough, enough, kind
from model.analysis.findings.findings import COSTS, beside, interval, mark, marks
from model.analysis.findings.findings_asked import PAST, RANKS
from model.analysis.findings.findings_played import Gathered
from model.analysis.findings.markdown import bullets, heading, listed, paragraph, table
from model.analysis.robustness.robustness import MEASURES
from model.analysis.wording import number, when_text
from model.experiment.results import MEAN

MARKS_MEAN = (
    "“++”: resolved, more than slight, and for the better in at least nine of ten worlds; “+”: resolved for the "
    "better; “(+)”: resolved but slight; “−” the same for the worse; “↑” and “↓” where neither way is better; “?”: "
    "cannot be told apart; “?+”: untold, but nine in ten of the worlds that change, one in a hundred "
    "at least, get better; “=”: the same in every world. Two marks where the evidence sets differ."
)


def past_section(g: Gathered) -> list[str]:
    """How the past was conditioned, in every evidence set."""
    lines = heading(2, "2. The past behind it")
    for place, name in enumerate(g.runs.sets):
        kept = g.runs.both[place].manifest.facts["histories"] == "conditioned"
        lines += heading(3, f"Evidence set {name}")
        prior = paragraph("Histories are those of prior worlds; none is left out.")
        lines += past_lines(g.answers[PAST, place]) if kept else prior
    return lines


def past_lines(report: dict[str, Any]) -> list[str]:
    """What was tried, kept and rejected, how well history is reproduced, and what moved."""
    kept = f"one in {report['one_in']:,.0f}" if report["kept"] else "none"
    pairs = [pair for pair in report["together"] if pair["both"] < pair["by_chance"]]
    rows = [predicted(row, report["alone"]) for row in report["predictive"]]
    moved = [f"{row['parameter']} ({'up' if row['shift'] > 0 else 'down'})" for row in report["moved"]]
    return [
        *paragraph(
            f"{report['tried']:,} prior worlds were tried and {report['kept']:,} kept, {kept}.", report["warning"]
        ),
        *paragraph(f"Met together more rarely than by chance: {'; '.join(map(fight, pairs)) or 'no two targets'}."),
        *table(["figure", "a target", "alone rejects", "band", "prior 5 / 50 / 95 %", "kept 5 / 50 / 95 %"], rows),
        *paragraph(
            f"Parameters whose kept draws differ from their prior: {listed(moved)}. {report['unmoved']:,} do not."
        ),
    ]


def fight(pair: dict[str, Any]) -> str:
    """Two targets that are met together more rarely than by chance."""
    one, other = pair["targets"]
    return f"{one} and {other} ({pair['both']:.2%} of prior worlds, {pair['by_chance']:.2%} by chance)"


def predicted(row: dict[str, Any], alone: dict[str, float]) -> list[str]:
    """A figure's band beside what prior and kept histories show."""
    fitted = row["fitted"]
    low, high = ("…" if end is None else number(end) for end in (row["low"], row["high"]))
    three = [" / ".join("…" if x is None else number(x) for x in row[key]) for key in ("prior", "kept")]
    rejects = f"{100 * alone[row['target']]:.0f} %" if fitted else ""
    return [row["target"], "yes" if fitted else "no", rejects, f"{low} to {high} {row['unit']}", *three]


def compared_section(g: Gathered) -> list[str]:
    """Every option in every main outcome, what cannot be told apart, and the other outcomes."""
    heads = [head for name in g.runs.sets for head in (name, "verdict", "better / worse / same")]
    lines = heading(2, "3. Every option, outcome by outcome")
    lines += paragraph(
        f"Option less status quo in the same worlds, {when_text(g.runs.last)}: the median with its 90 % interval, the "
        "verdict, and the counts of worlds better, worse and the same. The last column has the verdict on average over "
        f"the months, as a mark, where it is another. {MARKS_MEAN}"
    )
    rows = [row for name in g.outcomes for row in outcome_rows(g, name)]
    lines += table(["outcome", "option", *heads, "on average"], rows)
    lines += [*heading(3, "What cannot be told apart, and by how many worlds it would be"), *untold_lines(g)]
    return [*lines, *heading(3, "All other outcomes"), *others_lines(g)]


def outcome_rows(g: Gathered, outcome: str) -> list[list[str]]:
    """One outcome: a row for each option, every evidence set beside it; the first says what the outcome is."""
    found = [rows for rows in beside(g.compared) if rows[0].outcome == outcome]
    means = {rows[0].option: rows for rows in found if rows[0].month == MEAN}
    made = []
    for rows in (rows for rows in found if rows[0].month == g.runs.last and rows[0].option in g.runs.options):
        told = [cell for row in rows for cell in cells(row)]
        mean = means[rows[0].option]
        made.append(
            ["" if made else what(rows), g.runs.titles[rows[0].option], *told, marks(mean) * differs(rows, mean)]
        )
    return made


def what(rows: Sequence[Difference]) -> str:
    """An outcome with its unit, its better side and the median of the status quo."""
    top = rows[0]
    better = {"lower": "lower is better", "higher": "higher is better"}.get(top.sense, "neither way is better")
    quo = " / ".join(number(row.status_quo) for row in rows)
    return f"**{top.name}**, {top.unit}; {better}; status quo {quo}"


def cells(row: Difference) -> tuple[str, str, str]:
    """The difference, its verdict, and its counts."""
    judged = (row.better, row.worse) if row.sense != "neither" else (row.higher, row.lower)
    return interval(row), row.verdict, " / ".join(f"{count:,}" for count in (*judged, row.same))


def differs(ends: Sequence[Difference], means: Sequence[Difference]) -> bool:
    """Whether any set's verdict is another on average."""
    return any(mark(end) != mark(mean) for end, mean in zip(ends, means, strict=True))


def untold_lines(g: Gathered) -> list[str]:
    """Every difference in a main outcome that cannot be told apart, by whether more worlds would tell it."""
    lines = []
    for comparison in g.compared:
        rows = [r for r in comparison.rows(g.runs.options, g.outcomes, (g.runs.last,)) if not r.resolved]
        same = [row for row in rows if row.same == row.worlds]
        changed = [row for row in rows if row.same < row.worlds]
        kinds: dict[str, list[tuple[Difference, Enough]]] = {}
        for row, found in zip(changed, enough(changed), strict=True):
            kinds.setdefault(kind(found), []).append((row, found))
        said = [f"{why}: {by_outcome(g, those)}" for why, those in kinds.items()]
        said += [f"the same in every world: {by_outcome(g, [(row, None) for row in same])}"] if same else []
        lines += [*paragraph(f"**{comparison.evidence}**: {len(rows)} differences."), *bullets(said)]
    return lines


def by_outcome(g: Gathered, those: Sequence[tuple[Difference, Enough | None]]) -> str:
    """Differences grouped by outcome, with the number of worlds that would tell each, where there is one."""
    groups: dict[str, list[str]] = {}
    for row, found in those:
        about = f" (about {found.about:,} worlds)" if found and found.about and found.at_least else ""
        groups.setdefault(row.outcome, []).append(f"{g.runs.titles[row.option]}{about}")
    return "; ".join(f"*{name}* – {', '.join(options)}" for name, options in groups.items())


def others_lines(g: Gathered) -> list[str]:
    """Marks of every option in every other outcome."""
    found: dict[str, list[str]] = {}
    for rows in beside(g.compared):
        first = rows[0]
        if first.month == g.runs.last and first.outcome not in (*g.outcomes, *COSTS) and first.option in g.runs.options:
            found.setdefault(first.outcome, []).append(marks(rows))
    rows = [[name, *told] for name, told in found.items() if any(mark.strip("=?/ ") for mark in told)]
    quiet = [name for name, told in found.items() if not any(mark.strip("=?/ ") for mark in told)]
    titles = [g.runs.titles[option] for option in g.runs.options]
    return [
        *paragraph(f"{len(rows)} outcomes besides, {when_text(g.runs.last)}, as marks:"),
        *table(["outcome", *titles], rows),
        *paragraph(f"Told apart under no option: {listed(quiet)}." if quiet else ""),
    ]


def robust_section(g: Gathered) -> list[str]:
    """Every option by every measure of robustness, and where the measures disagree."""
    lines = heading(2, "4. Robustness without a score")
    means = "; ".join(f"{m.name.lower()}: {m.means}" for m in MEASURES.values() if m.id != "satisficing")
    lines += paragraph(
        f"Options, the status quo among them, are ranked {when_text(g.runs.last)} by measures that weigh worlds "
        f"differently ({means}). No weights join them. Satisficing needs thresholds, which are the reader's to set: "
        f"`fulcrum compare RUN --robustness --threshold …`."
    )
    found = {name: g.answer(RANKS, 0, name) for name in g.runs.judged(g.outcomes)}
    names = [name for name in found if found[name]]
    lines += paragraph(f"Ranks from the first to the last that any measure gives ({g.runs.sets[0]}):")
    options = [row["option"] for row in found[names[0]]["options"]] if names else []
    rows = [[g.runs.titles[o], *(rank_range(found[name], place) for name in names)] for place, o in enumerate(options)]
    lines += table(["option", *names], rows)
    lines += paragraph(f"Regret that is not exceeded in nine worlds of ten ({g.runs.sets[0]}):")
    rows = [[g.runs.titles[o], *(regret(found[name], place) for name in names)] for place, o in enumerate(options)]
    lines += table(["option", *(f"{name}, {found[name]['unit']}" for name in names)], rows)
    return [*lines, *paragraph("Who comes first, and by which measures:"), *bullets(leaders(g, names))]


def rank_range(found: dict[str, Any], place: int) -> str:
    """The highest and the lowest rank of an option."""
    ranks = found["options"][place]["ranks"].values()
    return str(min(ranks)) if min(ranks) == max(ranks) else f"{min(ranks)}–{max(ranks)}"


def regret(found: dict[str, Any], place: int) -> str:
    """The 90th percentile of an option's regret."""
    return number(found["options"][place]["values"]["regret_90"])


def leaders(g: Gathered, names: Sequence[str]) -> list[str]:
    """For each outcome whether the measures agree on who comes first, and what the other set says."""
    said = []
    for name in names:
        answers = [g.answer(RANKS, place, name) for place in range(len(g.runs.both))]
        says = answers[0]["says"]
        for option in g.runs.first.options:
            says = says.replace(option, g.runs.titles[option])
        others = [a for a in answers[1:] if a and a["leaders"] != answers[0]["leaders"]]
        turned = f" In {others[0]['evidence']} others lead: {changed(g, answers[0], others[0])}." if others else ""
        said.append(f"**{g.runs.facts(name)['name']}**: {says}{turned}")
    return said


def changed(g: Gathered, one: dict[str, Any], other: dict[str, Any]) -> str:
    """By which measures another option comes first in another evidence set."""
    pairs = [(name, who) for name, who in other["leaders"].items() if who != one["leaders"][name]]
    many = len(one["options"])
    return "; ".join(
        f"{'all alike' if len(who) == many else listed([g.runs.titles[o] for o in who])} by {MEASURES[name].name}"
        for name, who in pairs
    )
