"""A study begins with what other runs of its scenario have stored: their blocks are linked, not played again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from model.experiment.blocks import Block
from model.experiment.growth import Origins, block_place, in_order
from model.experiment.integrity import MANIFEST, recorded
from model.experiment.scenario import Scenario
from model.experiment.store import block_path, state_path, write_atomically


def source_of(scenario: Scenario, folder: Path, blocks: Sequence[Block], origins: Origins) -> Path:
    """The folder to begin from: a study's own where it has one, else the run beside it that spares most months.

    Only runs of the scenario's name are looked at. What they hold is told by the ids in their manifests, and an id says
    what made a block, so a run by other code, with another seed or on other evidence spares nothing.
    """
    beside = sorted(folder.parent.glob(f"{scenario.name}-*/{MANIFEST}"))
    if (folder / MANIFEST).is_file() or not beside:
        return folder
    spared = {manifest.parent: months_spared(scenario, manifest.parent, blocks, origins) for manifest in beside}
    best = max(spared, key=lambda run: spared[run])
    return best if spared[best] else folder


def months_spared(scenario: Scenario, run: Path, blocks: Sequence[Block], origins: Origins) -> int:
    """World-months of some blocks that a run has recorded, whole or up to a shorter horizon."""
    stored = recorded(run).keys()
    spared = {block_place(block): scenario.months for block in blocks if block.id in stored}
    wanted = {block_place(block) for block in blocks}
    for months, block in in_order(scenario, run, origins):
        if block.id in stored and block_place(block) in wanted:
            spared.setdefault(block_place(block), months)
    return sum(months * (last - first) for (_, first, last), months in spared.items())


def adopt(source: Path, folder: Path, block_ids: Iterable[str]) -> None:
    """Link blocks and their end states from a run into another; copied where links cannot be made."""
    for block_id in block_ids:
        for path_of in (block_path, state_path):
            link(path_of(source, block_id), path_of(folder, block_id))


def link(old: Path, new: Path) -> None:
    """Give a file a second name; a run never writes into a file that has one, so neither run can spoil the other's."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except FileExistsError:
        pass
    except OSError:
        write_atomically(new, old.read_bytes(), lasting=False)
