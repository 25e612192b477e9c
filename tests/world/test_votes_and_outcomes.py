"""Worked numbers of the Council's rule, and what an outcome is made of."""

import numpy as np
import pytest

from model.actors.security_council import resolution
from model.levers import LEVERS
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, World


@pytest.mark.parametrize(
    ("yes", "veto", "adopted", "vetoed"),
    [(9, 0, 1, 0), (8, 0, 0, 0), (15, 0, 1, 0), (9, 1, 0, 1), (14, 1, 0, 1), (8, 1, 0, 0)],
)
def test_nine_votes_and_no_veto_adopt_a_draft(yes, veto, adopted, vetoed):
    found = resolution(np.array([yes]), np.array([veto]), np.array([9]))
    assert (found[0][0], found[1][0]) == (adopted, vetoed)


def test_a_draft_is_never_adopted_and_vetoed_at_once():
    yes, veto = np.meshgrid(np.arange(16), np.arange(2))
    adopted, vetoed = resolution(yes, veto, np.array(9))
    assert (adopted + vetoed <= 1).all() and adopted.sum() == 7 and vetoed.sum() == 7


@pytest.fixture(scope="module")
def opened():
    """Twenty worlds after their first month."""
    world = World(draw(load(), 7, np.arange(20)), Luck(7, np.arange(20)), 31)
    world.step()
    return world


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_is_one_number_a_world(opened, name):
    outcome = OUTCOMES[name]
    values = outcome.read(opened)
    assert values.shape == (1, 20) and np.isfinite(values).all()
    assert outcome.unit and outcome.name and outcome.means and outcome.source


@pytest.mark.parametrize("name", [name for name, outcome in OUTCOMES.items() if outcome.unit == "share"])
def test_a_share_lies_between_nought_and_one(opened, name):
    values = OUTCOMES[name].read(opened)
    assert ((values >= 0) & (values <= 1)).all()


def test_every_lever_claims_outcomes_that_exist():
    assert all(set(lever.acts_on) <= set(OUTCOMES) for lever in LEVERS.values())


def test_an_outcome_without_a_sense_of_direction_is_refused():
    outcome = next(iter(OUTCOMES.values()))
    with pytest.raises(ValueError, match="sense 'sideways' is none of lower, higher, neither"):
        type(outcome)("x", "X", "share", "sideways", "here", "nothing", outcome.read)
