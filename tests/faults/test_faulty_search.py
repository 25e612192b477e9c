"""A chunk of the search that fails, hangs or kills its process is named with its seed; every other chunk is kept."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from model.experiment import pool as pools
from model.experiment.pasts.histories import SearchFailed
from model.experiment.pasts.kept import read_kept
from tests.faults.doomed import CHUNK, FAULTY_CHUNK, Faulty, contents, search

FAULTS = {
    "raises": "ZeroDivisionError: a bug in one option",
    "hangs": "TimeIsUp: not done after 4 s; a longer --timeout may help",
    "hangs_deaf": "the process that tried them died, 2 times over with nothing else in it",
    "dies": "the process that tried them died, 2 times over with nothing else in it",
}
PAST = """
title: S
decision_month: 2025-01
months: 1
worlds: {worlds}
lucks: 1
evidence: record
options: [status_quo]
"""


def faulty(sought, fault: str, mark: str = "") -> Faulty:
    """The search with a fault in one chunk."""
    return Faulty(**{name: getattr(sought, name) for name in type(sought).__dataclass_fields__}, fault=fault, mark=mark)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_the_faulty_chunk_is_named_the_rest_is_kept_and_repair_ends_with_the_same_bytes(sought, found, tmp_path, fault):
    with pytest.raises(SearchFailed) as failed:
        search(faulty(sought, fault), tmp_path, 2, limit=4 if "hangs" in fault else 60)
    (missed,) = failed.value.missed
    assert str(missed) == f"prior worlds 64 to 95 (seed 7): {FAULTS[fault]}"
    (path,) = tmp_path.glob("*.json")
    assert read_kept(path).tried == FAULTY_CHUNK
    chunks = []
    search(sought, tmp_path, 2, chunks.append)
    assert chunks[0].tried == FAULTY_CHUNK + CHUNK
    assert contents(tmp_path) == contents(found)


@pytest.mark.slow
def test_a_worker_that_dies_once_changes_no_byte(sought, found, tmp_path):
    mark = tmp_path / "died"
    search(faulty(sought, "dies_once", str(mark)), tmp_path / "s", 2)
    assert mark.exists()
    assert contents(tmp_path / "s") == contents(found)


@pytest.mark.slow
def test_the_death_of_a_worker_of_two_changes_no_byte(sought, found, tmp_path, monkeypatch):
    started, dead = [], []

    class Watched(pools.ProcessPoolExecutor):
        def __init__(self, *given):
            super().__init__(*given)
            started.append(self)

    def kill_one(kept):
        if not dead:
            dead.append(next(iter(started[0]._processes)))
            os.kill(dead[0], signal.SIGKILL)

    monkeypatch.setattr(pools, "ProcessPoolExecutor", Watched)
    search(sought, tmp_path, 2, kill_one)
    assert len(started) > 1
    assert contents(tmp_path) == contents(found)


@pytest.mark.slow
def test_a_search_that_is_interrupted_says_so_and_the_same_command_goes_on(tmp_path):
    (tmp_path / "s.yaml").write_text(PAST.format(worlds=60_000))
    words = [sys.executable, "-m", "model.cli", "history", "s.yaml"]
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    asked = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **heard)
    deadline = time.time() + 100
    while not list(tmp_path.glob("runs/histories/*.json")) and asked.poll() is None and time.time() < deadline:
        time.sleep(0.01)
    asked.send_signal(signal.SIGINT)
    _, said = asked.communicate(timeout=100)
    assert asked.returncode == 130, said
    assert "Searching the past of S (record): 60,000 kept histories are wanted, 0 stored" in said
    assert said.endswith("interrupted; what was tried before stays, and the same command goes on from there\n")
    (path,) = tmp_path.glob("runs/histories/*.json")
    assert 0 < read_kept(path).tried == json.loads(path.read_text())["tried"]


@pytest.mark.slow
def test_a_timeout_that_is_too_short_for_a_chunk_names_its_worlds_and_ends_with_1(tmp_path):
    (tmp_path / "s.yaml").write_text(PAST.format(worlds=40))
    words = [sys.executable, "-m", "model.cli", "history", "s.yaml", "--timeout", "0.1"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "prior worlds 0 to 16,383 (seed 20260301): TimeIsUp: not done after 0.1 s" in done.stderr
    assert done.stderr.endswith("what was tried before stays, and the same command goes on from there\n")
