"""Outcomes are recorded month by month, in one piece of memory, as the kind of number that was asked for."""

import numpy as np

from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, future, past

WORLDS = np.arange(12)


def recorded(**asked):
    """Three months of the status quo after nine months of history."""
    world, _ = past(draw(load("articles"), 7, WORLDS), Luck(7, WORLDS), 9, outcomes=())
    played = future(world, (STATUS_QUO,), 3, **asked)
    world.close()
    return played


def test_outcomes_recorded_as_a_run_stores_them_are_the_same_numbers_rounded():
    exact, rounded = recorded(), recorded(kind=np.float32)
    assert list(rounded) == list(exact) == list(OUTCOMES)
    for name, values in exact.items():
        assert values.dtype == np.float64 and values.shape == rounded[name].shape == (1, len(WORLDS), 3)
        assert rounded[name].dtype == np.float32 and np.array_equal(values.astype(np.float32), rounded[name]), name


def test_all_outcomes_of_a_future_lie_in_one_piece_of_memory():
    played = recorded(outcomes=("tension", "growth"))
    assert list(played) == ["tension", "growth"]
    assert played["tension"].base is played["growth"].base is not None
