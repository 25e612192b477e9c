"""kill -9 at any moment loses nothing: the same command goes on, and the last byte is the same."""

import os
import signal
import time
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from model.experiment import run
from model.experiment.integrity import intact, stored_ids
from model.experiment.pasts.kept import read_kept, unsealed
from model.experiment.pool import context
from tests.faults.doomed import (
    CHUNK,
    contents,
    halt_before_renaming,
    halt_half_written,
    play_and_tell,
    search,
    try_and_tell,
)

FILES = 2 * 6 + 2
STEPS = 2 * FILES
CHUNKS = 5
STUDY_PHASES = (
    "nothing half done",
    "storing an end state",
    "writing a block",
    "renaming a block",
    "between blocks",
    "writing the manifest",
)
SEARCH_PHASES = ("trying prior worlds", "writing the list of histories", "renaming the list of histories")
RARE = ("nothing half done", "between blocks")
LEAST = 4
MOMENTS = (0.0, 0.0002, 0.0005, 0.001, 0.002)


def study_phase(folder: Path) -> str:
    """What a killed study was doing, told by what it left."""
    if list(folder.glob("manifest.json.*.tmp")):
        return "writing the manifest"
    if list(folder.glob("states/*.tmp")):
        return "storing an end state"
    if unfinished := list(folder.glob("blocks/*.tmp")):
        return "renaming a block" if unfinished[0].read_bytes()[-4:] == b"PAR1" else "writing a block"
    return "between blocks" if stored_ids(folder) - set(intact(folder)) else "nothing half done"


def search_phase(folder: Path) -> str:
    """What a killed search was doing, told by what it left."""
    if unfinished := list(folder.glob("*.tmp")):
        return SEARCH_PHASES[2] if unsealed(unfinished[0].read_text()) else SEARCH_PHASES[1]
    return SEARCH_PHASES[0]


def killed(doing, doom, scenario, folder: Path, step: int, number: int) -> bool:
    """Whether a process was killed: a moment after the step of its doing whose turn it is."""
    processes = context()
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=doom, args=(doing, scenario, folder, step, tells))
    process.start()
    tells.close()
    try:
        hears.recv_bytes()
        time.sleep(Random(number).choice(MOMENTS) * (10 if doom is try_and_tell else 1))
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.join()
        hears.close()
    ended = process.exitcode
    process.close()
    return ended == -signal.SIGKILL


def kill_studies(tiny, whole: Path, folder: Path, numbers) -> Counter:
    """Kill a study again and again, each time resume it and compare every byte; how often in which phase."""
    undisturbed, phases = contents(whole), Counter()
    for number in numbers:
        rmtree(folder, ignore_errors=True)
        doom = (play_and_tell, halt_half_written, halt_before_renaming, play_and_tell)[number % 4]
        step = number * 5 % STEPS if doom is play_and_tell else number // 4 % FILES
        if killed(run, doom, tiny, folder, step, number):
            phases[study_phase(folder)] += 1
            run(tiny, folder)
            assert contents(folder) == undisturbed, f"kill {number}"
    return phases


def kill_searches(sought, found: Path, folder: Path, numbers) -> Counter:
    """Kill a search again and again, each time go on with it and compare every byte; how often in which phase."""
    undisturbed, phases = contents(found), Counter()
    for number in numbers:
        rmtree(folder, ignore_errors=True)
        doom = (try_and_tell, halt_half_written, halt_before_renaming, play_and_tell)[number % 4]
        step = number // 4 % (2 * CHUNKS if doom is play_and_tell else CHUNKS)
        jobs = 2 if number % 5 == 4 and doom is not try_and_tell else 1
        if killed(partial(search, jobs=jobs), doom, sought, folder, step, number):
            phases[search_phase(folder)] += 1
            stored = [read_kept(path).tried for path in folder.glob("*.json")]
            chunks = []
            search(sought, folder, 1 + number % 2, chunks.append)
            first = chunks[0].tried if chunks else CHUNK + sum(stored)  # none is left where the last rename was done
            assert first == CHUNK + sum(stored), f"kill {number}: a chunk that was stored is tried again"
            assert contents(folder) == undisturbed, f"kill {number}"
    return phases


def test_five_kills_lose_nothing_and_change_no_byte(tiny, whole, sought, found, tmp_path):
    phases = kill_studies(tiny, whole, tmp_path / "study", (1, 2))
    phases += kill_searches(sought, found, tmp_path / "search", (0, 1, 2))
    assert phases.total() == 5


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_and_change_no_byte(tiny, whole, sought, found, tmp_path, capsys):
    phases = kill_studies(tiny, whole, tmp_path / "study", range(72))
    phases += kill_searches(sought, found, tmp_path / "search", range(36))
    with capsys.disabled():
        print("\nkilled", ", ".join(f"{name}: {phases[name]}" for name in SEARCH_PHASES + STUDY_PHASES))
    assert phases.total() >= 100
    assert all(phases[name] >= LEAST for name in SEARCH_PHASES + STUDY_PHASES if name not in RARE), phases
    assert sum(phases[name] for name in SEARCH_PHASES) >= 30, phases
