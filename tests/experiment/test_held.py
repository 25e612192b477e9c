"""A run with outcomes in memory says what its files say, reads them once, and still finds what is damaged."""

import numpy as np
import pytest

from model.experiment import held as module
from model.experiment import run
from model.experiment.held import Held, held
from model.experiment.store import Damaged, block_path


@pytest.fixture(scope="module")
def stored(tiny, tmp_path_factory):
    return run(tiny, tmp_path_factory.mktemp("held"))


def test_it_says_what_the_files_say_to_the_last_bit(stored):
    names = ("tension", "peak_tension", "containers_monthly")
    own = held(stored, list(stored.outcomes))
    assert own.per_world(outcomes=names).equals(stored.per_world(outcomes=names))
    assert own.dataset(names).equals(stored.dataset(names))


def test_its_files_are_read_once(stored, monkeypatch):
    own = held(stored, ["tension"])
    monkeypatch.setattr("model.experiment.results.checked_bytes", None)
    assert np.isfinite(own.array("tension").values).all()


def test_what_is_not_held_comes_from_the_files(stored):
    own = held(stored, ["tension"])
    assert own.array("containers_monthly").equals(stored.array("containers_monthly"))


def test_a_run_too_large_for_memory_stays_on_disk(stored, monkeypatch):
    assert isinstance(held(stored, ["tension"]), Held)
    monkeypatch.setattr(module, "MOST", 1000)
    assert held(stored, ["tension"]) is stored


def test_a_damaged_block_is_named_when_it_is_read(tiny, tmp_path):
    broken = run(tiny, tmp_path)
    path = block_path(tmp_path, broken.manifest.blocks[0]["id"])
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged):
        held(broken, ["tension"])
