"""How fast ensembles are: against Mesa's batch runner and EMA Workbench, in two processes, conditioned, in memory.

    python benchmarks/ensemble.py            a table (some minutes on two cores)
    python benchmarks/ensemble.py --json     the same as JSON
    python benchmarks/ensemble.py --quick    a few worlds: for tests of the benchmark itself

Peers: the costliest part of the model (see engine.py) for every world and option, its six outcomes in every month: in
the engine with all columns at once, as lean scalar worlds through `mesa.batch_run`, and as the same lean worlds through
EMA Workbench's sequential evaluator with six time series. EMA is told the number of the world and the option only; the
parameters lie ready, so that it is spared sampling and handing over some hundred uncertainties: that flatters it.

Processes: a long study – the reference study with five times the worlds, each kept history continued twenty times –
played whole by `run` in one process and in two, in turn; what is timed is everything from the scenario to the last
stored block. In the same rounds stands what the machine allows: how much more than one two processes get done that
share nothing and only count. Cached: the reference study itself in the same way, where starting processes weighs more.
Conditioning: prior worlds a second from the search itself, pool and stored lists included, beside prior worlds that are
played to the decision and none dropped. Memory: the largest resident size of a process of its own that runs and then
compares so many prior worlds under two options, all outcomes, every month stored.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from engine import engine_run
from equality import check_engine
from playback import Excerpt, Playback, record
from scalar import REPORTERS, LeanWorld, lay_ready, run_one_at_a_time

from model.experiment import Scenario, run
from model.experiment.pasts.histories import kept_histories
from model.luck import Luck
from model.parameters import draw, load
from model.strict_yaml import scenarios
from model.world import past

TWO_PROCESSES, GIGABYTES, CACHED, CONDITIONED = 1.7, 2.0, 3.0, 30.0  # the column “first” of the targets
MILLION, GIB = 1e6, 2**30
MEMORY = """
import json, resource, sys
from model.analysis import compare
from model.experiment import Scenario, run
scenario = Scenario.load(sys.argv[1]).replace(worlds=int(sys.argv[2]), months=int(sys.argv[3]), histories="prior")
scenario = scenario.replace(options=scenario.options[:2])
compare(run(scenario, sys.argv[4]))
usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps(usage * (1 if sys.platform == "darwin" else 1024)))
"""


@dataclass(frozen=True)
class Size:
    """How much is played: columns of the engine, lean worlds, worlds of a study and of a long one, memory's, rounds.

    `counted` is how far a process counts that does nothing else.
    """

    block: int
    months: int
    lean: int
    worlds: int
    long: int
    lucks: int
    counted: int
    kept: int
    weighed: tuple[int, ...]
    rounds: int


QUICK = Size(12, 4, 1, 24, 48, 8, 1_000, 8, (64, 128), 1)
FULL = Size(768, 36, 4, 2000, 10_000, 20, 50_000_000, 64, (1_000, 10_000, 100_000), 5)


def reference() -> Scenario:
    """The reference study."""
    return Scenario.load(scenarios() / "reference.yaml")


def seconds(work) -> float:
    """Time on the clock that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(works: dict, rounds: int) -> dict[str, list[float]]:
    """Seconds of each work, the works taking turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(seconds(work))
    return times


def through_ema(worlds: range, options: range) -> list[dict[str, np.ndarray]]:
    """Every column once through EMA Workbench, one after another; one dict of time series for each."""
    from ema_workbench import IntegerParameter, Model, Policy, SequentialEvaluator, TimeSeriesOutcome
    from ema_workbench.em_framework.points import Scenario as Case

    def lean(world: int, option: int) -> dict[str, list[float]]:
        played = LeanWorld(world, option)
        while played.running:
            played.step()
        series = played.datacollector.model_vars
        return {name: series[name] for name in REPORTERS}

    model = Model("lean", function=lean)
    model.uncertainties = [IntegerParameter("world", 0, max(1, len(worlds)))]
    model.levers = [IntegerParameter("option", 0, max(1, len(options)))]
    model.outcomes = [TimeSeriesOutcome(name) for name in REPORTERS]
    cases = [Case(f"world {world}", world=world) for world in worlds]
    policies = [Policy(f"option {option}", option=option) for option in options]
    with SequentialEvaluator(model) as evaluator:
        _, outcomes = evaluator.perform_experiments(cases, policies)
    return outcomes


def has_ema() -> bool:
    """Whether EMA Workbench is installed (extra “peers”)."""
    try:
        import ema_workbench
    except ImportError:
        return False
    return bool(ema_workbench)


def peers(size: Size) -> dict:
    """Worlds a second of the engine and of both peers; a world is one option over all months."""
    playback: Playback = record(size.block, size.months)
    outcomes = check_engine(playback)
    playback.after.clear()
    worlds, options = range(size.lean), range(playback.shape[0])
    lay_ready(playback, worlds, options)
    works = {
        "engine": engine_run(Excerpt(playback), np.empty_like(outcomes)),
        "mesa_batch": lambda: run_one_at_a_time(LeanWorld, worlds, options),
    }
    if has_ema():
        works["ema_workbench"] = lambda: through_ema(worlds, options)
    in_turn(works, 1)
    times = in_turn(works, size.rounds)
    played = {name: len(LeanWorld.columns) for name in works} | {"engine": playback.shape[0] * playback.shape[1]}
    a_world = {name: [t / played[name] for t in values] for name, values in times.items()}
    return {
        "worlds_per_second": {name: 1.0 / statistics.median(values) for name, values in a_world.items()},
        "times_faster_than": {
            name: statistics.median(t / own for t, own in zip(values, a_world["engine"], strict=True))
            for name, values in a_world.items()
            if name != "engine"
        },
    }


def processes(size: Size, folder: Path) -> dict:
    """A long study and the reference study, kept histories stored, every block played in one process and in two."""
    studies = {"long": reference().replace(worlds=size.long, lucks=size.lucks)}
    studies["reference"] = reference().replace(worlds=size.worlds)
    return {name: one_against_two(study, size, folder / name) for name, study in studies.items()}


def one_against_two(study: Scenario, size: Size, folder: Path) -> dict:
    """A study played whole in one process and in two, in turn, and how much more two that share nothing get done."""
    made = iter(range(10_000))
    works = {
        "one": lambda: run(study, folder / str(next(made)), 1),
        "two": lambda: run(study, folder / str(next(made)), 2),
        "counting": lambda: count(size.counted, 1),
        "both counting": lambda: count(size.counted, 2),
    }
    in_turn(works, 1)
    times = in_turn(works, size.rounds)
    ratios = [one / two for one, two in zip(times["one"], times["two"], strict=True)]
    possible = [2.0 * one / two for one, two in zip(times["counting"], times["both counting"], strict=True)]
    return {
        "worlds": study.worlds,
        "times_faster_in_two": statistics.median(ratios),
        "times_possible": statistics.median(possible),
        "quietest": min(times["one"]) / min(times["two"]),
        "range": [min(ratios), max(ratios)],
        "seconds": {name: statistics.median(values) for name, values in times.items()},
        "quietest_seconds": min(times["two"]),
    }


def count(far: int, processes: int) -> None:
    """Let so many processes count, each on its own."""
    command = [sys.executable, "-c", f"for _ in range({far}): pass"]
    for counting in [subprocess.Popen(command) for _ in range(processes)]:
        counting.wait()


def conditioning(size: Size, folder: Path) -> dict:
    """Seconds per million prior worlds of the search, and how much dropping worlds early saves."""
    study = reference().replace(worlds=size.kept, lucks=1)
    numbers = np.arange(size.block)

    def played_whole() -> None:
        world, _ = past(draw(load(), study.seed, numbers), Luck(study.seed, numbers), study.decision_month, outcomes=())
        world.close()

    with chdir(folder):
        found = []
        search = seconds(lambda: found.append(kept_histories(study, jobs=os.cpu_count() or 1, rebuild=True)))
    return {
        "seconds_a_million": search / found[0].tried * MILLION,
        "one_kept_in": found[0].one_in,
        "tried": found[0].tried,
        "processes": os.cpu_count(),
        "seconds_a_million_played_whole_in_one_process": seconds(played_whole) / size.block * MILLION,
    }


def memory(size: Size, folder: Path) -> dict[str, float]:
    """The largest resident size in GiB of running and comparing so many worlds under two options."""
    path = scenarios() / "reference.yaml"
    peaks = {}
    for worlds in size.weighed:
        command = [sys.executable, "-c", MEMORY, str(path), str(worlds), str(size.months), str(folder / f"m{worlds}")]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        peaks[f"{worlds:,}"] = json.loads(said) / GIB
    return peaks


def measure(size: Size) -> dict:
    """Everything, as plain values."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            "peers": peers(size),
            "processes": processes(size, folder),
            "conditioning": conditioning(size, folder),
            "peak_gib": memory(size, folder),
            "targets": {"two_processes": TWO_PROCESSES, "gib": GIGABYTES, "cached": CACHED, "a_million": CONDITIONED},
            "months": size.months,
            "judged": size is FULL,
        }


def table(result: dict) -> str:
    """The result for a reader."""
    said = [f"{'':46} worlds a second   times slower"]
    for name, speed in result["peers"]["worlds_per_second"].items():
        slower = result["peers"]["times_faster_than"].get(name, 1.0)
        said.append(f"{PEERS[name]:46} {speed:15,.0f} {slower:14,.1f}")
    if "ema_workbench" not in result["peers"]["worlds_per_second"]:
        said.append("EMA Workbench is not installed (extra “peers”), so it was not measured.")
    search, short = result["conditioning"], result["processes"]["reference"]
    said += [
        "",
        f"Two processes against one, long study: {faster(result['processes']['long'])}; target {TWO_PROCESSES}.",
        f"The reference study, kept histories stored: {short['seconds']['two']:.1f} s in two processes (quietest "
        f"{short['quietest_seconds']:.1f} s); target {CACHED:g} s. Two processes against one: {faster(short)}.",
        f"Conditioning: {search['seconds_a_million']:.0f} s a million prior worlds in {search['processes']} processes "
        f"(target {CONDITIONED:g} s), one kept in {search['one_kept_in']:,.0f}; played whole in one process "
        f"{search['seconds_a_million_played_whole_in_one_process']:.0f} s.",
        f"Peak memory, run and compare, {result['months']} months, two options (target {GIGABYTES:g} GiB):",
        *(f"  {worlds:>8} worlds {gib:6.2f} GiB" for worlds, gib in result["peak_gib"].items()),
    ]
    return "\n".join(said)


def faster(two: dict) -> str:
    """How many times faster two processes are."""
    low, high = two["range"]
    rounds = f"{low:.2f} to {high:.2f}; quietest {two['quietest']:.2f}; two that only count {two['times_possible']:.2f}"
    study = f"{two['worlds']:,} worlds, {two['seconds']['one']:.1f} s in one"
    return f"{two['times_faster_in_two']:.2f} times ({rounds}), {study}"


PEERS = {
    "engine": "engine, all columns at once",
    "mesa_batch": "lean Mesa, one world and option a run",
    "ema_workbench": "lean Mesa through EMA Workbench",
}


def main() -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--quick", action="store_true", help="few worlds, one round: shows that it runs, no more")
    asked = parser.parse_args()
    result = measure(QUICK if asked.quick else FULL)
    print(json.dumps(result, indent=2, ensure_ascii=False) if asked.json else table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
