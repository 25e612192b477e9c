"""What exactly was run: written beside the results before the first block, and completed after the last."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from model.experiment.blocks import Block, Earlier, made_from
from model.experiment.integrity import MANIFEST as NAME
from model.experiment.scenario import Scenario, digest
from model.experiment.store import REPAIR, Damaged, RunError, Sums, write_atomically
from model.world import OUTCOMES

FORMAT = 2
SEAL = "seal"
NOT_STORED = MappingProxyType({"sha256": None, "state": None})
PACKAGES = ("mesa", "numpy", "scipy", "pandas", "pyarrow")


@dataclass(frozen=True)
class Manifest:
    """Everything needed to say, check and repeat what was run; `facts` is plain JSON.

    `content` fingerprints what was asked for and is the same on every machine; `results` fingerprints the stored
    bytes once all are there. Neither holds a date or the name of a machine.
    """

    facts: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    @property
    def scenario(self) -> Mapping[str, Any]:
        """The resolved scenario as plain values, command-line choices included."""
        return self.facts["scenario"]

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.facts["name"]

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Ids of the options, the status quo first."""
        return tuple(option["id"] for option in self.scenario["options"])

    @property
    def blocks(self) -> tuple[Mapping[str, Any], ...]:
        """Each block's id, option, worlds (first, last) and, if it is done, SHA-256 of its outcomes and end state.

        One that is still to go on from a shorter block says so under `earlier`.
        """
        return tuple(self.facts["blocks"])

    @property
    def complete(self) -> bool:
        """Whether every block was stored when this was written."""
        return self.facts["results"] is not None

    def with_checksums(self, checksums: Mapping[str, Sums]) -> Manifest:
        """The manifest with the SHA-256 of the blocks that are stored, and of all of them once none is missing."""
        blocks = [
            without_earlier(block) | checksums[block["id"]]._asdict() if block["id"] in checksums else block
            for block in self.blocks
        ]
        sums = [block["sha256"] for block in blocks]
        return replace(self, facts={**self.facts, "blocks": blocks, "results": digest(sums) if all(sums) else None})

    def going_on(self, blocks: Iterable[Block]) -> Manifest:
        """The manifest with what blocks that are still to be played go on from, so that a kill forgets none of it."""
        earlier = {block.id: recorded_earlier(block.earlier) for block in blocks if block.earlier}
        entries = [
            {**block, "earlier": earlier[block["id"]]} if block["id"] in earlier else block for block in self.blocks
        ]
        return replace(self, facts={**self.facts, "blocks": entries})

    def write(self, folder: Path) -> None:
        """Put it into a run's folder, whole or not at all."""
        write_atomically(folder / NAME, self.text.encode())

    @property
    def text(self) -> str:
        """The manifest as it is stored: JSON that ends with the fingerprint of all that stands before it."""
        facts = {key: value for key, value in self.facts.items() if key != SEAL}
        return json.dumps({**facts, SEAL: digest(facts)}, indent=1, ensure_ascii=False) + "\n"


def without_earlier(block: Mapping[str, Any]) -> dict[str, Any]:
    """A block's entry without what it goes on from."""
    return {key: value for key, value in block.items() if key != "earlier"}


def recorded_earlier(earlier: Earlier) -> dict[str, Any]:
    """What a block goes on from, as it stands in a manifest."""
    return {"id": earlier.id, "months": earlier.months, **earlier.sums._asdict()}


def manifest_of(scenario: Scenario, blocks: Sequence[Block]) -> Manifest:
    """The manifest of a study that has not begun."""
    made = made_from(scenario)
    facts = {
        "format": FORMAT,
        "name": scenario.name,
        "title": scenario.title,
        "question": scenario.question,
        "histories": scenario.histories,
        "kept": kept_numbers(blocks),
        "scenario": scenario.content(),
        "scenario_text": scenario.text,
        "option_words": {o.id: {"title": o.title, "summary": o.summary} for o in scenario.options},
        "evidence": scenario.evidence,
        "parameters": made["parameters"],
        "source": made["source"],
        "code": installed("fulcrum"),
        "packages": {name: installed(name) for name in PACKAGES},
        "processor": processor(),
        "outcomes": {o.id: {"name": o.name, "unit": o.unit, "sense": o.sense} for o in OUTCOMES.values()},
        "blocks": [
            {"id": block.id, "option": block.option.id, "worlds": [block.first, block.last], **NOT_STORED}
            for block in blocks
        ],
        "content": digest([scenario.histories, [block.id for block in blocks]]),
        "results": None,
    }
    return Manifest(facts)


def kept_numbers(blocks: Sequence[Block]) -> list[int]:
    """Numbers of the prior worlds whose histories the worlds of a study continue; none where all are prior worlds."""
    first = [block for block in blocks if block.option.id == blocks[0].option.id]
    return list(dict.fromkeys(number for block in first for number in block.histories))


def processor() -> str:
    """The kind of processor, as far as it decides how the last digits of a number are rounded."""
    vectors = np.show_config(mode="dicts").get("SIMD Extensions", {}).get("found", ())
    return " ".join((platform.machine(), *vectors))


def installed(package: str) -> str:
    """The version of a package, or "not installed"."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def read_manifest(folder: str | Path) -> Manifest:
    """The manifest of a run.

    Raises
    ------
    RunError
        If the folder holds no run, or one of another version.
    Damaged
        If its manifest is not, byte for byte, what was written.
    """
    path = Path(folder) / NAME
    try:
        text = path.read_text(encoding="utf-8")
        facts = json.loads(text)
        kept_format = facts["format"]
    except OSError as error:
        raise RunError(f"{folder}: no run here ({error.strerror}); `fulcrum run SCENARIO` makes one") from None
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{path}: the manifest cannot be read: {error}; {REPAIR}") from None
    manifest = Manifest(facts)
    if manifest.text != text and (SEAL in facts or kept_format == FORMAT):
        raise Damaged(f"{path}: the manifest is damaged: its text is not what was stored; {REPAIR}")
    if kept_format != FORMAT:
        raise RunError(f"{path}: format {kept_format!r} is not {FORMAT}; it was made by another version")
    return manifest
