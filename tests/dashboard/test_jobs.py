"""Long work runs in a process of its own: it tells how far it is, can be cancelled, and fails in a sentence."""

import logging
import os
import time
from pathlib import Path

import pytest

from dashboard.services import jobs
from tests.dashboard import jobs_at_work as at_work

PATIENCE = 60


def until(key: str, *states: str) -> jobs.Job:
    """The job once it is in one of these states."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = jobs.find(key)
        if now.state in states:
            return now
        time.sleep(0.02)
    pytest.fail(f"{key} is still {now.state}")


def test_a_job_gives_its_result_and_is_shared_by_its_key():
    first = jobs.job("count to 5", at_work.counts, 5)
    assert first.active and first.result is None
    done = until("count to 5", jobs.DONE)
    assert (done.result, done.share, done.error) == (5, 1.0, "")
    assert jobs.job("count to 5", at_work.counts, 7).result == 5
    assert jobs.find("never asked for") is None


def test_a_job_is_stopped_once_everybody_who_wanted_it_has_cancelled(tmp_path):
    path = tmp_path / "process"
    for visitor in ("one", "two"):
        jobs.job("wait", at_work.waits, str(path), visitor=visitor)
    while not path.exists() or not path.read_text():
        time.sleep(0.02)
    now = until("wait", jobs.RUNNING)
    assert now.share == 0.5 and now.eta is not None
    jobs.cancel("wait", "one")
    assert jobs.find("wait").active
    jobs.cancel("wait", "two")
    assert jobs.find("wait").state == jobs.CANCELLED
    process = int(path.read_text())
    for _ in range(500):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("the process still runs")


def test_a_job_that_fails_says_so_in_a_sentence_and_the_log_has_the_rest(caplog):
    with caplog.at_level(logging.ERROR):
        jobs.job("fail", at_work.fails)
        failed = until("fail", jobs.FAILED)
    assert "ValueError: no such world. Reference " in failed.error and "Traceback" not in failed.error
    assert "Traceback" in caplog.text and failed.error[-5:-1] in caplog.text
    assert jobs.job("fail", at_work.fails).active
    until("fail", jobs.FAILED)


def test_a_process_that_dies_fails_its_job_alone():
    jobs.job("die", at_work.dies)
    assert "died" in until("die", jobs.FAILED).error
    jobs.job("count to 3", at_work.counts, 3)
    assert until("count to 3", jobs.DONE).result == 3


def test_only_so_many_run_at_once_and_a_waiting_one_can_be_cancelled(tmp_path):
    keys = [f"wait {number}" for number in range(jobs.AT_ONCE + 1)]
    for key in keys:
        jobs.job(key, at_work.waits, str(tmp_path / key.replace(" ", "_")))
    for key in keys[:-1]:
        until(key, jobs.RUNNING)
    assert jobs.find(keys[-1]).state == jobs.WAITING
    for key in reversed(keys):
        jobs.cancel(key)
    assert {jobs.find(key).state for key in keys} == {jobs.CANCELLED}
    assert not Path(tmp_path / keys[-1].replace(" ", "_")).exists()
