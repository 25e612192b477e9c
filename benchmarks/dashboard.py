"""How long a visitor waits for the headline after a lever, in a real browser, and what the page costs without engine.

    python benchmarks/dashboard.py            a table (some ten minutes; what is known by then stands on stderr)
    python benchmarks/dashboard.py --json     the same as JSON
    python benchmarks/dashboard.py --quick    a few changes in few worlds: for tests of the benchmark itself

From the moment the pointer goes down on a level of a lever until the counted sentence has changed on the page: Explore,
1,000 worlds with kept histories, 36 months, one visitor, Chromium and server on this machine. Warm: history, its luck
and the status quo are in memory; every change is a scenario that nobody has played before. The floor is the same page
and the same changes with an engine that takes no time, in turn with the real one, change by change. The page is left
to come to rest before the next change, as its charts follow the headline.

Then 200 changes in a row: how many megabytes the server has grown, after as many changes again as its caches hold. Then
four visitors at once, each with levers of his own, all changing one in the same moment.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving.server import STUB, browsing, missing, resident, serving

TARGET, FLOOR = 250.0, 130.0  # milliseconds, and what the page costs without engine where the target was set
MOST_GROWTH, SLOWER = 100.0, 2.0  # megabytes; times a single visitor's 90th percentile
SEED = 1
OUTCOME = "growth"
LEVELS = ("low", "medium", "high")
NAMES = {"le": "List enforcement", "ds": "Dynamic sanctions", "ss": "Secondary sanctions", "ft": "Financial tracking"}
NAMES |= {"ct": "Crypto tracing", "ec": "Export controls", "ce": "China engagement"}
VISITORS = 4
PATIENCE = 120_000
WATCH = """() => {
    const said = () => document.querySelector('[data-testid=stMain] h2')?.innerText ?? '';
    document.addEventListener('pointerdown', () => {
        window.began = performance.now(); window.before = said(); window.took = null;
    }, true);
    new MutationObserver(() => {
        if (window.took === null && window.began && said() && said() !== window.before)
            window.took = performance.now() - window.began;
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
QUIET = """(milliseconds) => {
    const app = document.querySelector('[data-testid=stApp]');
    const busy = !app || app.dataset.testScriptState !== 'notRunning';
    if (busy || !window.quietSince) window.quietSince = busy ? 0 : performance.now();
    return !busy && performance.now() - window.quietSince >= milliseconds;
}"""


@dataclass(frozen=True)
class Size:
    """How much is done: worlds, changes that are timed, changes before, changes while memory is watched, rounds of
    four visitors."""

    worlds: int
    changes: int
    warm: int
    watched: int
    together: int


QUICK, FULL = Size(60, 4, 2, 4, 1), Size(1000, 40, 10, 200, 15)


def walk(seed: int) -> Iterator[tuple[str, str]]:
    """(lever, level) after (lever, level), in whose company no combination of levels comes back for a long time."""
    draw, now, seen = Random(seed), dict.fromkeys(NAMES, "low"), set()
    while True:
        key = draw.choice(list(NAMES))
        level = draw.choice([level for level in LEVELS if level != now[key]])
        if tuple({**now, key: level}.values()) not in seen:
            now[key] = level
            seen.add(tuple(now.values()))
            yield NAMES[key], level


class Visitor:
    """One window on Explore with every lever of the first group on."""

    def __init__(self, browser: Any, address: str, worlds: int) -> None:
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(PATIENCE)
        levers = dict.fromkeys(NAMES, "low")
        self.page.goto(f"{address}?{urlencode({**levers, 'out': OUTCOME, 'n': worlds})}")
        self.page.wait_for_selector("[data-testid=stMain] h2", timeout=PATIENCE)
        self.rest()
        self.page.evaluate(WATCH)

    def rest(self) -> None:
        """Wait until the page has been quiet for half a second."""
        self.page.evaluate("window.quietSince = 0")
        self.page.wait_for_function(QUIET, arg=500, polling=25)

    def change(self, lever: str, level: str) -> None:
        """Put the pointer down on a level of a lever."""
        self.page.get_by_role("radiogroup", name=lever, exact=True).get_by_role("radio", name=level, exact=True).click()

    def took(self) -> float | None:
        """Milliseconds until the headline had changed, once the page is at rest; None if it is the same as before."""
        self.rest()
        return self.page.evaluate("window.took")

    def timed(self, lever: str, level: str) -> float | None:
        """One change."""
        self.change(lever, level)
        return self.took()


def high(values: list[float]) -> float:
    """The 90th percentile of some times."""
    return statistics.quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]


def alone(real: Visitor, stub: Visitor, changes: Iterator[tuple[str, str]], size: Size) -> dict[str, float]:
    """One visitor of each server, in turn, the same changes; those that leave the sentence as it was are left out."""
    times: dict[str, list[float]] = {"headline": [], "floor": []}
    for number, (lever, level) in enumerate(islice(changes, size.warm + size.changes)):
        for name, visitor in (("headline", real), ("floor", stub)):
            took = visitor.timed(lever, level)
            if number >= size.warm and took is not None:
                times[name].append(took)
    found = {f"{name}_p90_ms": high(values) for name, values in times.items()}
    found |= {f"{name}_median_ms": statistics.median(values) for name, values in times.items()}
    return found | {f"{name}_changes": len(values) for name, values in times.items()}


def growth(
    visitor: Visitor, process: int, changes: Iterator[tuple[str, str]], size: Size
) -> dict[str, float | int | None]:
    """Megabytes by which a server grows over many changes, its caches being full before."""
    before = resident(process)
    for lever, level in islice(changes, size.watched):
        visitor.timed(lever, level)
    after = resident(process)
    known = before is not None and after is not None
    return {"memory_mb": after, "memory_growth_mb": after - before if known else None, "changes_watched": size.watched}


def together(visitors: list[Visitor], walks: list[Iterator[tuple[str, str]]], size: Size) -> dict[str, float]:
    """All visitors change a lever in the same moment."""
    times = []
    for _ in range(size.together):
        for visitor, changes in zip(visitors, walks, strict=True):
            visitor.change(*next(changes))
        times += [took for visitor in visitors if (took := visitor.took()) is not None]
    return {"visitors": len(visitors), "together_p90_ms": high(times), "together_median_ms": statistics.median(times)}


def said(found: dict[str, Any]) -> None:
    """What was measured so far, on stderr: the whole takes some minutes."""
    print(json.dumps(found), file=sys.stderr, flush=True)


def measure(size: Size) -> dict[str, Any]:
    """Everything, with both servers running."""
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        browser = stack.enter_context(browsing())
        address, process = stack.enter_context(serving(folders[0]))
        floor, _ = stack.enter_context(serving(folders[1], *STUB))
        real, stub = Visitor(browser, address, size.worlds), Visitor(browser, floor, size.worlds)
        changes = walk(SEED)
        found = {"worlds": size.worlds, "months": 36, **alone(real, stub, changes, size)}
        said(found)
        found |= growth(real, process.pid, changes, size)
        said(found)
        others = [Visitor(browser, address, size.worlds) for _ in range(VISITORS - 1)]
        walks = [changes, *(walk(SEED + 1 + number) for number in range(len(others)))]
        found |= together([real, *others], walks, size)
    found |= {"times_floor": found["headline_p90_ms"] / found["floor_p90_ms"], "target_times_floor": TARGET / FLOOR}
    return {**found, "target_ms": TARGET, "memory_target_mb": MOST_GROWTH, "together_target_times": SLOWER}


def table(found: dict[str, Any]) -> str:
    """The report as lines of text."""
    grown = found["memory_growth_mb"]
    lines = [
        f"{found['worlds']:,} worlds of kept histories, {found['months']} months, {found['headline_changes']} changes",
        f"lever to headline      p90 {found['headline_p90_ms']:6.0f} ms   median {found['headline_median_ms']:6.0f} ms"
        f"   (target: p90 at most {found['target_ms']:.0f} ms)",
        f"the page without engine p90 {found['floor_p90_ms']:5.0f} ms   median {found['floor_median_ms']:6.0f} ms",
        f"so the headline takes {found['times_floor']:.2f} times the page without engine"
        f"   (target: {found['target_times_floor']:.2f}, {TARGET:.0f} ms where that page takes {FLOOR:.0f})",
        f"{found['visitors']} visitors at once     p90 {found['together_p90_ms']:6.0f} ms   "
        f"median {found['together_median_ms']:6.0f} ms",
        "memory: not known on this system" if grown is None else
        f"memory: {grown:+.0f} MB over {found['changes_watched']} changes, to {found['memory_mb']:.0f} MB "
        f"(target: at most {found['memory_target_mb']:.0f} MB more)",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.add_argument("--quick", action="store_true", help="a few changes in few worlds")
    asked = parser.parse_args()
    if why := missing():
        raise SystemExit(why)
    found = measure(QUICK if asked.quick else FULL)
    print(json.dumps(found, indent=2) if asked.json else table(found))


if __name__ == "__main__":
    main()
