"""The benchmark of attribution runs and reports what it promises; its times are nobody's business here."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(checkout) -> dict:
    """What `benchmarks/analysis.py --quick --json` prints."""
    command = [sys.executable, "-W", "error", "benchmarks/analysis.py", "--quick", "--json"]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_every_portfolio_of_the_levers_is_played_and_shares_add_up(report):
    assert report["portfolios"] == 2 ** report["levers"] and report["months"] == 36
    assert report["adds_up_to"] < 1e-12


def test_time_memory_and_speed_are_reported_beside_the_target(report):
    assert report["target"] == 60.0 and report["judged"] is False
    for name in ("seconds", "worlds_per_second", "portfolio_worlds_per_second"):
        assert report[name] > 0.0
    if sys.platform == "linux":
        assert report["peak_bytes"] > 2**20 and report["processor_seconds"] > 0.0
