"""What a study will do, told before it starts: its size and the time it should take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from model.experiment.adoption import source_of
from model.experiment.blocks import Batch, Block, batches_of, blocks_of, made_from
from model.experiment.growth import going_on
from model.experiment.integrity import missing
from model.experiment.pasts.histories import Kept, kept_histories, pairs
from model.experiment.scenario import Scenario, digest
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import play

SMALL, LARGE, MONTHS_TRIED = 32, 1024, 3
SECONDS_TO_START_A_POOL = 1.5


@dataclass(frozen=True)
class Plan:
    """A scenario, the folder its results go to, its blocks, those still to be played, and in how many processes.

    Where the past is conditioned, `kept` says which prior worlds were kept. `source` is the run whose blocks it begins
    with, if not its own. `lost` names what a longer horizon would have gone on from and cannot.
    """

    scenario: Scenario
    folder: Path
    blocks: tuple[Block, ...]
    batches: tuple[Batch, ...]
    jobs: int = 1
    kept: Kept | None = None
    lost: tuple[str, ...] = ()
    source: Path | None = None

    @property
    def adopted(self) -> tuple[str, ...]:
        """Ids of the blocks that are taken, or gone on from, out of another run's folder."""
        if self.source is None:
            return ()
        to_play = {block.id for batch in self.batches for block in batch.blocks}
        whole = tuple(block.id for block in self.blocks if block.id not in to_play)
        return whole + tuple(block.earlier.id for block in self.going_on)

    @property
    def to_play(self) -> int:
        """How many blocks are not stored yet."""
        return sum(len(batch.blocks) for batch in self.batches)

    @property
    def going_on(self) -> tuple[Block, ...]:
        """The blocks of which a shorter horizon is stored, so that only later months are played."""
        return tuple(block for batch in self.batches if batch.start for block in batch.blocks)

    def __str__(self) -> str:
        s = self.scenario
        size = f"{s.worlds:,} worlds × {len(s.options)} options × {s.months} months"
        if grown := self.going_on:
            size += f", {len(grown):,} blocks going on from month {min(block.start for block in grown)}"
        if self.adopted:
            size += f", beginning with {len(self.adopted):,} blocks of {self.source}"
        return "; ".join([size, *(f"{fault}, so it is played from the start" for fault in self.lost)])


def plan_of(
    scenario: Scenario,
    out: str | Path | None = None,
    jobs: int = 1,
    tried: Callable[[Kept], None] = lambda kept: None,
    kept: Kept | None = None,
) -> Plan:
    """What running a scenario into a folder would do; without a folder, runs/<name>-<fingerprint>.

    A folder that is not named begins with what the runs beside it have stored of the same blocks.

    Where the past is conditioned and too few kept histories are stored, they are searched first, and `tried` is told
    of the search as it goes on; `kept` spares the search.
    """
    if kept is None and scenario.histories == "conditioned":
        kept = kept_histories(scenario, jobs, tried)
    origins = pairs(scenario, kept) if kept else None
    blocks = blocks_of(scenario, origins)
    folder = Path(out) if out else default_folder(scenario)
    source = folder if out else source_of(scenario, folder, blocks, origins)
    left = set(missing(source, [block.id for block in blocks]))
    to_play, lost = going_on(scenario, source, [block for block in blocks if block.id in left], origins)
    other = source if source != folder else None
    return Plan(scenario, folder, blocks, batches_of(to_play, jobs), jobs, kept, lost, other)


def default_folder(scenario: Scenario) -> Path:
    """Where a scenario's results go unless told otherwise: each study has a folder of its own."""
    return Path("runs") / f"{scenario.name}-{digest([made_from(scenario), scenario.content()])[:8]}"


def expected_seconds(plan: Plan) -> float:
    """How long playing what is missing should take on this machine, from three months of a small and a larger block."""
    if not plan.batches:
        return 0.0
    trial(plan.scenario, SMALL)
    small, large = trial(plan.scenario, SMALL), trial(plan.scenario, LARGE)
    a_column = max(large - small, 0.0) / (LARGE - SMALL)
    a_month = max(small - a_column * SMALL, 0.0)
    past = [a_month + a_column * batch.worlds for batch in plan.batches if not batch.start]
    history = sum(past) * plan.scenario.decision_month
    future = sum(
        (a_month + a_column * batch.worlds * len(batch.options)) * (plan.scenario.months - batch.start)
        for batch in plan.batches
    )
    side_by_side = max(1, min(plan.jobs, len(plan.batches)))
    return (history + future) / side_by_side + (SECONDS_TO_START_A_POOL if side_by_side > 1 else 0.0)


def trial(scenario: Scenario, worlds: int) -> float:
    """Seconds that a month of a block of so many worlds takes."""
    numbers = np.arange(worlds)
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    start = perf_counter()
    play(parameters, Luck(scenario.seed, numbers), (STATUS_QUO,), 1, MONTHS_TRIED - 1, {}, evidence=scenario.evidence)
    return (perf_counter() - start) / MONTHS_TRIED
