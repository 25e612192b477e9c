"""`fulcrum fails`: in which worlds an option fails, and what these have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from model.commands.console import Unusable, command, progress, say, show, show_json, table


@command
def fails(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    option: Annotated[str, typer.Option(help="The option whose failures are explained.")] = "",
    outcome: Annotated[str, typer.Option(help="The outcome in which it fails.")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM or mean; the last month if left out.")] = "",
    threshold: Annotated[str, typer.Option(help="What is wanted, such as 'tension<=0.4'; failing is to miss it.")] = "",
    worse: Annotated[bool, typer.Option("--worse", help="Failing is to be worse than the status quo (usual).")] = False,
    decile: Annotated[bool, typer.Option("--decile", help="Failing is the worst tenth of the differences.")] = False,
    among: Annotated[str, typer.Option(help="Search all, parameters or circumstances.")] = "all",
    limits: Annotated[int, typer.Option(help="How many conditions a sentence may name.", min=1, max=8)] = 4,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Say in which worlds of RUN an option fails and which few conditions those worlds share: PRIM, and CART beside it.

    Conditions are sought among the drawn parameters, the state of a world in the month of the decision and outside
    events of the status quo, never among effects of the option. Failing counts in the last month unless --month says.

    Examples: fulcrum fails reference-run --option mediation --outcome severe_incidents;
    fulcrum fails --option purl --outcome tension --threshold 'tension<=0.4' --month mean
    """
    from model.analysis.discovery.failing import Threshold
    from model.analysis.discovery.failure_report import plain
    from model.analysis.discovery.failure_study import Question, failure_study
    from model.commands.choices import known, opened

    way, kinds = way_of(threshold, worse, decile), kinds_of(among)
    results = opened(run)
    if not option or not outcome:
        raise Unusable("--option and --outcome: which option fails in which outcome? `fulcrum list` names them")
    known("option", [option], results.options if threshold else results.options[1:])
    known("outcome", [outcome], results.outcomes)
    try:
        wanted = Threshold.parse(threshold, outcome) if threshold else None
        asked = Question(option, outcome, month or results.months[-1], way, wanted, kinds, limits)
        with bar() as done:
            study = failure_study(results, asked, done)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        show_json(plain(study))
    else:
        show_study(study, results)


def way_of(threshold: str, worse: bool, decile: bool) -> str:
    """What failing means, where no threshold says so."""
    if (bool(threshold), worse, decile).count(True) > 1:
        raise Unusable("--threshold, --worse and --decile: failing means one of them; give one")
    return "decile" if decile else "worse"


def kinds_of(among: str) -> tuple[str, ...]:
    """The kinds of uncertainty to search."""
    from model.analysis.discovery.uncertainties import CIRCUMSTANCE, EVENT, KINDS, PARAMETER
    from model.commands.choices import known

    kinds = {"all": KINDS, "parameters": (PARAMETER,), "circumstances": (CIRCUMSTANCE, EVENT)}
    return kinds[known("choice for --among", [among], kinds)[0]]


@contextmanager
def bar() -> Iterator[Callable[[], None]]:
    """A progress bar over searches, on standard error, from the first search on."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    from model.analysis.discovery.discovery import METHODS, work

    columns = (TextColumn("searching for what failing worlds share"), BarColumn(), TimeRemainingColumn())
    shown = progress(*columns)
    task = shown.add_task("", total=work(len(METHODS)))

    def done() -> None:
        shown.start()
        shown.update(task, advance=1)

    try:
        yield done
    finally:
        if shown.live.is_started:
            shown.stop()


def show_study(study: Any, results: Any) -> None:
    """Sentences, then a table of limits for each method."""
    from model.analysis import standing_words
    from model.analysis.discovery.failure_report import lines

    facts = results.manifest.facts
    say(f"{facts['title']} · evidence: {study.evidence} · {study.found.worlds:,} worlds · {study.run}")
    for line in standing_words(study.histories):
        say(line)
    say()
    for line in lines(study):
        say(line)
    for finding in study.found.findings:
        if finding.boxes:
            say()
            limits_table(study, finding)
    if study.found.steps:
        say()
        curve_table(study)


def curve_table(study: Any) -> None:
    """What PRIM would have given for more or fewer of the failing worlds."""
    from model.analysis.discovery.discovery_words import percent
    from model.analysis.discovery.failure_report import trade_off

    columns = ("of failing inside", "of inside fail", "of all inside", "restricted")
    made = table(*columns, title="Other boxes on PRIM's way")
    for step in trade_off(study):
        shares = (percent(part) for part in (step.measure.coverage, step.measure.density, step.measure.mass))
        made.add_row(*shares, ", ".join(study.known[column].id for column in step.box.limits))
    show(made)


def limits_table(study: Any, finding: Any) -> None:
    """The limits of one method's boxes, and how they fared when the histories were drawn again."""
    steady = finding.stability
    title = f"{finding.method}: {steady.found} of {steady.draws} searches in histories drawn again found a box"
    made = table("box", "uncertainty", "kind", "limits", "unit", "quasi-p", "chosen", "ends, 5 to 95 %", title=title)
    for order, found in enumerate(finding.boxes):
        for column in found.box.limits:
            made.add_row(str(order + 1), *limit_cells(study, finding, found, column))
    show(made)
    named = {column for found in finding.boxes for column in found.box.limits}
    others = [f"{study.known[c].id} ({count})" for c, count in steady.chosen.items() if c not in named]
    if others:
        say(f"Also chosen there: {', '.join(others)}.")


def limit_cells(study: Any, finding: Any, found: Any, column: int) -> tuple[str, ...]:
    """One row of that table."""
    from math import isfinite

    from model.analysis.discovery.discovery_words import between
    from model.analysis.wording import number

    what, ends, steady = study.known[column], found.box.limits[column], finding.stability
    sides = [(end, side.get(column)) for end, side in zip(ends, (steady.low, steady.high), strict=True)]
    spreads = [f"{number(told[0])} to {number(told[-1])}" for end, told in sides if isfinite(end) and told]
    chosen = f"{steady.chosen.get(column, 0)} of {steady.draws}"
    doubt = "< 0.001" if found.doubts[column] < 0.001 else f"{found.doubts[column]:.3f}"
    kind = f"{what.kind}, {what.basis}" if what.basis else what.kind
    return what.id, kind, between(ends), what.unit, doubt, chosen, "; ".join(spreads)
