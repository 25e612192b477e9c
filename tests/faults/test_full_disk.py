"""A disk that fills up ends the command with 1 and a message; once there is room, the same command goes on."""

import shutil
import subprocess
import sys

import pytest

from model.experiment import read_scenario, run
from tests.faults.doomed import contents

SCENARIO = (
    "title: S\ndecision_month: 2023-10\nmonths: 1\nworlds: 300\nseed: 7\nhistories: prior\nlevers: {purl: high}\n"
)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 700 kB in memory, of this test's own."""
    if not sys.platform.startswith("linux") or not shutil.which("mount"):
        pytest.skip("a small file system can be mounted on Linux only")
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", place], capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_told_nothing_is_half_written_and_the_same_command_goes_on(small_disk, tmp_path, jobs):
    (tmp_path / "s.yaml").write_text(SCENARIO)
    undisturbed = contents(run(read_scenario(tmp_path / "s.yaml"), tmp_path / "whole").folder)
    out = small_disk / "r"
    words = [sys.executable, "-m", "model.cli", "run", "s.yaml", "--out", str(out), "--jobs", jobs]
    full = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert full.returncode == 1, full.stdout
    assert f"{out}: cannot be written: No space left on device" in full.stderr and "Traceback" not in full.stderr
    stored = {name: checksum for name, checksum in contents(out).items() if name.startswith("blocks/")}
    assert 0 < len(stored) < 4 and stored.items() <= undisturbed.items()
    subprocess.run(["mount", "-o", "remount,size=10m", small_disk], check=True)
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert contents(out) == undisturbed
