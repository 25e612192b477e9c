"""`fulcrum why`: which part of an option does the work, whether in concert they beat their sum, and which two fight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from model.commands.console import Failed, Unusable, command, progress, say, show, show_json, table, tell

SHOWN = ("containers_delivered", "troops_in_theatre", "value_returned", "tension")
PAIRS_SHOWN = 8
WORTH_A_BAR = 1.0
WORTH_TWO_PROCESSES = 5.0


@command
def why(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    option: Annotated[str, typer.Option(help="The option whose levers share its effect.")] = "",
    outcome: Annotated[str, typer.Option(help="Only these outcomes, commas between.")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM, or mean; the last month if left out.")] = "",
    worlds: Annotated[int, typer.Option(help="In how many of the run's worlds; 0 chooses.", min=0)] = 0,
    jobs: Annotated[int, typer.Option(help="How many processes play; 0 chooses.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Say which part of an OPTION of RUN does the work: every portfolio of its levers is played in the same worlds.

    Example: fulcrum why runs/reference-1a2b3c4d --option article_a_in_concert --outcome tension
    """
    from model.commands.choices import known, opened, split

    results = opened(run)
    known("option", [asked(option, results)], results.options)
    names = known("outcome", split(outcome), results.outcomes) or [n for n in SHOWN if n in results.outcomes]
    factorial = planned(results, option, names, month, worlds)
    games = played(factorial, jobs, tell if as_json else say)
    found = findings(results, factorial, games)
    if as_json:
        show_json(as_plain(results, factorial, found))
    else:
        report(results, factorial, found)


def asked(option: str, results: Any) -> str:
    """The option; Unusable where none is named."""
    if option:
        return option
    raise Unusable(f"--option: name one of {', '.join(results.options[1:])}")


def planned(results: Any, option: str, names: Sequence[str], month: str, worlds: int) -> Any:
    """The factorial; Unusable for a month that was not played, too many worlds, or an option without levers."""
    from model.experiment.designs.factorial import factorial_of

    try:
        return factorial_of(results, option, names, month, worlds)
    except ValueError as error:
        raise Unusable(str(error)) from None


def played(factorial: Any, jobs: int, say_plan: Any) -> Any:
    """The games, with a word on how long they take and a progress bar where there is time to look at one."""
    from model.commands.run import processors
    from model.experiment.designs.factorial_play import PortfoliosFailed, expected_seconds, games_of, known

    if known(factorial):
        say_plan(f"{size(factorial)}; all stored")
        return games_of(factorial)
    seconds = expected_seconds(factorial)
    processes = jobs or (processors() if seconds > WORTH_TWO_PROCESSES else 1)
    seconds = expected_seconds(factorial, processes)
    on = f" on {processes} processes" if processes > 1 else ""
    say_plan(f"{size(factorial)}; about {max(seconds, 1.0):.0f} s{on}")
    try:
        with bar(factorial, seconds) as finished:
            return games_of(factorial, processes, finished)
    except PortfoliosFailed as error:
        raise Failed(str(error)) from None
    except OSError as error:
        raise Failed(f"what was played cannot be written: {error.strerror or error}") from None


def size(factorial: Any) -> str:
    """What is played, in words."""
    count = factorial.design.masks.size
    kind = "portfolios, all there are" if factorial.exact else "portfolios met in drawn orders"
    rivals = " and rival ways of combining hazards" if len(factorial.rules) > 1 else ""
    parts = f"{count:,} {kind}, of {len(factorial.parts)} parts"
    return f"{factorial.option.title}: {parts} × {factorial.worlds:,} worlds{rivals}"


@contextmanager
def bar(factorial: Any, seconds: float) -> Iterator[Any]:
    """A progress bar over columns, on standard error; none for short work."""
    if seconds < WORTH_A_BAR:
        yield lambda columns: None
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("playing portfolios"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with progress(*columns) as shown:
        task = shown.add_task("playing", total=factorial.columns)
        yield lambda count: shown.advance(task, count)


def findings(results: Any, factorial: Any, games: Any) -> list[Any]:
    """What is said about each outcome."""
    from model.analysis.attribution.attribution_words import Why

    return [
        Why.of([games[rule, name] for rule in factorial.rules], factorial.option.title, results.outcomes[name])
        for name in factorial.outcomes
    ]


def notes(results: Any, factorial: Any) -> list[str]:
    """What stands beside every attribution."""
    from model.analysis import standing_words
    from model.experiment.replay import same_code

    said = [*standing_words(results.manifest.facts["histories"])]
    said.append(
        "Shapley values share out the mean difference; they add up to it exactly, in every world and on average."
    )
    if factorial.clash:
        shared = "; ".join(f"{name} by {', '.join(levers)}" for name, levers in factorial.clash.items())
        said.append(f"Instruments that several levers change, where the way of combining matters: {shared}.")
    else:
        said.append("No two of its levers change the same rate or share, so other ways of combining change nothing.")
    if not same_code(results):
        said.append("The code has changed since the run was made; portfolios are played by the code that is here.")
    return said


def as_plain(results: Any, factorial: Any, found: Sequence[Any]) -> dict[str, Any]:
    """The attribution as plain values."""
    import numpy as np

    return {
        "run": str(results.folder),
        "option": factorial.option.id,
        "parts": list(factorial.parts),
        "worlds": factorial.worlds,
        "histories": int(np.unique(factorial.histories).size),
        "portfolios": int(factorial.design.masks.size),
        "exact": factorial.exact,
        "forms": list(factorial.rules),
        "shared_instruments": {name: list(levers) for name, levers in factorial.clash.items()},
        "notes": notes(results, factorial),
        "outcomes": [one.plain() for one in found],
    }


def report(results: Any, factorial: Any, found: Sequence[Any]) -> None:
    """The attribution in the terminal."""
    from model.analysis.attribution.attribution_words import sentences

    facts = results.manifest.facts
    say(f"{facts['title']} · evidence: {facts['evidence']} · {results.folder}")
    for line in notes(results, factorial):
        say(line)
    for one in found:
        say()
        for sentence in sentences(one):
            say(sentence)
        say()
        shares_table(one)
        if one.pairs:
            say()
            pairs_table(one)


def shares_table(one: Any) -> None:
    """Each part's share."""
    from model.analysis import signed
    from model.analysis.attribution.attribution_words import bracketed, share_cells

    found = one.attribution
    title = (
        f"{one.name}, {one.unit}, {found.when} · mean difference {signed(found.total.mean)} {bracketed(found.total)}"
    )
    made = table("part", "share (Shapley)", "alone", "if left out, lost", "", title=title)
    for share in found.shares:
        made.add_row(*share_cells(share))
    show(made)


def pairs_table(one: Any) -> None:
    """The strongest synergies."""
    from model.analysis.attribution.attribution_words import pair_cells

    made = table("two parts", "beyond each without the other", "they", "in every form", title="Strongest synergies")
    for pair in one.pairs[:PAIRS_SHOWN]:
        made.add_row(*pair_cells(pair, one.sense))
    show(made)
