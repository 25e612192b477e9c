"""Which worlds are chosen, where it is known which they must be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from model.analysis.stories.storylines import (
    Chosen,
    Ensemble,
    central,
    choose,
    contrary,
    diverse,
    loneliness,
    mean_distances,
    ranks,
    regrets,
)
from model.analysis.stories.why_chosen import reason
from model.analysis.wording import banned_words

TITLES = {"status_quo": "Status quo", "talks": "Talks", "force": "Force"}
FACTS = {
    "tension": {"name": "Tension on the peninsula", "unit": "index", "sense": "lower"},
    "deterrence": {"name": "Allied deterrence", "unit": "index", "sense": "higher"},
}


def ensemble(ends: np.ndarray, option: int, outcomes=("tension", "deterrence"), histories=None) -> Ensemble:
    """An ensemble of (options, worlds, outcomes), each outcome's mean being its value at the end."""
    values = np.stack([ends, ends], axis=-1)
    histories = np.arange(ends.shape[1]) if histories is None else histories
    return Ensemble(values, outcomes, FACTS, histories, option, tuple(TITLES)[: len(ends)])


def lone(*worlds: float) -> np.ndarray:
    """The status quo alone, in one outcome: (1, worlds, 1)."""
    return np.array(worlds)[None, :, None]


@given(hnp.arrays(float, st.tuples(st.integers(1, 30), st.integers(1, 4)), elements=st.floats(0, 1)))
def test_mean_distances_are_those_of_every_pair(places):
    pairs = np.abs(places[:, None] - places[None]).mean(axis=(1, 2))
    assert mean_distances(places) == pytest.approx(pairs, abs=1e-12)


@given(
    hnp.arrays(float, st.tuples(st.integers(1, 25), st.integers(1, 4)), elements=st.floats(-1e6, 1e6)),
    st.integers(1, 5),
)
def test_no_chosen_world_shares_a_history_with_another(values, count):
    histories = np.arange(len(values)) // 2
    for chosen in (central(ranks(values), histories, count), diverse(ranks(values), histories, count)):
        assert len(set(histories[chosen])) == len(chosen) <= count


def test_the_central_world_of_five_on_a_line_is_the_third_and_no_unit_or_tail_matters():
    values = np.array([[1.0, 9.0], [2.0, 8.0], [3.0, 7.0], [4.0, 6.0], [1e9, -1e9]])
    assert central(ranks(values), np.arange(5)) == [2]
    assert central(ranks(values), np.arange(5), 3) == [2, 1, 3]


def test_diverse_worlds_are_the_corners_of_a_planted_square():
    rng = np.random.default_rng(5)
    cloud = rng.uniform(0.4, 0.6, (96, 2))
    corners = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    chosen = diverse(np.concatenate([cloud, corners]), np.arange(100), 4)
    assert set(chosen) == {96, 97, 98, 99}


def test_the_lonely_world_is_the_one_far_from_a_cloud_and_twins_of_it_do_not_hide_it():
    rng = np.random.default_rng(6)
    places = np.concatenate([rng.uniform(0, 0.3, (100, 3)), np.full((2, 3), 0.95)])
    assert set(np.argsort(-loneliness(places))[:2]) == {100, 101}


def test_regret_is_the_distance_from_the_option_that_is_ahead_in_that_world():
    values = np.array([[[0.5, 2.0]], [[0.8, 5.0]], [[0.4, 9.0]]])
    behind = regrets(values, 1, ("lower", "higher"), np.array([0.2, 4.0]))
    assert behind[0] == pytest.approx([(0.8 - 0.4) / 0.2, (9.0 - 5.0) / 4.0])
    assert regrets(values, 1, ("neither", "neither"), np.ones(2)).tolist() == [[0.0, 0.0]]
    assert regrets(values, 1, ("lower", "higher"), np.zeros(2)).tolist() == [[0.0, 0.0]]


def test_the_world_of_worst_regret_is_the_planted_one_and_its_reason_says_the_numbers():
    ends = np.zeros((3, 50, 2))
    ends[0, :, 0] = np.linspace(0.2, 0.8, 50)
    ends[1:, :, 0] = ends[0, :, 0]
    ends[1, 33, 0], ends[2, 33, 0] = 0.9, 0.25
    planted = ensemble(ends, 1)
    (one,) = choose(planted, "regret")
    assert (one.world, one.outcome) == (33, "tension")
    said = reason(planted, one, 0, "Talks", TITLES)
    assert "furthest behind in tension on the peninsula: 0.9 against 0.25 under “Force”" in said
    assert not banned_words(said)


def test_nobody_regrets_where_the_option_is_ahead_everywhere():
    ends = np.zeros((2, 20, 2))
    ends[1, :, 0] = -1.0
    assert choose(ensemble(ends, 1), "regret") == []


def test_the_surprising_world_is_the_one_where_the_usual_effect_turns_round():
    ends = np.zeros((2, 40, 2))
    ends[1, :, 0] = -0.1
    ends[1, 7, 0], ends[1, 8, 0] = 0.3, 0.2
    planted = ensemble(ends, 1)
    assert [one.world for one in choose(planted, "surprising", 2)] == [7, 8]
    said = reason(planted, choose(planted, "surprising")[0], 0, "Talks", TITLES)
    assert "lowers tension on the peninsula at the end in 38 of 40 worlds" in said
    assert "here it is the other way round: from 0 to 0.3 (+0.3)" in said
    assert not banned_words(said)


def test_nothing_is_contrary_where_fewer_than_three_quarters_agree():
    effects = np.array([[1.0]] * 7 + [[-1.0]] * 3)
    assert not contrary(effects).any()
    assert contrary(np.array([[1.0]] * 8 + [[-1.0]] * 2))[-1, 0] == pytest.approx(0.5)


def test_an_option_that_changes_few_worlds_has_no_usual_effect_and_its_surprise_is_the_loneliest_world():
    ends = np.repeat(np.linspace(0.0, 0.1, 31)[None, :, None], 2, axis=0).repeat(2, axis=2)
    ends[:, 30] = 5.0
    ends[1, :3, 0] += 0.01
    planted = ensemble(ends, 1)
    said = reason(planted, choose(planted, "surprising")[0], 0, "Talks", TITLES)
    assert "nearest neighbours lie farthest away" in said and "the other way round" not in said


def test_of_the_status_quo_the_loneliest_world_surprises():
    values = [*np.linspace(0.0, 0.1, 30), 5.0]
    planted = ensemble(lone(*values), 0, ("tension",))
    (one,) = choose(planted, "surprising")
    assert one.world in (0, 30)
    assert "ten nearest neighbours lie farthest away" in reason(planted, one, 0, "Status quo", TITLES)


def test_the_reason_for_the_central_world_counts_those_farther_from_the_middle():
    planted = ensemble(lone(0.1, 0.2, 0.3, 0.4, 0.9), 0, ("tension",))
    (one,) = choose(planted, "central")
    assert one == Chosen("central", 2, pytest.approx(0.24), "tension", 0)
    said = reason(planted, one, 0, "Status quo", TITLES)
    assert "In tension on the peninsula at the end it is nearer to the middle than 4 of 5 worlds." in said


def test_the_reason_for_a_far_world_says_from_which_it_is_far():
    planted = ensemble(lone(0.1, 0.2, 0.3, 0.4, 0.9), 0, ("tension",))
    first, second = choose(planted, "diverse", 2)
    assert {first.world, second.world} == {0, 4}
    assert "from world 2, the central one: " in reason(planted, first, 0, "", TITLES)
    assert "from world 2 and those told before: " in reason(planted, second, 1, "", TITLES)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="no such kind 'dull'; there are central, diverse, regret, surprising"):
        choose(ensemble(lone(1.0, 2.0), 0, ("tension",)), "dull")
