"""The results of a run as labelled arrays: option × world × month, one variable an outcome, units as attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.evidence import month_index, month_text
from model.experiment.derived import available, needed, worked_out
from model.experiment.integrity import stored_ids
from model.experiment.manifest import Manifest, read_manifest
from model.experiment.store import RunError, checked_bytes, read_block
from model.strict_yaml import did_you_mean

if TYPE_CHECKING:
    import xarray as xr

MEAN = "mean"


@dataclass(frozen=True)
class Results:
    """A run that is whole: where it is, and what was run."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: str | Path) -> Results:
        """The results in a folder; RunError if there are none or blocks are missing."""
        folder = Path(folder)
        manifest = read_manifest(folder)
        there = stored_ids(folder)
        absent = [block for block in manifest.blocks if not block["sha256"] or block["id"] not in there]
        if absent:
            message = f"{len(absent):,} of {len(manifest.blocks):,} blocks are missing; run the same command to resume"
            raise RunError(f"{folder}: {message}")
        return cls(folder, manifest)

    @property
    def options(self) -> tuple[str, ...]:
        """Ids of the options, the status quo first."""
        return self.manifest.option_ids

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return self.manifest.scenario["worlds"]

    @property
    def histories(self) -> np.ndarray:
        """Number of the prior world whose history each world continues (worlds,)."""
        kept, lucks = self.manifest.facts["kept"], self.manifest.scenario.get("lucks", 1)
        worlds = np.arange(self.worlds)
        return np.array(kept, np.int64)[worlds // lucks] if kept else worlds

    @property
    def months(self) -> tuple[str, ...]:
        """The months played, YYYY-MM."""
        first = month_index(self.manifest.scenario["decision_month"])
        return tuple(month_text(first + k) for k in range(self.manifest.scenario["months"]))

    @property
    def outcomes(self) -> Mapping[str, Any]:
        """Name, unit and sense of each outcome that is stored, by id."""
        return self.manifest.facts["outcomes"]

    @property
    def derived(self) -> Mapping[str, Any]:
        """The same of each outcome that is worked out from stored ones when it is asked for by name."""
        return {name: derived.facts() for name, derived in available(self.outcomes).items()}

    @property
    def catalogue(self) -> Mapping[str, Any]:
        """The same of every outcome that may be asked for, stored or derived."""
        return {**self.outcomes, **self.derived}

    def array(self, outcome: str) -> xr.DataArray:
        """One outcome, stored or derived, in every option, world and month."""
        return self.dataset([outcome])[outcome]

    def dataset(self, outcomes: Sequence[str] | None = None) -> xr.Dataset:
        """Several outcomes, or all that are stored: option × world × month.

        All of it is held in memory at once: 8 bytes for every option, world, month and outcome. For many worlds ask for
        a few outcomes, or for `per_world`, or read an export.

        Raises
        ------
        ValueError
            For an unknown outcome, with the nearest one.
        """
        names = self.checked(outcomes)
        shape = (len(self.options), self.worlds, len(self.months))
        arrays = {name: np.empty(shape) for name in names}
        for place, values in self.each_block(names):
            for name in names:
                arrays[name][place] = values[name]
        return self.labelled(arrays, "month", self.months)

    def per_world(self, whens: Sequence[str] = (), outcomes: Sequence[str] | None = None) -> xr.Dataset:
        """Outcomes in chosen months and, for "mean", on average over all months: option × world × when.

        One block is read at a time, so memory does not grow with the number of months.
        """
        names = self.checked(outcomes)
        whens = tuple(whens) or (self.months[-1], MEAN)
        positions = [None if when == MEAN else self.position(when) for when in whens]
        arrays = {name: np.empty((len(self.options), self.worlds, len(whens))) for name in names}
        for place, values in self.each_block(names):
            for name in names:
                for number, position in enumerate(positions):
                    series = values[name]
                    arrays[name][(*place, number)] = monthly_mean(series) if position is None else series[:, position]
        return self.labelled(arrays, "when", whens)

    def position(self, month: str) -> int:
        """Where a month stands among those played; ValueError if it is none of them."""
        if month not in self.months:
            raise ValueError(f"month {month!r} is not among those played, {self.months[0]} to {self.months[-1]}")
        return self.months.index(month)

    def checked(self, outcomes: Sequence[str] | None = None) -> list[str]:
        """The outcomes asked for, or all that are stored; ValueError for an unknown one."""
        for name in outcomes or ():
            if name not in self.catalogue:
                raise ValueError(f"no such outcome {name!r}{did_you_mean(name, self.catalogue)}")
        return list(outcomes or self.outcomes)

    def each_block(self, names: Sequence[str]) -> Iterator[tuple[tuple[int, slice], dict[str, np.ndarray]]]:
        """Each block's place (number of the option, worlds) and its outcomes, arrays (worlds, months).

        Every block is checked as it is read; Damaged names the first whose bytes are not those that were stored.
        """
        row = {option: number for number, option in enumerate(self.options)}
        columns = needed(names, self.outcomes)
        for block in self.manifest.blocks:
            place = (row[block["option"]], slice(*block["worlds"]))
            content = checked_bytes(self.folder, block, self.manifest.scenario["seed"])
            yield place, worked_out(names, read_block(content, columns, len(self.months)), self.outcomes)

    def labelled(self, arrays: Mapping[str, np.ndarray], last: str, labels: Sequence[str]) -> xr.Dataset:
        """Arrays with the names of their axes, units and senses."""
        import xarray as xr

        dims = ("option", "world", last)
        facts_of = self.catalogue
        variables = {name: xr.Variable(dims, values, dict(facts_of[name])) for name, values in arrays.items()}
        labels_of = {"option": list(self.options), "world": np.arange(self.worlds), last: list(labels)}
        facts = self.manifest.facts
        return xr.Dataset(variables, labels_of, {"title": facts["title"], "evidence": facts["evidence"]})


def monthly_mean(values: np.ndarray) -> np.ndarray:
    """Each world's mean, (worlds, months) to (worlds,), added month by month so that no other world changes a bit."""
    total = np.zeros(len(values))
    for month in range(values.shape[1]):
        total += values[:, month]
    return total / values.shape[1]
