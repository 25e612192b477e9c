"""`fulcrum stories`: worlds chosen from the ensemble and told as dated events with causes, and counterfactual twins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from model.commands.console import Failed, Unusable, command, printer, progress, say, show, show_json, table

MOST_STORIES = 20  # of each kind; who wants to read more wants the table


@command
def stories(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    option: Annotated[str, typer.Option(help="The option; the status quo if left out.")] = "status_quo",
    count: Annotated[int, typer.Option(help="How many worlds of each kind.", min=1, max=MOST_STORIES)] = 1,
    kind: Annotated[str, typer.Option(help="central, diverse, regret, surprising; commas between.")] = "",
    world: Annotated[int | None, typer.Option(help="This world instead of chosen ones, from 0.", min=0)] = None,
    twin: Annotated[str, typer.Option(help="Set the world against itself without this lever, or under it.")] = "",
    outcome: Annotated[str, typer.Option(help="Choose worlds by these outcomes, commas between.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Tell worlds of RUN as dated events with causes: central, most diverse, of worst regret, most surprising.

    With --twin one world is played twice with the same luck, with a lever and without it, or under another option.

    Examples: fulcrum stories --option mediation; fulcrum stories --option mediation --twin neutral_envoys --world 7
    """
    from model.analysis.stories.storylines import KINDS, REGARDED
    from model.commands.choices import known, opened, split

    results = opened(run)
    known("option", [option], results.options)
    kinds = known("kind", split(kind), KINDS) or list(KINDS)
    outcomes = known("outcome", split(outcome), results.outcomes) or list(REGARDED)
    if world is not None and world >= results.worlds:
        raise Unusable(f"--world: the run holds worlds 0 to {results.worlds - 1:,}, not {world:,}")
    if twin:
        tell_twins(results, option, twin, world, outcomes, as_json)
    else:
        tell_stories(results, option, kinds, count, world, outcomes, as_json)


def tell_stories(
    results: Any, option: str, kinds: Sequence[str], count: int, world: int | None, outcomes: Sequence[str], plain: bool
) -> None:
    """Stories of one option, as text or as JSON; Failed where a world played again differs from what is stored."""
    from model.analysis.stories.stories import stories as stories_of

    wanted = 1 if world is not None else len(kinds) * count
    with bar("playing worlds again", wanted) as done:
        told = stories_of(results, option, kinds, count, world, outcomes, done)
    if plain:
        show_json({**facts_of(results, option), **how_told(), "stories": [story.plain() for story in told]})
    else:
        heading(results, option)
        for story in told:
            show_story(results, story)
        say()
        printer().print(how_told()["rule"])
        for missing in sorted(set(kinds) - {story.kind for story in told}) if world is None else ():
            say(f"No world of the kind “{missing}”: this ensemble has none.")
    refuse_differing(results, {name for story in told for name in story.differing})


def tell_twins(
    results: Any, option: str, against: str, world: int | None, outcomes: Sequence[str], plain: bool
) -> None:
    """One world with a lever and without it, as text or as JSON."""
    from model.analysis.stories.stories import central_world
    from model.analysis.stories.twin_telling import TWIN_RULE, twin_story
    from model.experiment.designs.twins import opposite, twins
    from model.experiment.replay import scenario_of

    options = {o.id: o for o in scenario_of(results.manifest).options}
    try:
        opposite(options[option], against, options)
    except ValueError as error:
        raise Unusable(f"--twin: {error}") from None
    with bar("playing the world twice", 1) as done:
        number = world if world is not None else central_world(results, option, outcomes).world
        told = twin_story(twins(results, number, option, against))
        done()
    if plain:
        show_json({**facts_of(results, option), "against": against, "rule": TWIN_RULE, "twins": told.plain()})
        return
    heading(results, option)
    show_twins(results, told, option, against, central=world is None)
    say()
    printer().print(TWIN_RULE)


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with progress(*columns) as shown:
        task = shown.add_task(what, total=total)
        yield lambda: shown.advance(task)


def facts_of(results: Any, option: str) -> dict[str, Any]:
    """What stands before every story, as plain values."""
    from model.analysis import standing_words

    facts = results.manifest.facts
    return {
        "run": str(results.folder),
        "title": facts["title"],
        "evidence": facts["evidence"],
        "option": option,
        "worlds": results.worlds,
        "months": [results.months[0], results.months[-1]],
        "notes": standing_words(facts["histories"]),
    }


def how_told() -> dict[str, Any]:
    """How worlds are chosen and stories thinned, as plain values."""
    from model.analysis.stories.storylines import METHODS
    from model.analysis.stories.timeline import RULE

    return {"methods": dict(METHODS), "rule": RULE}


def heading(results: Any, option: str) -> None:
    """What stands before every story."""
    from model.analysis import standing_words

    facts = results.manifest.facts
    title = facts["option_words"][option]["title"]
    say(f"{facts['title']} · evidence: {facts['evidence']} · {title} · {results.worlds:,} worlds · {results.folder}")
    for line in standing_words(facts["histories"]):
        say(line)


def show_story(results: Any, story: Any) -> None:
    """One story: why it was chosen, its dated events, its numbers."""
    from model.analysis import number
    from model.analysis.stories.twin_telling import named

    say()
    said = f"{title_of(story.kind)} · world {story.world:,}: 1 simulated history of {results.worlds:,}"
    say(said + past_of(results, story))
    for words in (story.reason, story.past, story.beside):
        if words:
            printer().print(words)
    lines = table("month", "what happens, and why")
    for line in story.lines:
        lines.add_row(named(line.month), line.what)
    show(lines)
    months = [named(month) for month in (results.months[0], results.months[-1])]
    heads = (*months, "nine in ten worlds", "status quo here")
    numbers = table("outcome", "unit", *heads, numbers=heads)
    for row in story.numbers:
        band = f"{number(row.low)} to {number(row.high)}"
        numbers.add_row(row.name, row.unit, number(row.first), number(row.last), band, number(row.status_quo))
    show(numbers)


def title_of(kind: str) -> str:
    """A kind as the title of a story."""
    titles = {
        "central": "Central",
        "diverse": "Most diverse",
        "regret": "Worst regret",
        "surprising": "Most surprising",
    }
    return titles.get(kind, "Asked for")


def past_of(results: Any, story: Any) -> str:
    """Whose past a world has, where pasts are shared."""
    if not results.manifest.facts["kept"]:
        return ""
    return f" (it continues the past of prior world {story.history:,} with luck {story.luck})"


def show_twins(results: Any, told: Any, option: str, against: str, central: bool) -> None:
    """Two histories of one world as a table, with both ends."""
    from model.analysis import number, signed
    from model.analysis.stories.phrases import lever_name
    from model.analysis.stories.twin_telling import named

    titles = {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}
    with_it = f"with {lever_name(told.lever)}" if told.lever else titles[option]
    without = "without" if told.lever else titles[against]
    say()
    which = f"World {told.world:,}{', the central one' if central else ''}"
    say(f"{which}, played twice with the same luck: {with_it} / {without}")
    if told.works_from:
        say(f"The lever begins to work in {named(told.works_from)}.")
    printer().print(told.sentence)
    if told.lines:
        lines = table(
            "month", "who", with_it, without, "what tipped it", "months otherwise", numbers=("months otherwise",)
        )
        for line in told.lines:
            lines.add_row(named(line.month), line.who, line.own, line.other, line.why, f"{line.months or ''}")
        show(lines)
    heads = (with_it, without, "difference")
    ends = table(f"outcome in {named(results.months[-1])}", "unit", *heads, numbers=heads)
    for end in told.ends:
        same = "same" if end.difference == 0 else signed(end.difference)
        ends.add_row(end.name, end.unit, number(end.own), number(end.other), same)
    show(ends)


def refuse_differing(results: Any, names: set[str]) -> None:
    """Failed where worlds played again differ from what is stored."""
    from model.experiment.replay import same_code

    if names:
        code = "" if same_code(results) else "; the code has changed since the run was made"
        raise Failed(f"replayed, these outcomes differ from what is stored: {', '.join(sorted(names))}{code}")
