"""What other processes work out while this one writes: the past of every run, and the pictures."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any

from model.experiment.pool import Died, Work, side_by_side


class Aside:
    """Pieces of work that are done in other processes and kept where this process finds them.

    Parameters
    ----------
    do : what a process does with a piece, and keeps; a function of a module
    jobs : how many processes beside this one; with none nothing is done aside, and whoever needs a piece does it
    """

    def __init__(self, do: Callable[[Any], None], jobs: int) -> None:
        self.work = Work(do, failed)
        self.jobs = jobs
        self.left: deque[Any] = deque()
        self.done: dict[Any, Event] = {}
        self.errors: list[BaseException] = []
        self.going, self.lock = False, Lock()

    def add(self, pieces: Sequence[Any]) -> None:
        """Have pieces done, each once."""
        new = [piece for piece in pieces if piece not in self.done] if self.jobs > 0 else []
        with self.lock:
            self.done |= {piece: Event() for piece in new}
            self.left.extend(new)
            if new and not self.going:
                self.going = True
                Thread(target=self.go).start()

    def go(self) -> None:
        """Do all that is left, in a thread of its own."""
        while True:
            try:
                for piece, _ in side_by_side(self.work, self.left, self.jobs):
                    self.done[piece].set()
            except BaseException as error:
                self.errors.append(error)
                self.left.clear()
            with self.lock:
                if not self.left:
                    self.going = False
                    for event in self.done.values() if self.errors else ():
                        event.set()
                    return

    def wait(self, *pieces: Any) -> None:
        """Wait until some pieces are done, or all that were added; raise what failed."""
        for piece in pieces or list(self.done):
            if piece in self.done:
                self.done[piece].wait()
        if self.errors:
            raise self.errors[0]

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Begin nothing more."""
        self.left.clear()


def failed(piece: Any, error: BaseException) -> None:
    """Raise what a piece failed of; whose process died is left to whoever needs it."""
    if not isinstance(error, Died):
        raise error
