"""Kept histories: which prior worlds a scenario's past may be, searched once, stored by content, checked on use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from model.evidence import month_text
from model.experiment.blocks import parameter_hash, source_hash
from model.experiment.conditioning import CHUNK, Chunk, imposed, try_worlds
from model.experiment.kept import Kept, read_kept
from model.experiment.pool import context, prepare_worker
from model.experiment.scenario import Scenario, digest
from model.strict_yaml import seeds

SHIPPED = "histories"
SEARCHED = Path("runs") / "histories"
RARE = 5000
MOST = 50_000_000


class TooFewKept(Exception):
    """So many prior worlds were tried that the search was given up; the message names the targets that fight."""


def question_of(scenario: Scenario) -> dict[str, Any]:
    """Everything besides the code that decides which prior worlds are kept."""
    return {
        "evidence": scenario.evidence,
        "seed": scenario.seed,
        "decision_month": month_text(scenario.decision_month),
        "parameters": parameter_hash(scenario),
        "targets": [repr(target) for target in imposed(scenario)],
    }


def wanted(scenario: Scenario) -> int:
    """How many kept histories a scenario needs."""
    return -(-scenario.worlds // scenario.lucks)


def pairs(scenario: Scenario, kept: Kept) -> tuple[np.ndarray, np.ndarray]:
    """History and luck of every world of a scenario: world i continues kept history i // lucks with luck i % lucks."""
    places = np.arange(scenario.worlds)
    return np.array(kept.numbers, dtype=np.int64)[places // scenario.lucks], places % scenario.lucks


def stored(scenario: Scenario) -> Kept | None:
    """What an earlier search has found: by this code, or shipped with the project; None if nothing was."""
    question = digest(question_of(scenario))
    for path in (searched_path(question), shipped_path(question)):
        if path.is_file():
            return read_kept(path)
    return None


def searched_path(question: str) -> Path:
    """Where this code keeps what it has searched; other code has another place."""
    return SEARCHED / f"{question[:16]}-{source_hash()[:8]}.json"


def shipped_path(question: str) -> Path:
    """Where the project ships what it has searched."""
    return seeds() / SHIPPED / f"{question[:16]}.json"


def kept_histories(
    scenario: Scenario,
    jobs: int = 1,
    tried: Callable[[Kept], None] = lambda kept: None,
    most: int = MOST,
    rebuild: bool = False,
) -> Kept:
    """Enough kept histories for a scenario: stored ones, or searched from where an earlier search ended.

    Parameters
    ----------
    scenario : whose past is conditioned
    jobs : how many processes search
    tried : told after each chunk
    most : the search is given up after so many prior worlds
    rebuild : search from the first prior world, whatever is stored

    Raises
    ------
    TooFewKept
        If the search was given up; the targets that drop most are named, and no band is ever widened.
    """
    question = digest(question_of(scenario))
    nothing = Kept(question, source_hash(), 0, (), {})
    kept = nothing if rebuild else stored(scenario) or nothing
    need = wanted(scenario)
    if len(kept.numbers) >= need:
        return kept
    if kept.source != source_hash():
        kept = nothing
    for chunk in chunks(scenario, kept.tried, most, jobs):
        kept = kept.grown(chunk)
        kept.write(searched_path(question))
        tried(kept)
        if len(kept.numbers) >= need:
            return kept
    raise TooFewKept(f"{kept.tried:,} prior worlds tried, {len(kept.numbers):,} of {need:,} kept; {fighting(kept)}")


def fighting(kept: Kept) -> str:
    """The targets that drop most worlds, in words."""
    worst = sorted(kept.dropped.items(), key=lambda item: -item[1])
    return "dropped by " + ", ".join(f"{name} {count:,}" for name, count in worst)


def chunks(scenario: Scenario, start: int, most: int, jobs: int) -> Iterator[Chunk]:
    """Chunks of prior worlds in index order, tried side by side."""
    firsts = range(start, most, CHUNK)
    if jobs < 2:
        for first in firsts:
            yield try_worlds(scenario, first, min(first + CHUNK, most))
        return
    start = context()
    with ProcessPoolExecutor(jobs, start, prepare_worker, (start.Event(),)) as pool:
        ahead = []
        try:
            for first in firsts:
                ahead.append(pool.submit(try_worlds, scenario, first, min(first + CHUNK, most)))
                if len(ahead) > 2 * jobs:
                    yield ahead.pop(0).result()
            for future in ahead:
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
