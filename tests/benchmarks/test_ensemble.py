"""The benchmark of ensembles runs and reports what it promises; its times are nobody's business here."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(checkout) -> dict:
    """What `benchmarks/ensemble.py --quick --json` prints."""
    command = [sys.executable, "benchmarks/ensemble.py", "--quick", "--json"]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_engine_is_beside_mesa_and_beside_ema_workbench_where_that_is_installed(report):
    speeds = report["peers"]["worlds_per_second"]
    assert {"engine", "mesa_batch"} <= set(speeds) <= {"engine", "mesa_batch", "ema_workbench"}
    assert set(report["peers"]["times_faster_than"]) == set(speeds) - {"engine"}
    assert all(speed > 0 for speed in speeds.values())


def test_processes_conditioning_and_memory_are_reported_beside_their_targets(report):
    assert report["targets"] == {"two_processes": 1.7, "gib": 2.0, "cached": 3.0, "a_million": 30.0}
    assert all(report["processes"][study]["times_faster_in_two"] > 0 for study in ("long", "reference"))
    assert all(report["processes"][study]["times_possible"] > 0 for study in ("long", "reference"))
    assert report["conditioning"]["tried"] >= report["conditioning"]["one_kept_in"] > 1
    assert list(report["peak_gib"]) == ["64", "128"]
    assert report["judged"] is False  # a few worlds say nothing about the targets
