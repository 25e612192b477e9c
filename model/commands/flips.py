"""`fulcrum flips`: the smallest change of an assumption that turns a ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Any

import typer

from model.commands.console import Unusable, command, progress, say, show, show_json, table

LISTED, PAIRS_LISTED = 6, 3  # rows of a table; --json gives all


@command
def flips(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    option: Annotated[str, typer.Option(help="Two options with a comma between; or one, against the status quo.")] = "",
    outcome: Annotated[str, typer.Option(help="Only these outcomes, commas between.")] = "",
    month: Annotated[str, typer.Option(help="YYYY-MM or mean; the last month if left out.")] = "",
    by: Annotated[str, typer.Option(help="Who leads: by the median, or by the share of worlds better.")] = "median",
    basis: Annotated[str, typer.Option(help="Move only parameters of this evidence basis, such as assumption.")] = "",
    with_run: Annotated[str, typer.Option("--with", help="A run of the other evidence set.")] = "",
    worlds: Annotated[int, typer.Option(help="How many worlds are played again.", min=5)] = 200,
    most: Annotated[int, typer.Option(help="How many parameters are played after a screen; 0 for all.", min=0)] = 24,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Say which smallest change of an assumption turns a ranking of RUN: one assumption, two, or all mere ones at once.

    The past stays as it was; a moved assumption counts from the decision month on, in every world.

    Examples: fulcrum flips; fulcrum flips runs/reference-1a2b3c4d --outcome tension --option mediation,interdiction
    """
    from model.analysis.ranking.flip_study import FlipStudy
    from model.commands.choices import opened
    from model.commands.compare import other_evidence

    results = opened(run)
    other = opened(with_run) if with_run else other_evidence(results)
    asked = questions(results, split_pair(results, option), outcome, month, by, basis, most, worlds)
    answers = list(answered(FlipStudy(results, other), asked))
    titles = {name: said["title"] for name, said in results.manifest.facts["option_words"].items()}
    if as_json:
        show_json(as_plain(results, other, answers, titles))
    else:
        summary(results, other, answers, titles)


def split_pair(results: Any, option: str) -> tuple[str, ...]:
    """The two options asked for, or none; one alone is held against the status quo."""
    from model.commands.choices import known, split

    pair = known("option", split(option), results.options)
    if len(pair) == 1 and pair[0] != results.options[0]:
        pair = [pair[0], results.options[0]]
    if len(pair) not in (0, 2):
        raise Unusable(f"--option: two different options are held against each other, not {option!r}")
    return tuple(pair)


def questions(
    results: Any, pair: tuple[str, ...], outcome: str, month: str, by: str, basis: str, most: int, worlds: int
) -> list[Any]:
    """One question an outcome; Unusable for anything that cannot be asked."""
    from model.analysis.ranking.flip_study import Asked
    from model.analysis.ranking.ranking_flips import MEASURES
    from model.commands.choices import known, split
    from model.commands.compare import SHOWN
    from model.parameters import BASES

    known("measure", [by], MEASURES)
    known("evidence basis", [basis] if basis else [], BASES)
    known("month", [month] if month else [], (*results.months, "mean"))
    named = known("outcome", split(outcome), results.outcomes)
    for name in named:
        if results.outcomes[name]["sense"] == "neither":
            raise Unusable(f"{name}: neither way is better, so no option leads")
    usual = [name for name in SHOWN if name in results.outcomes and results.outcomes[name]["sense"] != "neither"]
    when, again = month or results.months[-1], min(worlds, results.worlds)
    return [Asked(name, when, pair, by, basis, most, again) for name in named or usual]


def answered(study: Any, asked: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """The answers, one after the other; what was answered before is not played again."""
    from model.experiment.designs.remembered import remembered

    contents = [run.manifest.facts["content"] for run in (study.results, study.other) if run]
    with bar(len(asked)) as (begun, played):
        for number, question in enumerate(asked):
            begun(number, study.results.outcomes[question.outcome]["name"])
            yield remembered("flips", [contents, asdict(question)], lambda q=question: study.answer(q, played))


@contextmanager
def bar(outcomes: int) -> Iterator[tuple[Callable[[int, str], None], Callable[[int], None]]]:
    """A progress bar over outcomes on standard error, with how many changed futures were played."""
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]:,}"), TimeElapsedColumn())
    with progress(*columns) as shown:
        task = shown.add_task("", total=outcomes, count=0)

        def begun(number: int, name: str) -> None:
            shown.update(task, completed=number, description=name)

        def played(count: int) -> None:
            shown.update(task, count=shown.tasks[0].fields["count"] + count)

        yield begun, played


def as_plain(results: Any, other: Any, answers: Sequence[Any], titles: Any) -> dict[str, Any]:
    """The answers as plain values, with their sentences."""
    from model.analysis import standing_words
    from model.analysis.ranking.flip_words import sentences

    return {
        "run": str(results.folder),
        "with": str(other.folder) if other else None,
        "notes": [*standing_words(results.manifest.facts["histories"]), *method_words(answers)],
        "flips": [{**answer, "sentences": sentences(answer, titles)} for answer in answers],
    }


def method_words(answers: Sequence[Any]) -> list[str]:
    """How changes are made and measured."""
    played = max((answer.get("played_worlds", 0) for answer in answers), default=0)
    return [
        f"Changes are played again in {played:,} worlds whose past stays as it was; they count from the decision on.",
        "A change is measured in prior quantiles, from where the assumption stands: the median of its prior, or of the "
        "kept worlds where the past is conditioned.",
    ]


def summary(results: Any, other: Any, answers: Sequence[Any], titles: Any) -> None:
    """Sentences and a table for each outcome."""
    from model.analysis import standing_words
    from model.analysis.ranking.flip_words import sentences

    facts = results.manifest.facts
    say(f"{facts['title']} · evidence: {facts['evidence']} · {results.worlds:,} worlds · {results.folder}")
    for line in [*standing_words(facts["histories"]), *method_words(answers)]:
        say(line)
    for answer in answers:
        say()
        for line in sentences(answer, titles):
            say(line)
        if answer["leader"]:
            turns_table(answer)
    if not other:
        say()
        say(f"Only the evidence set “{facts['evidence']}” was run; `fulcrum run` says how to run the other.")


def turns_table(answer: dict[str, Any]) -> None:
    """The nearest changes to turning a lead, turning ones first."""
    from model.analysis import number

    title = f"{answer['rival']} over {answer['leader']}: {answer['name']}, {answer['unit']}, {answer['month']}"
    columns = ("parameter", "means", "unit", "basis", "value now", "value then", "change", "turns", "lead at the end")
    made = table(*columns, title=title, numbers=("value now", "value then", "change", "lead at the end"))
    pairs = [turn for turn in answer["pairs"] if turn["turns"]]
    for turn in [*answer["singles"][:LISTED], *pairs[:PAIRS_LISTED]]:
        end = number(-turn["at_end"]["value"])
        for place, move in enumerate(turn["moved"]):
            head = [move[key] for key in ("parameter", "means", "unit", "basis")]
            values = [number(move["value_now"]), number(move["value_then"])]
            made.add_row(*head, *values, *((*verdict(turn), end) if place == 0 else ("", "both at once", "")))
    if made.rows:
        show(made)


def verdict(turn: dict[str, Any]) -> tuple[str, str]:
    """The change, and what it does."""
    if not turn["turns"]:
        return "", "no"
    if turn["resolved_change"] is None:
        return f"{turn['change']:.2f}", "sign only"
    return f"{turn['change']:.2f}", f"resolved from {turn['resolved_change']:.2f}"
