"""What of a run can be relied on: the blocks whose bytes are those that a manifest has recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from model.experiment.store import BLOCKS, block_path

MANIFEST = "manifest.json"
RECORDED = re.compile(r'"id": "(\w+)",[^{}]*?"sha256": "(\w{64})"')


def missing(folder: Path, block_ids: Sequence[str]) -> list[str]:
    """Ids of the blocks that must be played, in the order given: absent, damaged, or never recorded as whole."""
    whole = intact(folder)
    return [block_id for block_id in block_ids if block_id not in whole]


def intact(folder: Path) -> dict[str, str]:
    """SHA-256 of every block, by id, whose file has just the bytes that the manifest has recorded."""
    return {
        block_id: checksum
        for block_id, checksum in recorded(folder).items()
        if checksum_of(block_path(folder, block_id)) == checksum
    }


def recorded(folder: Path) -> dict[str, str]:
    """SHA-256 of every block, by id, as a run's manifest has it.

    A manifest that is damaged is read as far as it can be: a checksum that a file still meets is no accident.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    return dict(RECORDED.findall(text))


def stored_ids(folder: Path) -> set[str]:
    """Ids of all blocks that have a file, whole or not."""
    return {path.stem for path in (folder / BLOCKS).glob("*.parquet")}


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
