"""How long the appendix of the reference study takes beyond the study itself: all four formats, both evidence sets.

    python benchmarks/appendix.py            a table (about a minute on two cores)
    python benchmarks/appendix.py --json     the same as JSON
    python benchmarks/appendix.py --quick    a few worlds: for tests of the benchmark itself

The study is played first and not timed. “first” is a document of which no part is kept: worlds told, histories judged
and the past behind the charts are worked out, side by side in two processes. “again” is the same document once more in
a process of its own, with those answers kept. “verify” reads the DOCX and works every number out again from the runs.
Each is timed from the start of a fresh process to its end, the start of Python included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from model.experiment import Scenario, run
from model.strict_yaml import scenarios

TARGET = 10.0  # seconds for all four formats
SETS = ("articles", "record")
FEW = {"worlds": 24, "months": 4, "histories": "prior", "lucks": 1, "text": ""}


def play(folder: Path, quick: bool) -> None:
    """The reference study in both evidence sets; a few prior worlds and months of it for a quick look."""
    scenario = Scenario.load(scenarios() / "reference.yaml")
    for name in SETS:
        changed = {"evidence": name, **(FEW if quick else {})}
        run(scenario.replace(**changed), folder / "runs" / name, jobs=os.cpu_count() or 1)


def seconds(folder: Path, *words: str) -> float:
    """How long a command takes, in a process of its own in that folder."""
    checkout = str(Path(__file__).resolve().parent.parent)
    start = time.perf_counter()
    command = [sys.executable, "-m", "model.cli", *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": checkout})
    return time.perf_counter() - start


def measured(quick: bool) -> dict:
    """Seconds of a first document, of the same again, and of its verification; and how large its files are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        play(folder, quick)
        words = ("appendix", "runs/articles", "--with", "runs/record", "--to", "out")
        first, again = (seconds(folder, *words) for _ in range(2))
        document = next((folder / "out").glob("*.docx"))
        verify = seconds(folder, "verify", str(document), "--run", "runs/articles", "--sample", "0")
        sizes = {path.suffix[1:]: path.stat().st_size for path in sorted((folder / "out").glob("*.*"))}
    times = {"first": first, "again": again, "verify": verify}
    return {"seconds": times, "bytes": sizes, "target": TARGET, "judged": not quick}


def table(report: dict) -> str:
    """The report as lines."""
    lines = [f"{name:<8}{value:8.1f} s" for name, value in report["seconds"].items()]
    lines += [f"{name:<8}{size / 1e6:8.2f} MB" for name, size in report["bytes"].items()]
    if report["judged"]:
        held = [name for name in ("first", "again") if report["seconds"][name] < TARGET]
        lines.append(f"under {TARGET:g} s: {', '.join(held) or 'none'}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    report = measured(asked.quick)
    print(json.dumps(report, indent=1) if asked.json else table(report))


if __name__ == "__main__":
    main()
