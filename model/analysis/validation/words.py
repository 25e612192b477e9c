"""The scoreboard in sentences: what was held out first, then what was fitted, then where a naive rival is nearer."""

from __future__ import annotations

from typing import Any

from model.analysis.validation.scoreboard import Scoreboard, SeriesScore
from model.analysis.validation.scores import RIVALS_SAID
from model.analysis.wording import number

SAID_OF = {
    "held_out": "Held out",
    "parameter": "Behind a parameter",
    "target": "Fitted as a target",
}
BOUNDS = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}
HOW_READ = (
    "A series that histories were kept by, or that a parameter was set from, shows that the model can be fitted, not "
    "that it is right; only what was held out is a test. The score is the CRPS, in the series' unit, lower is better; "
    "of a naive rival it is the plain error. Whatever meets a bound (at least, at most) counts as right."
)


def board_sentences(board: Scoreboard) -> list[str]:
    """What the scoreboard says, in a few sentences."""
    kind = "kept" if board.conditioned else "prior"
    said = [
        f"{board.histories:,} {kind} histories of {board.title} ({board.evidence}) against {len(board.series)} "
        f"observed series dated before {board.decision_month}."
    ]
    for role in SAID_OF:
        count, half, most = board.counted(role)
        if count:
            said.append(
                f"{SAID_OF[role]}: {most} of {count} observations lie inside the band of nine in ten histories, "
                f"{half} inside that of half."
            )
    said += [misfits(board), lost(board)]
    if board.too_late:
        said.append(f"Dated after the decision and left out: {', '.join(board.too_late)}.")
    return [*said, HOW_READ]


def told(board: Scoreboard) -> dict[str, Any]:
    """The scoreboard as plain values with its sentences, and of every series what its nearest rival says."""
    series = [{**one.plain(), "rival_words": rival_words(one)} for one in board.series]
    return {**board.plain(), "series": series, "sentences": board_sentences(board)}


def misfits(board: Scoreboard) -> str:
    """Which series miss, by name."""
    missed = [one for one in board.series if one.inside_90 < len(one.points)]
    names = "; ".join(f"{one.series.title} ({len(one.points) - one.inside_90} of {len(one.points)})" for one in missed)
    return f"Missed: {names}." if missed else "No observation is missed."


def lost(board: Scoreboard) -> str:
    """Where a naive rival is nearer than the model."""
    beaten = [one for one in board.series if one.rival_wins]
    if not any(one.rival for one in board.series):
        return "No series has an earlier observation from which a naive rival could speak."
    if not beaten:
        return "Nowhere is a naive rival nearer than the model."
    names = "; ".join(f"{one.series.title} – {rival_words(one)}" for one in beaten)
    return f"A naive rival is nearer than the model in: {names}."


def rival_words(one: SeriesScore) -> str:
    """The nearest naive rival and its error, beside the model's score on the same observations."""
    if one.rival is None:
        return "none can speak"
    there = "" if one.rival["points"] == len(one.points) else f" over {one.rival['points']}"
    return f"{RIVALS_SAID[one.rival['name']]}: {number(one.rival['error'])}{there}, model {number(one.rival['model'])}"
