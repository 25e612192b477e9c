"""A run's folder: one Parquet file a block, put in place only when it is whole, so that presence means done."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.evidence import month_text
from model.strict_yaml import InputError

BLOCKS = "blocks"
KEYS = ("option", "world", "month")
STORED = np.float32  # seven digits are more than any outcome means, and half the disk and time of fifteen


class RunError(InputError):
    """A run's folder cannot be used as asked; the message names it and says why."""

    def __init__(self, message: str) -> None:
        super().__init__(())
        self.message = message

    def __str__(self) -> str:
        return self.message


class RunInUse(Exception):
    """Another process is working on the same run."""


def block_path(folder: Path, block_id: str) -> Path:
    """Where a block of a run is kept."""
    return folder / BLOCKS / f"{block_id}.parquet"


def missing(folder: Path, block_ids: Sequence[str]) -> list[str]:
    """Ids of the blocks that are not there yet, in the order given."""
    kept = {path.stem for path in (folder / BLOCKS).glob("*.parquet")}
    return [block_id for block_id in block_ids if block_id not in kept]


def write_atomically(path: Path, content: bytes) -> str:
    """Put a file in place, whole or not at all, even if power fails; returns the SHA-256 of its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with open(unfinished, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    settle(path.parent)
    return sha256(content).hexdigest()


def settle(folder: Path) -> None:
    """Make the names in a folder last; a system that cannot is left alone."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> int:
    """Remove what an interrupted run left unfinished; returns how many files."""
    unfinished = [*folder.glob("*.tmp"), *(folder / BLOCKS).glob("*.tmp")]
    for path in unfinished:
        path.unlink(missing_ok=True)
    return len(unfinished)


def block_bytes(
    option: str, worlds: np.ndarray, first_month: int, outcomes: Mapping[str, np.ndarray], units: Mapping[str, str]
) -> bytes:
    """A block as a Parquet file: a row for each world and month, a column for each outcome.

    Parameters
    ----------
    option : str
    worlds : array of int (worlds,)
    first_month : int
        The decision month, in months since September 2023.
    outcomes : mapping of outcome id to array (worlds, months)
    units : mapping of outcome id to unit

    Returns
    -------
    bytes, the same for the same content and packages; outcomes are rounded to 32-bit numbers
    """
    months = next(iter(outcomes.values())).shape[1]
    names = pa.array([month_text(first_month + k) for k in range(months)])
    columns = {
        "option": pa.DictionaryArray.from_arrays(
            pa.array(np.zeros(worlds.size * months, np.int32)), pa.array([option])
        ),
        "world": pa.array(np.repeat(np.asarray(worlds, np.int64), months)),
        "month": pa.DictionaryArray.from_arrays(
            pa.array(np.tile(np.arange(months, dtype=np.int32), worlds.size)), names
        ),
        **{name: pa.array(np.ascontiguousarray(values, STORED).ravel()) for name, values in outcomes.items()},
    }
    fields = [pa.field(name, column.type, metadata=unit_metadata(units, name)) for name, column in columns.items()]
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.table(list(columns.values()), schema=pa.schema(fields)),
        sink,
        compression="zstd",
        use_dictionary=list(KEYS),
        column_encoding={name: "BYTE_STREAM_SPLIT" for name in outcomes},
        write_statistics=False,
    )
    return sink.getvalue().to_pybytes()


def unit_metadata(units: Mapping[str, str], name: str) -> dict[str, str] | None:
    """An outcome's unit, as it stands in the file."""
    return {"unit": units[name]} if name in units else None


def read_block(path: Path, outcomes: Sequence[str], months: int) -> dict[str, np.ndarray]:
    """Outcomes of one block, each an array (worlds, months)."""
    table = pq.read_table(path, columns=list(outcomes), use_threads=False)
    return {name: table.column(name).to_numpy().reshape(-1, months) for name in outcomes}


@contextmanager
def only_process(folder: Path) -> Iterator[None]:
    """Hold a run for this process; freed when the process ends, however it ends.

    Raises
    ------
    RunInUse
        If another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "a+b") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except BlockingIOError:
            raise RunInUse(f"{folder}: another process is working on this run") from None
        yield
