"""Runs a study: plans it, plays what is missing, and leaves a folder with blocks and manifest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from model.experiment.adoption import adopt
from model.experiment.blocks import Batch
from model.experiment.compute import Failure
from model.experiment.executor import execute
from model.experiment.integrity import intact, state_ids, stored_ids
from model.experiment.manifest import NAME, Manifest, manifest_of, read_manifest
from model.experiment.plan import Plan, plan_of
from model.experiment.results import Results
from model.experiment.scenario import Scenario
from model.experiment.store import BLOCKS, STATES, Damaged, RunError, block_path, only_process, state_path, sweep

INPUTS = ("decision_month", "seed", "evidence", "assume", "events", "histories", "lucks")
MAY_GROW = ("worlds", "months")


class StudyFailed(Exception):
    """Some blocks could not be made; the rest is stored."""

    def __init__(self, failures: tuple[Failure, ...], folder: Path) -> None:
        self.failures, self.folder = failures, folder
        super().__init__(failures, folder)

    def __str__(self) -> str:
        return "\n".join(str(failure) for failure in self.failures)


def nothing(_: Batch) -> None:
    """Tell nobody."""


def run(
    scenario: Scenario,
    out: str | Path | None = None,
    jobs: int = 1,
    finished: Callable[[Batch], None] = nothing,
) -> Results:
    """Play a scenario and store its results; what is stored already is not played again.

    A study may grow: by worlds, by options, and by months, which go on from the states that its worlds ended in. In a
    folder of its own it begins with what the runs beside it have stored of the same blocks.

    Histories are those of prior worlds, or of worlds whose past lies inside every target's band, as the scenario says.

    Parameters
    ----------
    scenario : Scenario
    out : path, optional
        The run's folder; by default runs/<name>-<fingerprint>.
    jobs : int
        How many processes play. A script that asks for more than one needs `if __name__ == "__main__":`.
    finished : callable, optional
        Told of each batch once it is done.

    Returns
    -------
    Results

    Raises
    ------
    StudyFailed
        If a block could not be made; all others are stored.
    RunError
        If the folder holds another study.
    RunInUse
        If another process works on the same folder.
    OSError
        If a file cannot be written, as on a full disk; the same call resumes once there is room.

    Example
    -------
    >>> results = run(Scenario.load("scenarios/reference.yaml").replace(worlds=50))
    """
    return carry_out(plan_of(scenario, out, jobs), finished)


def carry_out(
    plan: Plan, finished: Callable[[Batch], None] = nothing, limit: float | None = None, scheduler: str = ""
) -> Results:
    """Do what a plan says; see `run`, and `execute` for the limit and the scheduler."""
    manifest = manifest_of(plan.scenario, plan.blocks)
    if is_done(plan, manifest):
        return Results.open(plan.folder)
    refuse_other_study(plan)
    with only_process(plan.folder):
        sweep(plan.folder)
        if plan.source:
            adopt(plan.source, plan.folder, plan.adopted)
            manifest.with_checksums(intact(plan.source)).going_on(plan.going_on).write(plan.folder)
        plan = plan_of(plan.scenario, plan.folder, plan.jobs)
        manifest = manifest.with_checksums(intact(plan.folder)).going_on(plan.going_on)
        manifest.write(plan.folder)
        failures = []
        with closing(execute(plan.scenario, plan.batches, plan.folder, plan.jobs, limit, scheduler)) as played:
            for batch, outcome in played:
                manifest = manifest.with_checksums(outcome.stored)
                manifest.write(plan.folder)
                failures += outcome.failures
                finished(batch)
        for path in unneeded(plan.folder, manifest):
            path.unlink()
        sweep(plan.folder)
    if failures:
        raise StudyFailed(tuple(failures), plan.folder)
    return Results.open(plan.folder)


def is_done(plan: Plan, manifest: Manifest) -> bool:
    """Whether the folder holds exactly this study, whole and swept of what only a growth needed."""
    if plan.batches or not (plan.folder / NAME).is_file():
        return False
    try:
        kept = read_manifest(plan.folder)
    except Damaged:
        return False
    whole = kept.complete and kept.facts["content"] == manifest.facts["content"]
    return whole and not unneeded(plan.folder, manifest)


def refuse_other_study(plan: Plan) -> None:
    """RunError if the folder holds results that this study would replace by others or by fewer."""
    folder, scenario = plan.folder, plan.scenario
    content = scenario.content()
    if not (folder / NAME).is_file():
        if folder.exists() and (not folder.is_dir() or foreign(folder)):
            raise RunError(f"{folder}: holds other files; choose another --out")
        return
    try:
        kept = read_manifest(folder)
    except Damaged as error:
        refuse_other_blocks(plan, error)
        return
    if any(kept.scenario.get(key) != content.get(key) for key in INPUTS) or kept.name != scenario.name:
        raise RunError(f"{folder}: holds another study, {kept.facts['title']!r}; choose another --out")
    if any(option not in content["options"] for option in kept.scenario["options"]):
        raise RunError(f"{folder}: holds other options, {', '.join(kept.option_ids)}; choose another --out")
    for key in MAY_GROW:
        if kept.scenario[key] > content[key]:
            raise RunError(f"{folder}: holds {kept.scenario[key]:,} {key} and may only grow; choose another --out")


def refuse_other_blocks(plan: Plan, error: Damaged) -> None:
    """RunError if blocks that this study does not plan lie under a damaged manifest; a block's id says what made it."""
    own = {block.id for block in plan.blocks} | {block.earlier.id for block in plan.going_on}
    others = stored_ids(plan.folder) - own
    if others:
        raise RunError(f"{error}, and {len(others):,} blocks here are not this study's; choose another --out")


def foreign(folder: Path) -> list[Path]:
    """What lies in a folder that no run has put there."""
    return [path for path in folder.iterdir() if path.name not in (".lock", BLOCKS, STATES) and path.suffix != ".tmp"]


def unneeded(folder: Path, manifest: Manifest) -> list[Path]:
    """Files of blocks that are no part of a study and that none of it goes on from.

    They are those of older code, a last range that has grown, and those of fewer months.
    """
    needed = {block["id"] for block in manifest.blocks}
    needed |= {block["earlier"]["id"] for block in manifest.blocks if "earlier" in block}
    blocks = [block_path(folder, block_id) for block_id in stored_ids(folder) - needed]
    return blocks + [state_path(folder, block_id) for block_id in state_ids(folder) - needed]
