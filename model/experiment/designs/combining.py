"""Levers that combine otherwise: rivals of the catalogue in which the same instruments do not simply add.

In the model hazards from several levers add (docs/decisions.md). Whether two levers help or hinder each other can come
from that form alone, so an attribution is repeated with rival forms. They change nothing in the model: a world takes
its levers as an argument. What systems add to an instrument – partners, monitors, today's detection – adds as before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from model.levers import LEVERS, Instruments, Lever
from model.levers.instruments import Field

RATES = ("finance_detection", "dual_use_detection", "crossing_detection", "sea_detection", "freezing")
SHARES = ("dark_slowing", "transhipment_cost", "verification")
ADDED = "added"
Rule = Callable[[str, Field, Field], Field]


def multiplied(name: str, one: Field, other: Field) -> Field:
    """Rates, which are × today's, multiply: (1 + a)(1 + b) − 1; of shares, what each leaves over multiplies."""
    together = one * other
    return one + other + together if name in RATES else one + other - together


def overlapping(name: str, one: Field, other: Field) -> Field:
    """Levers find the same things, so that the strongest alone counts."""
    return np.maximum(one, other)


RULES: Mapping[str, Rule] = MappingProxyType({"multiplied": multiplied, "overlapping": overlapping})


def combined(rule: str, levers: Mapping[str, Lever] = LEVERS) -> Mapping[str, Lever]:
    """The catalogue with another way of combining rates and shares; the catalogue itself for "added".

    Example
    -------
    >>> combined("overlapping")["purl"].id
    'purl'
    """
    if rule == ADDED:
        return levers
    return MappingProxyType({name: rival(lever, RULES[rule]) for name, lever in levers.items()})


def rival(lever: Lever, rule: Rule) -> Lever:
    """A lever whose part in rates and shares joins that of the levers before it by a rule."""

    def effect(level, settings, p, instruments: Instruments) -> Instruments:
        changed = lever.effect(level, settings, p, instruments)
        own = lever.effect(level, settings, p, Instruments())
        mine = [name for name in (*RATES, *SHARES) if isinstance(getattr(own, name), np.ndarray)]
        return changed.but({name: rule(name, getattr(instruments, name), getattr(own, name)) for name in mine})

    return replace(lever, effect=effect)


def touched(lever: Lever, p) -> frozenset[str]:
    """The rates and shares that a lever changes; `p` holds the parameters of a world."""
    settings = {name: setting.default for name, setting in lever.settings.items()}
    own = lever.effect(np.ones((1, 1)), settings, p, Instruments())
    return frozenset(name for name in (*RATES, *SHARES) if np.any(getattr(own, name) != 0.0))


def clashing(levers: Sequence[str], p, catalogue: Mapping[str, Lever] = LEVERS) -> dict[str, tuple[str, ...]]:
    """The rates and shares that two or more of the levers change, each with those levers."""
    found = {name: touched(catalogue[name], p) for name in levers}
    shared = {field: tuple(name for name in levers if field in found[name]) for field in (*RATES, *SHARES)}
    return {field: names for field, names in shared.items() if len(names) > 1}
