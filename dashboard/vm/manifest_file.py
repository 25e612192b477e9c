"""The scenario in the JSON that the Appendix page gives away: a run's manifest, or the findings of a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dashboard.vm import scenario_file
from dashboard.vm.link import OUTCOME_KEY
from dashboard.vm.scenario_file import Opened, written
from model.experiment.manifest import Manifest
from model.experiment.replay import scenario_of

LARGEST = 1_000_000  # bytes of a file that the application reads
NO_SCENARIO = "it carries no scenario that can be read; the manifest and the JSON of a document do"


def brought(text: str) -> Opened:
    """The study of a text that a visitor brought: a scenario file, a manifest, or the findings of a document."""
    if not text.lstrip().startswith("{"):
        return scenario_file.opened(text)
    if len(text.encode()) > LARGEST:
        return Opened(None, (f"the file is larger than {LARGEST:,} bytes, the most that is read",))
    try:
        held = json.loads(text)
        return carried(held) if {"runs", "scenario"} & set(held) else scenario_file.opened(text)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return Opened(None, (f"{NO_SCENARIO} ({type(error).__name__}: {error})",))


def carried(held: Mapping[str, Any]) -> Opened:
    """The study of a manifest, or of the first run of a document with the outcome that its link shows.

    What the manifest says goes through the strict reader of scenario files, as if somebody had written it.
    """
    facts, link = (held["runs"][0], held["asked"]["link"]) if "runs" in held else (held, "")
    found = scenario_file.opened(written(scenario_of(Manifest(facts))), "manifest")
    return replace(found, outcome=parse_qs(urlsplit(link).query).get(OUTCOME_KEY, [""])[-1])
