"""Checks a stored run against itself and against the model: hashes what is stored, plays a sample of it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from model.experiment.blocks import Block, batches_of, source_hash
from model.experiment.compute import contents
from model.experiment.inputs.scenario_files import read_scenario_text
from model.experiment.integrity import state_ids, stored_ids
from model.experiment.manifest import NOT_STORED, Manifest, manifest_of, read_manifest
from model.experiment.pasts.histories import Kept
from model.experiment.plan import plan_of
from model.experiment.replay import scenario_of
from model.experiment.scenario import Scenario, digest
from model.experiment.store import (
    Content,
    Damaged,
    RunError,
    block_path,
    checked_bytes,
    checked_state,
    read_block,
    said,
    state_path,
)
from model.strict_yaml import InputError, read_text

TOLERANCE, MOST_DIFFERING = 1e-5, 0.01
CHOSEN_ON_THE_COMMAND_LINE = ("worlds", "seed", "evidence", "options", "histories", "lucks")
MADE_HERE = ("packages", "processor")


@dataclass
class Verified:
    """What came of checking a run; every problem is a sentence that names file, option, worlds and seed.

    `worlds` counts the worlds played again and `differing` those of them, outside `TOLERANCE` of what is stored.
    """

    folder: Path
    blocks: int = 0
    hashed: int = 0
    replayed: int = 0
    exact: int = 0
    worlds: int = 0
    differing: int = 0
    same_packages: bool = True
    problems: list[str] = field(default_factory=list)


def verify(folder: str | Path, sample: int | None = 4, told: Callable[[], None] = lambda: None) -> Verified:
    """Check a run: its manifest, its scenario, every stored byte, and a sample of blocks played again.

    Parameters
    ----------
    folder : path of the run
    sample : int or None
        How many blocks to play again, chosen by the content of the run; None plays all of them.
    told : called after each batch that was played again

    Returns
    -------
    Verified
        Without problems if the run is what it says it is.

    Raises
    ------
    RunError
        If there is no run, or it is not finished.
    """
    folder = Path(folder)
    found = Verified(folder)
    try:
        manifest = read_manifest(folder)
    except Damaged as error:
        found.problems.append(str(error))
        return found
    if not manifest.complete:
        raise RunError(f"{folder}: the run is not finished; run the same command to resume")
    found.blocks = len(manifest.blocks)
    found.problems += faults_of_text(folder, manifest)
    blocks = planned_blocks(found, manifest)
    if blocks:
        play_again(found, manifest, chosen(blocks, manifest, sample), told)
    hash_again(found, manifest)
    return found


def planned_blocks(found: Verified, manifest: Manifest) -> tuple[Block, ...]:
    """The blocks that the manifest's scenario has by the code here; none, and why, if they are not the manifest's."""
    where = found.folder / "manifest.json"
    try:
        scenario = scenario_of(manifest)
        blocks = plan_of(scenario, found.folder, kept=kept_by(manifest)).blocks
        expected = json.loads(manifest_of(scenario, blocks).text)
    except (InputError, ValueError, KeyError, TypeError, AttributeError) as error:
        found.problems.append(f"{where}: scenario: cannot be played: {error}")
        return ()
    if manifest.facts["source"] != source_hash():
        made, here = manifest.facts["source"][:12], source_hash()[:12]
        found.problems.append(f"{where}: source: made by other code ({made}, here {here}); nothing can be played again")
        return ()
    found.same_packages = all(manifest.facts.get(key) == expected[key] for key in MADE_HERE)
    wrong = list(faults_of_facts(where, manifest.facts, expected))
    found.problems += wrong
    return () if wrong else blocks


def kept_by(manifest: Manifest) -> Kept | None:
    """The histories a run continues, from its manifest; each is held against every band when a block is played."""
    numbers = tuple(int(number) for number in manifest.facts["kept"])
    return Kept("", manifest.facts["source"], numbers[-1] + 1, numbers, {}) if numbers else None


def faults_of_facts(where: Path, facts: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    """What a manifest says otherwise than its own scenario and the code here do."""
    sums = [block["sha256"] for block in facts["blocks"]]
    if facts["results"] != digest(sums):
        yield f"{where}: results: not the fingerprint of the blocks listed"
    for key in sorted({*facts, *expected} - {"blocks", "results", "seal", "code", *MADE_HERE}):
        if facts.get(key) != expected.get(key):
            yield f"{where}: {key}: not what this scenario gives"
    for kept, made in zip(facts["blocks"], expected["blocks"], strict=False):
        if {**kept, **NOT_STORED} != made:
            block = said(kept, facts["scenario"]["seed"])
            yield f"{where}: blocks: the block of {block} was not made from this scenario"
    if len(facts["blocks"]) != len(expected["blocks"]):
        yield f"{where}: blocks: {len(facts['blocks']):,} are listed, the scenario has {len(expected['blocks']):,}"


def faults_of_text(folder: Path, manifest: Manifest) -> Iterator[str]:
    """What the scenario's text says otherwise than the scenario that was played.

    Worlds, seed, evidence and options may be chosen on the command line, so the text need not have them.
    """
    where, facts = folder / "manifest.json", manifest.facts
    if not facts["scenario_text"]:
        return
    try:
        text = read_again(facts["scenario_text"], facts["name"], facts["evidence"])
    except InputError as error:
        yield f"{where}: scenario_text: {error}"
        return
    for key in ("title", "question"):
        if getattr(text, key) != facts[key]:
            yield f"{where}: scenario_text: {key}: not that of the run"
    for key, value in text.content().items():
        if key not in CHOSEN_ON_THE_COMMAND_LINE and manifest.scenario.get(key) != value:
            yield f"{where}: scenario_text: {key}: not what was played"


def read_again(text: str, name: str, evidence: str) -> Scenario:
    """The scenario of a text, its options left out: their files need not be here."""
    data = read_text(text, name).data
    kept = {key: value for key, value in data.items() if key not in ("options", "levers")}
    return read_scenario_text(json.dumps({**kept, "evidence": evidence, "options": ["status_quo"]}), name)


def chosen(blocks: Sequence[Block], manifest: Manifest, sample: int | None) -> tuple[Block, ...]:
    """A sample of blocks, decided by the content of the run, so that a check can be repeated."""
    order = sorted(blocks, key=lambda block: sha256(f"{manifest.facts['results']}/{block.id}".encode()).digest())
    return tuple(order[:sample])


def play_again(found: Verified, manifest: Manifest, blocks: Sequence[Block], told: Callable[[], None]) -> None:
    """Play blocks again, without a look at what is stored, and hold the result against it."""
    scenario = scenario_of(manifest)
    kept = {block["id"]: block for block in manifest.blocks}
    for batch in batches_of(blocks):
        try:
            for block, content in contents(scenario, batch):
                compare_block(found, manifest, kept[block.id], content)
        except Exception as error:
            blocks_said = "; ".join(str(block) for block in batch.blocks)
            found.problems.append(
                f"{found.folder}: {blocks_said} (seed {scenario.seed}) cannot be played again: {error}"
            )
        told()


def compare_block(found: Verified, manifest: Manifest, kept: Mapping[str, Any], played: Content) -> None:
    """Hold one block that was played again against the stored one: by its SHA-256, else world by world."""
    first, last = kept["worlds"]
    found.replayed, found.worlds = found.replayed + 1, found.worlds + last - first
    seed, path = manifest.scenario["seed"], block_path(found.folder, kept["id"])
    ended_alike = kept.get("state") in (None, sha256(played.state).hexdigest())
    if found.same_packages and not ended_alike:
        ended = f"{state_path(found.folder, kept['id'])}: the end state of {said(kept, seed)}"
        found.problems.append(f"{ended} is not what the model gives when played again")
    if sha256(played.outcomes).hexdigest() == kept["sha256"]:
        found.exact += ended_alike
        return
    try:
        stored = checked_bytes(found.folder, kept, seed)
    except Damaged:
        return
    differing, outcomes = worlds_that_differ(played.outcomes, stored, tuple(manifest.facts["outcomes"]), manifest)
    found.differing += differing
    if found.same_packages or differing > MOST_DIFFERING * (last - first):
        what = f"{differing:,} worlds differ in {', '.join(outcomes)}" if differing else "its bytes differ"
        block = f"{path}: the block of {said(kept, seed)}"
        found.problems.append(f"{block} is not what the model gives when played again: {what}")


def worlds_that_differ(
    played: bytes, stored: bytes, outcomes: Sequence[str], manifest: Manifest
) -> tuple[int, list[str]]:
    """How many worlds of a block lie outside the tolerance in any month, and in which outcomes."""
    months = manifest.scenario["months"]
    one, two = read_block(played, outcomes, months), read_block(stored, outcomes, months)
    outside = {}
    for name in outcomes:
        scale = np.maximum(np.abs(one[name]).max(), 1e-12)
        apart = ~np.isclose(one[name], two[name], rtol=TOLERANCE, atol=TOLERANCE * scale)
        if apart.any():
            outside[name] = apart.any(axis=1)
    return int(np.any(list(outside.values()), axis=0).sum()) if outside else 0, list(outside)


def hash_again(found: Verified, manifest: Manifest) -> None:
    """Hash every stored block and end state, and name files that belong to no block."""
    seed, ids = manifest.scenario["seed"], {block["id"] for block in manifest.blocks}
    for block in manifest.blocks:
        checks = (checked_bytes, checked_state) if block.get("state") else (checked_bytes,)
        faults = [fault for check in checks if (fault := damage(check, found.folder, block, seed))]
        found.problems += faults
        found.hashed += not faults
    strays = [block_path(found.folder, stray) for stray in sorted(stored_ids(found.folder) - ids)]
    strays += [state_path(found.folder, stray) for stray in sorted(state_ids(found.folder) - ids)]
    found.problems += [f"{stray}: no block of this run" for stray in strays]


def damage(check: Callable[..., bytes], folder: Path, block: Mapping[str, Any], seed: int) -> str:
    """What a check finds wrong with a block's file; nothing if it is whole."""
    try:
        check(folder, block, seed)
    except Damaged as error:
        return str(error)
    return ""
