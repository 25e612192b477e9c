"""Kept histories: which prior worlds a scenario's past may be, searched once, stored by content, checked on use."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from model.evidence import month_text
from model.experiment.blocks import parameter_hash, source_hash
from model.experiment.pasts.conditioning import CHUNK, imposed
from model.experiment.pasts.kept import Kept, read_kept
from model.experiment.pasts.search import Search, SearchFailed, intact
from model.experiment.scenario import Scenario, digest
from model.experiment.store import Damaged
from model.strict_yaml import seeds

__all__ = ["Kept", "SearchFailed", "TooFewKept", "kept_histories", "read_kept"]

SHIPPED = "histories"
SEARCHED = Path("runs") / "histories"
RARE = 5000
MOST = 50_000_000
RESTORE = "put the project's own file back, or search it anew with `fulcrum history --rebuild`"


class TooFewKept(Exception):
    """So many prior worlds were tried that the search was given up; the message names the targets that fight."""


class DamagedHistories(UserWarning):
    """A list of kept histories was damaged and is searched again."""


def warn(message: str) -> None:
    """Tell whoever calls from a script of a damaged list, or of another search that is waited for."""
    warnings.warn(message, DamagedHistories, stacklevel=2)


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


def stored(scenario: Scenario, told: Callable[[str], None] = warn) -> Kept | None:
    """What an earlier search has found: enough if there is, else the longest list that this code can go on with.

    Raises
    ------
    Damaged
        If the list that is shipped with the project would be used, and is damaged.
    """
    question = digest(question_of(scenario))
    own = intact(searched_path(question), question, source_hash(), told)
    if own is not None and len(own.numbers) >= wanted(scenario):
        return own
    given = shipped(scenario)
    if given is None or (len(given.numbers) < wanted(scenario) and given.source != source_hash()):
        return own
    return max((kept for kept in (own, given) if kept), key=lambda kept: kept.tried)


def shipped(scenario: Scenario) -> Kept | None:
    """What the project ships for a scenario's question; Damaged, with advice, if that is not what was shipped."""
    question = digest(question_of(scenario))
    path = shipped_path(question)
    try:
        return read_kept(path, question) if path.exists() else None
    except Damaged as error:
        raise Damaged(f"{error}; {RESTORE}") from None


def shipped_path(question: str) -> Path:
    """Where the project ships what it has searched."""
    return seeds() / SHIPPED / f"{question[:16]}.json"


def searched_path(question: str) -> Path:
    """Where this code keeps what it has searched; other code has another place."""
    return SEARCHED / f"{question[:16]}-{source_hash()[:8]}.json"


def kept_histories(
    scenario: Scenario,
    jobs: int = 1,
    tried: Callable[[Kept], None] = lambda kept: None,
    most: int = MOST,
    rebuild: bool = False,
    limit: float | None = None,
    told: Callable[[str], None] = warn,
) -> Kept:
    """Enough kept histories for a scenario: stored ones, or searched from where an earlier search ended.

    Parameters
    ----------
    scenario : whose past is conditioned
    jobs : how many processes search
    tried : told after each chunk
    most : the search is given up after so many prior worlds
    rebuild : search from the first prior world, whatever is stored; a rebuild that was interrupted is gone on with
    limit : seconds that a chunk may take
    told : told of a stored list that is damaged and of another search that is waited for

    Raises
    ------
    TooFewKept
        If the search was given up; the targets that drop most are named, and no band is ever widened.
    SearchFailed
        If some worlds could not be tried; the rest is stored, and the same call tries only these and what follows.
    Damaged
        If the shipped list would be used, and is damaged.
    OSError
        If the list cannot be written.
    """
    if not rebuild:
        kept = stored(scenario, told)
        if kept is not None and len(kept.numbers) >= wanted(scenario):
            return kept
    question = digest(question_of(scenario))
    path = searched_path(question)
    with only_search(path, told):
        if not rebuild:
            return searched(scenario, path, stored(scenario, lambda said: None), (jobs, tried, most, limit, told))
        anew = path.with_name(f"{path.stem}-rebuild.json")
        begun = intact(anew, question, source_hash(), told)
        kept = searched(scenario, anew, begun, (jobs, tried, most, limit, told))
        settle(anew, kept, path, intact(path, question, source_hash(), told))
        return kept


def searched(scenario: Scenario, path: Path, kept: Kept | None, rest: tuple) -> Kept:
    """A list that is grown until it has enough, each chunk stored before the next is waited for."""
    jobs, tried, most, limit, told = rest
    kept = kept or Kept(digest(question_of(scenario)), source_hash(), 0, (), {})
    search = Search(scenario, path, kept, wanted(scenario), most, CHUNK, told)
    for grown in search.grow(jobs, limit):
        tried(grown)
    kept, need = search.kept, search.need
    if not search.enough:
        raise TooFewKept(f"{kept.tried:,} prior worlds tried, {len(kept.numbers):,} of {need:,} kept; {fighting(kept)}")
    return kept


def settle(anew: Path, rebuilt: Kept, path: Path, before: Kept | None) -> None:
    """Put a rebuilt list in the place of the one before, unless that is the same and longer."""
    if before is not None and before.tried > rebuilt.tried and not differences(rebuilt, before):
        anew.unlink()
    else:
        os.replace(anew, path)


def differences(one: Kept, other: Kept) -> list[str]:
    """How two lists that answer the same question differ among the prior worlds that both have tried; in words."""
    last = min(one.tried, other.tried)
    here, there = ({number for number in kept.numbers if number < last} for kept in (one, other))
    said = []
    for what, alone in (("only this search keeps", here - there), ("only the other list has", there - here)):
        if alone:
            said.append(f"{what} {len(alone):,} of the first {last:,} prior worlds, such as {min(alone):,}")
    if one.tried == other.tried and dict(one.dropped) != dict(other.dropped):
        said.append("the targets drop other numbers of worlds")
    return said


@contextmanager
def only_search(path: Path, told: Callable[[str], None]) -> Iterator[None]:
    """Be the only search for a list; wait while another process searches it, so that nothing is tried twice or lost."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_suffix(".lock"), "a+b") as file:
        try:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                told(f"{path}: another process is searching this list; waiting for it")
                fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield


def fighting(kept: Kept) -> str:
    """The targets that drop most worlds, in words."""
    worst = sorted(kept.dropped.items(), key=lambda item: -item[1])
    return "dropped by " + ", ".join(f"{name} {count:,}" for name, count in worst)
