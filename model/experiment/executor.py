"""Plays batches one after another, or side by side in processes, with the same bytes either way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from model.experiment.blocks import Batch, Block
from model.experiment.compute import Failure, Outcome, attempt, failure
from model.experiment.pool import Died, Work, side_by_side
from model.experiment.scenario import Scenario

Played = Iterator[tuple[Batch, Outcome]]


def execute(
    scenario: Scenario,
    batches: Sequence[Batch],
    folder: Path,
    jobs: int = 1,
    limit: float | None = None,
    scheduler: str = "",
) -> Played:
    """Play every batch and store its blocks in a run's folder.

    Parameters
    ----------
    jobs : int
        How many processes; 1 plays in this one, unless there is a limit.
    limit : float, optional
        Seconds that a batch may take; one that takes longer is played block by block to find the one at fault.
    scheduler : str, optional
        Address of a Dask scheduler whose workers play, instead of processes here.

    Yields
    ------
    batch, Outcome
        Each batch with what came of it, in any order. A batch in which a process dies comes back block by block.
    """
    if scheduler and batches:
        from model.experiment.cluster import on_cluster

        yield from on_cluster(scenario, batches, folder, scheduler)
    elif batches and (limit is not None or (jobs > 1 and len(batches) > 1)):
        yield from side_by_side(playing(scenario, folder, limit), deque(batches), jobs)
    else:
        for batch in batches:
            yield batch, attempt(scenario, batch, folder)


def playing(scenario: Scenario, folder: Path, limit: float | None) -> Work:
    """Playing batches, as work for processes."""

    def failed(batch: Batch, error: BaseException) -> Outcome:
        return Outcome({}, tuple(failure_of(block, scenario, error) for block in batch.blocks))

    return Work(partial(attempt, scenario, folder=folder, limit=limit), failed, Batch.alone)


def failure_of(block: Block, scenario: Scenario, error: BaseException) -> Failure:
    """What to say about a block that a process could not play."""
    if isinstance(error, Died):
        return Failure(block, scenario.seed, f"the process that played it {error}")
    return failure(scenario, block, error)
