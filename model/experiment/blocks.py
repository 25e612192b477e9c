"""A study as a list of blocks: one option in one range of worlds, known by the content of everything that made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from model.evidence import dated_events
from model.experiment.scenario import Scenario, digest, option_content
from model.experiment.store import Content, Sums
from model.levers import Option
from model.parameters import content_hash, load

WORLDS_A_BLOCK = 256
FEWEST_COLUMNS, MOST_COLUMNS = 2304, 9216  # fewer waste the engine's time, more its memory (measured)
STAGES = ("compiled.py", "luck.py", "strict_yaml.py", "evidence", "parameters", "levers", "systems", "actors", "world")


@dataclass(frozen=True)
class Earlier:
    """What a run over fewer months has left of a block: its id, how many months it holds, and its checksums.

    `content` is what it holds, once it has been read for playing on.
    """

    id: str
    months: int
    sums: Sums
    content: Content | None = None


@dataclass(frozen=True)
class Block:
    """The outcomes of one option in the worlds first … last − 1; `id` names the content of what makes them.

    Where the past is conditioned, `histories` and `lucks` say which kept history each world continues, and how.
    `earlier` is the shorter block that this one goes on from, where one is stored.
    """

    id: str
    option: Option
    first: int
    last: int
    histories: tuple[int, ...] = ()
    lucks: tuple[int, ...] = ()
    earlier: Earlier | None = None

    @property
    def worlds(self) -> int:
        """How many worlds it holds."""
        return self.last - self.first

    @property
    def start(self) -> int:
        """How many of its months are stored already, so that only later ones are played."""
        return self.earlier.months if self.earlier else 0

    def __str__(self) -> str:
        return f"option {self.option.id}, worlds {self.first:,} to {self.last - 1:,}"


@dataclass(frozen=True)
class Batch:
    """Blocks that are played together: every one of `options` in every one of the worlds first … last − 1.

    All of them start in the same month.
    """

    blocks: tuple[Block, ...]

    @property
    def options(self) -> tuple[Option, ...]:
        """The options, each once, in the order of the scenario."""
        return tuple({block.option.id: block.option for block in self.blocks}.values())

    @property
    def first(self) -> int:
        """The first world."""
        return min(block.first for block in self.blocks)

    @property
    def last(self) -> int:
        """The world after the last."""
        return max(block.last for block in self.blocks)

    @property
    def worlds(self) -> int:
        """How many worlds are played."""
        return self.last - self.first

    @property
    def start(self) -> int:
        """How many months after the decision its worlds go on from."""
        return self.blocks[0].start

    def place(self, block: Block) -> tuple[int, slice]:
        """Number of a block's option and its worlds among those of the batch."""
        option = [option.id for option in self.options].index(block.option.id)
        return option, slice(block.first - self.first, block.last - self.first)

    @property
    def origins(self) -> tuple[np.ndarray, np.ndarray]:
        """History and luck of every world; of prior worlds, their own number and luck 0."""
        rows = {block.first: block for block in self.blocks}
        histories = [number for first in sorted(rows) for number in rows[first].histories]
        lucks = [luck for first in sorted(rows) for luck in rows[first].lucks]
        if histories:
            return np.array(histories, np.int64), np.array(lucks, np.int64)
        return np.arange(self.first, self.last), np.zeros(self.worlds, np.int64)

    def alone(self) -> tuple[Batch, ...]:
        """Each block as a batch of its own, to find the one that fails."""
        return tuple(Batch((block,)) for block in self.blocks)


@cache
def source_hash() -> str:
    """Fingerprint of the source of every stage that makes a world; the same on every machine."""
    root = Path(__file__).resolve().parent.parent
    files = [path for stage in STAGES for path in sources(root / stage)]
    total = sha256()
    for path in files:
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def sources(stage: Path) -> list[Path]:
    """The Python files of a stage, in one order."""
    return [stage] if stage.suffix == ".py" else sorted(stage.rglob("*.py"))


def parameter_hash(scenario: Scenario) -> str:
    """Fingerprint of every distribution that is drawn from, the scenario's own assumptions included."""
    assumed = {name: distribution.as_yaml() for name, distribution in scenario.assume.items()}
    return digest([content_hash(load(scenario.evidence)), assumed])


def made_from(scenario: Scenario) -> dict[str, Any]:
    """What all blocks of a scenario have in common: whatever decides an outcome besides option and worlds."""
    content = scenario.content()
    shared = {key: content[key] for key in ("decision_month", "months", "seed", "evidence", "events")}
    history = [list(event) for event in dated_events(scenario.evidence)]
    return {**shared, "history": history, "source": source_hash(), "parameters": parameter_hash(scenario)}


def blocks_of(
    scenario: Scenario, origins: tuple[np.ndarray, np.ndarray] | None = None, months: int | None = None
) -> tuple[Block, ...]:
    """Every block of a scenario, by option and then by world.

    Parameters
    ----------
    scenario : Scenario
    origins : history and luck of every world, where the past is conditioned
    months : how many months they hold, if not as many as the scenario plays
    """
    common = digest({**made_from(scenario), "months": months or scenario.months})
    blocks = []
    for first, last in ranges(scenario.worlds):
        come_from = [tuple(part[first:last].tolist()) for part in origins] if origins else []
        for option in scenario.options:
            block_id = digest([common, option_content(option), first, last, *come_from])[:32]
            blocks.append(Block(block_id, option, first, last, *come_from))
    place = {option.id: number for number, option in enumerate(scenario.options)}
    return tuple(sorted(blocks, key=lambda block: (place[block.option.id], block.first)))


def ranges(worlds: int) -> Iterator[tuple[int, int]]:
    """The ranges of worlds that blocks hold; all but the last stay as they are when worlds are added."""
    for first in range(0, worlds, WORLDS_A_BLOCK):
        yield first, min(first + WORLDS_A_BLOCK, worlds)


def batches_of(blocks: Iterable[Block], jobs: int = 1) -> tuple[Batch, ...]:
    """Blocks gathered into as many columns (options × worlds) as the engine likes, as many for every process."""
    by_range = sorted(blocks, key=range_of)
    rows = [tuple(group) for _, group in groupby(by_range, key=range_of)]
    columns = columns_a_batch([sum(block.worlds for block in row) for row in rows], jobs)
    batches: list[Batch] = []
    for row in rows:
        if batches and fits(batches[-1], row, columns):
            batches[-1] = Batch(batches[-1].blocks + row)
        else:
            batches.append(Batch(row))
    return tuple(batches)


def columns_a_batch(rows: Sequence[int], jobs: int) -> int:
    """How many columns a batch may hold, so that whole rows of so many columns make a multiple of `jobs` batches."""
    total, widest = sum(rows), max(rows, default=1)
    batches = ceil(ceil(total / MOST_COLUMNS) / jobs) * jobs
    share = ceil(total / max(batches, 1) / widest) * widest
    return min(max(share, FEWEST_COLUMNS), MOST_COLUMNS)


def range_of(block: Block) -> tuple[int, int, int]:
    """The months and worlds of a block that are to be played."""
    return block.start, block.first, block.last


def fits(batch: Batch, row: tuple[Block, ...], columns: int) -> bool:
    """Whether the blocks of the next range of worlds may be played with a batch."""
    same = [option.id for option in batch.options] == [block.option.id for block in row]
    adjacent = batch.last == row[0].first and batch.start == row[0].start
    return same and adjacent and len(row) * (batch.worlds + row[0].worlds) <= columns
