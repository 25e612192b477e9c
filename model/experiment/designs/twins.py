"""Counterfactual twins: one world played twice with the same luck, once with a lever and once without it.

Everything up to the decision is shared, and so is every number of luck after it; whatever differs, the lever made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model.experiment.designs.chronicle import RISING, Chronicle, Happening, chronicles_of
from model.experiment.replay import scenario_of
from model.experiment.results import Results
from model.levers import Option
from model.strict_yaml import did_you_mean
from model.world import Told

COSTS = ("policy_money", "policy_politics")  # what an option costs is no history of its own


@dataclass(frozen=True)
class Twins:
    """One world played twice from its decision on.

    Parameters
    ----------
    world : number of the world in its run
    own, other : the option as it is, and what it is set against
    lever : the lever that `other` lacks; empty where it is another option
    """

    world: int
    own: Chronicle
    other: Chronicle
    lever: str = ""

    @property
    def months(self) -> range:
        """The months played, in months since September 2023."""
        return range(self.own.decision_month, self.own.last_month + 1)


def twins(results: Results, world: int, option: str, against: str, **parts: Any) -> Twins:
    """A world of a stored run under an option, and under the same option without one of its levers or another option.

    Parameters
    ----------
    results : Results
    world : int
        From 0 to worlds − 1.
    option : str
        One of the run's options.
    against : str
        A lever of that option, which is taken off, or another of the run's options.
    parts : other levers, actors or decision theory, for tests

    Raises
    ------
    ValueError
        If `against` is neither, with the nearest name.

    Example
    -------
    >>> twins(results, 812, "mediation", "neutral_envoys")   # doctest: +SKIP
    """
    options = {o.id: o for o in scenario_of(results.manifest).options}
    chosen = options[option]
    other, lever = opposite(chosen, against, options)
    own_chronicle, other_chronicle = chronicles_of(results, world, (chosen, other), **parts)
    return Twins(world, own_chronicle, other_chronicle, lever)


def opposite(option: Option, against: str, options: Mapping[str, Option]) -> tuple[Option, str]:
    """What an option is set against, and the lever taken off, if it is one."""
    held = [c.lever for c in option.commitments if c.level > 0]
    if against in held:
        return without(option, against), against
    if against in options and against != option.id:
        return options[against], ""
    others = [name for name in options if name != option.id]
    near = did_you_mean(against, [*held, *others])
    has = f"its levers are {', '.join(held)}" if held else "it has no levers"
    none = f"no lever {against!r} in option {option.id!r} to take off, and no other option of the run by that name"
    raise ValueError(f"{none}; {has}{near}")


def without(option: Option, lever: str) -> Option:
    """The option with one lever off and all else, co-ordination included, as it is."""
    rest = tuple(c for c in option.commitments if c.lever != lever)
    return replace(option, id=f"{option.id}-without-{lever}"[:60], commitments=rest)


def parting(pair: Twins) -> int | None:
    """The first month in which a decision or an event differs, in months since September 2023; None if none does."""
    months = [own.month for own, _ in differing_decisions(pair)]
    months += [happening.month for _, happening in differing_events(pair)]
    return min(months, default=None)


def drifting(pair: Twins) -> dict[str, int]:
    """The first month in which each outcome differs, for those that do; costs are left out."""
    first = {}
    for name, own in pair.own.outcomes.items():
        differs = np.flatnonzero(own != pair.other.outcomes[name])
        if name not in COSTS and differs.size:
            first[name] = int(differs[0])
    return first


def differing_decisions(pair: Twins) -> list[tuple[Told, Told]]:
    """Every decision that fell otherwise, own and other, in order of time."""
    return [
        (own, other)
        for own, other in zip(pair.own.decisions, pair.other.decisions, strict=True)
        if own.move != other.move
    ]


def differing_events(pair: Twins) -> list[tuple[bool, Happening]]:
    """Every event that only one of the two has, with whether it is the option's own, in order of time."""
    own = {key_of(h): h for h in pair.own.happenings}
    other = {key_of(h): h for h in pair.other.happenings}
    alone = [(True, h) for key, h in own.items() if key not in other]
    alone += [(False, h) for key, h in other.items() if key not in own]
    return sorted(alone, key=lambda item: (item[1].month, item[1].kind, item[1].subject, not item[0]))


def key_of(happening: Happening) -> tuple[Any, ...]:
    """What makes two events of two histories the same one."""
    size = () if happening.kind in RISING else (happening.now,)
    return (happening.month, happening.kind, happening.subject, *size)
