"""The Appendix page: what can be taken away of the study that is shown, each file with what it holds."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.vm import wording
from dashboard.vm.plain import text
from dashboard.vm.scenario_file import written
from model.analysis import compare, csv_text, headline, standing_words
from model.analysis.workbook import workbook_bytes
from model.experiment import Results
from model.experiment.export import export
from model.experiment.replay import scenario_of
from model.levers import STATUS_QUO

CAPTION = wording.CAPTION
SHORT = 12  # characters of a fingerprint that tell two runs apart
INTRODUCTION = (
    "Take away what is shown: the scenario that plays it again, the numbers, and the manifest that says how they were "
    "made. Every file is made of the stored run when you ask for it; the same run gives the same bytes."
)
LIVE = "These are the results of the scenario set on the left."
OPENED = "These are the results of the stored study that you opened; the levers on the left play no part in them."
NOTHING_COMPARED = "All levers are off, so there is no option to compare: comparison and findings hold no rows."
AGAIN = "The scenario file plays it again: `fulcrum run {name}` gives the same numbers; `fulcrum verify` checks them."
UNKNOWN = "unknown"
CSV, JSON, YAML = "text/csv", "application/json", "application/yaml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
ABOUT_NAME = "What the files are about: study, worlds, seed, evidence, versions and fingerprints"


@dataclass(frozen=True)
class File:
    """One file on offer: its name, what it holds, its media type, and what makes it."""

    name: str
    label: str
    holds: str
    media: str
    make: Callable[[], bytes]


def files(results: Results) -> tuple[File, ...]:
    """Every file that can be made of a run, smallest first."""
    stem = f"fulcrum-{results.manifest.facts['content'][:SHORT]}"
    return tuple(
        File(f"{stem}{ending}", label, holds, media, partial(make, results))
        for ending, label, holds, media, make in (
            (".yaml", "Scenario", "decision, worlds, seed, evidence, options, events, assumptions", YAML, scenario),
            (".manifest.json", "Manifest", "versions, kept histories, every block with its SHA-256", JSON, manifest),
            (
                ".comparison.csv",
                "Comparison",
                "paired differences from the status quo",
                CSV,
                comparison,
            ),
            (".findings.json", "Findings", "the same with a counted sentence each, and the caveats", JSON, findings),
            (".xlsx", "Summary", "a workbook: what it is, the comparison, the manifest", XLSX, workbook),
            (".parquet", "Every world", "a row for each option, world and month; a column an outcome", PARQUET, worlds),
        )
    )


def scenario(results: Results) -> bytes:
    """The scenario file that plays a run again."""
    return written(scenario_of(results.manifest)).encode()


def manifest(results: Results) -> bytes:
    """The manifest of a run, as it is stored."""
    return results.manifest.text.encode()


def comparison(results: Results) -> bytes:
    """Every paired difference of a run, as CSV."""
    return csv_text(compare(results).differences).encode()


def workbook(results: Results) -> bytes:
    """The summary of a run as a workbook."""
    return workbook_bytes(compare(results), results.manifest)


def worlds(results: Results) -> bytes:
    """The whole run as one Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        return export(results, Path(folder) / "run.parquet").read_bytes()


def findings(results: Results) -> bytes:
    """What a run has found, as JSON: caveats first, then a sentence and the numbers of every difference."""
    found, titles = compare(results), titles_of(results)
    facts = {
        "caveats": [CAPTION, *standing_words(found.histories)],
        **dict(about(results)),
        "findings": [
            {"sentence": headline(row, titles[row.option]), **plain(asdict(row))} for row in found.differences
        ],
    }
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them: what is no number is null."""
    return {key: None if isinstance(value, float) and isnan(value) else value for key, value in values.items()}


def titles_of(results: Results) -> dict[str, str]:
    """The titles of a run's options, by id."""
    return {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}


def about(results: Results) -> list[tuple[str, str]]:
    """What the files are about: (what, value), as the manifest says it."""
    facts, played = results.manifest.facts, results.manifest.scenario
    return [
        ("title", facts["title"]),
        ("question", facts["question"]),
        ("options", ", ".join(titles_of(results).values())),
        ("decision month", played["decision_month"]),
        ("months", f"{played['months']}"),
        ("worlds", f"{played['worlds']:,}"),
        ("histories", facts["histories"]),
        ("seed", f"{played['seed']}"),
        ("evidence", facts["evidence"]),
        ("model", facts["code"]),
        ("source", facts["source"]),
        ("parameters", facts["parameters"]),
        ("results", facts["results"] or UNKNOWN),
    ]


def about_table(results: Results) -> pd.DataFrame:
    """The same as a table, fingerprints in short."""
    rows = [[name.capitalize(), text(short(name, value))] for name, value in about(results) if value]
    return pd.DataFrame(rows, columns=["", " "])


def short(name: str, value: str) -> str:
    """A fingerprint in short; anything else as it is."""
    return f"{value[:SHORT]}… (SHA-256)" if name in ("source", "parameters", "results") and value != UNKNOWN else value


def words(results: Results, is_opened: bool) -> list[str]:
    """What is said above the files: whose results they are, and what stands beside every result."""
    alone = list(results.options) == [STATUS_QUO.id]
    said = [OPENED if is_opened else LIVE, *([NOTHING_COMPARED] if alone else [])]
    return [*said, *standing_words(results.manifest.facts["histories"])]


def again(results: Results) -> str:
    """How the run is played again elsewhere."""
    return AGAIN.format(name=files(results)[0].name)
