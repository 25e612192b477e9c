"""How fast the engine is: against one world at a time through Mesa's batch runner, and against one fused kernel.

    python benchmarks/engine.py            a table (some minutes on two shared cores)
    python benchmarks/engine.py --json     the same as JSON
    python benchmarks/engine.py --quick    a few worlds, once: for tests of the benchmark itself

Compared is the costliest part of the model: the systems designation, channels and talks, and the actors North Korea,
brokers, envoys and the Six-Party forum. The real world is played once, and what the part reads of the rest is noted
month by month and played back, with the same luck for all options, to

* the engine: the project's own classes in a small Mesa model, with the columns (options × worlds) of one batch of
  the reference study as the executor makes it on two cores;
* lean Mesa: the same formulas on floats, one world under one option a run, through `mesa.batch_run` in one process;
* the fused kernel: the same formulas compiled by numba without fast mathematics, loops over worlds and options inside.

All three must reach the same states in every month (choices exactly, all else to 1e-12) before anything is timed.
Six outcomes of the part are read every month in all three. Time is processor time of this one process; on a machine
with other work to do even that suffers, through shared caches, so rounds are short, take turns, and show their range.

What flatters whom. The lean models compute what is constant in a world once and only the hazards that a phase needs,
find their readings as ready floats, few enough to stay in the cache, and collect six reporters and no agent's: heavier
Mesa code would flatter the engine. The kernel too computes only the hazards that a phase needs, keeps each column's
numbers side by side, and shares between a world's options what they share, but its exponentials come from the plain
mathematics library, one at a time; vector instructions would make it faster. The played-back readings are colder in
the cache than a living world's would be, for the engine and the kernel alike. The block of one runs the engine's array
code on single numbers through Mesa: nobody would write that, so its ratio flatters, and no target binds it.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import sys
import time
import tracemalloc
from collections import Counter
from dataclasses import dataclass, replace

import mesa
import numpy as np
from equality import check_engine, check_fused, check_scalar
from fused import Fused, numba_version
from playback import DECISION_MONTH, DEEDS, OUTCOME_IDS, SEED, Excerpt, Playback, record
from scalar import LeanWorld, lay_ready, run_one_at_a_time

from model.experiment import read_scenario
from model.experiment.blocks import batches_of, blocks_of
from model.experiment.inputs.option_files import option_named, option_names
from model.luck import Luck
from model.parameters import draw, load
from model.strict_yaml import scenarios
from model.world import OUTCOMES, future, past

FASTER, SLOWER = 100.0, 3.5  # the column “first” of the targets
ENOUGH = 4000  # columns; with fewer, the ratios are not those of the targets


@dataclass(frozen=True)
class Size:
    """How much is played: worlds of the block, months, worlds of the lean models checked and timed, rounds."""

    worlds: int
    months: int
    checked: int
    timed: int
    rounds: int


QUICK = Size(12, 6, 2, 1, 2)


def as_played() -> Size:
    """The batch that the executor makes of the reference study on two cores, over the study's months."""
    study = read_scenario(scenarios() / "reference.yaml")
    return Size(batches_of(blocks_of(study), 2)[0].worlds, study.months, 8, 3, 25)


class OneWorld(Excerpt):
    """The project's classes on a block of one."""

    columns: dict = {}  # noqa: RUF012

    def __init__(self, world, option, rng=None) -> None:
        super().__init__(self.columns[world, option])
        self.datacollector = mesa.DataCollector(model_reporters={name: OUTCOMES[name].read for name in OUTCOME_IDS})

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)
        self.running = self.month < DECISION_MONTH + len(self.playback.months)


def seconds(work) -> float:
    """Processor time of one call."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def engine_run(excerpt: Excerpt, series: np.ndarray):
    """All months of the block in the project's classes; series (months, ids, options, worlds) takes the outcomes."""

    def run() -> None:
        excerpt.rewind()
        for month in range(len(excerpt.playback.months)):
            excerpt.step()
            for k, name in enumerate(OUTCOME_IDS):
                series[month, k] = OUTCOMES[name].read(excerpt)

    return run


def fused_run(fused: Fused):
    """All months of the block in the kernel."""

    def run() -> None:
        fused.rewind()
        for _ in fused.luck:
            fused.step()

    return run


def timed(runs: dict[str, tuple], rounds: int) -> dict[str, list[float]]:
    """µs per world-month of each (work, world-months), the works taking turns, after one round to warm up."""
    for work, _ in runs.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (work, world_months) in runs.items():
            times[name].append(seconds(work) / world_months * 1e6)
    return times


def costliest(world, months: int) -> dict[str, float]:
    """Processor time of each system and actor of the whole model, µs per world-month, the costliest first."""
    spent: Counter[str] = Counter()
    for name in (*world.systems, *(actor.name for actor in world.agents)):
        owner = getattr(world, name)
        for deed in DEEDS:
            if hasattr(owner, deed):
                setattr(owner, deed, stopwatch(spent, name, getattr(owner, deed)))
    for _ in range(months):
        world.step()
    world_months = months * world.shape[0] * world.shape[1]
    return {name: time / world_months * 1e6 for name, time in spent.most_common()}


def stopwatch(spent: Counter, name: str, do):
    """A deed that adds its time to its doer's."""

    def measured() -> None:
        began = time.process_time()
        do()
        spent[name] += time.process_time() - began

    return measured


def whole_model(size: Size) -> tuple:
    """The past of the block, the reference study's options, and the memory a future takes, bytes per world-month."""
    numbers, options = np.arange(size.worlds), [option_named(name) for name in option_names()]
    world, _ = past(draw(load(), SEED, numbers), Luck(SEED, numbers), DECISION_MONTH, outcomes=())
    gc.collect()
    tracemalloc.start()
    future(world, options, size.months)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return world, options, peak / (size.worlds * len(options) * size.months)


def measure(size: Size) -> dict:
    """Check, time and weigh everything."""
    playback = record(size.worlds, size.months)
    outcomes, fused = check_engine(playback), Fused(playback)
    worlds, options = range(size.timed), range(playback.shape[0])
    lay_ready(playback, range(size.checked), options)
    differences = {"fused": check_fused(playback, fused, outcomes), "mesa_batch": check_scalar(playback, outcomes)}
    playback.after.clear()
    lay_ready(playback, worlds, options)
    OneWorld.columns = {(0, option): playback.column(option, 0) for option in options}
    world, held, memory = whole_model(size)
    columns = playback.shape[0] * playback.shape[1]
    gc.collect()
    gc.freeze()
    compared = {
        "engine": (engine_run(Excerpt(playback), np.empty_like(outcomes)), columns * size.months),
        "fused": (fused_run(fused), columns * size.months),
        "mesa_batch": (lambda: run_one_at_a_time(LeanWorld, worlds, options), len(LeanWorld.columns) * size.months),
    }
    beside = {
        "block_of_one": (lambda: run_one_at_a_time(OneWorld, [0], options), len(OneWorld.columns) * size.months),
        "whole_model": (lambda: future(world, held, size.months), columns * size.months),
    }
    times = timed(compared, size.rounds) | timed(beside, min(size.rounds, 5))
    branch = world.branched(held)
    shares = costliest(branch, size.months)
    systems = [name for name in shares if name in branch.systems]
    return report(playback, times, differences, memory, shares, systems)


def report(playback: Playback, times, differences, memory, shares, systems) -> dict:
    """What is printed, as plain values; a ratio is the median of the rounds' ratios, “quietest” that of the minima."""
    engine = times["engine"]
    faster = [lean / own for lean, own in zip(times["mesa_batch"], engine, strict=True)]
    slower = [own / kernel for own, kernel in zip(engine, times["fused"], strict=True)]
    return {
        "times_faster_than_mesa_batch": statistics.median(faster),
        "times_slower_than_fused": statistics.median(slower),
        "times_faster_than_block_of_one": statistics.median(times["block_of_one"]) / statistics.median(engine),
        "quietest": {"mesa_batch": min(times["mesa_batch"]) / min(engine), "fused": min(engine) / min(times["fused"])},
        "ranges": {"mesa_batch": [min(faster), max(faster)], "fused": [min(slower), max(slower)]},
        "judged": playback.shape[0] * playback.shape[1] >= ENOUGH,
        "targets": {"times_faster_than_mesa_batch": FASTER, "times_slower_than_fused": SLOWER},
        "microseconds_per_world_month": {name: statistics.median(values) for name, values in times.items()},
        "spread": {name: [min(values), max(values)] for name, values in times.items()},
        "bytes_per_world_month": memory,
        "largest_difference": differences,
        "costs_of_the_whole_model": shares,
        "costliest_systems": systems[:3],
        "options": playback.shape[0],
        "worlds": playback.shape[1],
        "months": len(playback.months),
        "rounds": len(engine),
        "versions": {
            "python": platform.python_version(), "mesa": mesa.__version__, "numpy": np.__version__,
            "numba": numba_version,
        },
    }  # fmt: skip


LABELS = {
    "engine": "engine, all columns at once",
    "mesa_batch": "lean Mesa, one world and option a run",
    "fused": "fused kernel, all columns at once",
    "block_of_one": "engine on a block of one, through Mesa",
    "whole_model": "whole model, all systems, actors and outcomes",
}


def table(result: dict) -> str:
    """The result for a reader."""
    columns = f"{result['options']} options × {result['worlds']} worlds, {result['months']} months"
    lines = [f"{columns}; median of {result['rounds']} rounds in turn", ""]
    lines.append(f"{'µs per world-month':46}   median     range")
    for name, label in LABELS.items():
        low, high = result["spread"][name]
        lines.append(f"{label:46} {result['microseconds_per_world_month'][name]:8.2f}     {low:.2f} to {high:.2f}")
    lines += [
        "",
        verdict("times faster than lean Mesa", result, "mesa_batch", f"at least {FASTER:g}", lambda x: x >= FASTER),
        verdict("times the fused kernel's time", result, "fused", f"at most {SLOWER:g}", lambda x: x <= SLOWER),
    ]
    one = result["times_faster_than_block_of_one"]
    lines.append(f"{'times faster than the block of one':34} {one:8.1f}     flatters")
    worst = max(result["largest_difference"].values())
    lines += [
        "",
        f"Largest difference between the three before timing: {worst:.1e}; choices equal.",
        f"Peak memory of the whole model's future: {result['bytes_per_world_month']:,.0f} bytes per world-month.",
        f"Costliest systems today: {', '.join(result['costliest_systems'])}.",
        "  ".join(f"{name} {version}" for name, version in result["versions"].items()),
    ]
    return "\n".join(lines)


def verdict(what: str, result: dict, rival: str, target: str, meets) -> str:
    """One ratio against its target, which only a large block can be held to."""
    name = {"mesa_batch": "times_faster_than_mesa_batch", "fused": "times_slower_than_fused"}[rival]
    ratio, (low, high), quietest = result[name], result["ranges"][rival], result["quietest"][rival]
    said = ("met" if meets(ratio) else "missed") if result["judged"] else "not judged on so few columns"
    seen = f"{what:34} {ratio:8.1f}     {low:.1f} to {high:.1f}, of the quietest rounds {quietest:.1f}"
    return f"{seen}; target {target}: {said}"


def main() -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--quick", action="store_true", help="few worlds, two rounds: shows that it runs, no more")
    parser.add_argument("--worlds", type=int, help="worlds of the block instead of the executor's")
    asked = parser.parse_args()
    size = QUICK if asked.quick else as_played()
    size = replace(size, worlds=asked.worlds or size.worlds)
    result = measure(size)
    print(json.dumps(result, indent=2, ensure_ascii=False) if asked.json else table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
