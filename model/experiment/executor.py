"""Plays batches one after another, or side by side in processes, with the same bytes either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.synchronize import Event
from pathlib import Path

from model.experiment.blocks import Batch
from model.experiment.compute import Failure, Outcome, attempt
from model.experiment.scenario import Scenario
from model.experiment.store import missing

POOLS = 3


def execute(
    scenario: Scenario, batches: Sequence[Batch], folder: Path, jobs: int, finished: Callable[[Batch], None]
) -> list[Outcome]:
    """Play every batch and store its blocks in a run's folder.

    Parameters
    ----------
    jobs : int
        How many processes; 1 plays in this one.
    finished : callable
        Told of each batch once its blocks are stored or have failed.

    Returns
    -------
    list of Outcome
        One a batch, in any order.
    """
    outcomes = []
    run = (
        in_processes(scenario, batches, folder, jobs)
        if jobs > 1 and len(batches) > 1
        else here(scenario, batches, folder)
    )
    for batch, outcome in run:
        outcomes.append(outcome)
        finished(batch)
    return outcomes


def here(scenario: Scenario, batches: Sequence[Batch], folder: Path) -> Iterator[tuple[Batch, Outcome]]:
    """Play batches one after another in this process."""
    for batch in batches:
        yield batch, attempt(scenario, batch, folder)


def in_processes(
    scenario: Scenario, batches: Sequence[Batch], folder: Path, jobs: int
) -> Iterator[tuple[Batch, Outcome]]:
    """Play batches side by side; after the death of a worker a new pool goes on with what is not stored."""
    left = list(batches)
    for _ in range(POOLS):
        lost: list[Batch] = []
        for batch, outcome in one_pool(scenario, left, folder, jobs):
            if outcome is None and missing(folder, [block.id for block in batch.blocks]):
                lost.append(batch)
            else:
                yield batch, outcome or Outcome({})
        left = lost
        if not left:
            return
    for batch in left:
        error = f"the process that played it died, {POOLS} times over"
        yield batch, Outcome({}, tuple(Failure(block, scenario.seed, error) for block in batch.blocks))


def one_pool(
    scenario: Scenario, batches: Sequence[Batch], folder: Path, jobs: int
) -> Iterator[tuple[Batch, Outcome | None]]:
    """Each batch with what came of it; None where the pool broke before it was done."""
    start = context()
    stop = start.Event()
    with ProcessPoolExecutor(min(jobs, len(batches)), start, prepare_worker, (stop,)) as pool:
        futures = {pool.submit(attempt_unless_stopped, scenario, batch, folder): batch for batch in batches}
        try:
            for future in as_completed(futures):
                try:
                    yield futures[future], future.result()
                except BrokenProcessPool:
                    yield futures[future], None
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def context() -> multiprocessing.context.BaseContext:
    """How processes are started: from a server with the model loaded, or afresh where there is none."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["model.experiment.compute"])
    return server


class Stop:
    """A worker's view of whether its parent wants no more batches."""

    asked = staticmethod(lambda: False)


def attempt_unless_stopped(scenario: Scenario, batch: Batch, folder: Path) -> Outcome:
    """What a worker does with a batch: nothing once the parent was interrupted."""
    return Outcome({}) if Stop.asked() else attempt(scenario, batch, folder)


def prepare_worker(stop: Event) -> None:
    """Leave Ctrl-C to the parent, heed its wish to stop, and end when it is gone."""
    Stop.asked = stop.is_set
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        os._exit(1)

    if parent is not None:
        threading.Thread(target=follow, daemon=True).start()
