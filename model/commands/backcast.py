"""`fulcrum backcast`: history against observed series beside naive rivals; or each mechanism against what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from model.commands.console import Unusable, command, say, show, show_json, table


@command
def backcast(
    run: Annotated[str, typer.Argument(help="A run's folder, or a scenario.")] = "",
    series: Annotated[
        Path | None, typer.Option(help="A file of observed series, besides the project's own seeds/history.yaml.")
    ] = None,
    mechanisms: Annotated[
        bool, typer.Option("--mechanisms", help="Hold each mechanism alone against natural experiments; needs no run.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Hold the histories of RUN against observed series: inside which bands, how near, and is a naive rival nearer.

    Examples: fulcrum backcast reference --series counts.yaml; fulcrum backcast --mechanisms
    """
    if mechanisms:
        if run or series:
            raise Unusable("backcast: --mechanisms stands alone; no run is held against natural experiments")
        show_mechanisms(as_json)
        return
    from model.analysis.validation.observed import observed_series
    from model.analysis.validation.scoreboard import backcast as held_against
    from model.commands.choices import opened

    board = held_against(opened(run), merged(observed_series(), observed_series(series) if series else ()))
    if as_json:
        show_json(board.plain())
    else:
        show_board(board)


def merged(own: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The project's series and a user's; of two with one id the user's counts."""
    return tuple({one.id: one for one in (*own, *theirs)}.values())


def show_board(board: Any) -> None:
    """The scoreboard for a reader, misfits first."""
    from model.analysis.validation.words import board_sentences

    for sentence in board_sentences(board):
        say(sentence)
    say()
    rows = table("series", "role", "when", "observed", "5 %", "median", "95 %", "inside", "score", "naive rival", "")
    for one in board.series:
        for number, point in enumerate(one.points):
            rows.add_row(*row_of(one, point, first=number == 0))
    show(rows)


def row_of(one: Any, point: Any, first: bool) -> tuple[str, ...]:
    """One observation as a row; the series' own words and scores stand in its first."""
    from model.analysis.validation.words import BOUNDS
    from model.analysis.wording import number

    inside = "half" if point.inside_50 else "nine tenths" if point.inside_90 else "MISSED"
    low, middle, high = (number(point.quantiles[place]) for place in (0, 2, 4))
    return (
        one.series.id if first else "",
        one.role.replace("_", " ") if first else "",
        point.when,
        f"{BOUNDS[point.bound]}{number(point.value)}",
        low,
        middle,
        high,
        inside,
        f"{number(one.crps)} {one.series.unit}" if first else "",
        (f"{one.rival['name']} {number(one.rival['error'])}" if one.rival else "none") if first else "",
        "NEARER" if first and one.rival_wins else "",
    )


def show_mechanisms(as_json: bool) -> None:
    """Each mechanism alone beside what was seen, those that fail first."""
    from model.analysis.validation.held import mechanisms_alone
    from model.analysis.validation.held_words import comparison_sentences, observed_words, shown_words, verdict

    made = mechanisms_alone()
    if as_json:
        show_json(made.plain())
        return
    for sentence in comparison_sentences(made):
        say(sentence)
    say()
    rows = table("natural experiment", "what was seen", "label", "seen", "mechanism alone", "")
    for one in made.held:
        told = (observed_words(one), shown_words(one), verdict(one))
        rows.add_row(one.experiment.id, one.observation.title, one.experiment.label, *told)
    show(rows)
