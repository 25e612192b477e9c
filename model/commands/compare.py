"""`fulcrum compare`: what each option does, compared with the status quo in the same worlds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from model.commands.console import Unusable, command, say, show, show_json, table, tell

SHOWN = (
    "containers_delivered",
    "troops_in_theatre",
    "north_korean_casualties",
    "value_returned",
    "suppressed_share",
    "missile_capability",
    "tension",
    "severe_incidents",
    "displacement",
    "policy_money",
    "policy_politics",
)
CEASEFIRES, THEORIES = "cease-fire", "theory of decision"  # what may divide the worlds


@command
def compare(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    with_run: Annotated[str, typer.Option("--with", help="A second run to show beside it.")] = "",
    option: Annotated[str, typer.Option(help="Only these options, commas between.")] = "",
    outcome: Annotated[str, typer.Option(help="Only these outcomes, commas between; or all.")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM or mean, commas between; the last month if left out.")] = "",
    csv: Annotated[
        Path | None, typer.Option(help="Write all outcomes to this CSV file; - for standard output.")
    ] = None,
    by_ceasefire: Annotated[
        bool, typer.Option("--split", help="Split every finding by cease-fire in Ukraine.")
    ] = False,
    by_theory: Annotated[bool, typer.Option("--by-theory", help="Split every finding by theory of decision.")] = False,
    robustness: Annotated[
        bool, typer.Option("--robustness", help="Rank all options by each measure of robustness instead.")
    ] = False,
    threshold: Annotated[
        list[str] | None,
        typer.Option(help="What satisficing asks for, in quotes: 'tension<=0.5', 'tension<=0.9*status_quo@2028-03'."),
    ] = None,
    alpha: Annotated[float | None, typer.Option(help="Hurwicz's optimism, 0 to 1; a half if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Compare the options of RUN with the status quo, world by world; beside it the other evidence set, if it was run.

    Examples: fulcrum compare; fulcrum compare runs/reference-1a2b3c4d --outcome tension --month mean; fulcrum compare
    --robustness --threshold 'tension<=status_quo'
    """
    from model.analysis import csv_text
    from model.commands.choices import known, opened, split
    from model.commands.robust import COSTS, show_robustness

    refuse_at_odds(robustness, by_ceasefire, by_theory, csv, option, bool(threshold) or alpha is not None)

    results, other = beside(opened(run), opened(with_run) if with_run else None, run)
    options = known("option", split(option), results.options[1:])
    outcomes = known("outcome", [] if outcome == "all" else split(outcome), results.catalogue)
    if robustness:
        named = outcomes or ([] if outcome == "all" else shown_first(results, without=COSTS))
        asked = (named, split(month))
        show_robustness([part for part in (results, other) if part], *asked, threshold or [], alpha, as_json)
        return
    by = CEASEFIRES if by_ceasefire else THEORIES if by_theory else ""
    first = compared(results, split(month), outcomes, by)
    second = compared(other, list(first.months), outcomes, by) if other else None
    rows = [row for part in (first, second) if part for row in part.rows(options, outcomes)]
    if csv is not None:
        write_csv(csv, csv_text(rows, evidence=second is not None, parts=bool(by)))
    elif as_json:
        show_json(as_plain(results, other, first, second, rows, by))
    else:
        whole = outcome == "all" or bool(outcomes)
        shown = outcomes or list(results.outcomes) if whole else shown_first(results)
        summary(results, other, (first, second), (options or results.options[1:], shown, split(month)), by)


def beside(results: Any, other: Any, named: str) -> tuple[Any, Any]:
    """The run asked for and the one to show beside it; where none was named, the articles' set comes first."""
    other = other or other_evidence(results)
    if other and not named and other.manifest.facts["evidence"] == "articles":
        return other, results
    return results, other


def refuse_at_odds(
    robustness: bool, by_ceasefire: bool, by_theory: bool, csv: Path | None, option: str, limits: bool
) -> None:
    """Unusable for choices that have nothing to do with each other."""
    if limits and not robustness:
        raise Unusable("--threshold and --alpha belong to --robustness")
    if by_ceasefire and by_theory:
        raise Unusable("--split and --by-theory divide the same worlds in two ways; ask for one at a time")
    named = {"--split": by_ceasefire, "--by-theory": by_theory, "--csv": csv is not None, "--option": bool(option)}
    for name in (name for name, given in named.items() if robustness and given):
        raise Unusable(f"{name} cannot be had with --robustness, which ranks all options in all worlds")


def shown_first(results: Any, without: Sequence[str] = ()) -> list[str]:
    """The outcomes shown where none is named."""
    return [name for name in SHOWN if name in results.outcomes and name not in without]


def compared(results: Any, months: Sequence[str], outcomes: Sequence[str], by: str = "") -> Any:
    """The comparison, in all worlds or by what divides them; Unusable for a month that was not played."""
    from model.analysis import compare as compare_results
    from model.analysis.comparison.split import compare_by_ceasefire
    from model.analysis.comparison.theories import compare_by_theory

    make = {"": compare_results, CEASEFIRES: compare_by_ceasefire, THEORIES: compare_by_theory}[by]
    try:
        return make(results, months, outcomes)
    except ValueError as error:
        raise Unusable(str(error)) from None


def other_evidence(results: Any) -> Any:
    """The newest whole run beside this one that differs in nothing but the evidence set, or None."""
    from model.experiment import Results, RunError, read_manifest

    def same_study(facts: Any) -> bool:
        own = results.manifest.facts
        parts = [{**f["scenario"], "evidence": "", "assume": sorted(f["scenario"]["assume"])} for f in (own, facts)]
        return parts[0] == parts[1] and facts["evidence"] != own["evidence"] and facts["source"] == own["source"]

    folder = results.folder if results.folder.name else results.folder.resolve()
    beside = folder.parent.glob("*/manifest.json")
    for path in sorted(beside, key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            if same_study(read_manifest(path.parent).facts):
                return Results.open(path.parent)
        except (RunError, KeyError):
            continue
    return None


def write_csv(path: Path, text: str) -> None:
    """Write the table to a file, or to standard output for a dash."""
    if str(path) == "-":
        print(text, end="")
        return
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Unusable(f"{path}: cannot be written: {error.strerror}") from None
    tell(f"{path}: {text.count(chr(10)) - 1:,} rows")


def as_plain(results: Any, other: Any, first: Any, second: Any, rows: Sequence[Any], by: str) -> dict[str, Any]:
    """The comparison as plain values, each difference with how many worlds tell its sign."""
    from model.analysis import flips, standing_words
    from model.analysis.comparison.enough import enough

    turned = flips(first, second) if second else ()
    told = zip(rows, enough(rows), strict=True)
    return {
        "run": str(results.folder),
        "with": str(other.folder) if other else None,
        "title": first.title,
        "worlds": first.worlds,
        "months": list(first.months),
        "notes": [*standing_words(first.histories), *split_words(by)],
        "differences": [{**row.plain(), "enough": found.plain()} for row, found in told],
        "flips": [
            {"option": s.first.option, "outcome": s.first.outcome, "month": s.first.month, "part": s.first.part}
            for s in turned
        ],
    }


def split_words(by: str) -> list[str]:
    """What the parts are, where there are any."""
    from model.analysis.comparison.split import SPLIT_WORDS
    from model.analysis.comparison.theories import THEORY_WORDS

    return {"": [], CEASEFIRES: [SPLIT_WORDS], THEORIES: [THEORY_WORDS]}[by]


def summary(results: Any, other: Any, pair: tuple[Any, Any], asked: tuple[Any, ...], by: str) -> None:
    """Headlines and tables in the terminal."""
    from model.analysis import flips, standing_words

    first, second = pair
    options, outcomes, months = asked
    months = months or first.months[:1]
    titles = {name: said["title"] for name, said in results.manifest.facts["option_words"].items()}
    say(f"{first.title} · evidence: {first.evidence} · {first.worlds:,} worlds · {results.folder}")
    if second:
        say(f"beside it · evidence: {second.evidence} · {second.worlds:,} worlds · {other.folder}")
    for line in [*standing_words(first.histories), *split_words(by)]:
        say(line)
    for month in months:
        say()
        headlines(first, outcomes[0], month, options, titles)
        for name in outcomes:
            say()
            outcome_table(pair, name, month, options)
    say()
    for part in (first, second) if second else (first,):
        say_whether_enough(part, list(part.rows(options, outcomes, months)))
    if second:
        say(
            f"Conclusions that turn round between the evidence sets: {len(flips(first, second))} (`--json` lists them)."
        )
    else:
        say(f"Only the evidence set “{first.evidence}” was run; `fulcrum run` says how to run the other.")


def say_whether_enough(comparison: Any, rows: Sequence[Any]) -> None:
    """How many of the differences shown cannot be told apart, and whether more worlds would tell them."""
    from model.analysis.comparison.enough import enough, unresolved_words

    for number, line in enumerate(unresolved_words(rows, enough(rows))):
        say(line if number else f"{comparison.evidence}: {line}")


def headlines(comparison: Any, outcome: str, month: str, options: Sequence[str], titles: Any) -> None:
    """One sentence for each option about the first outcome shown; none about parts of the worlds."""
    from model.analysis import headline

    for row in comparison.rows(options, (outcome,), (month,)):
        if not row.part:
            say(headline(row, titles[row.option]))


def outcome_table(pair: tuple[Any, Any], outcome: str, month: str, options: Sequence[str]) -> None:
    """One outcome: a line for each option, or each part of the worlds under it, both evidence sets side by side."""
    from model.analysis import Sides, number
    from model.analysis.comparison.sides import named

    first, second = pair
    rows = list(first.rows(options, (outcome,), (month,)))
    if not rows:
        return
    top, parts = rows[0], bool(rows[0].part)
    sides = [part for part in (first, second) if part]
    counted = "higher/lower/same" if top.sense == "neither" else "better/worse/same"
    columns = [head for part in sides for head in (part.evidence, "verdict", counted)]
    better = {"lower": "lower is better", "higher": "higher is better", "neither": "neither way is better"}[top.sense]
    title = f"{top.name}, {top.unit}, {month} · {better}" + ("" if parts else f" · status quo {number(top.status_quo)}")
    changes = ["changes"] if second else []
    made = table("option", *(["worlds with"] if parts else []), *columns, *changes, title=title)
    others = {named(row): row for row in second.rows(options, (outcome,), (month,))} if second else {}
    for row in rows:
        beside = [others[named(row)]] if named(row) in others else []
        cells = [cell for side in (row, *beside) for cell in difference_cells(side)]
        empty = [""] * (3 * (len(sides) - 1 - len(beside)))
        flag = [Sides(row, beside[0]).flag] if beside else []
        made.add_row(row.option, *([row.part] if parts else []), *cells, *empty, *flag)
    show(made)


def difference_cells(row: Any) -> tuple[str, str, str]:
    """The median paired difference with its interval, the verdict, and the counts of worlds."""
    from model.analysis import number, signed

    judged = (row.better, row.worse) if row.sense != "neither" else (row.higher, row.lower)
    counts = f"{judged[0]:,}/{judged[1]:,}/{row.same:,}"
    return f"{signed(row.median)} [{number(row.low)}, {number(row.high)}]", row.verdict, counts
