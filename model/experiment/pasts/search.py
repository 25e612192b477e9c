"""The search for kept histories: chunks of prior worlds tried side by side, each stored before it can be lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from model.experiment.limits import time_limit
from model.experiment.pasts.conditioning import Chunk, try_worlds
from model.experiment.pasts.kept import Kept, read_kept
from model.experiment.pool import Died, Work, side_by_side
from model.experiment.scenario import Scenario
from model.experiment.store import Damaged

AHEAD = 4
"""So many chunks a process may be tried beyond the first that is missing: enough that nobody waits for a slow one."""

Piece = tuple[int, int]


@dataclass(frozen=True)
class Missed:
    """Prior worlds first … last − 1 could not be tried: under what seed, and why."""

    first: int
    last: int
    seed: int
    error: str

    def __str__(self) -> str:
        return f"prior worlds {self.first:,} to {self.last - 1:,} (seed {self.seed}): {self.error}"


class SearchFailed(Exception):
    """Some prior worlds could not be tried; what was tried before and beside them is stored."""

    def __init__(self, missed: tuple[Missed, ...]) -> None:
        self.missed = missed
        super().__init__(missed)

    def __str__(self) -> str:
        return "\n".join(str(piece) for piece in self.missed)


@dataclass
class Search:
    """A search as far as it has come: the list, and chunks tried beyond its end, each in a file of its own.

    Parameters
    ----------
    scenario : whose past is conditioned
    path : the list's file
    kept : the list so far
    need : how many kept histories are enough
    most : how many prior worlds are tried at most
    size : how many are tried together
    told : told of a file that is damaged
    """

    scenario: Scenario
    path: Path
    kept: Kept
    need: int
    most: int
    size: int
    told: Callable[[str], None]
    ahead: dict[int, Chunk] = field(default_factory=dict)
    next: int = 0

    @property
    def enough(self) -> bool:
        """Whether no more is wanted."""
        return len(self.kept.numbers) >= self.need

    def grow(self, jobs: int, limit: float | None) -> Iterator[Kept]:
        """Try prior worlds in index order until enough are kept or the most were tried; the list after each chunk.

        Raises
        ------
        SearchFailed
            If a chunk could not be tried; those handed out beside it are stored.
        """
        self.recall()
        yield from self.gathered()
        left, missed = deque(), []
        self.refill(left, jobs)
        with closing(tried(self.scenario, left, jobs, limit)) as results:
            for result in results:
                if isinstance(result, Missed):
                    missed.append(result)
                    left.clear()
                    continue
                self.store(result)
                yield from self.gathered()
                if self.enough:
                    return
                if not missed:
                    self.refill(left, jobs)
        if missed:
            raise SearchFailed(tuple(missed))

    def refill(self, left: deque[Piece], jobs: int) -> None:
        """Let a few more pieces be handed out, none of them tried already or far beyond the list's end.

        All ends of pieces but the last lie on one grid, wherever a search was interrupted.
        """
        self.next = max(self.next, self.kept.tried)
        while len(left) < jobs and self.next < min(self.most, self.kept.tried + AHEAD * jobs * self.size):
            first, last = self.next, min((self.next // self.size + 1) * self.size, self.most)
            if first in self.ahead:
                self.next = self.ahead[first].last
            else:
                left.append((first, last))
                self.next = last

    def store(self, chunk: Chunk) -> None:
        """Remember a chunk, and store it if it does not follow on the list yet."""
        self.ahead[chunk.first] = chunk
        if chunk.first != self.kept.tried:
            numbers = tuple(chunk.kept.tolist())
            part = Kept(self.named(chunk.first), self.kept.source, chunk.last, numbers, chunk.dropped)
            part.write(self.path.with_name(f"{self.path.stem}.{chunk.first}.part"))

    def gathered(self) -> Iterator[Kept]:
        """Add the chunks that now follow on the list, until it has enough; the list after each."""
        while not self.enough and self.kept.tried in self.ahead:
            self.kept = self.kept.grown(self.ahead.pop(self.kept.tried))
            self.kept.write(self.path)
            self.forget(self.kept.tried)
            yield self.kept
        if self.enough:
            self.forget(self.most)

    def forget(self, end: int) -> None:
        """Remove the files of chunks that begin before `end`."""
        for path, first in self.parts():
            if first < end:
                path.unlink(missing_ok=True)

    def recall(self) -> None:
        """Read the chunks that an interrupted search has tried ahead; remove what it left half written."""
        for path in self.path.parent.glob(f"{self.path.stem}.*.tmp"):
            path.unlink(missing_ok=True)
        self.forget(self.kept.tried)
        for path, first in self.parts():
            part = intact(path, self.named(first), self.kept.source, self.told)
            if part is not None:
                self.ahead[first] = Chunk(first, part.tried, np.array(part.numbers, np.int64), part.dropped)

    def named(self, first: int) -> str:
        """What a chunk that was tried ahead answers."""
        return f"{self.kept.question} from {first}"

    def parts(self) -> list[tuple[Path, int]]:
        """The files of chunks that were tried ahead, each with its first world."""
        found = [(path, path.name.split(".")[-2]) for path in self.path.parent.glob(f"{self.path.stem}.*.part")]
        return [(path, int(first)) for path, first in found if first.isdigit()]


def intact(path: Path, question: str, source: str, told: Callable[[str], None]) -> Kept | None:
    """What a search by this code has stored in a file; if that is damaged, it is named and left aside."""
    if not path.is_file():
        return None
    try:
        kept = read_kept(path, question)
    except Damaged as error:
        told(f"{error}; it is left aside")
        return None
    return kept if kept.source == source else None


def tried(scenario: Scenario, left: deque[Piece], jobs: int, limit: float | None) -> Iterator[Chunk | Missed]:
    """What comes of each piece, in any order: here, or in processes if there are several or a limit in seconds."""
    do = partial(try_piece, scenario, limit)
    if left and (jobs > 1 or limit is not None):
        with closing(side_by_side(Work(do, partial(missed_by, scenario)), left, jobs)) as done:
            for _, result in done:
                yield result
        return
    while left:
        piece = left.popleft()
        try:
            result = do(piece)
        except Exception as error:
            result = missed_by(scenario, piece, error)
        yield result


def try_piece(scenario: Scenario, limit: float | None, piece: Piece) -> Chunk:
    """Try a piece within a limit on its seconds."""
    with time_limit(limit):
        return try_worlds(scenario, *piece)


def missed_by(scenario: Scenario, piece: Piece, error: BaseException) -> Missed:
    """What to say of a piece that could not be tried."""
    said = f"the process that tried them {error}" if isinstance(error, Died) else f"{type(error).__name__}: {error}"
    return Missed(*piece, scenario.seed, said)
