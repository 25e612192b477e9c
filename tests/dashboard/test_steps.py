"""Undo and Redo walk along what was set, and nothing is lost but what was undone and left."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.vm.history import LONGEST, History
from dashboard.vm.scenario import LEVELS, Scenario

A, B, C = (Scenario.of({"purl": level}) for level in LEVELS[1:])


def test_what_was_undone_can_be_done_again_until_something_else_is_set():
    line = History(A).record(B).record(C).undone().undone()
    assert (line.now, line.after) == (A, (B, C))
    assert line.redone().redone() == History(A).record(B).record(C)
    assert line.record(C) == History(C, (A,))


def test_the_same_scenario_adds_nothing_and_the_ends_of_the_line_are_ends():
    line = History(A)
    assert line.record(A) is line and line.undone() is line and line.redone() is line
    assert line.last is None and line.record(B).last == A


@given(st.lists(st.sampled_from([A, B, C, "undo", "redo"]), max_size=80))
def test_a_walk_never_loses_what_is_set_and_stays_short(steps):
    line = History(Scenario())
    for step in steps:
        before = line
        if isinstance(step, Scenario):
            line = line.record(step)
            assert line.now == step
        else:
            line = line.undone() if step == "undo" else line.redone()
            if line != before:
                assert (line.redone() if step == "undo" else line.undone()) == before
        assert len(line.before) <= LONGEST
