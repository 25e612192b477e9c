"""The benchmark runs, compares like with like and reports what it promises; its times are nobody's business here."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(checkout) -> dict:
    """What `benchmarks/engine.py --quick --json` prints."""
    command = [sys.executable, "-W", "error", "benchmarks/engine.py", "--quick", "--json"]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_engine_lean_mesa_and_fused_kernel_reach_the_same_states(report):
    assert set(report["largest_difference"]) == {"fused", "mesa_batch"}
    assert all(0.0 <= difference <= 1e-12 for difference in report["largest_difference"].values())


def test_both_ratios_are_reported_beside_their_targets(report):
    assert report["targets"] == {"times_faster_than_mesa_batch": 100.0, "times_slower_than_fused": 3.5}
    assert all(report[name] > 0.0 for name in report["targets"])
    assert report["judged"] is False  # a few worlds say nothing about the targets


def test_every_way_of_playing_is_timed_in_every_round(report):
    ways = {"engine", "fused", "mesa_batch", "block_of_one", "whole_model"}
    assert set(report["microseconds_per_world_month"]) == set(report["spread"]) == ways
    assert all(low <= high for low, high in report["spread"].values())
    assert report["rounds"] == 2


def test_memory_and_costs_of_the_whole_model_are_reported(report):
    assert report["bytes_per_world_month"] > 0.0
    assert len(report["costliest_systems"]) == 3
    assert {"talks", "designation", "channels", "north_korea"} <= set(report["costs_of_the_whole_model"])
