"""A run's folder: each block's outcomes and end state, files that are put in place only when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.evidence import month_text
from model.strict_yaml import InputError

BLOCKS, STATES = "blocks", "states"
KEYS = ("option", "world", "month")
REPAIR = "`fulcrum run` with the same scenario and --out plays just what is damaged again"
STORED = np.float32  # seven digits are more than any outcome means, and half the disk and time of fifteen


class RunError(InputError):
    """A run's folder cannot be used as asked; the message names it and says why."""

    def __init__(self, message: str) -> None:
        super().__init__(())
        self.message = message

    def __str__(self) -> str:
        return self.message


class Damaged(RunError):
    """What is stored is not what was stored: a file is cut short, changed or gone; the message says which."""

    exit_code = 1


class RunInUse(Exception):
    """Another process is working on the same run."""


class Content(NamedTuple):
    """What a block leaves: the bytes of its outcomes, and of the state it ends in."""

    outcomes: bytes
    state: bytes


class Sums(NamedTuple):
    """SHA-256 of a block's outcomes, and of the state it ends in."""

    sha256: str
    state: str


def block_path(folder: Path, block_id: str) -> Path:
    """Where a block of a run is kept."""
    return folder / BLOCKS / f"{block_id}.parquet"


def state_path(folder: Path, block_id: str) -> Path:
    """Where the state that a block ends in is kept."""
    return folder / STATES / f"{block_id}.arrow"


def put(folder: Path, block_id: str, content: Content) -> Sums:
    """Store what a block leaves; nothing of it counts until a manifest has recorded both checksums.

    The state is not forced onto the disk, which would take longer than writing it: if power fails it may be lost, its
    checksum then says so, and the block is played again.
    """
    state = write_atomically(state_path(folder, block_id), content.state, lasting=False)
    return Sums(write_atomically(block_path(folder, block_id), content.outcomes), state)


def write_atomically(path: Path, content: bytes, lasting: bool = True) -> str:
    """Put a file in place, whole or not at all, even if power fails (where `lasting`); returns its SHA-256.

    What could not be written – the disk is full, the process is interrupted – leaves nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(unfinished, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    if lasting:
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
    unfinished = [path for place in (folder, folder / BLOCKS, folder / STATES) for path in place.glob("*.tmp")]
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


def read_block(content: bytes, outcomes: Sequence[str], months: int) -> dict[str, np.ndarray]:
    """Outcomes of one block from the bytes of its file, each an array (worlds, months)."""
    table = pq.read_table(pa.BufferReader(content), columns=list(outcomes), use_threads=False)
    return {name: table.column(name).to_numpy().reshape(-1, months) for name in outcomes}


def checked_bytes(folder: Path, block: Mapping[str, Any], seed: int) -> bytes:
    """The bytes of a block's file, once they are known to be those that were stored.

    Parameters
    ----------
    folder : Path
        The run's folder.
    block : mapping
        The block's id, option, worlds (first, last) and SHA-256, as in the manifest.
    seed : int
        The study's seed, named in the message so that the block can be played again.

    Raises
    ------
    Damaged
        If the file is gone or cannot be read, or its bytes do not have the block's SHA-256.
    """
    return checked(block_path(folder, block["id"]), block["sha256"], f"the block of {said(block, seed)}")


def checked_state(folder: Path, block: Mapping[str, Any], seed: int) -> bytes:
    """The bytes of the state that a block ends in, checked as `checked_bytes` checks those of its outcomes."""
    return checked(state_path(folder, block["id"]), block["state"], f"the end state of {said(block, seed)}")


def said(block: Mapping[str, Any], seed: int) -> str:
    """A block of a manifest in words."""
    first, last = block["worlds"]
    return f"option {block['option']}, worlds {first:,} to {last - 1:,} (seed {seed})"


def checked(path: Path, checksum: str, what: str) -> bytes:
    """The bytes of a file; Damaged, saying what it is, if it is gone or its SHA-256 is another."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Damaged(f"{path}: {what} cannot be read: {error.strerror}; {REPAIR}") from None
    if sha256(content).hexdigest() != checksum:
        raise Damaged(f"{path}: {what} is damaged: its {len(content):,} bytes are not those that were stored; {REPAIR}")
    return content


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
