"""Plays batches on the workers of a Dask cluster: the same blocks, the same bytes, stored by this process alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.experiment.blocks import Batch, source_hash
from model.experiment.compute import Outcome, contents, failure
from model.experiment.growth import with_earlier_read
from model.experiment.manifest import PACKAGES, installed
from model.experiment.scenario import Scenario
from model.experiment.store import Content, RunError, put

if TYPE_CHECKING:
    from distributed import Client

RETRIES = 3
AHEAD = 2
SECONDS_TO_ANSWER = 30


class OtherCode(Exception):
    """A worker has other code or packages than this process, so that its bytes would differ."""


def on_cluster(scenario: Scenario, batches: Sequence[Batch], folder: Path, address: str) -> Iterator[Any]:
    """Play batches on a cluster; after an error in one of them, each of its blocks, so that the faulty one is known.

    Workers need no common disk: blocks come back and are written here. A worker that dies is replaced by another.

    Yields
    ------
    batch, Outcome

    Raises
    ------
    RunError
        If there is no scheduler at that address, no worker behind it, or one with other code or packages.
    """
    from distributed import wait

    with connected(address) as client:
        left, playing = list(reversed(batches)), {}
        while left or playing:
            while left and len(playing) < AHEAD * max(1, sum(client.nthreads().values())):
                batch = left.pop()
                ready = with_earlier_read(batch, folder, scenario.seed)
                playing[client.submit(play, scenario, ready, made_by(), pure=False, retries=RETRIES)] = batch
            for future in wait(list(playing), return_when="FIRST_COMPLETED").done:
                batch = playing.pop(future)
                outcome = stored(scenario, batch, folder, future)
                if outcome is None:
                    left += reversed(batch.alone())
                else:
                    yield batch, outcome


def stored(scenario: Scenario, batch: Batch, folder: Path, future: Any) -> Outcome | None:
    """What came of a batch, its blocks stored; None if it failed and its blocks should be played one by one."""
    error = future.exception()
    if isinstance(error, OtherCode):
        raise RunError(str(error))
    if error is None:
        return Outcome({block_id: put(folder, block_id, content) for block_id, content in future.result()})
    if len(batch.blocks) > 1:
        return None
    return Outcome({}, (failure(scenario, batch.blocks[0], error),))


def play(scenario: Scenario, batch: Batch, expected: dict[str, str]) -> list[tuple[str, Content]]:
    """What a worker does: the bytes of each block of a batch, by its id."""
    here = made_by()
    for name, version in expected.items():
        if here[name] != version:
            raise OtherCode(f"a worker has {name} {here[name]}, not {version} as here; install the same there")
    return [(block.id, content) for block, content in contents(scenario, batch)]


def made_by() -> dict[str, str]:
    """Code and packages of this process."""
    return {"model code": source_hash()[:12], **{name: installed(name) for name in PACKAGES}}


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A connection to a scheduler with at least one worker; certificates as Dask's own settings name them."""
    try:
        from distributed import Client
    except ImportError:
        raise RunError("--scheduler needs the package distributed: pip install 'fulcrum[cluster]'") from None
    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER)
    except (OSError, ValueError, TimeoutError) as error:
        raise RunError(f"--scheduler: {address} does not answer: {error}") from None
    try:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
        except TimeoutError:
            raise RunError(f"--scheduler: {address} has had no worker for {SECONDS_TO_ANSWER} s") from None
        yield client
    finally:
        client.close()
