"""Who comes first where several visitors share one interpreter: a headline before anybody's charts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

LONGEST = 2.0  # seconds that charts wait at most
CHANGED = Condition()
AT_WORK: list[object] = []


@contextmanager
def playing() -> Iterator[None]:
    """While a scenario is played, or waits for its turn, whose headline somebody waits for."""
    mark = object()
    with CHANGED:
        AT_WORK.append(mark)
    try:
        yield
    finally:
        with CHANGED:
            AT_WORK.remove(mark)
            CHANGED.notify_all()


def give_way() -> None:
    """Wait until nobody waits for a headline, or long enough."""
    with CHANGED:
        CHANGED.wait_for(lambda: not AT_WORK, LONGEST)
