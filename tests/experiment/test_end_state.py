"""Whatever a world holds at the end of a month can be taken out, stored, put back, and played on as if nothing was."""

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.ipc as ipc
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some

from model.actors import ACTORS
from model.experiment.end_state import CODEC, arrays_of, part_of, parts, put_back, read_state, state_bytes
from model.levers import STATUS_QUO
from model.systems import SYSTEMS
from model.world import OUTCOMES
from model.world.play import record

sys.path.insert(0, str(Path(__file__).parents[1] / "contract"))
from random_worlds import EVERYTHING, Case, cases

LATER = 3
NOT_STATE = ("world", "model", "masks")  # links, and a cache that is made anew


def restored(case: Case, branch, cuts=(0,)):
    """A world of the same case, put into the state of another, which travels through files in ranges of worlds."""
    world = case.world()
    again = world.branched(case.options)
    world.close()
    ends = [*cuts, case.worlds]
    ranges = [slice(first, last) for first, last in pairwise(ends) if last > first]
    places = [(option, worlds) for option in range(len(case.options)) for worlds in ranges]
    held = arrays_of(branch)
    states = [(*place, read_state(state_bytes(part_of(held, *place, opened(case))))) for place in places]
    put_back(again, branch.month, states)
    return again


def opened(case: Case) -> dict[str, np.ndarray]:
    """The arrays of a case's worlds before their first month."""
    world = case.world()
    arrays = arrays_of(world)
    world.close()
    return arrays


def played(case: Case, months: int):
    """A world of a case, its options so many months after the decision."""
    world = case.world()
    for _ in range(case.decision_month):
        world.step()
    branch = world.branched(case.options)
    world.close()
    for _ in range(months):
        branch.step()
    return branch


def same(one, other) -> bool:
    """Whether two things that a system or an actor holds are the same, bit for bit, for every option and world."""
    if isinstance(one, tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, np.ndarray):
        alike = [array.tobytes() for array in np.broadcast_arrays(one, other)]
        return one.dtype == other.dtype and alike[0] == alike[1]
    return type(one) is type(other) and one == other


def unlike(one, other) -> list[str]:
    """Whatever the systems and actors of two worlds do not hold alike."""
    there = parts(other)
    return [
        f"{part}.{name}"
        for part, thing in parts(one).items()
        for name in (vars(thing).keys() | vars(there[part]).keys()) - set(NOT_STATE)
        if not (hasattr(thing, name) and hasattr(there[part], name))
        or not same(getattr(thing, name), getattr(there[part], name))
    ]


@settings(max_examples=4, deadline=None, phases=(Phase.generate,))  # a world that fails is small enough as it is
@given(cases, some.integers(0, 12), some.lists(some.integers(1, 4), unique=True, max_size=2).map(sorted))
def test_any_world_comes_back_whole_and_plays_on_bit_for_bit(case, months, cuts):
    branch = played(case, months)
    again = restored(case, branch, (0, *cuts))
    assert unlike(branch, again) == []
    on, after = record(branch, LATER, None, OUTCOMES), record(again, LATER, None, OUTCOMES)
    assert [name for name in on if on[name].tobytes() != after[name].tobytes()] == []
    assert unlike(branch, again) == []
    branch.close()
    again.close()


def test_every_system_and_every_actor_is_taken_out():
    branch = played(Case(options=(STATUS_QUO, EVERYTHING), decision_month=3), 2)
    assert set(parts(branch)) == {*SYSTEMS, *ACTORS}
    assert {path.partition(".")[0] for path in arrays_of(branch)} == {*SYSTEMS, *ACTORS}
    branch.close()


@settings(max_examples=4, deadline=None, phases=(Phase.generate,))
@given(cases, some.integers(0, 6))
def test_an_end_state_is_the_same_whichever_options_and_worlds_are_played_beside_it(case, months):
    crowd = replace(case, options=(STATUS_QUO, *case.options, EVERYTHING))
    alone, together = played(case, months), played(crowd, months)
    worlds = slice(1, 4)
    for number in range(len(case.options)):
        one = part_of(arrays_of(alone), number, worlds, opened(case))
        other = part_of(arrays_of(together), number + 1, worlds, opened(case))
        assert state_bytes(one) == state_bytes(other)
    alone.close()
    together.close()


def test_what_options_share_is_stored_once_it_is_not_as_it_opened():
    case = Case(options=(STATUS_QUO, EVERYTHING), decision_month=3)
    branch = played(case, 2)
    branch.japan.inertia = branch.japan.inertia + np.array([0, 0, 0, 0, 1.0])
    again = restored(case, branch, (0, 3))
    assert unlike(branch, again) == []
    branch.close()
    again.close()


def test_state_is_stored_in_full_and_the_same_state_in_the_same_bytes():
    arrays = {"a.share": np.array([[0.1, 1e-300], [np.pi, -0.0]]), "b.pick": np.array([1, -1], np.int8)}
    content = state_bytes(arrays)
    assert content == state_bytes({path: array.copy() for path, array in arrays.items()})
    back = read_state(content)
    assert list(back) == list(arrays)
    assert all(same(back[path], array) for path, array in arrays.items())


def test_what_is_read_is_numbers_and_nothing_that_could_run():
    table = pa.table({"path": ["a.x"], "dtype": ["|O"], "shape": [[1]], "values": [b"12345678"]})
    sink = pa.BufferOutputStream()
    with ipc.new_file(sink, table.schema, options=ipc.IpcWriteOptions(compression=CODEC)) as file:
        file.write_table(table)
    with pytest.raises(ValueError, match=r"a\.x: object is no number"):
        read_state(sink.getvalue().to_pybytes())
