"""One block that fails, hangs or kills its process is named with its seed; every other block is stored."""

import os
import signal
import subprocess
import sys
import time

import pytest

from model.experiment import StudyFailed, carry_out, plan_of, run
from model.experiment import pool as executing
from tests.faults.doomed import Faulty, contents

FAULTS = {
    "raises": "ZeroDivisionError: a bug in one option",
    "poisons": "FloatingPointError: tension is nan in world 299 in 2023-10",
    "hangs": "TimeIsUp: not done after 4 s; a longer --timeout may help",
    "hangs_deaf": "the process that played it died, 2 times over with nothing else in it",
    "dies": "the process that played it died, 2 times over with nothing else in it",
}


def faulty(tiny, fault: str, mark: str = "") -> Faulty:
    """The study with a fault in the last worlds of one option."""
    return Faulty(**{name: getattr(tiny, name) for name in type(tiny).__dataclass_fields__}, fault=fault, mark=mark)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_the_faulty_block_is_named_the_rest_is_stored_and_repair_ends_with_the_same_bytes(tiny, whole, tmp_path, fault):
    limit = 4 if "hangs" in fault else 60
    with pytest.raises(StudyFailed) as failed:
        carry_out(plan_of(faulty(tiny, fault), tmp_path / "r", jobs=2), limit=limit)
    (failure,) = failed.value.failures
    assert str(failure).endswith(f"(option purl, worlds 256 to 299; seed 7): {FAULTS[fault]}")
    assert len(list((tmp_path / "r" / "blocks").iterdir())) == 5
    run(tiny, tmp_path / "r")
    assert contents(tmp_path / "r") == contents(whole)


@pytest.mark.slow
def test_a_worker_that_dies_once_changes_nothing(tiny, whole, tmp_path):
    mark = tmp_path / "died"
    done = carry_out(plan_of(faulty(tiny, "dies_once", str(mark)), tmp_path / "r", jobs=2), limit=60)
    assert mark.exists()
    assert contents(done.folder) == contents(whole)


@pytest.mark.slow
def test_the_death_of_a_worker_of_two_loses_nothing_and_changes_no_byte(tiny, tmp_path, monkeypatch):
    pools, killed = [], []

    class Watched(executing.ProcessPoolExecutor):
        def __init__(self, *given):
            super().__init__(*given)
            pools.append(self)

    def kill_one(batch):
        if not killed:
            killed.append(next(iter(pools[0]._processes)))
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(executing, "ProcessPoolExecutor", Watched)
    scenario = tiny.replace(worlds=8000)
    hurt = run(scenario, tmp_path / "hurt", jobs=2, finished=kill_one)
    assert len(pools) > 1
    assert contents(hurt.folder) == contents(run(scenario, tmp_path / "whole").folder)


@pytest.mark.slow
def test_of_two_commands_on_one_study_one_is_refused_and_the_other_is_not_disturbed(tmp_path):
    (tmp_path / "s.yaml").write_text(
        "title: S\ndecision_month: 2023-10\nmonths: 2\nworlds: 6000\nhistories: prior\nlevers: {purl: high}\n"
    )
    words = [sys.executable, "-m", "model.cli", "run", "s.yaml", "--out", "r", "--jobs", "1"]
    one = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.time() + 60
    while not list(tmp_path.glob("r/blocks/*.parquet")) and one.poll() is None and time.time() < deadline:
        time.sleep(0.002)
    one.send_signal(signal.SIGSTOP)
    two = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    one.send_signal(signal.SIGCONT)
    _, said = one.communicate(timeout=120)
    assert one.returncode == 0, said
    assert two.returncode == 1 and "another process is working on this run" in two.stderr
    before = contents(tmp_path / "r")
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "nothing was left to play" in done.stdout
    assert contents(tmp_path / "r") == before


@pytest.mark.slow
def test_a_command_with_a_timeout_that_is_too_short_names_every_block_and_ends_with_1(tmp_path):
    (tmp_path / "s.yaml").write_text(
        "title: S\ndecision_month: 2024-06\nmonths: 24\nworlds: 300\nhistories: prior\nlevers: {purl: high}\n"
    )
    words = [sys.executable, "-m", "model.cli", "run", "s.yaml", "--out", "r", "--timeout", "0.1"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "(option status_quo, worlds 0 to 255; seed 20260301): TimeIsUp: not done after 0.1 s" in done.stderr
    assert "the same command plays only what is missing" in done.stderr
