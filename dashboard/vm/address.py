"""Reading and writing the page's address: what it asks for in vain is named, and what it says is said in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from dashboard.vm.details import Details
from dashboard.vm.link import (
    ASSUME_KEY,
    COORDINATION_KEY,
    DATA_KEY,
    EVENTS_KEY,
    KEYS,
    LEVEL,
    MODEL_KEY,
    OUTCOME_KEY,
    PLAIN_KEYS,
    SETTINGS,
    TIMING,
    Address,
    Opened,
    details_address,
    details_from,
    number,
)
from dashboard.vm.scenario import LEVELS, OFF, Scenario
from dashboard.vm.wording import lever_name
from model.strict_yaml import did_you_mean

PAGE_PREFIX = "p_"  # of the keys that pages bind for their own tabs and choices
PAGE_KEYS = {"id"}  # the deep link of the Evidence page

KNOWN = {*KEYS.values(), *PLAIN_KEYS, ASSUME_KEY, EVENTS_KEY, MODEL_KEY, DATA_KEY, OUTCOME_KEY}
KNOWN |= {key + kind for key in KEYS.values() for kind in (TIMING, LEVEL, SETTINGS)}


def read(address: Address, outcomes: Mapping[str, object], first: str, elsewhere: frozenset = frozenset()) -> Opened:
    """What an address says, every part by itself, so that one bad value spoils nothing else.

    Parameters
    ----------
    address : keys and values as they stand in the link
    outcomes : the outcomes that exist, by id
    first : the outcome shown where none is asked for
    elsewhere : keys that belong to a page and are read there
    """
    problems = [
        f"{key}={value} is not understood and was left out{did_you_mean(key, KNOWN)}."
        for key, value in address.items()
        if key not in KNOWN | elsewhere
    ]
    scenario = with_levers(address, with_plain(address, problems), problems)
    scenario = with_list(address, EVENTS_KEY, "events", scenario, problems)
    scenario = with_list(address, ASSUME_KEY, "assume", scenario, problems)
    outcome = address.get(OUTCOME_KEY, first)
    if outcome not in outcomes:
        problems.append(in_vain(OUTCOME_KEY, outcome, "outcome", first, did_you_mean(outcome, outcomes)))
        outcome = first
    versions = address.get(MODEL_KEY, ""), address.get(DATA_KEY, "")
    return Opened(scenario, outcome, tuple(problems), *versions, tuple(idle(address, scenario)))


def elsewhere(address: Address) -> frozenset[str]:
    """Keys that belong to one page, which reads them itself: they begin with `p_`."""
    return frozenset(key for key in address if key.startswith(PAGE_PREFIX) or key in PAGE_KEYS)


def in_vain(key: str, value: str, name: str, used: object, why: object = "") -> str:
    """The sentence about a value that cannot be had, with the one used in its place."""
    return f"{key}={value}: {name} has no value {value!r}; {str(used)!r} is used{why}."


def with_plain(address: Address, problems: list[str]) -> Scenario:
    """The scenario of the keys that stand alone, without a lever."""
    values: dict[str, Any] = {}
    for key, (field, name, reader, used) in PLAIN_KEYS.items():
        if key in address and key != COORDINATION_KEY:
            try:
                values[field] = reader(address[key])
            except ValueError as error:
                problems.append(in_vain(key, address[key], name, used, f" ({error})"))
    return Scenario(**values)


def with_levers(address: Address, scenario: Scenario, problems: list[str]) -> Scenario:
    """The scenario with the levers of an address, each with its timing, settings and exact level."""
    for lever, key in KEYS.items():
        level = address.get(key, OFF)
        if level not in LEVELS:
            problems.append(in_vain(key, level, lever_name(lever), OFF, did_you_mean(level, LEVELS)))
        elif level != OFF:
            scenario = with_lever(address, scenario, (lever, key, level), problems)
    if COORDINATION_KEY in address:
        _, name, reader, used = PLAIN_KEYS[COORDINATION_KEY]
        try:
            scenario = replace(scenario, coordination=reader(address[COORDINATION_KEY]))
        except ValueError as error:
            problems.append(in_vain(COORDINATION_KEY, address[COORDINATION_KEY], name, used, f" ({error})"))
    return scenario


def with_lever(address: Address, scenario: Scenario, place: tuple[str, str, str], problems: list[str]) -> Scenario:
    """The scenario with one more lever; its details are the plain ones where those of the address cannot be."""
    lever, key, level = place
    levels = (*scenario.levels, (lever, level))
    try:
        details = (*scenario.details, (lever, details_from(address, key)))
        return replace(scenario, levels=levels, details=details)
    except ValueError as error:
        keys = [key + kind for kind in (TIMING, LEVEL, SETTINGS) if key + kind in address]
        said = "&".join(f"{name}={address[name]}" for name in keys)
        problems.append(
            f"{said}: {lever_name(lever)} cannot be held so; its own timing and settings are used ({error})."
        )
        return replace(scenario, levels=levels)


def idle(address: Address, scenario: Scenario) -> Iterator[tuple[str, Details]]:
    """Timing and settings that an address gives for levers that are off."""
    for lever, key in KEYS.items():
        if scenario.level(lever) == OFF and any(key + kind in address for kind in (TIMING, LEVEL, SETTINGS)):
            with suppress(ValueError):
                yield lever, details_from(address, key)


def with_list(address: Address, key: str, field: str, scenario: Scenario, problems: list[str]) -> Scenario:
    """The scenario with the events or assumptions of an address, each taken or named by itself."""
    for item in filter(None, address.get(key, "").split(",")):
        first, _, rest = item.partition(":")
        try:
            scenario = replace(scenario, **{field: (*getattr(scenario, field), (first, rest.replace(":", " ")))})
        except ValueError as error:
            problems.append(f"{key}: {item} is left out ({error}).")
    return scenario


def rest_of(scenario: Scenario) -> dict[str, str]:
    """What an address says of a scenario besides its levers' levels; nothing where all is as it is at first."""
    plain = Scenario()
    said = {
        key: written(getattr(scenario, field))
        for key, (field, *_) in PLAIN_KEYS.items()
        if getattr(scenario, field) != getattr(plain, field)
    }
    for lever, detail in scenario.details:
        said |= details_address(KEYS[lever], detail)
    if scenario.events:
        said[EVENTS_KEY] = ",".join(f"{month}:{event}" for month, event in scenario.events)
    if scenario.assume:
        said[ASSUME_KEY] = ",".join(f"{name}:{text.replace(' ', ':')}" for name, text in scenario.assume)
    return said


def full(scenario: Scenario, outcome: str, model: str, data: str) -> dict[str, str]:
    """Everything of a scenario for a link that others open: every lever in so many words, and the versions."""
    levers = {key: scenario.level(lever) for lever, key in KEYS.items()}
    plain = {key: written(getattr(scenario, field)) for key, (field, *_) in PLAIN_KEYS.items()}
    versions = {MODEL_KEY: model, DATA_KEY: data}
    return {**levers, **plain, **rest_of(scenario), OUTCOME_KEY: outcome, **versions}


def written(value: Any) -> str:
    """A value as an address says it."""
    return number(value) if isinstance(value, float) else str(value)
