"""The dashboard's fixed sentences and names."""

from __future__ import annotations

from collections.abc import Iterable

from model.analysis.wording import KEPT_HISTORIES
from model.levers import LEVERS

QUESTION = "What could policy do about the North Korea–Russia partnership?"
CAPTION = "Simulated worlds under stated assumptions. Not a forecast."
STATUS_QUO = (
    "All levers are off. This is the status quo: the measures in force in April 2026 continue. "
    "Set a lever to see what changes in the same worlds with the same luck."
)
NOT_EQUAL = "The levels of different levers are not equal in cost or feasibility."
OFF_MEANS = "No more than the status quo."
WRITTEN = {"purl": "PURL", "ew": "electronic warfare", "council": "Council", "moscow": "Moscow", "china": "China"}


def lever_name(lever: str) -> str:
    """A lever's id as words."""
    name = " ".join(WRITTEN.get(word, word) for word in lever.split("_")).replace("six party", "Six-Party")
    return name[0].upper() + name[1:]


def group_name(family: str, on: Iterable[str]) -> str:
    """A family with how many of its levers are on, such as “Sanctions · 2 of 7 on”."""
    members = [lever.id for lever in LEVERS.values() if lever.family == family]
    count = len(set(on) & set(members))
    return f"{family.capitalize()} · {count} of {len(members)} on" if count else f"{family.capitalize()} · all off"


def level_meaning(lever: str, level: str) -> str:
    """What a level of a lever means in the world, as a sentence."""
    meaning = LEVERS[lever].levels.get(level)
    return OFF_MEANS if meaning is None else f"{level.capitalize()}: {meaning}."


def unchanged(levers: Iterable[str]) -> str:
    """What is said where the levers that are on leave every world as it is."""
    names = ", ".join(lever_name(lever) for lever in levers)
    return f"Nothing changed: with {names}, every outcome of every world is the same as under the status quo."


def status(worlds: int, seed: int, evidence: str) -> str:
    """What the numbers on the page rest on."""
    return f"{worlds:,} worlds · seed {seed} · evidence: {evidence} · 36 months from April 2026. {KEPT_HISTORIES}"
