"""Planted flips are found where they were planted, and none where there is nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.analysis.ranking.flip_search import Assumptions, find_flips
from model.analysis.ranking.leads import leading_pair, ranking
from model.analysis.ranking.ranking_flips import Path, advance, standings, turning_points

WORLDS = 200
NUMBERS = arrays(float, (2, 30), elements=st.floats(-1e6, 1e6))


def even_noise(spread: float) -> np.ndarray:
    """Noise with as much above as below zero (WORLDS,), so that its median is zero exactly."""
    half = np.random.default_rng(1).normal(0.0, spread, WORLDS // 2)
    return np.concatenate([half, -half])


class Ensemble:
    """Worlds with parameters p0, p1, … and advances that a rule makes from their quantiles (parameters, worlds)."""

    def __init__(self, rule, parameters: int = 12, seed: int = 3) -> None:
        self.rule, self.moves = rule, 0
        self.own = np.random.default_rng(seed).uniform(size=(parameters, WORLDS))
        self.names = tuple(f"p{number}" for number in range(parameters))

    @property
    def advances(self) -> np.ndarray:
        """The run as it is."""
        return self.rule(self.own)

    def play(self, moves) -> np.ndarray:
        """The same worlds with parameters moved."""
        self.moves += len(moves)
        rows = []
        for move in moves:
            places = self.own.copy()
            for name, quantile in move.items():
                places[self.names.index(name)] = quantile
            rows.append(self.rule(places))
        return np.array(rows)

    def flips(self, **asked):
        """What would turn its lead."""
        known = Assumptions.of(self.own, self.names, ["assumption"] * len(self.names), False)
        return find_flips(self.advances, known, self.play, np.arange(WORLDS), **asked)


def test_a_flip_planted_at_a_quantile_is_found_there():
    noise = even_noise(0.3)
    flips = Ensemble(lambda u: 3.0 * (u[4] - 0.8) + noise).flips(most=4)
    turn = flips.smallest
    assert turn.path.names == ("p4",) and turn.path.ends == (0.99,)
    assert turn.last * turn.path.length <= 0.30 < turn.change <= turn.last * turn.path.length + 0.01
    assert turn.change < turn.resolved_change < 0.36
    assert all(other.turned is None for other in flips.singles[1:])


def test_the_nearer_of_two_turns_is_told_and_a_lower_quantile_can_be_the_one():
    noise = even_noise(0.05)
    flips = Ensemble(lambda u: (np.abs(u[0] - 0.55) - 0.35) + noise).flips(most=1)
    assert flips.smallest.path.ends == (0.01,) and flips.smallest.change == pytest.approx(0.3, abs=0.01)


def test_two_assumptions_together_turn_what_neither_turns_alone():
    noise = even_noise(0.1)
    flips = Ensemble(lambda u: 1.6 * (u[2] - 0.5) - 1.6 * (u[7] - 0.5) - 1.0 + noise).flips(most=5)
    assert flips.smallest is None
    assert {turn.path.names[0] for turn in flips.singles[:2]} == {"p2", "p7"}
    assert set(flips.pairs[0].path.names) == {"p2", "p7"} and flips.pairs[1].turned is None
    assert flips.pairs[0].change == pytest.approx(1.0 / 3.2, abs=0.01)


def test_nothing_turns_where_no_assumption_matters():
    noise = even_noise(1.0)
    flips = Ensemble(lambda u: noise - 0.4).flips(most=0)
    assert flips.smallest is None and len(flips.singles) == 12
    assert all(turn.turned is None for turn in (*flips.pairs, flips.together))


def test_an_assumption_that_only_shuffles_the_worlds_resolves_no_flip():
    """A chaotic parameter draws every world anew: signs may turn, but hardly ever is the rival's lead resolved."""

    def anew(u: np.ndarray) -> np.ndarray:
        seeds = np.random.default_rng(int(1e6 * u[:6, 0].sum()) + 17)
        return seeds.normal(-0.15, 1.0, WORLDS)

    resolved = signs = 0
    for seed in range(40):
        flips = Ensemble(anew, parameters=6, seed=seed).flips(most=6)
        resolved += any(turn.overtaken is not None for turn in flips.singles)
        signs += flips.smallest is not None
    assert resolved <= 2 and signs <= 40


def test_all_assumptions_together_turn_a_lead_that_each_alone_leaves():
    noise = even_noise(0.05)
    rule = Ensemble(lambda u: 0.2 * (u[:6].sum(axis=0) - u[6:].sum(axis=0)) - 0.2 + noise, seed=8)
    flips = rule.flips(most=0)
    assert flips.smallest is None and len(flips.together.path.names) == 12
    assert 0.05 < flips.together.change < 0.15


def test_only_assumptions_of_the_basis_asked_for_are_moved_together():
    ensemble = Ensemble(lambda u: u[0] - 0.8 + even_noise(0.1))
    known = Assumptions.of(ensemble.own, ensemble.names, ["record"] * 11 + ["assumption"], False)
    flips = find_flips(ensemble.advances, known, ensemble.play, np.arange(WORLDS), most=3)
    assert flips.together.path.names == ("p11",)
    assert find_flips(ensemble.advances, known, ensemble.play, np.arange(WORLDS), together="article").together is None


def test_a_switch_turns_where_its_chance_lies_and_a_constant_is_never_moved():
    noise = even_noise(0.1)
    ensemble = Ensemble(lambda u: np.where(u[1] > 0.7, 1.0, -1.0) + noise)
    ensemble.own[3] = 0.5
    flips = ensemble.flips(most=0)
    assert "p3" not in flips.played and len(flips.played) == 11
    assert flips.smallest.path.names == ("p1",) and flips.smallest.change == pytest.approx(0.2, abs=0.01)
    assert flips.smallest.overtaken == flips.smallest.turned


def test_conditioned_assumptions_start_where_the_kept_worlds_stand():
    noise = even_noise(0.1)
    own = np.random.default_rng(2).uniform(0.6, 1.0, (3, WORLDS))
    known = Assumptions.of(own, ("a", "b", "c"), ["assumption"] * 3, True)
    path = Path.fixed(("a",), (known.centre("a"),), (0.01,))
    (turn,) = turning_points([path], lambda moves: np.array([0.5 - m["a"] + noise for m in moves]))
    assert known.centre("a") == pytest.approx(0.8, abs=0.03)
    assert turn.change == pytest.approx(known.centre("a") - 0.5, abs=0.01)


def test_a_lead_that_the_worlds_played_again_do_not_show_is_not_searched():
    ensemble = Ensemble(lambda u: np.full(WORLDS, -1.0))
    known = Assumptions.of(ensemble.own, ensemble.names, ["assumption"] * 12, False)
    advances = np.where(np.arange(WORLDS) < 20, 1.0, -1.0)
    flips = find_flips(advances, known, ensemble.play, np.arange(20))
    assert flips.standing.turned and flips.singles == () and ensemble.moves == 0


def test_the_interval_rests_on_histories_and_not_on_lucks():
    rng = np.random.default_rng(5)
    histories = np.repeat(np.arange(40), 25)
    advances = (np.repeat(rng.normal(size=40), 25) + 0.1 * rng.normal(size=1000))[None]
    for by in ("median", "share"):
        (wide,), (narrow,) = standings(advances, histories, by), standings(advances, None, by)
        assert wide.value == narrow.value and wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_the_interval_of_a_share_holds_the_truth_in_nine_of_ten_samples():
    rng = np.random.default_rng(6)
    found = standings(rng.normal(0.3, 1.0, (2000, 300)), None, "share")
    truth = 0.2358  # 2 Φ(0.3) − 1
    assert 0.88 < np.mean([one.low <= truth <= one.high for one in found]) < 0.92


@given(NUMBERS)
def test_turning_the_question_round_turns_the_standing_round(values):
    for sense in ("lower", "higher"):
        one, other = (advance(a, b, sense)[None] for a, b in (values, values[::-1]))
        for by in ("median", "share"):
            forth, back = standings(one, None, by)[0], standings(other, None, by)[0]
            assert (forth.value, forth.low, forth.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_the_leading_pair_passes_over_what_cannot_be_told_apart():
    noise = even_noise(1.0)
    values = np.stack([noise, noise - 2.0, noise - 2.0 + 0.01 * even_noise(1.0), noise - 1.0])
    lead = leading_pair(("status_quo", "a", "b", "c"), values, "lower")
    assert (lead.rival, set(lead.level)) == ("c", {"a", "b"} - {lead.leader}) and lead.standing.led
    assert ranking(values, "higher") == [0, 3, *ranking(values, "higher")[2:]]
    assert leading_pair(("status_quo", "a"), np.stack([noise, noise]), "lower") is None


def test_an_outcome_without_a_better_side_and_an_unknown_measure_are_refused():
    with pytest.raises(ValueError, match="neither way is better"):
        advance(np.zeros(3), np.ones(3), "neither")
    with pytest.raises(ValueError, match="no such measure 'mean'; there are median, share"):
        standings(np.zeros((1, 9)), None, "mean")
