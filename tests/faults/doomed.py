"""Real processes that go wrong: killed at a known step of writing, or with a fault in one block or chunk."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

import numpy as np

from model.experiment import Scenario
from model.experiment import compute as computing
from model.experiment import store as storing
from model.experiment.pasts import histories as histories_of
from model.experiment.pasts import search as searching
from model.experiment.pasts.histories import Kept, kept_histories

WHOLE = computing.futures
TRIED = searching.try_worlds
FAULTY = "purl"
CHUNK = 32
FAULTY_CHUNK = 2 * CHUNK


def search(
    scenario: Scenario, folder: Path, jobs: int = 1, tried=lambda kept: None, limit: float | None = None
) -> Kept:
    """Search kept histories in small chunks, the list in a folder."""
    with patch.multiple(histories_of, SEARCHED=folder, CHUNK=CHUNK):
        return kept_histories(scenario, jobs, tried, limit=limit)


def play_and_tell(doing, scenario: Scenario, folder: Path, step: int, pipe: Connection) -> None:
    """Run a study or a search, and say so when the so-many-th unfinished file is about to be opened or renamed."""
    steps = count()

    def notice(event: str, given: tuple) -> None:
        if event in ("open", "os.rename") and str(given[0]).endswith(".tmp") and next(steps) == step:
            pipe.send_bytes(b"now")

    sys.addaudithook(notice)
    doing(scenario, folder)


def halt_before_renaming(doing, scenario: Scenario, folder: Path, number: int, pipe: Connection) -> None:
    """Run a study or a search, and stop for good when the so-many-th file is whole, but has not its name yet."""
    files = count()

    def notice(event: str, given: tuple) -> None:
        if event == "os.rename" and str(given[0]).endswith(".tmp") and next(files) == number:
            pipe.send_bytes(b"now")
            time.sleep(300)

    sys.addaudithook(notice)
    doing(scenario, folder)


def try_and_tell(doing, scenario: Scenario, folder: Path, number: int, pipe: Connection) -> None:
    """Run a search, and say so when the so-many-th chunk of prior worlds is about to be tried."""
    chunks = count()

    def noticed(*given):
        if next(chunks) == number:
            pipe.send_bytes(b"now")
        return TRIED(*given)

    searching.try_worlds = noticed
    doing(scenario, folder)


def halt_half_written(doing, scenario: Scenario, folder: Path, number: int, pipe: Connection) -> None:
    """Run a study or a search, and stop for good when half of the so-many-th file is written."""
    files = count()

    class Half(io.BufferedWriter):
        def write(self, content: bytes) -> int:
            super().write(content[: len(content) // 2])
            self.flush()
            pipe.send_bytes(b"now")
            time.sleep(300)

    def opened(path, mode: str = "r", *rest, **named):
        if mode == "wb" and next(files) == number:
            return Half(io.FileIO(path, "wb"))
        return open(path, mode, *rest, **named)

    storing.open = opened
    doing(scenario, folder)


@dataclass(frozen=True)
class Faulty(Scenario):
    """A scenario that carries a fault into every process that plays it; where it is planned, nothing is wrong."""

    fault: str = ""
    mark: str = ""

    def __reduce__(self):
        values = {name: getattr(self, name) for name in Scenario.__dataclass_fields__}
        return infected, (self.fault, self.mark, {**values, "assume": dict(self.assume), "events": dict(self.events)})


def infected(fault: str, mark: str, values: dict) -> Scenario:
    """The scenario, in a process whose play goes wrong in the last worlds of one option, its search in one chunk."""

    def futures(scenario: Scenario, batch):
        wrong = any(block.option.id == FAULTY and block.first >= 256 for block in batch.blocks)
        return FAULTS[fault](scenario, batch, mark) if wrong else WHOLE(scenario, batch)

    def try_worlds(scenario: Scenario, first: int, last: int):
        whole = TRIED(scenario, first, last)
        return FAULTS[fault](scenario, None, mark) or whole if first == FAULTY_CHUNK else whole

    computing.futures, searching.try_worlds = futures, try_worlds
    return Faulty(**values, fault=fault, mark=mark)


def raises(scenario, batch, mark):
    raise ZeroDivisionError("a bug in one option")


def poisons(scenario, batch, mark):
    played = {name: values.copy() for name, values in WHOLE(scenario, batch).items()}
    row = [option.id for option in batch.options].index(FAULTY)
    played["tension"][row, -1, 0] = np.nan
    return played


def hangs(scenario, batch, mark):
    time.sleep(300)


def hangs_deaf(scenario, batch, mark):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(300)


def dies(scenario, batch, mark):
    os.kill(os.getpid(), signal.SIGKILL)


def dies_once(scenario, batch, mark):
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return WHOLE(scenario, batch) if batch else None


FAULTS = {function.__name__: function for function in (raises, poisons, hangs, hangs_deaf, dies, dies_once)}


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a run."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock" and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
