"""How long a search for kept histories should take, told before it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from model.experiment.pasts.conditioning import CHUNK, try_worlds
from model.experiment.pasts.histories import shipped, stored, wanted
from model.experiment.pasts.kept import Kept
from model.experiment.scenario import Scenario
from model.experiment.store import Damaged

SMALL, LARGE = 256, 4096
MILLION = 1_000_000


@dataclass(frozen=True)
class Outlook:
    """What a search still has to find, and how fast it goes.

    Parameters
    ----------
    need, have : int, kept histories
    one_in : prior worlds behind a kept one as far as is known, or None
    a_million : seconds that a million prior worlds take
    jobs : how many processes search
    """

    need: int
    have: int
    one_in: float | None
    a_million: float
    jobs: int

    @property
    def seconds(self) -> float | None:
        """How long the search should take; None as long as nobody knows how rare kept histories are."""
        return None if self.one_in is None else (self.need - self.have) * self.one_in * self.a_million / MILLION

    def __str__(self) -> str:
        processes = "" if self.jobs == 1 else f" on {self.jobs} processes"
        wanted = f"{self.need:,} kept histories are wanted, {self.have:,} stored"
        if self.seconds is None:
            rare = "how rare they are is not known yet"
            return f"{wanted}; {rare}, and a million prior worlds take about {self.a_million:.0f} s{processes}"
        return (
            f"{wanted}; one prior world in {self.one_in:,.0f} was kept so far, so about {self.seconds:.0f} s{processes}"
        )


def outlook(scenario: Scenario, jobs: int, rebuild: bool = False) -> Outlook | None:
    """What to expect of a search; None if enough is stored.

    Parameters
    ----------
    scenario : whose past is conditioned
    jobs : how many processes search
    rebuild : whether the search begins with the first prior world, whatever is stored
    """
    need = wanted(scenario)
    own = None if rebuild else readable(stored, scenario, silent)
    have = len(own.numbers) if own else 0
    if have >= need:
        return None
    like = own if have else readable(shipped, scenario)
    one_in = like.one_in if like and like.numbers else None
    return Outlook(need, have, one_in, seconds_a_million(scenario) / jobs, jobs)


def readable(read: Callable[..., Kept | None], *given: Any) -> Kept | None:
    """A stored list; None if it is damaged, which whoever searches will say."""
    try:
        return read(*given)
    except Damaged:
        return None


def silent(message: str) -> None:
    """Say nothing: whoever searches will."""


def seconds_a_million(scenario: Scenario) -> float:
    """Seconds that a process takes for a million prior worlds on this machine, from a small and a larger trial."""
    try_worlds(scenario, 0, SMALL)
    small, large = trial(scenario, SMALL), trial(scenario, LARGE)
    a_world = max(large - small, 0.0) / (LARGE - SMALL)
    return (small + a_world * (CHUNK - SMALL)) / CHUNK * MILLION


def trial(scenario: Scenario, worlds: int) -> float:
    """Seconds that so many prior worlds take."""
    start = perf_counter()
    try_worlds(scenario, 0, worlds)
    return perf_counter() - start
