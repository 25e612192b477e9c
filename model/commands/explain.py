"""`fulcrum explain`: one world's dated story – what each actor chose over what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from model.commands.console import Failed, Unusable, command, say, show, show_json, table


@command
def explain(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    world: Annotated[int, typer.Option(help="The world's number, from 0.", min=0)] = 0,
    option: Annotated[str, typer.Option(help="The option; the status quo if left out.")] = "status_quo",
    actor: Annotated[str, typer.Option(help="Only these actors, commas between.")] = "",
    all_decisions: Annotated[bool, typer.Option("--all", help="Also decisions to go on as before.")] = False,
    history: Annotated[bool, typer.Option(help="Also the months before the decision.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Every decision with its terms, inertia and luck.")] = False,
) -> None:
    """Replay one world of RUN and tell what was decided, over what, and why; checks it against what is stored.

    Example: fulcrum explain runs/reference-1a2b3c4d --world 7 --option mediation --actor "North Korea"
    """
    from model.commands.choices import known, opened, split
    from model.experiment.replay import differing, same_code, told

    results = opened(run)
    known("option", [option], results.options)
    if world >= results.worlds:
        raise Unusable(f"--world: the run holds worlds 0 to {results.worlds - 1:,}, not {world:,}")
    entries = told(results, world, option)
    actors = known("actor", split(actor), sorted({entry.actor for entry in entries}))
    shown = chosen(entries, actors, first_month(results, history), all_decisions or as_json)
    differ = differing(results, world, option)
    if as_json:
        show_json(as_plain(results, world, option, shown, differ))
    else:
        tell_story(results, world, option, shown)
    if differ:
        code = "" if same_code(results) else "; the code has changed since the run was made"
        raise Failed(f"replayed, these outcomes differ from what is stored: {', '.join(differ)}{code}")
    if not as_json:
        say("Replayed alone, this world gives the stored outcomes bit for bit.")


def first_month(results: Any, history: bool) -> int:
    """The first month that is told."""
    from model.experiment import month_index

    return 0 if history else month_index(results.months[0])


def chosen(entries: Sequence[Any], actors: Sequence[str], first: int, every: bool) -> list[Any]:
    """The decisions to tell: of these actors, from a month on, and unless all are wanted only changes of course."""
    return [
        entry
        for entry in entries
        if entry.month >= first and (not actors or entry.actor in actors) and (every or entry.move != entry.last)
    ]


def as_plain(results: Any, world: int, option: str, entries: Sequence[Any], differ: Sequence[str]) -> dict[str, Any]:
    """The story as plain values."""
    from model.experiment import month_text

    return {
        "run": str(results.folder),
        "world": world,
        "option": option,
        "reproduces_stored_outcomes": not differ,
        "decisions": [{**asdict(entry), "month": month_text(entry.month)} for entry in entries],
    }


def tell_story(results: Any, world: int, option: str, entries: Sequence[Any]) -> None:
    """The story as a table."""
    from model.analysis import standing_words
    from model.experiment import month_text

    facts = results.manifest.facts
    say(f"World {world:,} of {results.worlds:,} · {facts['option_words'][option]['title']} · {facts['title']}")
    say(standing_words(facts["histories"])[0])
    made = table("month", "actor", "choice", "was", "chose", "over", "because of")
    for e in entries:
        because = "luck" if e.by_luck else e.because
        made.add_row(month_text(e.month), e.actor, e.choice, e.last, e.move, e.rejected, because.replace("_", " "))
    show(made)
