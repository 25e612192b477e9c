"""Worlds mixed from two: all inputs of one prior world, save one group of inputs, which another world lends.

A design of sensitivity has two base sets, A (worlds 0, 1, 2, …) and B (worlds numbered from OTHER on), and for each
group of inputs a set that is A but for that group. Luck is a group of its own. A mixed world is an ordinary world: its
draw is put together from two draws, and it plays as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from model.experiment.replay import scenario_of
from model.experiment.results import Results
from model.experiment.scenario import Scenario
from model.luck import Luck
from model.parameters import Draw, Parameter, draw, load
from model.strict_yaml import did_you_mean, read, seeds

OTHER = 2**32  # where B's worlds are numbered from: no study has as many, and no luck of theirs is met there
LUCK = "luck"
JUDGED = "assumption with a figure"


@dataclass(frozen=True)
class Group:
    """Inputs that B lends together: parameters by name, and the luck of all months or not."""

    name: str
    parameters: frozenset[str] = frozenset()
    luck: bool = False


BASE = Group("A")
LUCK_ALONE = Group(LUCK, luck=True)


def everything(scenario: Scenario) -> Group:
    """The group that makes B of A."""
    return Group("B", frozenset(load(scenario.evidence)), luck=True)


@cache
def family_of() -> Mapping[str, str]:
    """The file in seeds/parameters/, without its ending, that each parameter stands in."""
    files = sorted((seeds() / "parameters").glob("*.yaml"))
    return MappingProxyType({name: file.stem for file in files for name in read(file).data})


def standing(parameter: Parameter, assumed: Iterable[str] = ()) -> str:
    """What a parameter rests on: its basis, told apart where a figure stands behind a mere assumption.

    A parameter that the scenario assumes (`assumed`) rests on that assumption, whatever stood behind its prior.
    """
    if parameter.name in assumed:
        return "assumption"
    return JUDGED if parameter.basis == "assumption" and parameter.figure else parameter.basis


def by_family(scenario: Scenario) -> tuple[Group, ...]:
    """Parameters grouped by the file they stand in, and luck."""
    return (*gathered({name: family_of()[name] for name in load(scenario.evidence)}), LUCK_ALONE)


def by_standing(scenario: Scenario) -> tuple[Group, ...]:
    """Parameters grouped by what they rest on, and luck."""
    parameters = load(scenario.evidence)
    return (*gathered({name: standing(p, scenario.assume) for name, p in parameters.items()}), LUCK_ALONE)


def one_by_one(scenario: Scenario, names: Sequence[str]) -> tuple[Group, ...]:
    """Each of some parameters as a group; ValueError for an unknown one, with the nearest."""
    for name in names:
        if name not in load(scenario.evidence):
            raise ValueError(f"no such parameter {name!r}{did_you_mean(name, load(scenario.evidence))}")
    return tuple(Group(name, frozenset((name,))) for name in names)


def gathered(label_of: Mapping[str, str]) -> tuple[Group, ...]:
    """Groups of the names that share a label, in the order in which labels are met."""
    members = defaultdict(set)
    for name, label in label_of.items():
        members[label].add(name)
    return tuple(Group(label, frozenset(names)) for label, names in members.items())


def mixed(scenario: Scenario, groups: Sequence[Group], rows: np.ndarray) -> tuple[Draw, Luck]:
    """Parameters and luck of worlds that are A but for a group, group by group: arrays (groups × rows,).

    Parameters
    ----------
    scenario : whose evidence, seed and assumptions are drawn from
    groups : what B lends in each part
    rows : array of int (rows,), numbers of A's worlds, below OTHER
    """
    parameters, assume = load(scenario.evidence), dict(scenario.assume)
    a, b = (draw(parameters, scenario.seed, numbers, assume) for numbers in (rows, rows + OTHER))
    values = {name: np.concatenate([(b if name in g.parameters else a)[name] for g in groups]) for name in a.names}
    numbers = np.concatenate([rows + OTHER if group.luck else rows for group in groups])
    return Draw(values), Luck(scenario.seed, numbers)


def drawn_values(results: Results) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """What a run's parameters were, drawn again: names, values (parameters, histories), each world's place in them.

    Raises
    ------
    ValueError
        If parameters are no longer those of the run.
    """
    from model.experiment.blocks import parameter_hash

    scenario = scenario_of(results.manifest)
    if parameter_hash(scenario) != results.manifest.facts["parameters"]:
        raise ValueError(f"{results.folder}: parameters have changed since it was played; play it again")
    numbers, place = np.unique(results.histories, return_inverse=True)
    drawn = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    return drawn.names, np.stack([drawn[name] for name in drawn.names]), place
