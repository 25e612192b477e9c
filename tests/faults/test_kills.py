"""kill -9 at any moment loses nothing: the same command goes on, and the last byte is the same."""

import os
import signal
import time
from collections import Counter
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from model.experiment import run
from model.experiment.integrity import intact, stored_ids
from model.experiment.pool import context
from tests.faults.doomed import contents, halt_half_written, play_and_tell

STEPS = 2 * (12 + 2)
FILES = 12 + 2
PHASES = (
    "nothing half done",
    "writing an end state",
    "writing a block",
    "renaming a block",
    "between blocks",
    "writing the manifest",
)


def phase(folder: Path) -> str:
    """What a killed study was doing, told by what it left."""
    if list(folder.glob("manifest.json.*.tmp")):
        return "writing the manifest"
    if unfinished := list(folder.glob("blocks/*.tmp")):
        return "renaming a block" if unfinished[0].read_bytes()[-4:] == b"PAR1" else "writing a block"
    if list(folder.glob("states/*.tmp")):
        return "writing an end state"
    return "between blocks" if stored_ids(folder) - set(intact(folder)) else "nothing half done"


def killed(scenario, folder: Path, number: int) -> bool:
    """Whether a study was killed: half through a file, or a random moment after the step whose turn it is."""
    processes = context()
    hears, tells = processes.Pipe(duplex=False)
    doom, step = (halt_half_written, number // 4 % FILES) if number % 4 == 3 else (play_and_tell, number % STEPS)
    process = processes.Process(target=doom, args=(scenario, folder, step, tells))
    process.start()
    tells.close()
    try:
        hears.recv_bytes()
        time.sleep(Random(number).choice((0.0, 0.0002, 0.0005, 0.001, 0.002)))
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.join()
        hears.close()
    ended = process.exitcode
    process.close()
    return ended == -signal.SIGKILL


def kill_and_resume(tiny, whole: Path, folder: Path, kills: int) -> Counter:
    """Kill a study so many times, each time resume it and compare every byte; how often in which phase."""
    undisturbed, phases = contents(whole), Counter()
    for number in range(2 * kills):
        rmtree(folder, ignore_errors=True)
        if killed(tiny, folder, number):
            phases[phase(folder)] += 1
            run(tiny, folder)
            assert contents(folder) == undisturbed, f"kill {number}"
        if phases.total() == kills:
            break
    return phases


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_and_change_no_byte(tiny, whole, tmp_path, capsys):
    phases = kill_and_resume(tiny, whole, tmp_path / "killed", 112)
    with capsys.disabled():
        print("\nkilled", ", ".join(f"{name}: {phases[name]}" for name in PHASES))
    assert phases.total() >= 100
    assert all(phases[name] >= 3 for name in PHASES[1:4] + PHASES[5:]), phases
