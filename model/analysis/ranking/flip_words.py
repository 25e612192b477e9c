"""What would turn a lead, as plain values and in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from model.analysis.ranking.flip_search import QUARTILE, Flips
from model.analysis.ranking.ranking_flips import Standing, Turn
from model.analysis.wording import number, quoted, signed
from model.experiment.designs.what_if import value_at
from model.experiment.scenario import Scenario
from model.parameters import load

RANGE = "moved within its prior (from its first to its last hundredth)"


def plain_turn(turn: Turn, scenario: Scenario) -> dict[str, Any]:
    """One turn: what is moved from where to where, and what becomes of the lead; None where nothing turns."""
    share = 1.0 if turn.turned is None else turn.turned
    rows = zip(turn.path.names, turn.path.starts, turn.path.at(share).values(), strict=True)
    return {
        "moved": [moved(scenario, *row) for row in rows],
        "turns": turn.turned is not None,
        "change": finite(turn.change),
        "held_until": turn.last * turn.path.length,
        "resolved_change": finite(turn.resolved_change),
        "at_end": plain_standing(turn.at_end),
    }


def moved(scenario: Scenario, name: str, start: float, end: float) -> dict[str, Any]:
    """One parameter, from where it stands to where it is moved."""
    parameter = load(scenario.evidence)[name]
    words = {"parameter": name, "means": parameter.means, "unit": parameter.unit, "basis": parameter.basis}
    values = {"value_now": float(value_at(scenario, name, start)), "value_then": float(value_at(scenario, name, end))}
    return {**words, **values, "quantile_now": float(start), "quantile_then": float(end)}


def plain_together(flips: Flips, basis: str) -> dict[str, Any] | None:
    """Everything of one basis moved together, or None."""
    turn = flips.together
    if turn is None:
        return None
    return {
        "basis": basis,
        "parameters": len(turn.path.names),
        "turns": turn.turned is not None,
        "change": finite(turn.change),
        "resolved_change": finite(turn.resolved_change),
        "at_end": plain_standing(turn.at_end),
    }


def plain_standing(standing: Standing) -> dict[str, float | None]:
    """A standing as plain values."""
    return {key: finite(value) for key, value in asdict(standing).items()}


def finite(value: float) -> float | None:
    """A number, or None where there is none."""
    return float(value) if np.isfinite(value) else None


def lead_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Who leads whom, by how much."""
    said = f"{quoted(titles[answer['leader']])} is ahead of {quoted(titles[answer['rival']])} in {answer['subject']}"
    lead = {key: float("nan") if value is None else -value for key, value in answer["lead"].items()}
    interval = f"90 % interval {number(lead['high'])} to {number(lead['low'])}"
    size = f"{signed(lead['value'])} {answer['unit']}" if answer["by"] == "median" else f"{signed(lead['value'])}"
    what = "median paired lead" if answer["by"] == "median" else "share of worlds better minus share worse"
    slight = ", less than a hundredth of the range in which nine in ten worlds lie" if answer["slight"] else ""
    return f"{said} in {answer['worlds']:,} simulated worlds: {what} {size} ({interval}){slight}."


def single_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """The smallest change of one assumption under which the rival overtakes the leader, or that there is none."""
    turning = [turn for turn in answer["singles"] if turn["turns"]]
    rival, leader = quoted(titles[answer["rival"]]), quoted(titles[answer["leader"]])
    if not turning:
        return f"{none_turns(answer)}, puts {rival} ahead of {leader}{nearest_words(answer)}."
    said = f"{shift_words(turning[0]['moved'][0])} puts {rival} ahead of {leader}"
    return f"{said}, a change of {turning[0]['change']:.2f} of its prior{resolution(turning[0])}"


def nearest_words(answer: Mapping[str, Any]) -> str:
    """Which single assumption takes most of the lead at an end of its prior, and what is left."""
    if not answer["singles"]:
        return ""
    nearest = answer["singles"][0]
    move = nearest["moved"][0]
    return f"; “{move['means']}” comes nearest, {left(answer, nearest)} at {number(move['value_then'])} {move['unit']}"


def left(answer: Mapping[str, Any], turn: Mapping[str, Any]) -> str:
    """What of a lead is left at the end of the way."""
    unit = f" {answer['unit']}" if answer["by"] == "median" else ""
    return f"with {signed(-turn['at_end']['value'])}{unit} of the lead left"


def none_turns(answer: Mapping[str, Any]) -> str:
    """That no assumption turns a lead, with how many were tried."""
    every = answer["played"] == answer["screened"]
    tried = f"{answer['screened']:,} that vary" if every else played_of(answer)
    return f"No single assumption of the {tried}, {RANGE}"


def played_of(answer: Mapping[str, Any]) -> str:
    """How many parameters were played, of how many."""
    return f"{answer['played']:,} played of {answer['screened']:,} that vary"


def shift_words(move: Mapping[str, Any]) -> str:
    """One parameter and its two values."""
    values = f"{number(move['value_now'])} to {number(move['value_then'])} {move['unit']}"
    if move["value_now"] == move["value_then"]:
        return f"Holding “{move['means']}” at {number(move['value_now'])} {move['unit']} in every world"
    return f"Moving “{move['means']}” from {values} in every world ({move['basis']})"


def resolution(turn: Mapping[str, Any]) -> str:
    """Whether a turn is resolved, and from where."""
    if turn["resolved_change"] is None:
        return "; the two cannot be told apart there, only the sign turns."
    if turn["resolved_change"] == turn["change"]:
        return ", and that is resolved."
    return f"; that is resolved from a change of {turn['resolved_change']:.2f}."


def pair_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """The smallest change of two assumptions together, where it is smaller than that of one."""
    smallest = min((turn["change"] for turn in answer["singles"] if turn["turns"]), default=np.inf)
    turning = [turn for turn in answer["pairs"] if turn["turns"] and turn["change"] < smallest]
    if not turning:
        return "" if not answer["pairs"] else f"No pair of the {len(answer['pairs'])} played does it with less."
    one, other = turning[0]["moved"]
    both = f"{shift_words(one)} and {shift_words(other)[0].lower()}{shift_words(other)[1:]}"
    return f"{both} turns it with {turning[0]['change']:.2f} of each prior{resolution(turning[0])}"


def together_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Whether the lead survives that everything merely assumed moves against it at once."""
    joint = answer["together"]
    if joint is None:
        return ""
    who = f"All {joint['parameters']:,} parameters of basis “{joint['basis']}”"
    leader = quoted(titles[answer["leader"]])
    if not joint["turns"]:
        said = f"{who}, shifted at once by {QUARTILE} of their priors against {leader}, do not turn it"
        return f"{said}, {left(answer, joint)}."
    said = f"{who}, shifted at once by {joint['change']:.2f} of their priors against {leader}, turn it"
    return f"{said}{resolution(joint)}"


def evidence_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """What the other run says."""
    other = answer["other"]
    if other is None:
        return ""
    flag = other["flag"] or "agrees"
    interval = f"{number(-other['high'])} to {number(-other['low'])}" if other["low"] is not None else "unknown"
    return (
        f"Evidence set “{other['evidence']}”: {flag}; median paired lead there {signed(-other['value'])} ({interval})."
    )


def level_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Options that cannot be told apart from the leader."""
    level = [quoted(titles[name]) for name in answer["level"]]
    return f"It cannot be told apart from {' and '.join(level)}." if level else ""


def unseen_words(answer: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """That too few worlds are played again for a search."""
    return "But the worlds played again do not show this lead; `--worlds` plays more of them."


def sentences(answer: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    """Everything to say about one lead."""
    if answer["leader"] is None:
        return [
            f"In {answer['subject']} no two options can be told apart from the leader on; nothing is there to turn."
        ]
    makers: Sequence[Any] = (lead_words, level_words, single_words, pair_words, together_words, evidence_words)
    if answer["singles"] == [] and answer["played_lead"]["value"] > 0:
        makers = (lead_words, level_words, unseen_words, evidence_words)
    return [said for make in makers if (said := make(answer, titles))]
