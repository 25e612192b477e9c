"""One scenario beside the status quo, as the engine played them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.vm.scenario import Scenario
from model.evidence import month_index, month_text
from model.experiment.store import STORED


class Outcomes(Mapping):
    """Outcome id -> array (worlds, months), read-only, rounded as a run stores it: the numbers of `fulcrum run`.

    It holds half the memory of full precision and gives arrays in full precision.
    """

    def __init__(self, values: Mapping[str, np.ndarray]) -> None:
        self._kept = {name: np.asarray(array, STORED) for name, array in values.items()}

    def __getitem__(self, outcome: str) -> np.ndarray:
        values = self._kept[outcome].astype(np.float64)
        values.flags.writeable = False
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def same(self, other: Outcomes) -> bool:
        """Whether every outcome of every world is the same."""
        return all(np.array_equal(values, other._kept[name]) for name, values in self._kept.items())


@dataclass(frozen=True)
class Played:
    """Every outcome of one scenario and of the status quo, in the same worlds with the same luck.

    Parameters
    ----------
    scenario : what was set
    seed : what all luck starts from
    histories : number of the prior world whose history each world continues (worlds,)
    history, status_quo, option : outcome id -> array (worlds, months)
    """

    scenario: Scenario
    seed: int
    histories: np.ndarray
    history: Mapping[str, np.ndarray]
    status_quo: Mapping[str, np.ndarray]
    option: Mapping[str, np.ndarray]

    def months(self, outcome: str) -> list[str]:
        """The months of history and future, YYYY-MM."""
        played = self.history[outcome].shape[1] + self.status_quo[outcome].shape[1]
        return [month_text(month) for month in range(played)]

    @property
    def ahead(self) -> list[str]:
        """The months after the decision, YYYY-MM."""
        first = month_index(self.scenario.decision_month)
        return [month_text(first + month) for month in range(self.scenario.months)]

    def worlds(self, outcome: str) -> int:
        """How many worlds were played."""
        return len(self.status_quo[outcome])
