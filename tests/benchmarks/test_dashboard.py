"""The benchmark of the dashboard runs and reports what it promises; its times are nobody's business here."""

import json
import subprocess
import sys

import pytest

from benchmarks.serving.server import missing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(checkout) -> dict:
    """What `benchmarks/dashboard.py --quick --json` prints."""
    if why := missing():
        pytest.skip(why)
    command = [sys.executable, "-W", "error", "benchmarks/dashboard.py", "--quick", "--json"]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_the_wait_and_its_floor_are_reported_beside_the_target(report):
    assert report["target_ms"] == 250.0
    for name in ("headline", "floor", "together"):
        assert 0.0 < report[f"{name}_median_ms"] <= report[f"{name}_p90_ms"]
    assert report["times_floor"] == report["headline_p90_ms"] / report["floor_p90_ms"]
    assert report["target_times_floor"] == pytest.approx(250 / 130)


def test_memory_and_four_visitors_are_reported(report):
    assert report["visitors"] == 4 and report["memory_target_mb"] == 100.0
    if sys.platform == "linux":
        assert report["memory_mb"] > 50.0 and report["memory_growth_mb"] is not None
