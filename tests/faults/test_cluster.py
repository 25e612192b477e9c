"""A Dask cluster of real processes plays the same blocks with the same bytes, whatever happens to a worker."""

import os
import signal

import pytest

from model.experiment import RunError, StudyFailed, carry_out, plan_of, run
from model.experiment import compute as computing
from tests.faults.doomed import Faulty, contents

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@pytest.fixture
def cluster():
    """A scheduler and two workers, each a process, on this machine."""
    settings = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(processes=True, **settings) as made:
        yield made


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(tiny, tmp_path, cluster):
    scenario = tiny.replace(worlds=6000)
    killed = []

    def kill_one(batch):
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    plan = plan_of(scenario, tmp_path / "cluster", jobs=4)
    assert len(plan.batches) > 3
    done = carry_out(plan, kill_one, scheduler=cluster.scheduler_address)
    assert killed
    assert contents(done.folder) == contents(run(scenario, tmp_path / "here").folder)


@pytest.mark.slow
def test_a_block_that_fails_on_a_cluster_is_named_and_the_rest_is_stored(tiny, tmp_path, cluster, monkeypatch):
    monkeypatch.setattr(computing, "futures", computing.futures)  # the scheduler lives in this process
    values = {name: getattr(tiny, name) for name in type(tiny).__dataclass_fields__}
    with pytest.raises(StudyFailed) as failed:
        carry_out(plan_of(Faulty(**values, fault="raises"), tmp_path / "r"), scheduler=cluster.scheduler_address)
    (failure,) = failed.value.failures
    assert str(failure).endswith("(option purl, worlds 256 to 299; seed 7): ZeroDivisionError: a bug in one option")
    assert len(list((tmp_path / "r" / "blocks").iterdir())) == 5


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(tiny, tmp_path, monkeypatch):
    from model.experiment import cluster as on_dask

    monkeypatch.setattr(on_dask, "SECONDS_TO_ANSWER", 1)
    with pytest.raises(RunError, match=r"--scheduler: tcp://127\.0\.0\.1:9 does not answer"):
        carry_out(plan_of(tiny, tmp_path / "r"), scheduler="tcp://127.0.0.1:9")
