"""Plays batches one after another, or side by side in processes, with the same bytes either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.synchronize import Event
from pathlib import Path

from model.experiment.blocks import Batch
from model.experiment.compute import Failure, Outcome, attempt
from model.experiment.scenario import Scenario

DEATHS_ALONE = 2
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
        yield from in_processes(scenario, batches, folder, jobs, limit)
    else:
        for batch in batches:
            yield batch, attempt(scenario, batch, folder)


def in_processes(
    scenario: Scenario, batches: Sequence[Batch], folder: Path, jobs: int, limit: float | None = None
) -> Played:
    """Play batches side by side; after the death of a worker, what it may have been playing is played alone."""
    left = deque(batches)
    while left:
        suspects = []
        for batch, outcome in one_pool(scenario, left, folder, jobs, limit):
            if outcome is None:
                suspects.append(batch)
            else:
                yield batch, outcome
        for batch in suspects:
            yield from alone(scenario, batch, folder, limit)


def alone(scenario: Scenario, batch: Batch, folder: Path, limit: float | None) -> Played:
    """Play a batch in a process of its own; if that dies, each of its blocks, until the deadly one is known."""
    for _ in range(DEATHS_ALONE if len(batch.blocks) == 1 else 1):
        for _, outcome in one_pool(scenario, deque([batch]), folder, 1, limit):
            if outcome is not None:
                yield batch, outcome
                return
    if len(batch.blocks) > 1:
        for part in batch.alone():
            yield from alone(scenario, part, folder, limit)
    else:
        error = f"the process that played it died, {DEATHS_ALONE} times over with nothing else in it"
        yield batch, Outcome({}, tuple(Failure(block, scenario.seed, error) for block in batch.blocks))


def one_pool(
    scenario: Scenario, left: deque[Batch], folder: Path, jobs: int, limit: float | None
) -> Iterator[tuple[Batch, Outcome | None]]:
    """Take batches from `left` and play them until none is left or the pool breaks; None for those it broke with.

    No more batches are handed out than there are processes, so that few are suspected when one dies.
    """
    start = context()
    stop = start.Event()
    playing: dict[Future[Outcome], Batch] = {}
    with ProcessPoolExecutor(min(jobs, len(left)), start, prepare_worker, (stop,)) as pool:
        try:
            broken = False
            while playing or (left and not broken):
                while left and not broken and len(playing) < jobs:
                    broken = not handed_out(pool, playing, left, (scenario, folder, limit))
                for future in wait(playing, return_when=FIRST_COMPLETED).done:
                    batch, died = playing.pop(future), isinstance(future.exception(), BrokenProcessPool)
                    broken = broken or died
                    yield batch, None if died else future.result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def handed_out(pool: ProcessPoolExecutor, playing: dict[Future[Outcome], Batch], left: deque[Batch], rest) -> bool:
    """Hand the next batch to a pool; False, and it is left, if the pool is broken."""
    scenario, folder, limit = rest
    with suppress(BrokenProcessPool):
        playing[pool.submit(attempt_unless_stopped, scenario, left[0], folder, limit)] = left[0]
        left.popleft()
        return True
    return False


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


def attempt_unless_stopped(scenario: Scenario, batch: Batch, folder: Path, limit: float | None = None) -> Outcome:
    """What a worker does with a batch: nothing once the parent was interrupted."""
    return Outcome({}) if Stop.asked() else attempt(scenario, batch, folder, limit)


def prepare_worker(stop: Event | None = None) -> None:
    """Leave Ctrl-C to the parent, heed its wish to stop, and end when it is gone."""
    Stop.asked = stop.is_set if stop else Stop.asked
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        parent.join()
        os._exit(1)

    if parent is not None:
        threading.Thread(target=follow, daemon=True).start()
