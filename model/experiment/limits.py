"""A limit on the time that playing may take."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

GRACE = 2.0
"""A process that does not heed its alarm, because it hangs outside Python, is ended after so many times its limit."""


class TimeIsUp(Exception):
    """Playing took longer than it may."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Let what is inside take no longer than this; None sets no limit.

    A process of a pool that hangs outside Python is ended; its parent plays the batch again and then names it.

    Raises
    ------
    TimeIsUp
        Inside the block, once the time is over.
    """
    if seconds is None:
        yield
        return
    watched = end_after(seconds * GRACE) if multiprocessing.parent_process() else None
    alarmed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, raise_time_is_up(seconds)) if alarmed else None
    if alarmed:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        if watched is not None:
            faulthandler.cancel_dump_traceback_later()
            os.close(watched)


def end_after(seconds: float) -> int:
    """End this process after so long, whatever it does then; returns the handle its last words go to."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    return nowhere


def raise_time_is_up(seconds: float):
    """What to do when the alarm rings."""

    def ring(*_: object) -> None:
        raise TimeIsUp(f"not done after {seconds:g} s; a longer --timeout may help")

    return ring
