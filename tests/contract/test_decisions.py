"""How terms become a choice: three theories, one rule; worked numbers and what sets them apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.actors import BARRED, Logit, Sampled
from model.luck import Luck
from model.parameters import Distribution, draw, load
from model.world import OUTCOMES, play

WORLDS = 20_000
NONE = np.zeros(WORLDS)
UTILITIES = (0.0, 1.0, 3.0)
MAXIMISER = {"actors_satisfice": 0.0, "actors_weigh_losses": 0.0}
CONTENT = {"actors_satisfice": 1.0, "worth_above_aspiration": 0.01}
AVERSE = {"actors_satisfice": 0.0, "actors_weigh_losses": 1.0, "loss_aversion": 2.5}


def theory(**values) -> Sampled:
    """The theory of worlds in which these parameters hold."""
    assume = {name: Distribution("fixed", (value,)) for name, value in {"expectation_pace": 0.25, **values}.items()}
    return Sampled(draw(load("articles"), 3, np.arange(WORLDS), assume))


def settle(rule, expected: float, utilities=UTILITIES, precision=1.0, last=0, inertia=0.0, worlds=WORLDS):
    """The moves made and what is expected after them, in so many worlds with these utilities."""
    luck = Luck(3, np.arange(worlds)).gumbels([f"move {move}" for move in range(len(utilities))], 1)
    before, hoped = np.full((1, worlds), last, np.int8), np.full((1, worlds), expected)
    open_to_all = np.repeat(np.array(utilities), worlds).reshape(-1, 1, worlds)
    made = rule.choose(open_to_all, before, NONE[:worlds] + precision, NONE[:worlds] + inertia, luck, hoped)
    assert (hoped == expected).all()
    return made


def shares(rule, expected: float, utilities=UTILITIES, **values) -> np.ndarray:
    """How often each move is made."""
    pick, _ = settle(rule, expected, utilities, **values)
    return np.bincount(pick[0], minlength=len(utilities)) / WORLDS


def logit_of(worths) -> np.ndarray:
    """Closed form: P(a) ∝ exp(worth of a)."""
    odds = np.exp(np.array(worths) - max(worths))
    return odds / odds.sum()


@pytest.mark.parametrize(
    ("values", "worths"),
    [
        (MAXIMISER, (0.0, 1.0, 3.0)),
        (CONTENT, (0.0, 1.0, 1.0 + 0.01 * 2.0)),
        (AVERSE, (1.0 - 2.5, 1.0, 3.0)),
    ],
    ids=("seeks the most", "content with enough", "weighs losses"),
)
def test_each_theory_chooses_as_its_closed_form_says(values, worths):
    np.testing.assert_allclose(shares(theory(**values), expected=1.0), logit_of(worths), atol=0.015)


def test_who_is_content_with_enough_stays_where_it_is_content():
    rule = theory(**{**CONTENT, "worth_above_aspiration": 0.0})
    stays = shares(rule, expected=0.0, last=0, inertia=20.0)[0]
    assert stays == 1.0
    assert shares(rule, expected=3.0, precision=10.0, last=0, inertia=20.0)[0] < 0.05


def test_what_was_attained_moves_what_is_expected_by_a_quarter_of_the_gap():
    pick, after = settle(theory(**CONTENT), expected=1.0, precision=0.0)
    assert set(np.unique(pick)) == {0, 1, 2}
    assert (after == 1.0 + 0.25 * (np.array(UTILITIES)[pick] - 1.0)).all()


@pytest.mark.parametrize("values", [MAXIMISER, CONTENT, AVERSE])
def test_a_barred_move_is_never_made_under_any_theory(values):
    made = shares(theory(**values), expected=0.5, utilities=(BARRED, 0.0, 1.0 + BARRED), last=2, inertia=5.0)
    assert made.tolist() == [0.0, 1.0, 0.0]


@given(some.lists(some.floats(-5, 5), min_size=2, max_size=4), some.floats(-5, 5), some.floats(0, 8))
def test_one_that_seeks_the_most_is_logit_whatever_it_expects(utilities, expected, precision):
    rule = theory(**MAXIMISER)
    rule.bend = np.ascontiguousarray(rule.bend[:, :50])
    plain, _ = settle(Logit(), expected, utilities, precision, inertia=1.0, worlds=50)
    np.testing.assert_array_equal(settle(rule, expected, utilities, precision, inertia=1.0, worlds=50)[0], plain)


def test_worlds_of_maximisers_are_the_worlds_of_logit_bit_for_bit():
    numbers = np.arange(40)
    assume = {name: Distribution("fixed", (0.0,)) for name in ("actors_satisfice", "actors_weigh_losses")}
    given_worlds = draw(load("articles"), 7, numbers, assume), Luck(7, numbers), (), 12, 0
    sampled, plain = play(*given_worlds), play(*given_worlds, theory=Logit())
    for name in OUTCOMES:
        assert sampled.history[name].tobytes() == plain.history[name].tobytes(), name


def test_half_of_the_worlds_seek_the_most_and_a_quarter_each_follows_a_rival():
    drawn = draw(load("record"), 7, np.arange(WORLDS))
    content = drawn.actors_satisfice > 0
    averse = ~content & (drawn.actors_weigh_losses > 0)
    assert content.mean() == pytest.approx(0.25, abs=0.01) and averse.mean() == pytest.approx(0.25, abs=0.01)
