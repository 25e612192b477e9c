"""Where the studies of the dashboard are stored, and which stored studies a visitor can open."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from model.experiment import Manifest, RunError, read_manifest
from model.experiment import Scenario as Study
from model.experiment.blocks import made_from
from model.experiment.manifest import NAME
from model.experiment.scenario import digest

RUNS = Path("runs")
LIVE = RUNS / "dashboard"
MOST = 24  # studies of the dashboard that stay on disk; one of nine options and 1,000 worlds takes some 80 MB
FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def of(study: Study) -> Path:
    """The folder of a study of the dashboard: named by the content of everything that decides it."""
    return LIVE / digest([made_from(study), study.content()])[:16]


def used(folder: Path) -> None:
    """Note that a folder was used now, and remove those of the dashboard that were used longest ago."""
    os.utime(folder)
    own = [path for path in LIVE.iterdir() if FINGERPRINT.fullmatch(path.name) and (path / NAME).is_file()]
    for path in sorted(own, key=lambda path: path.stat().st_mtime, reverse=True)[MOST:]:
        shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True)
class Entry:
    """One stored study: where it is and what it says of itself."""

    folder: str
    title: str
    evidence: str
    worlds: int
    options: tuple[str, ...]


def listed() -> list[Entry]:
    """The stored studies in runs/, whole ones only, by title."""
    found = []
    for path in sorted(RUNS.glob(f"*/{NAME}")):
        try:
            manifest = read_manifest(path.parent)
        except (RunError, OSError):
            continue
        if manifest.complete:
            found.append(entry(path.parent, manifest))
    return sorted(found, key=lambda item: (item.title, item.evidence, item.folder))


def entry(folder: Path, manifest: Manifest) -> Entry:
    """What a manifest says, as a line of the list."""
    facts = manifest.facts
    return Entry(str(folder), facts["title"], facts["evidence"], manifest.scenario["worlds"], manifest.option_ids)
