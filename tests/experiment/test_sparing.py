"""A search spares work, and its numbers are those of the model to the last bit."""

import pickle

import numpy as np
import pytest

from model.experiment.pasts.conditioning import try_worlds
from model.experiment.pasts.histories import question_of, shipped_path
from model.experiment.pasts.kept import read_kept
from model.experiment.pasts.sparing import SparingDraw
from model.experiment.scenario import Scenario, digest
from model.luck import Luck
from model.parameters import Distribution, draw, load
from model.strict_yaml import scenarios


@pytest.mark.parametrize("evidence", ["articles", "record"])
def test_a_sparing_draw_is_the_draw_whenever_it_is_read(evidence):
    parameters, numbers, places = load(evidence), np.arange(1000, 1300), np.arange(0, 300, 7)
    assume = {"leakage_static": Distribution("uniform", (0.2, 0.3))} if "leakage_static" in parameters else {}
    whole = draw(parameters, 7, numbers, assume)
    sparing = SparingDraw(parameters, Luck(7, numbers), assume)
    early = whole.names[::2]
    for name in early:
        np.testing.assert_array_equal(sparing[name], whole[name])
    some = sparing.select(places)
    for name in whole.names:
        np.testing.assert_array_equal(some[name], whole[name][places])
        assert not some[name].flags.writeable
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(some)).gdp, whole.gdp[places])


def test_a_sparing_draw_refuses_what_a_draw_refuses():
    sparing = SparingDraw(load("record"), Luck(7, np.arange(3)), {})
    with pytest.raises(AttributeError, match="no such parameter 'gpd'"):
        _ = sparing.gpd
    with pytest.raises(AttributeError, match="a draw cannot be changed"):
        sparing.gdp = 3
    with pytest.raises(ValueError, match="nonsense: no such parameter"):
        SparingDraw(load("record"), Luck(7, np.arange(3)), {"nonsense": Distribution("fixed", (1.0,))})


@pytest.mark.slow
@pytest.mark.parametrize("evidence", ["articles", "record"])
def test_the_first_forty_thousand_worlds_of_what_is_shipped_are_found_again(evidence):
    again = [number for first in range(0, 40_960, 8192) for number in found(evidence, first, first + 8192)]
    assert again == listed(evidence, 0, 40_960) != []


def found(evidence: str, first: int, last: int) -> list[int]:
    """Which of these prior worlds of the reference study are kept."""
    return try_worlds(reference(evidence), first, last).kept.tolist()


def listed(evidence: str, first: int, last: int) -> list[int]:
    """Which of them the shipped list has."""
    kept = read_kept(shipped_path(digest(question_of(reference(evidence)))))
    return [number for number in kept.numbers if first <= number < last]


def reference(evidence: str) -> Scenario:
    """The reference study."""
    return Scenario.load(scenarios() / "reference.yaml").replace(evidence=evidence)
