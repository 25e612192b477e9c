"""Which portfolios are played and how their worth is shared out: games whose answers are known from paper."""

from itertools import permutations
from math import factorial as orders

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.experiment.designs.portfolios import Orders, Subsets, alone, design_for, last, pairs

worths = st.integers(1, 5).flatmap(
    lambda size: st.lists(st.floats(-100, 100), min_size=2**size, max_size=2**size).map(
        lambda values: np.array(values)[:, None]
    )
)


def size_of(worth: np.ndarray) -> int:
    """How many parts a game has."""
    return len(worth).bit_length() - 1


def game(value, size: int) -> np.ndarray:
    """A game of one world from a rule that gives the worth of a set of parts."""
    sets = [frozenset(part for part in range(size) if mask >> part & 1) for mask in range(2**size)]
    return np.array([[float(value(held))] for held in sets])


def by_definition(worth: np.ndarray, size: int) -> np.ndarray:
    """Shapley values as the mean over all orders of what each part adds when it joins."""
    total = np.zeros(size)
    for order in permutations(range(size)):
        mask = 0
        for part in order:
            total[part] += worth[mask | 1 << part, 0] - worth[mask, 0]
            mask |= 1 << part
    return total / orders(size)


def test_gloves_are_shared_as_in_the_textbook():
    # One left glove (part 0), two right ones: a pair is worth 1. Shapley: 2/3, 1/6, 1/6.
    worth = game(lambda held: 0 in held and len(held) > 1, 3)
    assert Subsets(3).shapley(worth)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-15)


def test_a_council_with_a_veto_has_the_power_index_of_the_textbook():
    # Weights 50, 49, 1 and a quota of 51 (Shapley and Shubik): 2/3, 1/6, 1/6.
    weights = (50, 49, 1)
    worth = game(lambda held: sum(weights[part] for part in held) >= 51, 3)
    assert Subsets(3).shapley(worth)[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-15)


@given(worths)
def test_shapley_values_are_the_mean_over_all_orders(worth):
    size = size_of(worth)
    assert Subsets(size).shapley(worth)[:, 0] == pytest.approx(by_definition(worth, size), abs=1e-9)


@given(worths)
def test_shapley_values_add_up_to_the_whole(worth):
    assert Subsets(size_of(worth)).shapley(worth).sum() == pytest.approx(worth[-1, 0] - worth[0, 0], abs=1e-10)


def test_a_planted_synergy_is_found_where_it_was_planted_and_nowhere_else():
    # Five parts that add 1, 2, 3, 4, 5, and −7 more where parts 1 and 3 meet.
    worth = game(lambda held: sum(part + 1 for part in held) - 7 * ({1, 3} <= held), 5)
    found = dict(zip(pairs(5), Subsets(5).synergies(worth)[:, 0], strict=True))
    assert found.pop((1, 3)) == pytest.approx(-7)
    assert list(found.values()) == pytest.approx([0.0] * 9, abs=1e-12)
    assert Subsets(5).shapley(worth)[:, 0] == pytest.approx([1, 2 - 3.5, 3, 4 - 3.5, 5])


def test_what_three_do_together_is_shared_by_their_pairs():
    # Worth 1 only for all three: each pair's index is 1/2 (Grabisch and Roubens), each part's value 1/3.
    worth = game(lambda held: len(held) == 3, 3)
    assert Subsets(3).synergies(worth)[:, 0] == pytest.approx([0.5] * 3)
    assert Subsets(3).shapley(worth)[:, 0] == pytest.approx([1 / 3] * 3)


@given(worths, st.integers(0, 4))
def test_a_part_that_changes_nothing_gets_exactly_nothing(worth, place):
    size = size_of(worth) + 1
    place = min(place, size - 1)
    masks = np.arange(2**size)
    without = (masks & (1 << place) - 1) | (masks >> place + 1 << place)
    wider = worth[without]
    assert Subsets(size).shapley(wider)[place, 0] == 0.0
    beside = [number for number, pair in enumerate(pairs(size)) if place in pair]
    assert (Subsets(size).synergies(wider)[beside] == 0.0).all()
    drawn = Orders.drawn(size, 1, 6)
    assert drawn.shapley(wider[drawn.masks])[place, 0] == 0.0


def test_alone_and_left_out_are_the_two_ends():
    worth = game(lambda held: len(held) ** 2, 3)
    design = Subsets(3)
    assert alone(design.masks, worth, 3)[:, 0].tolist() == [1, 1, 1]
    assert last(design.masks, worth, 3)[:, 0].tolist() == [5, 5, 5]


def test_every_world_is_a_game_of_its_own():
    both = np.concatenate([game(lambda held: len(held), 4), game(lambda held: 0 in held, 4)], axis=1)
    assert Subsets(4).shapley(both).T.tolist() == pytest.approx(np.array([[1, 1, 1, 1], [1, 0, 0, 0]]))


def test_drawn_orders_add_up_exactly_and_hold_each_part_alone_and_left_out():
    design = Orders.drawn(6, 3, 5)
    worth = game(lambda held: sum(held) ** 2 / (1 + len(held)), 6)[design.masks]
    assert design.shapley(worth).sum() == pytest.approx(worth[-1, 0] - worth[0, 0])
    assert set(2 ** np.arange(6)) | set(63 - 2 ** np.arange(6)) | {0, 63} <= set(design.masks.tolist())
    assert design.masks.size < 64


def test_drawn_orders_come_near_the_exact_shares_and_say_how_near():
    rule = np.random.default_rng(5).normal(size=64)[:, None]
    exact = Subsets(6)
    truth = np.concatenate([exact.shapley(rule), exact.synergies(rule)])[:, 0]
    misses = []
    for seed in range(60):
        design = Orders.drawn(6, seed, 24)
        worth = rule[design.masks]
        error = np.sqrt(np.concatenate(design.errors(worth[:, 0])))
        found = np.concatenate([design.shapley(worth), design.synergies(worth)])[:, 0]
        misses.append((found - truth) / error)
    misses = np.array(misses)
    shapley, synergies = misses[:, :6], misses[:, 6:]
    assert abs(np.mean(shapley)) < 0.15
    assert 0.85 < np.mean(np.abs(shapley) < 1.714) < 0.95  # Student's t with 23 degrees of freedom, 90 %
    assert np.mean(np.abs(synergies[np.isfinite(synergies)]) < 1.714) > 0.85  # each pair meets in a third of the orders


def test_an_additive_game_leaves_drawn_orders_without_error():
    design = Orders.drawn(5, 2, 7)
    worth = game(lambda held: sum(held), 5)[design.masks]
    assert design.shapley(worth)[:, 0] == pytest.approx([0, 1, 2, 3, 4])
    assert design.errors(worth[:, 0])[0] == pytest.approx(np.zeros(5))


def test_the_same_seed_draws_the_same_orders_and_another_seed_others():
    first, again, other = (Orders.drawn(9, seed, 8).orders for seed in (4, 4, 5))
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert (np.sort(first, axis=-1) == np.arange(9)).all()
    assert np.array_equal(first[:, 0], first[:, 1, ::-1])


def test_few_parts_are_played_in_full_and_many_in_drawn_orders():
    assert isinstance(design_for(14, 1), Subsets) and design_for(14, 1).masks.size == 16_384
    assert isinstance(design_for(15, 1), Orders) and design_for(15, 1).masks.size < 5_000
