"""Plays one batch and stores its blocks; what fails is told with its seed, and the rest is kept."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.evidence import month_text
from model.experiment.blocks import Batch, Block
from model.experiment.conditioning import imposed
from model.experiment.limits import time_limit
from model.experiment.scenario import Scenario
from model.experiment.store import block_bytes, block_path, write_atomically
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, future, past


@dataclass(frozen=True)
class Failure:
    """A block that could not be made: which, under what seed, and why."""

    block: Block
    seed: int
    error: str
    trace: str = ""

    def __str__(self) -> str:
        return f"block {self.block.id[:8]} ({self.block}; seed {self.seed}): {self.error}"


@dataclass(frozen=True)
class Outcome:
    """What came of a batch: SHA-256 of each block stored, by id, and the blocks that failed."""

    stored: Mapping[str, str]
    failures: tuple[Failure, ...] = ()


def attempt(scenario: Scenario, batch: Batch, folder: Path, limit: float | None = None) -> Outcome:
    """Play a batch and store its blocks; if that fails, each block alone, so that only the faulty ones are lost.

    No attempt takes longer than `limit` seconds. A file that cannot be written, as on a full disk, is an OSError.
    """
    try:
        with time_limit(limit):
            return Outcome(compute(scenario, batch, folder))
    except OSError:
        raise
    except Exception as error:
        if len(batch.blocks) == 1:
            return Outcome({}, (failure(scenario, batch.blocks[0], error),))
    parts = [attempt(scenario, alone, folder, limit) for alone in batch.alone()]
    stored = {block_id: checksum for part in parts for block_id, checksum in part.stored.items()}
    return Outcome(stored, tuple(failed for part in parts for failed in part.failures))


def failure(scenario: Scenario, block: Block, error: BaseException) -> Failure:
    """What to say about a block that could not be made."""
    said = f"{type(error).__name__}: {error}"
    return Failure(block, scenario.seed, said, "".join(traceback.format_exception(error)))


def compute(scenario: Scenario, batch: Batch, folder: Path) -> dict[str, str]:
    """Play a batch and store every block of it; returns the SHA-256 of each by its id."""
    return {
        block.id: write_atomically(block_path(folder, block.id), content)
        for block, content in contents(scenario, batch)
    }


def contents(scenario: Scenario, batch: Batch) -> Iterator[tuple[Block, bytes]]:
    """Play a batch; each of its blocks with the bytes of its file.

    Raises
    ------
    FloatingPointError
        If an outcome is no finite number, naming outcome, world and month.
    """
    future = futures(scenario, batch)
    row = {option.id: number for number, option in enumerate(batch.options)}
    units = {name: OUTCOMES[name].unit for name in future}
    for block in batch.blocks:
        inside = slice(block.first - batch.first, block.last - batch.first)
        outcomes = {name: values[row[block.option.id], inside] for name, values in future.items()}
        refuse_unfinite(block, scenario, outcomes)
        worlds = np.arange(block.first, block.last)
        yield block, block_bytes(block.option.id, worlds, scenario.decision_month, outcomes, units)


def futures(scenario: Scenario, batch: Batch) -> Mapping[str, np.ndarray]:
    """Every outcome of a batch, each an array (options, worlds, months)."""
    histories, lucks = batch.origins
    numbers, places = np.unique(histories, return_inverse=True)
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    held = imposed(scenario) if scenario.histories == "conditioned" else ()
    outcomes = tuple(dict.fromkeys(target.outcome for target in held))
    luck, events = Luck(scenario.seed, numbers), dict(scenario.events)
    world, past_outcomes = past(parameters, luck, scenario.decision_month, events, scenario.evidence, outcomes=outcomes)
    refuse_missed(held, past_outcomes, parameters, numbers)
    world.select(places, lucks)
    played = future(world, batch.options, scenario.months)
    world.close()
    return played


def refuse_missed(held, outcomes: Mapping[str, np.ndarray], parameters, numbers: np.ndarray) -> None:
    """ValueError naming the first history that was kept though it misses a target: it was kept by other code."""
    for target in held:
        inside = target.holds(outcomes[target.outcome], getattr(parameters, target.switch) if target.switch else None)
        if not inside.all():
            wrong = int(numbers[~inside][0])
            raise ValueError(f"history {wrong:,} misses {target.id}; `fulcrum history --rebuild` searches again")


def refuse_unfinite(block: Block, scenario: Scenario, outcomes: Mapping[str, np.ndarray]) -> None:
    """FloatingPointError naming the outcome, world and month of the first value that is no finite number."""
    for name, values in outcomes.items():
        if not np.isfinite(values).all():
            world, month = np.argwhere(~np.isfinite(values))[0]
            place = f"world {block.first + world:,} in {month_text(scenario.decision_month + month)}"
            raise FloatingPointError(f"{name} is {values[world, month]} in {place}")
