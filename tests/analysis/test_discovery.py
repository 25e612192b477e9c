"""Scenario discovery: planted conditions come back, chance does not, and the figures given are those of new worlds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.analysis.discovery import discovery, holding
from model.analysis.discovery.boxes import Box, Measure, share_interval
from model.analysis.discovery.discovery import METHODS, covering, discover, work
from model.analysis.discovery.holding import DRAWS, PARTS, held_out, merged, parts_of, stability
from model.analysis.discovery.screening import Ground


@pytest.fixture
def quick(monkeypatch):
    """Fewer draws, where stability is not what is tested."""
    monkeypatch.setattr(holding, "DRAWS", 6)


def world_of(table: np.ndarray, seed: int = 5, inside: float = 0.85, outside: float = 0.05) -> np.ndarray:
    """Failing with one chance in a box of columns 0 and 1, and with another elsewhere."""
    chance = np.where((table[:, 0] > 0.6) & (table[:, 1] < 0.5), inside, outside)
    return np.random.default_rng(seed).random(len(table)) < chance


def planted(histories: int = 600, columns: int = 30, lucks: int = 1, seed: int = 1) -> Ground:
    """A ground with that box in it."""
    place = np.repeat(np.arange(histories), lucks)
    table = np.random.default_rng(seed).random((histories, columns))[place]
    return Ground(table, world_of(table), place)


def test_both_methods_find_the_planted_conditions_and_nothing_else():
    found = discover(planted())
    assert found.explained and [finding.method for finding in found.findings] == list(METHODS)
    for finding in found.findings:
        assert set().union(*(box.box.limits for box in finding.boxes)) == {0, 1}
        assert finding.together.density > 0.75 and finding.together.coverage > 0.7
        assert finding.holds and finding.all.found == PARTS
        assert (finding.stability.draws, finding.stability.found) == (DRAWS, DRAWS)
        assert finding.stability.chosen[0] == finding.stability.chosen[1] == DRAWS
        assert finding.stability.low[0][0] <= 0.6 <= finding.stability.low[0][2] + 0.02


def test_pure_noise_gives_no_box(quick):
    rng, boxes = np.random.default_rng(2), 0
    for _ in range(40):
        noise = Ground(rng.random((250, 60)), rng.random(250) < 0.3, np.arange(250))
        boxes += bool(discover(noise).findings)
    assert boxes <= 6


def test_two_separate_places_of_failing_give_two_boxes(quick):
    table = np.random.default_rng(3).random((1500, 20))
    failing = (table[:, 4] > 0.85) | ((table[:, 9] > 0.7) & (table[:, 12] < 0.5))
    prim = discover(Ground(table, failing, np.arange(1500))).findings[0]
    assert len(prim.boxes) == 2 and prim.together.coverage > 0.98 and prim.together.density > 0.98
    first, second = prim.boxes
    assert second.measure.worlds == first.measure.worlds - first.measure.inside
    assert prim.together.caught == first.measure.caught + second.measure.caught


def test_a_copy_of_a_condition_is_named_and_counted_with_it():
    whole = planted()
    table = np.column_stack([whole.table, whole.table[:, 0] * 3 + 1e-3 * whole.table[:, 7]])
    found = discover(Ground(table, whole.failing, whole.histories))
    assert set(found.screen.copies.items()) <= {(30, 0), (0, 30)} and found.screen.copies
    kept = next(iter(found.screen.copies.values()))
    assert found.findings[0].stability.chosen[kept] == DRAWS


def test_too_few_failing_histories_are_not_searched():
    table = np.random.default_rng(4).random((100, 3))
    failing = np.arange(100) < 36
    found = discover(Ground(table, failing, np.arange(100) // 4))
    assert not found.searched and found.findings == () and not found.explained


@pytest.mark.parametrize("fails", [False, True])
def test_no_and_every_world_failing_is_an_answer(fails):
    found = discover(Ground(np.random.default_rng(5).random((50, 3)), np.full(50, fails), np.arange(50)))
    assert (found.worlds, found.failing, found.findings) == (50, 50 * fails, ())


def test_without_the_library_of_trees_prim_stands_alone(quick, monkeypatch):
    monkeypatch.setattr(discovery, "available", lambda: False)
    assert [finding.method for finding in discover(planted()).findings] == ["PRIM"]


def test_the_same_question_has_the_same_answer_and_says_how_far_it_is(quick, monkeypatch):
    parts = []
    one = discover(planted(300), seed=7, done=lambda: parts.append(1))
    monkeypatch.setattr(discovery, "DRAWS", 6)
    assert len(parts) == work()
    assert one.findings == discover(planted(300), seed=7).findings


def test_worlds_of_one_history_are_held_back_together():
    shared = planted(histories=103, lucks=4)
    part = parts_of(shared, seed=1)
    assert np.bincount(part).tolist() == [21, 21, 21, 20, 20]
    seen = []

    def search(ground, times):
        seen.append(times)
        return ()

    held_out(shared, search, seed=1)
    assert all((np.ptp(times.reshape(103, 4), axis=1) == 0).all() for times in seen)
    assert (np.sum(seen, axis=0) == PARTS - 1).all()


def test_draws_take_histories_whole_and_as_many_as_there_are():
    shared = planted(histories=50, lucks=3)
    seen = []

    def search(ground, times):
        seen.append(times)
        return (Box({2: (0.1 * len(seen), np.inf)}),)

    steady = stability(shared, search, seed=3)
    assert all(times.sum() == 150 and (np.ptp(times.reshape(50, 3), axis=1) == 0).all() for times in seen)
    assert (steady.found, dict(steady.chosen)) == (DRAWS, {2: DRAWS})
    assert steady.low[2] == pytest.approx(np.quantile(0.1 * np.arange(1, DRAWS + 1), [0.05, 0.5, 0.95]))
    assert steady.high == {}


def test_the_first_box_that_restricts_a_column_speaks_for_it():
    assert merged((Box({1: (0, 1)}), Box({1: (5, 6), 2: (3, 4)}))) == {1: (0, 1), 2: (3, 4)}


def test_held_out_worlds_are_judged_by_boxes_that_never_saw_them():
    table = np.random.default_rng(6).random((200, 2))
    whole = Ground(table, table[:, 0] > 0.5, np.arange(200))

    def memory(ground, times):
        return (Box({0: (ground.table[times > 0, 0].max(), np.inf)}),)

    assert held_out(whole, memory, seed=2)[0].measure.inside <= PARTS


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_an_interval_of_a_share_holds_the_share(worlds):
    history, inside, fails = (np.array(column) for column in zip(*worlds, strict=True))
    low, high = share_interval(inside & fails, inside, history)
    if inside.any():
        assert 0 <= low <= (inside & fails).sum() / inside.sum() <= high <= 1
    else:
        assert np.isnan(low) and np.isnan(high)


def test_lucks_of_the_same_histories_do_not_narrow_an_interval():
    fails = np.random.default_rng(7).random(80) < 0.4
    once = share_interval(fails, np.ones(80), np.arange(80))
    many = share_interval(np.repeat(fails, 6), np.ones(480), np.repeat(np.arange(80), 6))
    assert many[1] - many[0] == pytest.approx(once[1] - once[0], rel=0.02)


@pytest.mark.parametrize("lucks", [1, 4])
def test_the_interval_of_a_share_covers_the_truth_in_nine_of_ten_samples(lucks):
    rng, hits = np.random.default_rng(8), 0
    for _ in range(400):
        histories = np.repeat(np.arange(80), lucks)
        fails = rng.random(len(histories)) < rng.beta(1.5, 3.5, 80)[histories]
        low, high = share_interval(fails, np.ones(len(fails)), histories)
        hits += low <= 0.3 <= high
    assert 0.86 <= hits / 400 <= 0.95


def truth_of(boxes: tuple[Box, ...], fresh: np.ndarray) -> tuple[np.ndarray, float]:
    """Which fresh worlds lie in the first of the boxes, and the true share of them that fails."""
    inside = boxes[0].holds(fresh)
    chance = np.where((fresh[:, 0] > 0.6) & (fresh[:, 1] < 0.5), 0.7, 0.1)
    return inside, float(chance[inside].mean())


@pytest.mark.slow
def test_the_held_out_density_covers_the_truth_and_the_searched_one_is_too_high():
    fresh, hits, flattered = np.random.default_rng(9).random((20_000, 6)), 0, 0.0
    for number in range(150):
        table = np.random.default_rng(100 + number).random((250, 6))
        ground = Ground(table, world_of(table, number, 0.7, 0.1), np.arange(250))
        search = covering(4)
        part, inside, expected = parts_of(ground, number), [], []
        for held in range(PARTS):
            boxes = search(ground, (part != held).astype(np.int64))
            if boxes:
                inside.append(int(boxes[0].holds(table[part == held]).sum()))
                expected.append(truth_of(boxes, fresh)[1])
        low, high = held_out(ground, search, number)[0].density_ends
        hits += low <= np.average(expected, weights=inside) <= high
        boxes = search(ground, np.ones(250, np.int64))
        flattered += Measure.of(boxes[0].holds(table), ground.failing).density - truth_of(boxes, fresh)[1]
    assert 0.84 <= hits / 150 <= 0.97
    assert flattered / 150 > 0.01
