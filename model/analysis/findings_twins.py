"""Options within options: one holds every lever of another, and more, so that they differ in the rest alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from model.analysis.comparison import Difference
from model.analysis.findings import Runs

if TYPE_CHECKING:
    from model.experiment import Results


def nested(runs: Runs) -> list[tuple[str, str]]:
    """Pairs of options, the first within the second: each lever stands there with the same level and settings."""
    held = {option["id"]: option for option in runs.first.manifest.scenario["options"]}
    return [
        (one, other)
        for one in runs.options
        for other in runs.options
        if one != other and within_option(held[one], held[other])
    ]


def within_option(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether an option, as the manifest holds it, stands whole within another."""
    same = all(other["levers"].get(lever) == how for lever, how in one["levers"].items())
    return same and one["levers"] != other["levers"] and one["coordination"] == other["coordination"]


def within(runs: Runs, outcomes: Sequence[str]) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """The smaller option, and by how much the larger differs from it in the last month, in every evidence set."""
    for smaller, larger in nested(runs):
        for name in outcomes:
            yield smaller, tuple(between(run, smaller, larger, name) for run in runs.both)


def between(results: Results, smaller: str, larger: str, outcome: str) -> Difference:
    """The difference from one option to another in the same worlds, in the last month."""
    month = results.months[-1]
    values = results.per_world((month,), (outcome,))[outcome].values[..., 0]
    before, after = (values[results.options.index(option)] for option in (smaller, larger))
    facts = results.manifest.facts
    shared = results.histories if facts["histories"] == "conditioned" else None
    labels = {"option": larger, "outcome": outcome, "month": month, "evidence": facts["evidence"]}
    return Difference.between(before, after, shared, **labels, **dict(results.outcomes[outcome]))
