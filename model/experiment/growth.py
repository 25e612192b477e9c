"""A longer horizon: blocks go on from what a run over fewer months has left, and only later months are played."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from model.experiment.blocks import Batch, Block, Earlier, blocks_of
from model.experiment.integrity import MANIFEST, intact, recorded
from model.experiment.scenario import Scenario
from model.experiment.store import STORED, Content, Damaged, checked_bytes, checked_state, read_block

HORIZON = re.compile(r'"months": (\d+)')
Origins = tuple[np.ndarray, np.ndarray] | None


def going_on(
    scenario: Scenario, folder: Path, blocks: Sequence[Block], origins: Origins
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks that are to be played, each with the longest shorter block in a folder that it can go on from.

    Parameters
    ----------
    scenario : Scenario
    folder : the run's folder
    blocks : those of the scenario that are missing
    origins : history and luck of every world, where the past is conditioned

    Returns
    -------
    the blocks, and a sentence for each that would go on from what is damaged or gone
    """
    wanted = {block_place(block) for block in blocks}
    sums, whole = recorded(folder), intact(folder)
    shorter: dict[tuple[str, int, int], Earlier] = {}
    faults: dict[tuple[str, int, int], str] = {}
    for months, old in in_order(scenario, folder, origins) if blocks else ():
        place = block_place(old)
        if place in wanted and old.id in whole:
            shorter[place] = Earlier(old.id, months, whole[old.id])
            faults.pop(place, None)
        elif place in wanted and old.id in sums:
            faults[place] = fault(folder, replace(old, earlier=Earlier(old.id, months, sums[old.id])), scenario.seed)
    return tuple(replace(block, earlier=shorter.get(block_place(block))) for block in blocks), tuple(faults.values())


def in_order(scenario: Scenario, folder: Path, origins: Origins) -> Iterator[tuple[int, Block]]:
    """Every block that a scenario would have over each shorter horizon that a folder knows, the shortest first."""
    for months in horizons(folder):
        if months < scenario.months:
            yield from ((months, block) for block in blocks_of(scenario, origins, months))


def horizons(folder: Path) -> list[int]:
    """How many months the blocks of a run may hold, as far as its manifest can be read; too many do no harm."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return sorted({int(months) for months in HORIZON.findall(text)} - {0})


def block_place(block: Block) -> tuple[str, int, int]:
    """Option and worlds of a block."""
    return block.option.id, block.first, block.last


def fault(folder: Path, block: Block, seed: int) -> str:
    """What is wrong with what a block would go on from."""
    try:
        read(block, folder, seed)
    except Damaged as error:
        return str(error).partition(";")[0]
    return ""


def with_earlier_read(batch: Batch, folder: Path, seed: int) -> Batch:
    """A batch with what its blocks go on from, ready to be played anywhere.

    Raises
    ------
    Damaged
        If what is to be gone on from is not what was stored.
    """
    return Batch(tuple(read(block, folder, seed) for block in batch.blocks)) if batch.start else batch


def read(block: Block, folder: Path, seed: int) -> Block:
    """A block with the content that it goes on from."""
    entry = {"id": block.earlier.id, "option": block.option.id, "worlds": [block.first, block.last]}
    entry |= block.earlier.sums._asdict()
    content = Content(checked_bytes(folder, entry, seed), checked_state(folder, entry, seed))
    return replace(block, earlier=replace(block.earlier, content=content))


def after_earlier(block: Block, played: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """A block's outcomes from the decision on, each an array (worlds, months): those it goes on from come first."""
    if block.earlier is None:
        return played
    stored = read_block(block.earlier.content.outcomes, list(played), block.start)
    return {name: np.concatenate([stored[name], values.astype(STORED)], axis=1) for name, values in played.items()}
