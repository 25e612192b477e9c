"""One scenario beside the status quo, as the engine played them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.vm.scenario import Scenario
from model.evidence import month_text

Outcomes = Mapping[str, np.ndarray]


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
    history: Outcomes
    status_quo: Outcomes
    option: Outcomes

    def months(self, outcome: str) -> list[str]:
        """The months of history and future, YYYY-MM."""
        played = self.history[outcome].shape[1] + self.status_quo[outcome].shape[1]
        return [month_text(month) for month in range(played)]

    def worlds(self, outcome: str) -> int:
        """How many worlds were played."""
        return len(self.status_quo[outcome])
