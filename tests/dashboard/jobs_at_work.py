"""Work for the tests of jobs: it must be a module's function, as it is done in another process."""

from __future__ import annotations

import os
import time


def counts(told, until: int) -> int:
    """Tell shares, then give the count."""
    for number in range(until):
        told(number / until)
    return until


def waits(told, path: str) -> None:
    """Tell that it has begun, then wait for ever."""
    told(0.5)
    with open(path, "w", encoding="utf-8") as file:
        file.write(str(os.getpid()))
    time.sleep(600)


def fails(told) -> None:
    """Fail with a sentence."""
    raise ValueError("no such world")


def dies(told) -> None:
    """Die without a word."""
    os._exit(3)
