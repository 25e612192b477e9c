"""What drives an outcome or a difference: the parameters known to, what they rest on, and what is luck."""

import numpy as np
import pytest

from model.analysis import banned_words
from model.analysis.drivers.driver_words import FEW_ROWS, driver_sentences, percent, sobol_sentences
from model.analysis.drivers.drivers import drivers, luck_share, resting
from model.analysis.drivers.pawn import Pawn
from model.analysis.drivers.sobol import sobol
from model.experiment import Scenario, lever_alone, run
from model.levers import STATUS_QUO

TITLES = {"air_patrols": "Air patrols"}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Two options in 150 worlds for two months."""
    options = (STATUS_QUO, lever_alone("air_patrols"))
    study = Scenario("A study", options, decision_month="2024-03", months=2, worlds=150, seed=7, histories="prior")
    return run(study, tmp_path_factory.mktemp("drivers"))


def test_containers_are_driven_by_what_was_shipped_in_the_first_year(results):
    found = drivers(results, "containers_delivered", shown=5)
    top = found.drivers[0]
    assert (top.parameter, top.family, top.basis, top.direction) == ("first_year_shipments", "arms", "derived", 1)
    assert top.above and top.low <= top.index <= top.high
    assert top.unit == "containers / month"
    assert len(found.drivers) == 5
    assert (found.worlds, found.histories, found.luck_share) == (150, 150, None)


def test_a_difference_is_driven_by_other_parameters_than_the_outcome(results):
    level, difference = (drivers(results, "policy_politics", option=o, shown=3) for o in ("", "air_patrols"))
    assert level.values == 1 and level.above == 0
    assert difference.option == "air_patrols" and difference.moved == 150


def test_an_unknown_month_or_option_is_refused(results):
    with pytest.raises(ValueError, match="month '2030-01' is not among those played"):
        drivers(results, "tension", "2030-01")
    with pytest.raises(ValueError, match="no such option 'purl'"):
        drivers(results, "tension", option="purl")


def test_the_share_of_mere_assumptions_is_that_of_influence_above_noise():
    index, floor, dummy = np.array([0.30, 0.15, 0.06, 0.20]), np.full(4, 0.08), np.full(4, 0.05)
    found = Pawn(index, dummy, floor, np.zeros(4), np.zeros(4, int), np.array([True, True, True, False]))
    result = resting(found, np.array(["assumption", "record", "assumption", "assumption"]))
    assert result["assumed_share"] == pytest.approx(0.25 / 0.35)
    assert [result[key] for key in ("varied", "assumed", "above", "above_assumed")] == [3, 2, 2, 1]


def test_luck_makes_up_what_varies_within_histories():
    chance = np.random.default_rng(2)
    history = np.repeat(np.arange(2000), 4)
    seen = chance.normal(size=2000)[history] * np.sqrt(3) + chance.normal(size=8000)
    assert luck_share(seen, history) == pytest.approx(0.25, abs=0.02)
    assert luck_share(chance.normal(size=2000)[history], history) == 0.0
    assert luck_share(chance.normal(size=9), np.arange(9)) is None


def test_sentences_promise_nothing_and_say_when_nothing_drives(results):
    said = driver_sentences(drivers(results, "containers_delivered"), TITLES)
    said += driver_sentences(drivers(results, "tension", option="air_patrols"), TITLES)
    assert banned_words(" ".join(said)) == []
    assert said[0] == (
        "What drives containers delivered since the start in April 2024 under the status quo, in 150 simulated worlds."
    )
    still = driver_sentences(drivers(results, "policy_politics"), TITLES)
    assert still[1:] == ["It is the same in every one of them: nothing drives it."]


def test_sentences_about_shares_count_what_was_left_out_and_warn_of_rare_differences():
    chance = np.random.default_rng(3)
    a, b, mixed = chance.normal(size=40), chance.normal(size=40), chance.normal(size=(2, 40))
    b[3] = np.nan
    found = sobol(a, b, mixed, ["luck", "assumption"])
    said = sobol_sentences(found, found, ("B, row 3: ValueError: no",))
    assert said[0].startswith("Shares of variance from 39 prior base worlds")
    assert said[1].startswith("1 more were left out")
    assert said[2] == "  B, row 3: ValueError: no"
    assert found.carried < FEW_ROWS and "the intervals below are too narrow" in said[3]
    assert any(line.startswith("Luck alone makes up") for line in said)
    assert banned_words(" ".join(said)) == []


def test_a_share_is_a_whole_percentage_without_a_minus_before_nought():
    assert [percent(value) for value in (-0.004, 0.126, -0.03, 1.0)] == ["0 %", "13 %", "−3 %", "100 %"]
