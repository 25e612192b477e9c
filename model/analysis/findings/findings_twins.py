"""Options within options: one holds every lever of another, and more, so that they differ in the rest alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from model.analysis.comparison.comparison import Difference
from model.analysis.findings.findings import Runs

if TYPE_CHECKING:
    import xarray as xr

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
    pairs = nested(runs)
    tables = [run.per_world((runs.last,), outcomes) for run in runs.both] if pairs else []
    for smaller, larger in pairs:
        for name in outcomes:
            rows = zip(runs.both, tables, strict=True)
            yield smaller, tuple(between(run, smaller, larger, table[name]) for run, table in rows)


def between(results: Results, smaller: str, larger: str, values: xr.DataArray) -> Difference:
    """The difference from one option to another in the same worlds, values (option, world, when) of one month."""
    before, after = (values.values[results.options.index(option), :, 0] for option in (smaller, larger))
    facts = results.manifest.facts
    shared = results.histories if facts["histories"] == "conditioned" else None
    labels = {"option": larger, "outcome": str(values.name), "month": str(values["when"].values[0])}
    said = {key: values.attrs[key] for key in ("name", "unit", "sense")}
    return Difference.between(before, after, shared, **labels, evidence=facts["evidence"], **said)
