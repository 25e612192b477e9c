"""Attribution: intervals that hold, totals that add up, and a planted synergy told from one of form alone."""

from dataclasses import replace

import numpy as np
import pytest

from model.analysis import banned_words
from model.analysis.attribution.attribution import attribute, estimates, mean_interval
from model.analysis.attribution.attribution_words import Why, sentences
from model.analysis.attribution.synergy import relative_estimates, synergies
from model.experiment.designs.game import Game
from model.experiment.designs.portfolios import Subsets, alone, last

FACTS = {"name": "Tension on the peninsula", "unit": "index", "sense": "lower"}
PARTS = ("air_patrols", "dialogue_offer", "purl", "coordination")


def game_from(worth, histories=None, rule="added") -> Game:
    """A game from what every portfolio is worth, array (portfolios, worlds), with its jackknife over eight groups."""
    size, worlds = len(worth).bit_length() - 1, worth.shape[1]
    design = Subsets(size)
    groups = np.arange(worlds) * 8 // worlds
    means = np.stack([worth.mean(axis=1), *(worth[:, groups != group].mean(axis=1) for group in range(8))]).T
    logs = np.log(means)
    return Game(
        "tension",
        "2029-03",
        rule,
        PARTS[:size],
        len(worth),
        True,
        np.arange(worlds) if histories is None else histories,
        worth[0],
        worth[-1],
        design.shapley(worth),
        alone(design.masks, worth, size),
        last(design.masks, worth, size),
        design.synergies(worth),
        np.zeros(size + size * (size - 1) // 2),
        np.concatenate([design.shapley(logs), design.synergies(logs)]).T,
        np.zeros(size + size * (size - 1) // 2),
    )


def planted(seed: int, worlds: int = 200, synergy: float = 0.0, noise: float = 1.0) -> np.ndarray:
    """Three parts that add −3, −1 and 0 on average, a synergy of the first two, worlds that scatter; (8, worlds)."""
    rng = np.random.default_rng(seed)
    effects = np.array([[-3.0], [-1.0], [0.0]]) + noise * rng.normal(size=(3, worlds))
    effects[2] = 0.0
    pair = synergy + noise * 0.3 * rng.normal(size=worlds)
    base = 20.0 + rng.normal(size=worlds)
    held = np.array([[mask >> part & 1 for part in range(3)] for mask in range(8)], float)
    return base + np.einsum("mp,pw->mw", held, effects) + held[:, :1] * held[:, 1:2] * pair


def test_values_add_up_to_the_total_and_the_total_is_the_mean_difference():
    worth = planted(1, synergy=2.0)
    found = attribute(game_from(worth))
    assert sum(share.shapley.mean for share in found.shares) == pytest.approx(found.total.mean, rel=1e-14)
    assert found.total.mean == pytest.approx((worth[-1] - worth[0]).mean(), rel=1e-14)
    assert [share.lever for share in found.shares] == ["air_patrols", "dialogue_offer", "purl"]
    assert (found.option - found.status_quo) == pytest.approx(found.total.mean)


def test_a_placebo_has_a_share_of_zero_and_an_interval_without_width():
    share = attribute(game_from(planted(2))).share("purl")
    assert (share.shapley.mean, share.shapley.low, share.shapley.high) == (0.0, 0.0, 0.0)
    assert not share.shapley.resolved
    with pytest.raises(KeyError):
        attribute(game_from(planted(2))).share("resilience")


def test_a_planted_synergy_stands_out_and_the_others_do_not():
    pairs = synergies([game_from(planted(3, synergy=2.0))])
    assert pairs[0].levers == ("air_patrols", "dialogue_offer")
    assert pairs[0].synergy.mean == pytest.approx(2.0, abs=0.1)
    assert [pair.stands_out for pair in pairs] == [True, False, False]
    assert pairs[0].verdict("lower") == "fight each other" and pairs[0].verdict("higher") == "help each other"
    assert pairs[1].verdict("lower") == "" and pairs[0].verdict("neither") == "more together"


def test_a_synergy_of_form_alone_holds_on_no_other_scale():
    # Two parts that each leave nine tenths: in the outcome's unit they fight, in its logarithm they do not meet.
    rng = np.random.default_rng(4)
    base = 100.0 * np.exp(0.2 * rng.normal(size=300))
    worth = np.stack([base * 0.9 ** (mask & 1) * 0.9 ** (mask >> 1) for mask in range(4)])
    (pair,) = synergies([game_from(worth)])
    assert pair.stands_out and pair.synergy.mean == pytest.approx(0.01 * base.mean())
    assert dict(pair.forms)["relative"].mean == pytest.approx(0.0, abs=1e-12)
    assert not pair.holds


def test_a_synergy_that_a_rival_form_turns_round_does_not_hold():
    games = [game_from(planted(5, synergy=value), rule=rule) for value, rule in ((2.0, "added"), (-2.0, "multiplied"))]
    assert synergies(games[:1])[0].holds
    pair = synergies(games)[0]
    assert pair.stands_out and not pair.holds
    assert dict(pair.forms)["multiplied"].mean == pytest.approx(-2.0, abs=0.1)
    with pytest.raises(ValueError, match="'multiplied', not 'added'"):
        synergies(games[::-1])


def test_relative_shares_add_up_to_the_logarithm_of_the_ratio():
    worth = planted(6)
    shares = relative_estimates(game_from(worth))[:3]
    ratio = worth[-1].mean() / worth[0].mean()
    assert sum(share.mean for share in shares) == pytest.approx(np.log(ratio))
    assert shares[0].low < shares[0].mean < shares[0].high < 0.0


def test_the_interval_of_a_mean_is_that_of_student():
    values = np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]])
    low, high = mean_interval(values, np.arange(6))
    reach = 2.015 * np.sqrt(3.5 / 6)  # t(5) at 95 %, variance 3.5
    assert (low[0], high[0]) == pytest.approx((3.5 - reach, 3.5 + reach), abs=1e-3)


def test_worlds_of_one_history_count_once():
    values = np.random.default_rng(7).normal(size=(2, 30))
    once = mean_interval(values, np.arange(30))
    four_times = mean_interval(np.repeat(values, 4, axis=1), np.repeat(np.arange(30), 4))
    assert np.allclose(once, four_times)


def test_too_few_histories_say_nothing_and_error_of_drawn_orders_widens():
    values = np.arange(8.0)[None]
    assert np.isnan(mean_interval(values, np.arange(8) // 2)).all()
    narrow, wide = (estimates(values, np.arange(8), errors)[0] for errors in (0.0, 4.0))
    assert wide.low < narrow.low and narrow.mean == wide.mean


def test_intervals_hold_as_often_as_they_say():
    truth = {"air_patrols": -3.0 + 0.5, "dialogue_offer": -1.0 + 0.5}
    inside, pair_inside, relative_inside, surplus_inside, runs = 0, 0, 0, 0, 400
    large = planted(99, worlds=200_000, synergy=1.0).mean(axis=1)[:, None]
    relative = Subsets(3).shapley(np.log(large))[0, 0]
    for seed in range(runs):
        game = game_from(planted(seed + 1000, worlds=60, synergy=1.0))
        found = attribute(game)
        inside += sum(
            found.share(name).shapley.low <= value <= found.share(name).shapley.high for name, value in truth.items()
        )
        surplus_inside += found.surplus.low <= 1.0 <= found.surplus.high
        pair = next(pair for pair in synergies([game]) if set(pair.levers) == set(truth))
        pair_inside += pair.synergy.low <= 1.0 <= pair.synergy.high
        share = relative_estimates(game)[0]
        relative_inside += share.low <= relative <= share.high
    shares = [inside / (2 * runs), pair_inside / runs, relative_inside / runs, surplus_inside / runs]
    assert all(0.86 <= share <= 0.94 for share in shares), shares


def test_clustered_intervals_hold_as_often_as_they_say():
    held, rng = 0, np.random.default_rng(8)
    for _ in range(600):
        values = np.repeat(rng.exponential(size=40) - 1.0, 4) + 0.5 * rng.normal(size=160)
        low, high = mean_interval(values[None], np.repeat(np.arange(40), 4))
        held += low[0] <= 0.0 <= high[0]
    assert 0.84 <= held / 600 <= 0.94  # a skewed population, whose interval falls a little short


def test_sentences_say_which_part_works_whether_the_whole_beats_it_and_who_fights():
    said = sentences(Why.of([game_from(planted(9, synergy=2.0))], "A package", FACTS))
    assert "In March 2029 the mean difference of “A package” from the status quo" in said[0]
    assert "air patrols −2.0" in said[0] or "air patrols −1.9" in said[0]
    assert "2 of 3 shares cannot be told apart from zero" in said[0]
    assert "in concert the parts do worse than their sum" in said[1]
    assert "air patrols and dialogue offer fight each other" in said[2]
    assert [banned_words(sentence) for sentence in said] == [[], [], []]


def test_sentences_say_when_nothing_can_be_told():
    still = np.repeat(10.0 + np.random.default_rng(1).normal(size=(1, 50)), 8, axis=0)
    said = sentences(Why.of([game_from(still)], "A package", FACTS))
    assert "No part's share in it can be told apart from zero" in said[0]
    assert "cannot be told apart from the sum of its parts" in said[1]
    assert said[2] == "Of 3 pairs of parts none can be told to help or to fight."


def test_one_part_alone_has_the_whole_effect_and_nobody_to_fight():
    why = Why.of([game_from(planted(10)[[0, 1]])], "A lever", FACTS)
    assert why.attribution.shares[0].shapley == why.attribution.total
    assert why.pairs == () and "one part" in sentences(why)[1]


def test_an_outcome_that_can_be_nought_has_no_relative_form():
    game = game_from(planted(11))
    game = replace(game, relative=game.relative[:0])
    why = Why.of([game], "A package", FACTS)
    assert why.relative == () and why.plain()["forms"] == {}


def test_plain_values_hold_what_was_asked_for():
    plain = Why.of([game_from(planted(12))], "A package", FACTS).plain()
    assert {"outcome", "unit", "total", "levers", "synergies"} <= set(plain)
    assert {"lever", "shapley", "low", "high"} <= set(plain["levers"][0])
    assert sum(row["shapley"] for row in plain["levers"]) == pytest.approx(plain["total"], rel=1e-14)
    assert len(plain["synergies"]) == 3 and all(len(row["levers"]) == 2 for row in plain["synergies"])
    assert plain["concert"]["of_parts"] + plain["concert"]["surplus"] == pytest.approx(plain["total"])
