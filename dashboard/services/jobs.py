"""Long work outside the page's script: in processes of their own, seen by every page, shared by key, cancellable.

A job is known by its key, which says everything that decides its result; who asks for the same key sees the same job.
The work is a function of a module (not of a page) whose first parameter is told how far it is: `told(share)`.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any
from uuid import uuid4

from model.experiment.pool import context, prepare_worker

AT_ONCE = 2  # processes; more would only take turns on two cores
KEPT = 24  # finished jobs whose results stay in memory
WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
LOG = logging.getLogger("fulcrum.dashboard")

Told = Callable[[float], None]


@dataclass(frozen=True)
class Job:
    """A piece of long work as it stands now.

    Parameters
    ----------
    key : what it answers
    state : "waiting", "running", "done", "failed" or "cancelled"
    share : how much of it is done, from 0 to 1
    eta : seconds that are left as far as can be told, or None
    result : what came of it, once done
    error : what went wrong in a sentence, with a reference that stands in the log; "" unless failed
    """

    key: str
    state: str = WAITING
    share: float = 0.0
    eta: float | None = None
    result: Any = None
    error: str = ""

    @property
    def active(self) -> bool:
        """Whether it waits for its turn or runs."""
        return self.state in (WAITING, RUNNING)


@dataclass
class Running:
    """A job with what is needed to run and to stop it."""

    job: Job
    work: Callable[..., Any]
    arguments: tuple
    wanted_by: set[str] = field(default_factory=set)
    process: Any = None
    began: float = 0.0
    stopped: bool = False


JOBS: dict[str, Running] = {}
LOCK = threading.Lock()
TURNS = threading.Semaphore(AT_ONCE)


def job(key: str, work: Callable[..., Any], *arguments: Any, visitor: str = "") -> Job:
    """The job of this key as it stands; started now if nobody has asked for it, or if it failed or was cancelled.

    Parameters
    ----------
    key : everything that decides the result
    work : a function of a module, called in a process of its own as work(told, *arguments)
    arguments : what can be sent to another process
    visitor : who asks; a job is stopped once everybody who asked for it has cancelled it
    """
    with LOCK:
        known = JOBS.get(key)
        if known is None or known.job.state in (FAILED, CANCELLED):
            known = JOBS[key] = Running(Job(key), work, arguments)
            threading.Thread(target=follow, args=(known,), daemon=True, name=f"job {key[:20]}").start()
            forget_old()
        known.wanted_by.add(visitor)
    return seen(known)


def find(key: str) -> Job | None:
    """The job of this key as it stands, or None if nobody has asked for it; starts nothing."""
    with LOCK:
        known = JOBS.get(key)
    return seen(known) if known else None


def cancel(key: str, visitor: str = "") -> None:
    """Say that a visitor wants a job no more; it is stopped if nobody else does."""
    with LOCK:
        known = JOBS.get(key)
        if known is None or not known.job.active:
            return
        known.wanted_by.discard(visitor)
        if known.wanted_by:
            return
        known.stopped = True
        known.job = replace(known.job, state=CANCELLED, eta=None)
        if known.process is not None and known.process.pid is not None:
            known.process.terminate()


@atexit.register
def stop_all() -> None:
    """Stop whatever still runs when the application ends, so that it ends at once."""
    for known in list(JOBS.values()):
        known.stopped = True
        if known.process is not None and known.process.pid is not None and known.process.is_alive():
            known.process.terminate()


def seen(known: Running) -> Job:
    """A job with the seconds that are left, from how long its share took."""
    now = known.job
    if now.state != RUNNING or now.share <= 0:
        return now
    return replace(now, eta=(monotonic() - known.began) * (1 - now.share) / now.share)


def forget_old() -> None:
    """Let go of the results of the jobs that finished first."""
    finished = [key for key, known in JOBS.items() if not known.job.active]
    for key in finished[: max(0, len(finished) - KEPT)]:
        del JOBS[key]


def follow(known: Running) -> None:
    """Wait for a turn, run the work in a process, and take in what it tells until it ends."""
    with TURNS:
        with LOCK:
            if known.stopped:
                return
            here, there = multiprocessing.Pipe(duplex=False)
            known.process = context().Process(target=carry_out, args=(there, known.work, known.arguments))
            known.job, known.began = replace(known.job, state=RUNNING), monotonic()
        try:
            known.process.start()
            there.close()
            if known.stopped:
                known.process.terminate()
            listen(known, here)
        except Exception as error:
            fail(known, error, traceback.format_exc())
        finally:
            here.close()
            known.process.join()


def listen(known: Running, here: Any) -> None:
    """Take in shares of the work done, and its result or its error."""
    try:
        while True:
            kind, value = here.recv()
            if kind == "share":
                with LOCK:
                    known.job = replace(known.job, share=min(max(float(value), 0.0), 1.0))
            elif kind == "result":
                return settle(known, DONE, share=1.0, result=value)
            else:
                return fail(known, *value)
    except EOFError:
        fail(known, "the process that did the work died", "")


def settle(known: Running, state: str, **values: Any) -> None:
    """Note how a job ended, unless it was cancelled before."""
    with LOCK:
        if not known.stopped:
            known.job = replace(known.job, state=state, eta=None, **values)


def fail(known: Running, error: Any, trace: str) -> None:
    """Note that a job failed, and why, with a reference; the rest stands in the server's log. A stopped one did not."""
    if known.stopped:
        return
    reference = uuid4().hex[:4].upper()
    LOG.error("job failed, reference %s: %s\n%s", reference, error, trace)
    settle(known, FAILED, error=f"{error}. Reference {reference}.")


def carry_out(there: Any, work: Callable[..., Any], arguments: tuple) -> None:
    """What the process does: the work, telling how far it is, then its result or its error."""
    prepare_worker()
    try:
        result = work(lambda share: there.send(("share", float(share))), *arguments)
        there.send(("result", result))
    except Exception as error:
        there.send(("error", (f"{type(error).__name__}: {error}", traceback.format_exc())))
    finally:
        there.close()
        sys.stderr.flush()
