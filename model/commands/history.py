"""`fulcrum history`: how a scenario's past was conditioned, and the search behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any

import typer

from model.commands.console import (
    FAILED,
    INTERRUPTED,
    Failed,
    command,
    end,
    progress,
    say,
    show,
    show_json,
    table,
    tell,
)

SEARCHED = "runs/histories"
KEPT = "what was tried before stays, and the same command goes on from there"


@command
def history(
    scenario: Annotated[str, typer.Argument(help="A scenario file, the name of a shipped one, or a run's folder.")],
    evidence: Annotated[str, typer.Option(help="articles or record.")] = "",
    worlds: Annotated[int | None, typer.Option(help="For how many worlds kept histories are wanted.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Search again from the first prior world.")] = False,
    jobs: Annotated[int, typer.Option(help="How many processes search; 0 chooses.", min=0)] = 0,
    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds that a chunk of the search may take; one that takes longer fails.", min=0.1),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Say how the past of SCENARIO is conditioned: prior worlds tried and kept, what each target rejects, what moved.

    Examples: fulcrum history reference; fulcrum history reference --evidence record --json
    """
    from model.commands.run import processors
    from model.experiment.pasts.past_report import past_report

    chosen = scenario_or_run(scenario, worlds, evidence).replace(histories="conditioned")
    kept = searched(chosen, jobs or processors(), rebuild, timeout)
    compared = beside_shipped(chosen, kept) if rebuild else None
    report = past_report(chosen, kept)
    if as_json:
        facts = {**asdict(report), "warning": report.warning, "histories": list(kept.numbers)}
        show_json({**facts, "shipped": compared} if rebuild else facts)
    else:
        show_report(chosen, report)
    if compared:
        (say if compared["same"] and not as_json else tell)(compared["said"])
        if not compared["same"]:
            raise typer.Exit(FAILED)


def scenario_or_run(name: str, worlds: int | None, evidence: str) -> Any:
    """The scenario of a file, of a shipped name, or of a run's folder."""
    from pathlib import Path

    from model.commands.choices import chosen_scenario
    from model.experiment.manifest import read_manifest
    from model.experiment.replay import scenario_of

    if Path(name).is_dir():
        found = scenario_of(read_manifest(name))
        changes = {"worlds": worlds, "evidence": evidence or None}
        return found.replace(**{key: value for key, value in changes.items() if value is not None})
    return chosen_scenario(name, "", worlds, None, evidence)


def searched(scenario: Any, jobs: int, rebuild: bool = False, limit: float | None = None) -> Any:
    """Kept histories of a scenario; where they must be searched, the time it should take and a progress bar."""
    from model.experiment.outlook import outlook
    from model.experiment.pasts.histories import SearchFailed, TooFewKept, kept_histories

    try:
        if expected := outlook(scenario, jobs, rebuild):
            tell(f"Searching the past of {scenario.title} ({scenario.evidence}): {expected}.")
        with bar(scenario) as tried:
            return kept_histories(scenario, jobs, tried, rebuild=rebuild, limit=limit, told=tell)
    except TooFewKept as error:
        raise Failed(str(error)) from None
    except SearchFailed as error:
        raise Failed(f"{error}\n{len(error.missed)} chunks of the search failed; {KEPT}") from None
    except OSError as error:
        raise Failed(f"{error.filename or SEARCHED}: cannot be written: {error.strerror or error}; {KEPT}") from None
    except KeyboardInterrupt:
        end(INTERRUPTED, f"interrupted; {KEPT}")


def beside_shipped(scenario: Any, kept: Any) -> dict[str, Any] | None:
    """Whether a list searched anew is the one that the project ships, and how to say it; None if none is shipped."""
    from model.experiment.pasts.histories import differences, question_of, shipped, shipped_path
    from model.experiment.scenario import digest
    from model.experiment.store import Damaged

    path = shipped_path(digest(question_of(scenario)))
    try:
        given = shipped(scenario)
    except Damaged as error:
        return {"path": str(path), "same": False, "said": str(error)}
    if given is None:
        return None
    found = differences(kept, given)
    both = f"the first {min(kept.tried, given.tried):,} prior worlds"
    same = f"The same as {path}: of {both} the search keeps just those that are shipped."
    return {
        "path": str(path),
        "same": not found,
        "said": f"Not the same as {path}: {'; '.join(found)}." if found else same,
    }


@contextmanager
def bar(scenario: Any) -> Iterator[Any]:
    """A progress bar over kept histories, on standard error, once a search goes on."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    from model.experiment.pasts.histories import wanted

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with progress(*columns) as shown:
        task = shown.add_task("searching kept histories", total=wanted(scenario), visible=False)

        def tried(kept: Any) -> None:
            said = f"{len(kept.numbers):,} kept of {kept.tried:,} prior worlds"
            shown.update(task, completed=len(kept.numbers), description=said, visible=True)

        yield tried


def show_report(scenario: Any, report: Any) -> None:
    """The report as tables."""
    ratio = f"one in {report.one_in:,.0f}" if report.kept else "none"
    say(f"{scenario.title} ({scenario.evidence}): {report.tried:,} prior worlds tried, {report.kept:,} kept, {ratio}.")
    if report.warning:
        say(report.warning)
    numbers = ("rejects", "prior", "kept", "band")
    shown = table("figure", "fitted", "rejects", "band", "prior 5 / 50 / 95 %", "kept 5 / 50 / 95 %", numbers=numbers)
    for row in report.predictive:
        rejects = f"{100 * report.alone[row['target']]:.0f} %" if row["fitted"] else ""
        band = f"{short(row['low'])} to {short(row['high'])} {row['unit']}"
        shown.add_row(
            row["target"], "yes" if row["fitted"] else "no", rejects, band, spread(row["prior"]), spread(row["kept"])
        )
    show(shown)
    worst = report.together[0] if report.together else None
    if worst and worst["both"] < worst["by_chance"]:
        one, other = worst["targets"]
        said = f"{worst['both']:.2%} of worlds, {worst['by_chance']:.2%} if they had nothing to do with each other"
        say(f"Met together most rarely: {one} and {other}, {said}.")
    names = ", ".join(f"{row['parameter']} ({'up' if row['shift'] > 0 else 'down'})" for row in report.moved)
    say(f"Parameters that moved: {names or 'none'}. {report.unmoved:,} did not.")


def spread(values: list[float]) -> str:
    """Three quantiles in short."""
    return " / ".join(short(value) for value in values)


def short(value: float | None) -> str:
    """A number in short; an open end as dots."""
    return "…" if value is None else f"{value:,.4g}"
