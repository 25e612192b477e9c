"""What of a run can be relied on: the blocks whose bytes, end state included, are those a manifest has recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from model.experiment.store import BLOCKS, STATES, Sums, block_path, state_path

MANIFEST = "manifest.json"
RECORDED = re.compile(r'"id": "(\w+)",[^{}]*?"sha256": "(\w{64})",\s*"state": "(\w{64})"')


def missing(folder: Path, block_ids: Sequence[str]) -> list[str]:
    """Ids of the blocks that must be played, in the order given: absent, damaged, or never recorded as whole."""
    whole = intact(folder)
    return [block_id for block_id in block_ids if block_id not in whole]


def intact(folder: Path) -> dict[str, Sums]:
    """Checksums of every block, by id, whose files have just the bytes that the manifest has recorded."""
    return {block_id: sums for block_id, sums in recorded(folder).items() if sums_of(folder, block_id) == sums}


def recorded(folder: Path) -> dict[str, Sums]:
    """Checksums of every block, by id, as a run's manifest has them.

    A manifest that is damaged is read as far as it can be: a checksum that a file still meets is no accident.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    return {block_id: Sums(*sums) for block_id, *sums in RECORDED.findall(text)}


def stored_ids(folder: Path) -> set[str]:
    """Ids of all blocks that have a file, whole or not."""
    return {path.stem for path in (folder / BLOCKS).glob("*.parquet")}


def state_ids(folder: Path) -> set[str]:
    """Ids of all blocks whose end state has a file, whole or not."""
    return {path.stem for path in (folder / STATES).glob("*.arrow")}


def sums_of(folder: Path, block_id: str) -> Sums:
    """Checksums of what a folder holds of a block; None for what it does not."""
    return Sums(checksum_of(block_path(folder, block_id)), checksum_of(state_path(folder, block_id)))


def checksum_of(path: Path) -> str | None:
    """SHA-256 of a file's bytes; None if there is none."""
    try:
        state = path.stat()
        return hashed(path, state.st_ino, state.st_size, state.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=65536)
def hashed(path: Path, *state: int) -> str:
    """SHA-256 of a file in a known state, so that one command hashes each file once."""
    return sha256(path.read_bytes()).hexdigest()
