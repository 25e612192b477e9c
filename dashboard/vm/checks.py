"""What does not fit together in what was set, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.vm.details import PLAIN, Details
from dashboard.vm.scenario import LEVELS, OFF, Scenario
from dashboard.vm.wording import lever_name
from model.levers import LEVERS

FORGET, AT_ONCE, TURN_ON = "forget", "at_once", "turn_on"
MIDDLE = LEVELS[len(LEVELS) // 2]


@dataclass(frozen=True)
class Mend:
    """A button that mends: its words, what it does, and to which lever."""

    label: str
    what: str
    lever: str


@dataclass(frozen=True)
class Notice:
    """Something that was set and changes nothing, with one or two ways to mend it."""

    text: str
    mends: tuple[Mend, ...]


def notices(scenario: Scenario, details: Mapping[str, Details]) -> tuple[Notice, ...]:
    """Everything that does not fit together.

    Parameters
    ----------
    scenario : what is set
    details : timing and settings by lever, also of levers that are off
    """
    return (*idle(scenario, details), *late(scenario))


def idle(scenario: Scenario, details: Mapping[str, Details]) -> Iterator[Notice]:
    """Timing or settings of a lever that is off."""
    for lever in LEVERS:
        held = details.get(lever, PLAIN)
        given = " and ".join(name.replace("_", "-").capitalize() for name, _ in held.settings)
        if held.settings and scenario.level(lever) == OFF:
            name = lever_name(lever)
            on = Mend(f"Set {name} to {MIDDLE}", TURN_ON, lever)
            off = Mend(f"Forget {given.lower()}", FORGET, lever)
            yield Notice(f"{given} is set, but the lever {name} is off: it changes nothing.", (on, off))


def late(scenario: Scenario) -> Iterator[Notice]:
    """Levers that begin after the months that are played, or never reach their level in them."""
    for lever, _ in scenario.levels:
        held, name = scenario.detail(lever), lever_name(lever)
        mend = (Mend(f"Start {name} at once", AT_ONCE, lever),)
        if held.start >= scenario.months:
            text = f"{name} starts in month {held.start:g}, after the {scenario.months} months played."
            yield Notice(f"{text} It changes nothing.", mend)
        elif held.start + held.ramp > scenario.months:
            reached = f"{held.start + held.ramp:g}"
            yield Notice(f"{name} reaches its level in month {reached}, after the {scenario.months} played.", mend)
