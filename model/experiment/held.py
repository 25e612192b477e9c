"""A run with some outcomes in memory, so that whoever asks for them often reads its files once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.experiment.derived import needed, worked_out
from model.experiment.results import Results
from model.experiment.store import STORED

MOST = 200_000_000  # bytes of one run that are held; a larger one is read each time


@dataclass(frozen=True)
class Held(Results):
    """A run whose `columns` are in memory: stored outcome -> array (options, worlds, months)."""

    columns: Mapping[str, np.ndarray] = field(default_factory=dict)

    def each_block(self, names: Sequence[str]) -> Iterator[tuple[tuple[int, slice], dict[str, np.ndarray]]]:
        """As of any run, an option at a time; from its files where something is not held."""
        columns = needed(names, self.outcomes)
        if not set(columns) <= set(self.columns):
            yield from super().each_block(names)
            return
        for row in range(len(self.options)):
            own = {name: self.columns[name][row] for name in columns}
            yield (row, slice(0, self.worlds)), worked_out(names, own, self.outcomes)


def held(results: Results, outcomes: Sequence[str]) -> Results:
    """A run with these stored outcomes in memory, checked as they are read; the run as it is where they are too large.

    Example
    -------
    >>> held(Results.open("runs/reference"), ["tension"]).per_world()   # doctest: +SKIP
    """
    shape = (len(results.options), results.worlds, len(results.months))
    if len(outcomes) * np.prod(shape) * np.dtype(STORED).itemsize > MOST:
        return results
    columns = {name: np.empty(shape, STORED) for name in outcomes}
    for place, values in results.each_block(outcomes):
        for name in outcomes:
            columns[name][place] = values[name]
    return Held(results.folder, results.manifest, columns)
