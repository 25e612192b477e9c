"""The golden record of the reference study's findings: what is recorded, when a finding has moved, how to make it anew.

    python -m tests.golden.golden "why the findings moved"

plays the reference study in both evidence sets, prints every finding that moved, old and new, and writes the record
with the reason; the tests fail until the same reason stands in CHANGELOG.md.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.analysis import compare
from model.analysis.findings.findings import MAIN
from model.analysis.wording import number
from model.experiment import Results, Scenario, run

ROOT = Path(__file__).resolve().parents[2]
RECORD = Path(__file__).with_name("reference.json")
SETS = ("articles", "record")
NOISE = 0.05  # of an interval's width: other processors and packages shift a median by less (their last digits differ)
AGREED = 20  # worlds of 2,000 that may change sides for the same reason

Findings = dict[str, dict[str, Any]]


def played(evidence: str, folder: Path) -> Results:
    """The reference study in one evidence set."""
    scenario = Scenario.load(ROOT / "scenarios" / "reference.yaml")
    return run(scenario.replace(evidence=evidence), folder / evidence)


def findings_of(results: Results) -> Findings:
    """Every difference in a main outcome, in the last month and on average, by “option outcome month”."""
    rows = compare(results).rows(outcomes=MAIN)
    return {
        f"{row.option} {row.outcome} {row.month}": {
            "median": round_to(row.median, 6),
            "low": round_to(row.low, 6),
            "high": round_to(row.high, 6),
            "verdict": row.verdict,
            "better": row.better,
            "worse": row.worse,
        }
        for row in rows
    }


def round_to(value: float, digits: int) -> float:
    """A number with so many significant digits."""
    return float(f"{value:.{digits}g}")


def moved(old: Mapping[str, Findings], new: Mapping[str, Findings]) -> Iterator[str]:
    """A line for each finding that is not what it was, with the old and the new one."""
    for evidence in sorted(old.keys() | new.keys()):
        before, after = old.get(evidence, {}), new.get(evidence, {})
        for name in [*before, *(name for name in after if name not in before)]:
            if name not in after:
                yield f"{evidence} {name}: gone; was {told(before[name])}"
            elif name not in before:
                yield f"{evidence} {name}: new; {told(after[name])}"
            elif is_another(before[name], after[name]):
                yield f"{evidence} {name}: was {told(before[name])}; is {told(after[name])}"


def is_another(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a finding has moved by more than another machine would move it."""
    shift = abs(new["median"] - old["median"])
    sides = max(abs(new[side] - old[side]) for side in ("better", "worse"))
    return old["verdict"] != new["verdict"] or shift > NOISE * (old["high"] - old["low"]) or sides > AGREED


def told(finding: Mapping[str, Any]) -> str:
    """A finding in a few words."""
    interval = f"{number(finding['low'])} to {number(finding['high'])}"
    sides = f"better in {finding['better']:,}, worse in {finding['worse']:,}"
    return f"{number(finding['median'])} ({interval}), {finding['verdict']}, {sides}"


def recorded() -> dict[str, Any]:
    """The record: the reason of its last change, and findings by evidence set."""
    return json.loads(RECORD.read_text(encoding="utf-8"))


def main(reason: str) -> None:
    """Make the record anew, and print what moved."""
    with tempfile.TemporaryDirectory() as folder:
        new = {evidence: findings_of(played(evidence, Path(folder))) for evidence in SETS}
    old = recorded()["findings"] if RECORD.is_file() else {}
    print("\n".join(moved(old, new)) or "nothing has moved")
    RECORD.write_text(json.dumps({"reason": reason, "findings": new}, indent=0, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or len(sys.argv[1]) < 20:
        sys.exit('give the reason: python -m tests.golden.golden "why the findings moved"')
    main(sys.argv[1])
