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
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Compare the options of RUN with the status quo, world by world; beside it the other evidence set, if it was run.

    Examples: fulcrum compare; fulcrum compare runs/reference-1a2b3c4d --outcome tension --month mean
    """
    from model.analysis import csv_text
    from model.commands.choices import known, opened, split

    results, other = beside(opened(run), opened(with_run) if with_run else None, run)
    options = known("option", split(option), results.options[1:])
    outcomes = known("outcome", [] if outcome == "all" else split(outcome), results.outcomes)
    first = compared(results, split(month), outcomes)
    second = compared(other, list(first.months), outcomes) if other else None
    rows = [row for part in (first, second) if part for row in part.rows(options, outcomes)]
    if csv is not None:
        write_csv(csv, csv_text(rows, evidence=second is not None))
    elif as_json:
        show_json(as_plain(results, other, first, second, rows))
    else:
        whole = outcome == "all" or bool(outcomes)
        shown = outcomes or list(results.outcomes) if whole else [name for name in SHOWN if name in results.outcomes]
        summary(results, other, (first, second), (options or results.options[1:], shown, split(month)))


def beside(results: Any, other: Any, named: str) -> tuple[Any, Any]:
    """The run asked for and the one to show beside it; where none was named, the articles' set comes first."""
    other = other or other_evidence(results)
    if other and not named and other.manifest.facts["evidence"] == "articles":
        return other, results
    return results, other


def compared(results: Any, months: Sequence[str], outcomes: Sequence[str]) -> Any:
    """The comparison; Unusable for a month that was not played."""
    from model.analysis import compare as compare_results

    try:
        return compare_results(results, months, outcomes)
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


def as_plain(results: Any, other: Any, first: Any, second: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """The comparison as plain values."""
    from model.analysis import flips, standing_words

    turned = flips(first, second) if second else ()
    return {
        "run": str(results.folder),
        "with": str(other.folder) if other else None,
        "title": first.title,
        "worlds": first.worlds,
        "months": list(first.months),
        "notes": standing_words(first.histories),
        "differences": [row.plain() for row in rows],
        "flips": [{"option": s.first.option, "outcome": s.first.outcome, "month": s.first.month} for s in turned],
    }


def summary(results: Any, other: Any, pair: tuple[Any, Any], asked: tuple[Any, ...]) -> None:
    """Headlines and tables in the terminal."""
    from model.analysis import flips, standing_words

    first, second = pair
    options, outcomes, months = asked
    titles = {name: said["title"] for name, said in results.manifest.facts["option_words"].items()}
    say(f"{first.title} · evidence: {first.evidence} · {first.worlds:,} worlds · {results.folder}")
    if second:
        say(f"beside it · evidence: {second.evidence} · {second.worlds:,} worlds · {other.folder}")
    for line in standing_words(first.histories):
        say(line)
    for month in months or first.months[:1]:
        say()
        headlines(first, outcomes[0], month, options, titles)
        for name in outcomes:
            say()
            outcome_table(pair, name, month, options)
    say()
    if second:
        say(
            f"Conclusions that turn round between the evidence sets: {len(flips(first, second))} (`--json` lists them)."
        )
    else:
        say(f"Only the evidence set “{first.evidence}” was run; `fulcrum run` says how to run the other.")


def headlines(comparison: Any, outcome: str, month: str, options: Sequence[str], titles: Any) -> None:
    """One sentence for each option about the first outcome shown."""
    from model.analysis import headline

    for row in comparison.rows(options, (outcome,), (month,)):
        say(headline(row, titles[row.option]))


def outcome_table(pair: tuple[Any, Any], outcome: str, month: str, options: Sequence[str]) -> None:
    """One outcome: a line for each option, both evidence sets side by side."""
    from model.analysis import Sides, number

    first, second = pair
    rows = list(first.rows(options, (outcome,), (month,)))
    if not rows:
        return
    top = rows[0]
    sides = [part for part in (first, second) if part]
    counted = "higher/lower/same" if top.sense == "neither" else "better/worse/same"
    columns = [head for part in sides for head in (part.evidence, "verdict", counted)]
    better = {"lower": "lower is better", "higher": "higher is better", "neither": "neither way is better"}[top.sense]
    title = f"{top.name}, {top.unit}, {month} · {better} · status quo {number(top.status_quo)}"
    made = table("option", *columns, *(["changes"] if second else []), title=title)
    for row in rows:
        others = list(second.rows((row.option,), (outcome,), (month,))) if second else []
        cells = [cell for side in (row, *others) for cell in difference_cells(side)]
        made.add_row(row.option, *cells, *([Sides(row, others[0]).flag] if others else []))
    show(made)


def difference_cells(row: Any) -> tuple[str, str, str]:
    """The median paired difference with its interval, the verdict, and the counts of worlds."""
    from model.analysis import number, signed

    judged = (row.better, row.worse) if row.sense != "neither" else (row.higher, row.lower)
    counts = f"{judged[0]:,}/{judged[1]:,}/{row.same:,}"
    return f"{signed(row.median)} [{number(row.low)}, {number(row.high)}]", row.verdict, counts
