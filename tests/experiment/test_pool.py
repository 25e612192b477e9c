"""Pieces of work are done side by side, and one that goes wrong is named while the others are done."""

import os
import signal
import threading
import time
from collections import deque

import pytest

from model.commands import run as running
from model.experiment import pool as pools
from model.experiment.pool import Work, side_by_side


class NotSent:
    """A piece that cannot be sent to another process."""

    def __reduce__(self):
        raise TypeError("a piece that cannot be sent")


def work(piece):
    """Double a number; die of a text, give something that cannot be sent back for a negative number."""
    if piece == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if piece == "raises":
        raise ZeroDivisionError("a bug")
    return (lambda: 0) if piece == -1 else 2 * piece


def told(piece, error):
    return f"{type(error).__name__}: {error}"


def test_whatever_goes_wrong_with_one_piece_the_others_are_done():
    pieces = [1, NotSent(), "raises", -1, "dies", 2, 3, 4]
    results = list(side_by_side(Work(work, told), deque(pieces), 2))
    got = [result for _, result in results]
    assert sorted(result for result in got if isinstance(result, int)) == [2, 4, 6, 8]
    (not_brought_back,) = (result for piece, result in results if piece == -1)
    assert "object" in not_brought_back  # every Python says in its own words that it cannot be pickled
    died, not_sent, raised = sorted(r for r in got if isinstance(r, str) and r != not_brought_back)
    assert died == "Died: died, 2 times over with nothing else in it"
    assert (not_sent, raised) == ("TypeError: a piece that cannot be sent", "ZeroDivisionError: a bug")
    assert len(got) == len(pieces)


class SlowlyNotSent:
    """A piece that is still on its way when nobody listens any more, and then cannot be sent."""

    def __reduce__(self):
        time.sleep(0.5)
        raise TypeError("a piece that cannot be sent")


@pytest.mark.parametrize("pieces", [[1, SlowlyNotSent(), 2], [1, NotSent(), 2, 3], [NotSent()] * 4, [1, 2, 3, -1]])
def test_who_stops_listening_is_not_kept_waiting(pieces):
    done = side_by_side(Work(work, told), deque(pieces), 2)
    next(done)
    closing = threading.Thread(target=done.close, daemon=True)
    closing.start()
    closing.join(60)
    assert not closing.is_alive()


def test_pieces_added_while_others_are_done_are_done_too():
    left, got = deque([1]), []
    for piece, result in side_by_side(Work(work, told), left, 2):
        got.append(result)
        if piece < 5:
            left.append(piece + 1)
    assert got == [2, 4, 6, 8, 10]


def test_the_command_and_the_pool_get_the_same_module_ready():
    assert running.READY == pools.READY


@pytest.mark.skipif(os.name == "nt", reason="there is no server of processes on Windows")
def test_a_process_begins_with_the_seeds_read():
    (cached,) = (result for _, result in side_by_side(Work(seeds_read, told), deque([None]), 1))
    assert cached == 1


def seeds_read(_) -> int:
    """Whether this process has read the shipped parameters."""
    from model.parameters.catalogue import shipped

    return shipped.cache_info().currsize
