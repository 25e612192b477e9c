"""Hundreds of uncertainties are screened before a search: what matters passes, chance does not, copies go."""

import numpy as np
import pytest
from scipy.stats import ks_2samp

from model.analysis.discovery.screening import CHANCE, SEARCHED, Ground, distances, screen


def ground(table, failing, histories=None) -> Ground:
    """A ground in which each world has its own history unless said otherwise."""
    return Ground(np.asarray(table, float), failing, np.arange(len(table)) if histories is None else histories)


def test_the_distance_and_its_chance_are_those_of_kolmogorov_and_smirnov():
    rng = np.random.default_rng(1)
    table = np.column_stack([rng.random(500), np.round(rng.random(500), 1), rng.integers(0, 2, 500)])
    failing = rng.random(500) < 0.2 + 0.3 * table[:, 0]
    seen = screen(ground(table, failing))
    for column in range(3):
        kept = ks_2samp(table[failing, column], table[~failing, column], method="asymp")
        assert seen.distance[column] == pytest.approx(kept.statistic, rel=1e-9)
    kept = ks_2samp(table[failing, 0], table[~failing, 0], method="asymp")
    assert seen.chance[0] == pytest.approx(3 * kept.pvalue, rel=0.3)


def test_what_matters_passes_among_hundreds_that_do_not():
    rng = np.random.default_rng(2)
    table = rng.random((1000, 300))
    failing = rng.random(1000) < np.where((table[:, 7] > 0.5) & (table[:, 100] < 0.5), 0.6, 0.05)
    assert set(screen(ground(table, failing)).through) == {7, 100}


def false_alarms(lucks: int, share: float, searches: int) -> int:
    """In how many searches something passes though failing rests on history and luck but on none of 50 columns."""
    rng = np.random.default_rng(3)
    alarms = 0
    for _ in range(searches):
        histories = np.repeat(np.arange(120), lucks)
        table = rng.random((120, 50))[histories]
        prone = rng.beta(2 * share, 2 * (1 - share), 120)[histories]
        alarms += bool(screen(ground(table, rng.random(len(histories)) < prone, histories)).through)
    return alarms


@pytest.mark.parametrize("lucks", [1, 4])
@pytest.mark.parametrize("share", [0.1, 0.5])
def test_where_nothing_matters_five_searches_in_a_hundred_find_something_at_most(lucks, share):
    searches = 200
    allowed = searches * CHANCE + 3 * np.sqrt(searches * CHANCE * (1 - CHANCE))
    assert false_alarms(lucks, share, searches) <= allowed


def test_more_lucks_of_the_same_histories_do_not_make_evidence():
    rng = np.random.default_rng(4)
    table, failing = rng.random((200, 5)), rng.random(200) < 0.3
    once = screen(ground(table, failing))
    again = screen(ground(np.repeat(table, 5, 0), np.repeat(failing, 5), np.repeat(np.arange(200), 5)))
    assert again.chance == pytest.approx(once.chance) and again.distance == pytest.approx(once.distance)


def test_a_world_drawn_twice_counts_as_the_same_history():
    rng = np.random.default_rng(5)
    table, failing = rng.random((300, 4)), rng.random(300) < 0.3
    twice = screen(ground(table, failing), np.full(300, 2))
    assert twice.chance == pytest.approx(screen(ground(table, failing)).chance)


def test_copies_of_an_uncertainty_are_left_out_and_named():
    rng = np.random.default_rng(6)
    table = rng.random((400, 4))
    table[:, 3] = -np.log(table[:, 1])
    seen = screen(ground(table, table[:, 1] > 0.6))
    assert seen.through in ((1,), (3,)) and seen.copies == {4 - seen.through[0]: seen.through[0]}


def test_a_search_sees_no_more_than_a_dozen():
    rng = np.random.default_rng(7)
    table = rng.random((3000, 20))
    assert len(screen(ground(table, table.sum(axis=1) > 10)).through) == SEARCHED


def test_all_columns_are_measured_however_they_are_grouped():
    rng = np.random.default_rng(8)
    table, failing = rng.random((60, 70)), rng.random(60) < 0.4
    weights = failing / failing.sum() - ~failing / (~failing).sum()
    alone = [distances(ground(table[:, [column]], failing), weights)[0] for column in range(70)]
    assert distances(ground(table, failing), weights) == pytest.approx(alone)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_value_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="not finite"):
        ground([[0.1], [value]], np.array([True, False]))


def test_arrays_of_other_lengths_are_refused():
    with pytest.raises(ValueError, match="a row for every world"):
        ground([[0.1], [0.2]], np.array([True]))
