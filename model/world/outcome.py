"""An outcome: something a reader can compare, and the readings that take more than a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.systems.talks import BROKEN, NONE

SENSES = ("lower", "higher", "neither")


@dataclass(frozen=True)
class Outcome:
    """Something a reader can compare: id, plain name, unit, sense (which way is better), source, meaning.

    `read` takes the world after its month and gives an array (options, worlds).
    """

    id: str
    name: str
    unit: str
    sense: str
    source: str
    means: str
    read: Callable

    def __post_init__(self) -> None:
        if self.sense not in SENSES:
            raise ValueError(f"{self.id}: sense {self.sense!r} is none of {', '.join(SENSES)}")


def best_phase(w) -> np.ndarray:
    """Furthest phase of the four tracks; a broken track counts as none (options, worlds)."""
    phase = np.where(w.talks.phase == BROKEN, NONE, w.talks.phase)
    return np.maximum(np.maximum(phase[0], phase[1]), np.maximum(phase[2], phase[3])).astype(float)


def suppressed(w) -> np.ndarray:
    """Mean over four channels of the capacity out of action (options, worlds)."""
    by_channel = w.designation.suppressed
    return (by_channel[0] + by_channel[1] + by_channel[2] + by_channel[3]) / len(by_channel)


def money(w) -> np.ndarray:
    """What the coalition spends in the month, aid included, US$ m (options, worlds)."""
    return w.instruments.money + w.ledger.aid_delivered + w.ledger.aid_diverted
