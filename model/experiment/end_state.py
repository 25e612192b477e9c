"""The state that worlds end in: taken out as plain arrays, stored, and put back so that a longer horizon goes on.

State is every array that a system or an actor holds, but for those that are still as they opened, such as all that only
repeat parameters. Parameters, luck, plan and signals are made anew: none depends on what has happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc as ipc

from model.world import World

CODEC = "lz4"  # half the time of zstd for a twentieth more bytes: the last digits of a state hardly compress (measured)
NUMBERS = "biuf"  # kinds of array that may be read back: no objects, so nothing that is read can run


def parts(world: World) -> dict[str, Any]:
    """Everything that has state, by name: the systems and the actors."""
    return {**world.systems, **{actor.name: actor for actor in world.agents}}


def arrays_of(world: World) -> dict[str, np.ndarray]:
    """Every array of a world by the path to it, such as "arms.stock"; copies nothing.

    Each is (…, options, worlds), or (…, 1, worlds) where it is one for all options.
    """
    found: dict[str, np.ndarray] = {}
    for part, thing in parts(world).items():
        for name, held in vars(thing).items():
            items = {f".{place}": item for place, item in enumerate(held)} if isinstance(held, tuple) else {"": held}
            found |= {f"{part}.{name}{item}": a for item, a in items.items() if isinstance(a, np.ndarray)}
    return found


def part_of(
    arrays: Mapping[str, np.ndarray], option: int, worlds: slice, opened: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """The state of some worlds under one option, the same whichever options are played beside it.

    Parameters
    ----------
    arrays : as `arrays_of` gives them
    option : number of the option
    worlds : the worlds
    opened : the arrays of the same worlds before their first month

    Returns
    -------
    path -> array (…, worlds), by path; only what has changed since it opened
    """
    found = {}
    for path in sorted(arrays):
        values = of_option(arrays[path], option)[..., worlds]
        if path not in opened or not np.array_equal(of_option(opened[path], option)[..., worlds], values):
            found[path] = values
    return found


def of_option(array: np.ndarray, option: int) -> np.ndarray:
    """One option's part of an array (…, options, worlds), which may hold one part for all."""
    return array[..., min(option, array.shape[-2] - 1), :]


def put_back(branch: World, month: int, states: Iterable[tuple[int, slice, Mapping[str, np.ndarray]]]) -> None:
    """Set a world that has just been opened and branched into the states that its options and worlds ended in.

    Parameters
    ----------
    branch : World
    month : months since September 2023 that had passed
    states : for every option and world, the number of the option, the worlds, and their arrays as `part_of` gives them
    """
    opened, whole = arrays_of(branch), {}
    for option, worlds, arrays in states:
        for path, values in arrays.items():
            if path not in whole:
                whole[path] = np.empty((*values.shape[:-1], *branch.shape), values.dtype)
                if path in opened:
                    whole[path][:] = opened[path]
            whole[path][..., option, worlds] = values
    for path, array in whole.items():
        hang(branch, path, array)
    branch.month = month


def hang(world: World, path: str, array: np.ndarray) -> None:
    """Put an array where its path points."""
    part, name, *item = path.split(".")
    thing = parts(world)[part]
    if not item:
        setattr(thing, name, array)
        return
    held = list(getattr(thing, name, ()))
    place = int(item[0])
    held += [None] * (place + 1 - len(held))
    held[place] = array
    setattr(thing, name, tuple(held))


def state_bytes(arrays: Mapping[str, np.ndarray]) -> bytes:
    """State as an Arrow file: a row for each array with its path, type, shape and values; same state, same bytes."""
    table = pa.table(
        {
            "path": pa.array(list(arrays), pa.string()),
            "dtype": pa.array([array.dtype.str for array in arrays.values()], pa.string()),
            "shape": pa.array([list(array.shape) for array in arrays.values()], pa.list_(pa.int32())),
            "values": pa.array([array.tobytes() for array in arrays.values()], pa.large_binary()),
        }
    )
    sink = pa.BufferOutputStream()
    with ipc.new_file(sink, table.schema, options=ipc.IpcWriteOptions(compression=CODEC)) as file:
        file.write_table(table)
    return sink.getvalue().to_pybytes()


def read_state(content: bytes) -> dict[str, np.ndarray]:
    """State from the bytes of its file, path -> array as `part_of` gave it; ValueError if it holds no numbers."""
    table = ipc.open_file(pa.BufferReader(content)).read_all()
    arrays = {}
    for row in table.to_pylist():
        kind = np.dtype(row["dtype"])
        if kind.kind not in NUMBERS:
            raise ValueError(f"{row['path']}: {kind} is no number")
        arrays[row["path"]] = np.frombuffer(row["values"], kind).reshape(row["shape"])
    return arrays
