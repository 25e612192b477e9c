"""`fulcrum drivers`: which parameters drive an outcome, or the difference an option makes to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any

import typer

from model.commands.console import INTERRUPTED, Failed, Unusable, command, end, progress, say, show, show_json, table

BASE_WORLDS = 1024
FEWEST, MOST = 16, 16_384  # more tells no index better than to two digits
WORTH_TWO_PROCESSES = 2  # pieces of some seconds each; one alone cannot be shared


@command
def drivers(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    outcome: Annotated[str, typer.Option(help="The outcome asked about.")] = "",
    option: Annotated[str, typer.Option(help="Ask what drives this option's difference from the status quo.")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM or mean; the last month if left out.")] = "",
    top: Annotated[int, typer.Option(help="How many parameters are listed.", min=1, max=1000)] = 15,
    sobol: Annotated[bool, typer.Option("--sobol", help="Also play mixed worlds for shares of variance.")] = False,
    worlds: Annotated[
        int | None, typer.Option(help="Base worlds of --sobol; 1,024 if left out.", min=FEWEST, max=MOST)
    ] = None,
    single: Annotated[
        int | None, typer.Option(help="With --sobol: shares of so many strongest parameters too.", min=1, max=100)
    ] = None,
    jobs: Annotated[int, typer.Option(help="How many processes play for --sobol; 0 chooses.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Say which parameters drive an outcome of RUN in the status quo, or the difference an option makes to it.

    Examples: fulcrum drivers --outcome tension; fulcrum drivers runs/reference-1a2b3c4d --option mediation --outcome
    tension --sobol
    """
    from model.commands.choices import known, opened

    if not sobol:
        refuse_without_sobol(worlds=worlds, single=single)
    results = opened(run)
    if not outcome:
        raise Unusable("--outcome: name one; `fulcrum list outcomes` shows all")
    known("outcome", [outcome], results.outcomes)
    known("option", [option] if option else [], results.options)
    found = driven(results, outcome, month, option, max(top, single or 0))
    shares = variance_shares(results, found, worlds or BASE_WORLDS, single or 0, jobs) if sobol else None
    if as_json:
        show_json(as_plain(results, found, shares, top))
    else:
        show_found(results, found, shares, top)


def refuse_without_sobol(**asked: int | None) -> None:
    """Unusable for a choice that only --sobol makes use of."""
    for name, value in asked.items():
        if value is not None:
            raise Unusable(f"--{name}: says how --sobol works; give --sobol too")


def driven(results: Any, outcome: str, month: str, option: str, shown: int) -> Any:
    """What was found on the run's own worlds; Unusable for a month that was not played."""
    from model.analysis.drivers.drivers import drivers as drivers_of

    try:
        return drivers_of(results, outcome, month, option, shown)
    except ValueError as error:
        raise Unusable(str(error)) from None


def variance_shares(results: Any, found: Any, worlds: int, single: int, jobs: int) -> dict[str, Any]:
    """Sobol indices by family, by what parameters rest on, and of the strongest alone, with what went wrong."""
    from model.analysis.drivers.sobol import sobol
    from model.experiment.designs.mixed_worlds import by_family, by_standing, one_by_one
    from model.experiment.replay import scenario_of

    scenario = scenario_of(results.manifest)
    parts = {"families": by_family(scenario), "bases": by_standing(scenario)}
    if single:
        parts["single"] = one_by_one(scenario, [driver.parameter for driver in found.drivers[:single]])
    mixed = played(designed(results, scenario, found, parts, worlds), jobs)
    status_quo = results.options[0]
    values = mixed.outcome(found.outcome, found.month, found.option or status_quo, status_quo if found.option else "")
    row = {group: number for number, group in enumerate(mixed.design.matrices)}
    shares: dict[str, Any] = {"errors": mixed.errors}
    for part, groups in parts.items():
        own, names = values[[row[group] for group in groups]], [group.name for group in groups]
        try:
            shares[part] = sobol(values[0], values[1], own, names, scenario.seed)
        except ValueError as error:
            raise Failed(f"{error}\n{chr(10).join(mixed.errors[:3])}") from None
    return shares


def designed(results: Any, scenario: Any, found: Any, parts: dict[str, Any], worlds: int) -> Any:
    """The design to be played: every group, under the status quo and the option asked about."""
    from model.experiment.designs.mixed_runs import Design
    from model.experiment.results import MEAN

    groups = tuple(group for groups in parts.values() for group in groups)
    options = tuple(option for option in scenario.options if option.id in (results.options[0], found.option))
    whens = tuple(dict.fromkeys((results.months[-1], MEAN)))
    return Design(scenario, groups, options, worlds, whens if found.month in whens else (found.month,))


def played(design: Any, jobs: int) -> Any:
    """A design played, with a progress bar and in two processes where there is enough to do."""
    from model.commands.run import processors
    from model.experiment.designs.mixed_runs import FOLDER, NotPlayed, pieces, play_design

    missing = list(pieces(design, FOLDER))
    processes = jobs or (processors() if len(missing) >= WORTH_TWO_PROCESSES else 1)
    try:
        with bar(sum(piece.columns for piece in missing)) as tell_columns:
            return play_design(design, FOLDER, processes, tell_columns)
    except OSError as error:
        raise Failed(f"{FOLDER}: cannot be written: {error.strerror or error}; the same command goes on") from None
    except NotPlayed as error:
        raise Failed(str(error)) from None
    except KeyboardInterrupt:
        end(INTERRUPTED, "interrupted; the same command goes on")


@contextmanager
def bar(columns: int) -> Iterator[Any]:
    """A progress bar over mixed worlds, on standard error; none where nothing is to be played."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    parts = (TextColumn("playing mixed worlds"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with progress(*parts, hidden=not columns) as shown:
        task = shown.add_task("playing", total=columns)
        yield lambda count: shown.advance(task, count)


def as_plain(results: Any, found: Any, shares: dict[str, Any] | None, top: int) -> dict[str, Any]:
    """What was found as plain values."""
    from model.analysis import standing_words

    plain = {"run": str(results.folder), **found.plain(), "notes": standing_words(found.kind)}
    plain["drivers"] = plain["drivers"][:top]
    kinds = {key: asdict(value) if key != "errors" else list(value) for key, value in (shares or {}).items()}
    return {**plain, "sentences": sentences(results, found, shares), "sobol": kinds or None}


def sentences(results: Any, found: Any, shares: dict[str, Any] | None) -> list[str]:
    """What was found, in sentences."""
    from model.analysis.drivers.driver_words import driver_sentences, sobol_sentences

    titles = {name: said["title"] for name, said in results.manifest.facts["option_words"].items()}
    said = driver_sentences(found, titles)
    return said + (sobol_sentences(shares["families"], shares["bases"], shares["errors"]) if shares else [])


def show_found(results: Any, found: Any, shares: dict[str, Any] | None, top: int) -> None:
    """Sentences and tables in the terminal."""
    from model.analysis import standing_words
    from model.analysis.drivers.driver_words import DIRECTIONS

    say(f"{found.title} · evidence: {found.evidence} · {found.worlds:,} worlds · {results.folder}")
    for line in (*standing_words(found.kind), "", *sentences(results, found, shares)):
        say(line)
    say()
    moves = "the difference" if found.option else "the outcome"
    made = table("parameter", "means", "unit", "basis", "index [90 %]", "floor", moves, numbers=("floor",))
    for row in found.drivers[:top] if found.values > 1 else ():
        figure = f"{row.basis} {row.figure}" if row.figure else row.basis
        index = f"{row.index:.3f} [{row.low:.3f}, {row.high:.3f}]"
        marked = f"{row.floor:.3f}" if row.above else f"{row.floor:.3f} noise"
        made.add_row(row.parameter, row.means, row.unit, figure, index, marked, DIRECTIONS[row.direction])
    show(made)
    heads = {"families": "family", "bases": "basis", "single": "parameter"}
    for part, head in heads.items():
        if shares and part in shares:
            say()
            share_table(shares[part].shares, head)


def share_table(shares: Sequence[Any], head: str) -> None:
    """Shares of variance of groups, the largest total first."""
    made = table(head, "alone [90 %]", "with all it acts with [90 %]")
    for row in sorted(shares, key=lambda share: -share.total):
        alone = f"{row.first:.2f} [{row.first_low:.2f}, {row.first_high:.2f}]"
        made.add_row(row.group, alone, f"{row.total:.2f} [{row.total_low:.2f}, {row.total_high:.2f}]")
    show(made)
