"""How fast attribution is: the full factorial of eleven levers in 1,000 worlds over 36 months, on two cores.

    python benchmarks/analysis.py            some sentences (about a minute on two idle cores)
    python benchmarks/analysis.py --json     the same as JSON
    python benchmarks/analysis.py --quick    few levers and worlds: shows that it runs, no more

Played are all 2,048 portfolios of the first eleven levers of article A's option, as `fulcrum why` plays them: history
once a block and piece, then portfolios side by side as columns, four outcomes read in the last month, reduced to
Shapley values and synergies world by world. Nothing is taken from disk. Beside the time on the clock stands the
processor time of all processes, which other work on the machine disturbs less, and the peak of what they hold in
memory together.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from model.experiment import option_named, read_scenario
from model.experiment.designs.factorial import Factorial
from model.experiment.designs.factorial_play import games_of
from model.strict_yaml import scenarios

TARGET = 60.0  # seconds, the column “first” of the targets
LEVERS, WORLDS, QUICK_LEVERS, QUICK_WORLDS = 11, 1000, 3, 20
OUTCOMES = ("containers_delivered", "troops_in_theatre", "value_returned", "tension")
OPTION = "article_a_in_concert"
EVERY = 0.2  # seconds between two looks at the processes


class Watch:
    """Looks at this process and its descendants: peak of their memory together and processor time, where /proc is."""

    def __init__(self) -> None:
        self.peak, self.spent, self.stop = 0, {}, threading.Event()
        self.before = self.look()[1]
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> Watch:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def watch(self) -> None:
        """Look until told to stop."""
        while not self.stop.wait(EVERY):
            memory, spent = self.look()
            self.peak = max(self.peak, memory)
            self.spent.update(spent)

    @property
    def processor_seconds(self) -> float:
        """Processor time of all processes since the start."""
        return sum(self.spent.values()) - sum(self.before.values())

    def look(self) -> tuple[int, dict[int, float]]:
        """Bytes that the processes hold together, and the processor time of each."""
        processes = (
            {int(path.name): path for path in Path("/proc").glob("[0-9]*")} if Path("/proc/self/stat").exists() else {}
        )
        facts = {pid: fields for pid, path in processes.items() if (fields := stat_of(path))}
        mine, grown = {os.getpid()}, True
        while grown:
            more = {pid for pid, fields in facts.items() if int(fields[1]) in mine} - mine
            mine, grown = mine | more, bool(more)
        page, tick = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
        held = [facts[pid] for pid in mine if pid in facts]
        spent = {pid: (int(facts[pid][11]) + int(facts[pid][12])) / tick for pid in mine if pid in facts}
        return sum(int(fields[21]) for fields in held) * page, spent


def stat_of(path: Path) -> list[str]:
    """A process's facts from /proc, from its state on; none if it has ended."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def factorial(levers: int, worlds: int) -> Factorial:
    """What is played: the reference study's prior worlds, article A's first levers, no co-ordination."""
    chosen = option_named(OPTION)
    option = replace(chosen, commitments=chosen.commitments[:levers], coordination=0.0)
    scenario = read_scenario(scenarios() / "reference.yaml").replace(
        options=(option,), worlds=worlds, histories="prior"
    )
    numbers = np.arange(worlds)
    last = Factorial(scenario, option, numbers, np.zeros_like(numbers), OUTCOMES, "mean").months_played[-1]
    return Factorial(scenario, option, numbers, np.zeros_like(numbers), OUTCOMES, last)


def measure(levers: int, worlds: int, jobs: int, told=lambda columns: None) -> dict:
    """Play it once, in an empty folder; what came of it, as plain values."""
    asked = factorial(levers, worlds)
    with tempfile.TemporaryDirectory() as folder, Watch() as watch:
        began = time.perf_counter()
        games = games_of(asked, jobs, told, Path(folder))
        seconds = time.perf_counter() - began
    game = games["added", OUTCOMES[0]]
    difference = (game.option - game.status_quo).mean()
    return {
        "seconds": seconds,
        "target": TARGET,
        "judged": (levers, worlds) == (LEVERS, WORLDS),
        "processor_seconds": watch.processor_seconds,
        "peak_bytes": watch.peak,
        "portfolio_worlds_per_second": asked.columns / seconds,
        "worlds_per_second": worlds / seconds,
        "microseconds_per_world_month": watch.processor_seconds / (asked.columns * asked.months) * 1e6,
        "portfolios": int(asked.design.masks.size),
        "levers": levers,
        "worlds": worlds,
        "months": asked.months,
        "jobs": jobs,
        "adds_up_to": float(abs(game.shapley.mean(axis=1).sum() - difference) / max(abs(difference), 1.0)),
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
    }


def sentences(found: dict) -> str:
    """The result for a reader."""
    verdict = ("met" if found["seconds"] <= TARGET else "missed") if found["judged"] else "not judged on so few"
    return "\n".join(
        [
            f"{found['portfolios']:,} portfolios of {found['levers']} levers × {found['worlds']:,} worlds × "
            f"{found['months']} months on {found['jobs']} processes",
            f"time               {found['seconds']:8.1f} s; target {TARGET:g} s: {verdict}",
            f"processor time     {found['processor_seconds']:8.1f} s, all processes together",
            f"per world-month    {found['microseconds_per_world_month']:8.2f} µs of processor time",
            f"speed              {found['worlds_per_second']:8.1f} worlds/s, each in every portfolio "
            f"({found['portfolio_worlds_per_second']:,.0f} columns/s)",
            f"peak memory        {found['peak_bytes'] / 2**20:8.0f} MiB, all processes together",
            f"adds up to the total within {found['adds_up_to']:.1e}",
            "  ".join(f"{name} {version}" for name, version in found["versions"].items()),
        ]
    )


def main() -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--quick", action="store_true", help="few levers and worlds: shows that it runs, no more")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    parser.add_argument("--worlds", type=int, help="another number of worlds")
    parser.add_argument("--levers", type=int, help="another number of levers, up to 13")
    asked = parser.parse_args()
    levers = asked.levers or (QUICK_LEVERS if asked.quick else LEVERS)
    worlds = asked.worlds or (QUICK_WORLDS if asked.quick else WORLDS)
    found = measure(levers, worlds, asked.jobs)
    print(json.dumps(found, indent=2, ensure_ascii=False) if asked.json else sentences(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
