"""A list of kept histories is sealed, searched once, and the same however the search was disturbed."""

from __future__ import annotations

import threading
from collections import deque

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.experiment import outlook as outlook_of
from model.experiment.outlook import Outlook, outlook
from model.experiment.pasts import histories as histories_of
from model.experiment.pasts import search as searching
from model.experiment.pasts.conditioning import CHUNK, Chunk
from model.experiment.pasts.histories import SearchFailed, differences, kept_histories, searched_path, shipped
from model.experiment.pasts.kept import Kept, read_kept
from model.experiment.pasts.search import AHEAD, Search, try_piece
from model.experiment.scenario import Scenario
from model.experiment.store import Damaged

SMALL = Kept("question", "source", 2048, (3, 577, 787), {"growth": 2000, "payments": 45})
SIZE = 512


def quick(scenario, first: int, last: int) -> Chunk:
    """A search that takes no time: every 211th world is kept."""
    numbers = np.arange(first, last)
    kept = numbers[numbers % 211 == 4]
    return Chunk(first, last, kept, {"growth": last - first - kept.size})


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder where nothing was searched yet, small chunks, and a quick search."""
    monkeypatch.setattr(histories_of, "SEARCHED", tmp_path)
    monkeypatch.setattr(histories_of, "CHUNK", SIZE)
    monkeypatch.setattr(searching, "try_worlds", quick)
    return tmp_path


@pytest.fixture
def scenario() -> Scenario:
    """Four kept histories are wanted: 4, 215, 426 and 637, in the first two chunks."""
    return Scenario("Searched", evidence="record", worlds=8, lucks=2, seed=7, histories="conditioned")


def the_list(place):
    """The one list of a folder."""
    (path,) = place.glob("*.json")
    return path


def test_a_list_is_read_as_it_was_written(tmp_path):
    SMALL.write(tmp_path / "list.json")
    assert read_kept(tmp_path / "list.json", "question") == SMALL
    with pytest.raises(Damaged, match="answers another question"):
        read_kept(tmp_path / "list.json", "another")


@given(st.data())
def test_no_flipped_byte_and_no_missing_end_of_a_list_goes_unnoticed(tmp_path_factory, data):
    whole, path = SMALL.text.encode(), tmp_path_factory.mktemp("list") / "list.json"
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[place] ^ data.draw(st.integers(1, 255))])
    path.write_bytes(data.draw(st.sampled_from([whole[:place], whole[:place] + changed + whole[place + 1 :]])))
    with pytest.raises(Damaged, match=r"list\.json: the list of kept histories is damaged"):
        read_kept(path)


def test_a_number_changed_by_hand_is_noticed_and_lines_that_end_as_on_windows_are_not(tmp_path):
    path = tmp_path / "list.json"
    path.write_bytes(SMALL.text.replace("\n", "\r\n").encode())
    assert read_kept(path) == SMALL
    path.write_text(SMALL.text.replace("577", "578"))
    with pytest.raises(Damaged):
        read_kept(path)


def test_a_damaged_list_is_named_and_searched_again(scenario, place):
    kept = kept_histories(scenario)
    whole = the_list(place).read_bytes()
    the_list(place).write_bytes(whole[: len(whole) // 2])
    said = []
    assert kept_histories(scenario, told=said.append) == kept
    (line,) = said
    assert line.startswith(str(the_list(place))) and line.endswith(
        "is damaged: its content does not have its SHA-256; it is left aside"
    )
    assert the_list(place).read_bytes() == whole


def test_a_script_is_warned_of_a_damaged_list(scenario, place):
    kept_histories(scenario)
    the_list(place).write_text("{}")
    with pytest.warns(histories_of.DamagedHistories, match="damaged"):
        kept_histories(scenario)


def test_a_damaged_list_that_is_shipped_stops_the_command_with_advice(scenario, place, tmp_path, monkeypatch):
    own = histories_of.question_of(scenario)
    path = tmp_path / "shipped" / f"{histories_of.digest(own)[:16]}.json"
    path.parent.mkdir()
    path.write_text(SMALL.text)
    monkeypatch.setattr(histories_of, "shipped_path", lambda question: path)
    with pytest.raises(Damaged, match=r"another question.*put the project's own file back, or .*history --rebuild"):
        kept_histories(scenario)
    kept = kept_histories(scenario, rebuild=True)
    assert kept_histories(scenario) == kept


def test_a_list_that_suffices_is_taken_before_one_that_was_begun(scenario, place, tmp_path, monkeypatch):
    kept = kept_histories(scenario)
    kept.write(tmp_path / "shipped")
    monkeypatch.setattr(histories_of, "shipped_path", lambda question: tmp_path / "shipped")
    Kept(kept.question, kept.source, SIZE, (), {}).write(the_list(place))
    assert kept_histories(scenario, most=0) == kept


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (2, 1, 0, 3), (3, 2, 1, 0)])
def test_in_whatever_order_chunks_come_the_list_is_the_same(scenario, place, monkeypatch, order):
    scenario = scenario.replace(worlds=40)
    kept_histories(scenario)
    undisturbed = the_list(place).read_bytes()
    the_list(place).unlink()

    def shuffled(scenario, left: deque, jobs, limit):
        while left:
            handed = [left.popleft() for _ in range(len(left))]
            for number in order:
                if number < len(handed):
                    yield try_piece(scenario, limit, handed[number])

    monkeypatch.setattr(searching, "tried", shuffled)
    kept_histories(scenario, jobs=4)
    assert the_list(place).read_bytes() == undisturbed
    assert sorted(path.suffix for path in place.iterdir()) == [".json", ".lock"]


def test_what_was_tried_ahead_of_a_chunk_that_fails_is_not_tried_again(scenario, place, monkeypatch):
    asked = []

    def some_fail(scenario, first, last):
        asked.append(first)
        return quick(scenario, first, last if first else 1 / 0)

    def two_at_once(scenario, left: deque, jobs, limit):
        while left:
            for piece in [left.popleft() for _ in range(min(2, len(left)))][::-1]:
                yield from real(scenario, deque([piece]), 1, limit)

    real = searching.tried
    monkeypatch.setattr(searching, "try_worlds", some_fail)
    monkeypatch.setattr(searching, "tried", two_at_once)
    with pytest.raises(SearchFailed, match=r"^prior worlds 0 to 511 \(seed 7\): ZeroDivisionError: division by zero$"):
        kept_histories(scenario, jobs=2)
    assert asked == [SIZE, 0]
    monkeypatch.setattr(searching, "tried", real)
    monkeypatch.setattr(searching, "try_worlds", lambda *given: asked.append(given[1]) or quick(*given))
    assert kept_histories(scenario).tried == 2 * SIZE
    assert asked == [SIZE, 0, 0]


def test_a_search_that_waits_for_one_chunk_goes_only_so_far_ahead(scenario, tmp_path):
    search = Search(scenario, tmp_path / "l.json", Kept("q", "s", 0, (), {}), 4, 10**6, SIZE, print)
    handed = []
    for _ in range(100):
        left = deque()
        search.refill(left, 2)
        handed += left
    assert len(handed) == 2 * AHEAD
    assert handed[-1] == ((2 * AHEAD - 1) * SIZE, 2 * AHEAD * SIZE)


def test_a_search_that_was_given_up_in_the_middle_of_a_chunk_goes_on_to_the_same_end(scenario, place):
    whole = kept_histories(scenario)
    the_list(place).unlink()
    with pytest.raises(histories_of.TooFewKept):
        kept_histories(scenario, most=SIZE + 100)
    assert kept_histories(scenario) == whole


def test_of_two_searches_at_once_one_waits_and_finds_what_the_other_has_found(scenario, place):
    said, found, searching, hold = [], [], threading.Event(), threading.Event()

    def other():
        with histories_of.only_search(
            searched_path(histories_of.digest(histories_of.question_of(scenario))), said.append
        ):
            searching.set()
            hold.wait(20)
            found.append(None)

    first = threading.Thread(target=other)
    first.start()
    assert searching.wait(20)
    second = threading.Thread(target=lambda: found.append(kept_histories(scenario, told=said.append)))
    second.start()
    while not said:
        second.join(0.01)
    hold.set()
    first.join(), second.join()
    assert found[0] is None and len(found[1].numbers) >= 4
    assert said[0].endswith("another process is searching this list; waiting for it")


def test_a_rebuild_that_was_interrupted_goes_on_and_replaces_what_was_stored(scenario, place):
    kept = kept_histories(scenario)
    path = the_list(place)
    wrong = Kept(kept.question, kept.source, kept.tried, (1, 2, 3, 4), kept.dropped)
    wrong.write(path)

    class Interrupted(Exception):
        pass

    def interrupt(kept):
        raise Interrupted

    with pytest.raises(Interrupted):
        kept_histories(scenario, rebuild=True, tried=interrupt)
    assert read_kept(path) == wrong
    seen = []
    assert kept_histories(scenario, rebuild=True, tried=seen.append) == kept
    assert seen[0].tried == 2 * SIZE
    assert read_kept(the_list(place)) == kept


def test_a_rebuild_does_not_replace_a_longer_list_that_says_the_same(scenario, place):
    long = kept_histories(scenario.replace(worlds=16))
    short = kept_histories(scenario, rebuild=True)
    assert short.tried < long.tried and read_kept(the_list(place)) == long


def test_two_lists_are_compared_as_far_as_both_have_tried():
    longer = Kept("question", "source", 4096, (3, 577, 787, 4000), {})
    assert differences(SMALL, longer) == []
    other = Kept("question", "source", 4096, (3, 578, 787, 4000), {})
    assert differences(SMALL, other) == [
        "only this search keeps 1 of the first 2,048 prior worlds, such as 577",
        "only the other list has 1 of the first 2,048 prior worlds, such as 578",
    ]


def test_what_a_search_should_take_is_told_as_far_as_it_can_be_known(scenario, place, monkeypatch):
    assert str(Outlook(500, 120, 7668.0, 40.0, 2)) == (
        "500 kept histories are wanted, 120 stored; "
        "one prior world in 7,668 was kept so far, so about 117 s on 2 processes"
    )
    assert "a million prior worlds take about 80 s" in str(Outlook(500, 0, None, 80.0, 1))
    monkeypatch.setattr(outlook_of, "try_worlds", quick)
    monkeypatch.setattr(outlook_of, "trial", lambda scenario, worlds: 0.1 + worlds * 1e-4)
    expected = outlook(scenario, 1)
    assert expected.have == 0 and expected.seconds is None
    assert expected.a_million == pytest.approx(1e6 * (0.1 + CHUNK * 1e-4) / CHUNK)
    kept_histories(scenario)
    assert outlook(scenario, 1) is None
    more = outlook(scenario.replace(worlds=100), 2)
    assert more.seconds == pytest.approx((50 - more.have) * more.one_in * more.a_million / 1e6)


def test_the_reference_study_is_shipped_for_both_evidence_sets():
    for evidence in ("articles", "record"):
        from model.strict_yaml import scenarios

        reference = Scenario.load(scenarios() / "reference.yaml").replace(evidence=evidence)
        assert len(shipped(reference).numbers) >= 500
