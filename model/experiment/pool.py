"""Does pieces of work side by side in processes, and survives those that die: any work, in any number of pieces."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.synchronize import Event
from typing import Any

DEATHS_ALONE = 2
READY = "model.experiment.pasts.ready"


def whole(piece: Any) -> Sequence[Any]:
    """Of a piece that has no parts, itself."""
    return (piece,)


@dataclass(frozen=True)
class Work:
    """What is done with every piece, in whatever process.

    Parameters
    ----------
    do : what a process does with a piece; its errors are told as failures, save an OSError, which ends the work
    failed : what comes of a piece with an error instead, made here from the piece and its error
    parts : a piece in parts, to find the one that kills its process
    """

    do: Callable[[Any], Any]
    failed: Callable[[Any, BaseException], Any]
    parts: Callable[[Any], Sequence[Any]] = whole


class Died(Exception):
    """The process that did a piece died."""


Done = Iterator[tuple[Any, Any]]


def side_by_side(work: Work, left: deque[Any], jobs: int) -> Done:
    """Do every piece in processes; after the death of one, what it may have been doing is done alone.

    Parameters
    ----------
    work : Work
    left : the pieces, handed out from the front; whoever empties it has no more handed out
    jobs : how many processes

    Yields
    ------
    piece, what came of it
        In any order. A piece in which a process dies comes back in its parts.
    """
    while left:
        suspects = []
        for piece, result in one_pool(work, left, jobs):
            if isinstance(result, Died):
                suspects.append(piece)
            else:
                yield piece, result
        for piece in suspects:
            yield from alone(work, piece)


def alone(work: Work, piece: Any) -> Done:
    """Do a piece in a process of its own; if that dies, each of its parts, until the deadly one is known."""
    parts = work.parts(piece)
    for _ in range(1 if len(parts) > 1 else DEATHS_ALONE):
        for _, result in one_pool(work, deque([piece]), 1):
            if not isinstance(result, Died):
                yield piece, result
                return
    if len(parts) > 1:
        for part in parts:
            yield from alone(work, part)
    else:
        yield piece, work.failed(piece, Died(f"died, {DEATHS_ALONE} times over with nothing else in it"))


def one_pool(work: Work, left: deque[Any], jobs: int) -> Done:
    """Take pieces from `left` and do them until none is left or the pool breaks; Died for those it broke with.

    No more pieces are handed out than there are processes, so that few are suspected when one dies. When it is left
    early, workers are told to stop and nothing is cancelled: to cancel while a piece that cannot be sent is on its way
    makes Python 3.11 wait for that piece for ever.
    """
    start = context()
    stop = start.Event()
    doing: dict[Future[Any], Any] = {}
    with ProcessPoolExecutor(min(jobs, len(left)), start, prepare_worker, (stop,)) as pool:
        try:
            broken = handed_out(pool, doing, left, work.do, jobs)
            while doing:
                done = wait(doing, return_when=FIRST_COMPLETED).done
                results = [(doing[future], outcome(work, doing.pop(future), future)) for future in done]
                broken = broken or any(isinstance(result, Died) for _, result in results)
                broken = broken or handed_out(pool, doing, left, work.do, jobs)
                yield from results
                broken = broken or handed_out(pool, doing, left, work.do, jobs)
        except BaseException:
            stop.set()
            pool.shutdown(wait=True)
            raise


def outcome(work: Work, piece: Any, future: Future[Any]) -> Any:
    """What came of a piece; an OSError is raised, as nothing else could be written either."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return Died()
    if isinstance(error, OSError):
        raise error
    return work.failed(piece, error)


def handed_out(
    pool: ProcessPoolExecutor, doing: dict[Future[Any], Any], left: deque[Any], do: Callable[[Any], Any], jobs: int
) -> bool:
    """Hand pieces to a pool until every process has one; True, and the rest is left, if the pool is broken."""
    while left and len(doing) < jobs:
        try:
            doing[pool.submit(unless_stopped, do, left[0])] = left[0]
        except BrokenProcessPool:
            return True
        left.popleft()
    return False


def context() -> multiprocessing.context.BaseContext:
    """How processes are started: from a server with the model loaded, or afresh where there is none."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([READY])
    return server


def begin() -> None:
    """Have the server that processes come from load the model now, while this process does something else."""
    if context().get_start_method() == "forkserver":
        forkserver.ensure_running()


class Stop:
    """A worker's view of whether its parent wants no more pieces."""

    asked = staticmethod(lambda: False)


def unless_stopped(do: Callable[[Any], Any], piece: Any) -> Any:
    """What a worker does with a piece: nothing once the parent was interrupted."""
    return None if Stop.asked() else do(piece)


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
