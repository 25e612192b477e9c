"""Headlines come before charts where several visitors share the server."""

from threading import Event, Thread
from time import monotonic

import pytest

from dashboard.services import turns

SOON = 10.0  # seconds that a shared machine may need for what is done at once


def charts() -> tuple[Thread, Event]:
    """A visitor whose charts come next, and what tells that they were drawn."""
    drawn = Event()
    visitor = Thread(target=lambda: (turns.give_way(), drawn.set()), daemon=True)
    visitor.start()
    return visitor, drawn


def test_charts_wait_while_another_visitor_s_headline_is_played(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 60.0)
    with turns.playing():
        with turns.playing():
            _, drawn = charts()
            assert not drawn.wait(0.1)
        assert not drawn.wait(0.1)
    assert drawn.wait(SOON)


def test_nobody_waits_where_nothing_is_played():
    before = monotonic()
    turns.give_way()
    assert monotonic() - before < turns.LONGEST


def test_charts_do_not_wait_for_ever(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 0.05)
    with turns.playing():
        _, drawn = charts()
        assert drawn.wait(SOON)


def test_a_play_that_fails_holds_nobody_up():
    with pytest.raises(ZeroDivisionError), turns.playing():
        _ = 1 / 0
    assert turns.AT_WORK == []
