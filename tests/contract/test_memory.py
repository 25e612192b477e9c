"""A closed block of worlds is let go, whatever Mesa would keep."""

import gc
import tracemalloc
import weakref

import mesa
import numpy as np
import pytest
from random_worlds import EVERYTHING, Case, months_of

from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import World, play


def block(first=0, worlds=64):
    """A small block, played with every lever on."""
    numbers = np.arange(first, first + worlds)
    return play(draw(load(), 7, numbers), Luck(7, numbers), (STATUS_QUO, EVERYTHING), 4, 4)


def alive():
    """Worlds that something still holds on to."""
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, World)]


def test_a_closed_world_and_its_branch_are_released():
    case = Case(decision_month=3)
    world = case.world()
    world.step()
    branch = world.branched((STATUS_QUO, EVERYTHING))
    traces = [weakref.ref(thing) for thing in (world, branch, *world.agents, *branch.agents)]
    world.close()
    branch.close()
    del world, branch
    gc.collect()
    assert [trace for trace in traces if trace() is not None] == []


def test_a_closed_world_lets_go_of_its_arrays_even_while_it_is_held():
    world = Case(worlds=8).world()
    theatre = weakref.ref(world.manpower)
    world.close()
    gc.collect()
    assert theatre() is None


def test_playing_leaves_no_world_behind():
    gc.collect()
    mesas = getattr(mesa.Agent, "_ids", {})
    before = len(alive()), len(mesas)
    for first in range(3):
        block(first)
    assert (len(alive()), len(mesas)) == before


def test_the_fourth_block_needs_no_more_memory_than_the_second():
    tracemalloc.start()
    sizes = []
    for first in range(4):
        block(first * 32, 32)
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    one_array = 32 * 8
    assert sizes[-1] - sizes[1] < 200 * one_array, sizes


@pytest.mark.parametrize("months", (0, 5))
def test_a_world_can_be_closed_at_any_time(months):
    for month, world in enumerate(months_of(Case(decision_month=6), months=2)):
        if month == months:
            world.close()
            break
