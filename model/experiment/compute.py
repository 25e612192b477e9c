"""Plays one batch and stores its blocks; what fails is told with its seed, and the rest is kept."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.evidence import month_text
from model.experiment.blocks import Batch, Block
from model.experiment.end_state import arrays_of, part_of, put_back, read_state, state_bytes
from model.experiment.growth import after_earlier, with_earlier_read
from model.experiment.limits import time_limit
from model.experiment.pasts.conditioning import imposed
from model.experiment.scenario import Scenario
from model.experiment.store import Content, Sums, block_bytes, put
from model.levers import Option
from model.luck import Luck
from model.parameters import Draw, draw, load
from model.world import OUTCOMES, World, past
from model.world.play import record


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
    """What came of a batch: checksums of each block stored, by id, and the blocks that failed."""

    stored: Mapping[str, Sums]
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


def compute(scenario: Scenario, batch: Batch, folder: Path) -> dict[str, Sums]:
    """Play a batch and store every block of it; returns the checksums of each by its id."""
    ready = with_earlier_read(batch, folder, scenario.seed)
    return {block.id: put(folder, block.id, content) for block, content in contents(scenario, ready)}


def contents(scenario: Scenario, batch: Batch) -> Iterator[tuple[Block, Content]]:
    """Play a batch; each of its blocks with the bytes of its files.

    What a block goes on from must have been read; its months come first, so that the bytes are those of one long play.

    Raises
    ------
    FloatingPointError
        If an outcome is no finite number, naming outcome, world and month.
    """
    played = futures(scenario, batch)
    units = {name: OUTCOMES[name].unit for name in played}
    for block in batch.blocks:
        place = batch.place(block)
        outcomes = after_earlier(block, {name: values[place] for name, values in played.items()})
        refuse_unfinite(block, scenario, outcomes)
        worlds = np.arange(block.first, block.last)
        stored = block_bytes(block.option.id, worlds, scenario.decision_month, outcomes, units)
        yield block, Content(stored, state_bytes(part_of(played.end, *place, played.opened)))


class Played(dict[str, np.ndarray]):
    """Every outcome of a batch, each an array (options, worlds, months).

    `end` has the arrays of all systems and actors after the last month, `opened` those before the first.
    """

    end: Mapping[str, np.ndarray]
    opened: Mapping[str, np.ndarray]


def futures(scenario: Scenario, batch: Batch) -> Played:
    """The months of a batch that are to be played: from the decision, or from where its blocks left off."""
    histories, lucks = batch.origins
    numbers, places = np.unique(histories, return_inverse=True)
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    luck = Luck(scenario.seed, numbers)
    opened = World(parameters, luck, scenario.decision_month, dict(scenario.events), scenario.evidence)
    opened.select(places, lucks)
    if batch.start:
        played = gone_on(opened, scenario, batch)
    else:
        world = at_decision(scenario, parameters, luck)
        world.select(places, lucks)
        played = future(world, batch.options, scenario.months)
        world.close()
    played.opened = arrays_of(opened)
    opened.close()
    return played


def at_decision(scenario: Scenario, parameters: Draw, luck: Luck) -> World:
    """Worlds with their past behind them; ValueError if one of a conditioned run misses a target."""
    held = imposed(scenario) if scenario.histories == "conditioned" else ()
    outcomes = tuple(dict.fromkeys(target.outcome for target in held))
    events = dict(scenario.events)
    world, past_outcomes = past(parameters, luck, scenario.decision_month, events, scenario.evidence, outcomes=outcomes)
    refuse_missed(held, past_outcomes, parameters, luck.worlds)
    return world


def gone_on(opened: World, scenario: Scenario, batch: Batch) -> Played:
    """The months after those that are stored, from the states that the blocks of a batch ended in."""
    branch = opened.branched(batch.options)
    states = [(*batch.place(block), read_state(block.earlier.content.state)) for block in batch.blocks]
    put_back(branch, scenario.decision_month + batch.start, states)
    return play_out(branch, scenario.months - batch.start)


def future(world: World, options: Sequence[Option], months: int) -> Played:
    """Every option played from a world at its decision."""
    return play_out(world.branched(options), months)


def play_out(branch: World, months: int) -> Played:
    """Play a branched world to its end and let it go."""
    played = Played(record(branch, months, None, tuple(OUTCOMES)))
    played.end = arrays_of(branch)
    branch.close()
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
