"""What failing means and where it lies is said in the world's terms, with counts and nothing promised."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from model.analysis.discovery.boxes import Box, Measure
from model.analysis.discovery.discovery import Discovery, Found, discover
from model.analysis.discovery.discovery_words import (
    clause,
    evidence_sentence,
    exact,
    held_out_sentence,
    nothing_found,
    percent,
    plain_name,
    sentence,
)
from model.analysis.discovery.failing import Threshold, failing
from model.analysis.discovery.failure_report import unsteady_words
from model.analysis.discovery.screening import Ground, Screen
from model.analysis.discovery.uncertainties import CIRCUMSTANCE, EVENT, PARAMETER, Uncertainty
from model.analysis.wording import banned_words
from model.parameters import load

INF = np.inf
SCALE = np.linspace(0, 1, 50)
SEA = Uncertainty("sea_share", PARAMETER, "Share of containers that go by sea", "share", "derived", SCALE)
FEAR = Uncertainty("fear", PARAMETER, "North Korea: weight of deterrence", "spreads of utility", "assumption", SCALE)
BUSY = Uncertainty("busy", PARAMETER, "Whether the world is busy", "switch", "assumption", np.repeat([0.0, 1.0], 25))
START = Uncertainty("start/tension", CIRCUMSTANCE, "Tension on the peninsula", "index", "", SCALE)
PEACE = Uncertainty("event/ceasefire", EVENT, "Cease-fire in Ukraine", "months", "", np.arange(37.0))
KNOWN = (SEA, FEAR, BUSY, START, PEACE)
FACTS = {"subject": "tension in March 2029", "unit": "index", "sense": "lower"}


@pytest.mark.parametrize(
    ("what", "ends", "said"),
    [
        (SEA, (0.6, INF), "“share of containers that go by sea” lies above 0.6 share"),
        (SEA, (0.25, 0.5), "“share of containers that go by sea” lies between 0.25 and 0.5 share"),
        (FEAR, (-INF, 0.3), "“North Korea: weight of deterrence” lies below 0.3 spreads of utility"),
        (BUSY, (0.5, INF), "“whether the world is busy” is yes"),
        (BUSY, (-INF, 0.5), "“whether the world is busy” is no"),
        (START, (0.4, INF), "“tension on the peninsula” in April 2026 under the status quo lies above 0.4 index"),
        (PEACE, (-INF, 11.5), "a cease-fire in Ukraine first holds by March 2027"),
        (PEACE, (11.5, INF), "no cease-fire in Ukraine holds before April 2027"),
        (PEACE, (35.5, INF), "no cease-fire in Ukraine holds in the months that count"),
        (PEACE, (2.5, 4.5), "a cease-fire in Ukraine first holds by August 2026 but not before July 2026"),
    ],
)
def test_a_limit_is_a_clause_about_the_world(what, ends, said):
    assert clause(what, ends, "2026-04") == said


def test_the_first_sentence_counts_failing_worlds_and_those_like_them():
    found = Found(Box({0: (0.6, INF), 2: (0.5, INF)}), Measure(2000, 260, 300, 212), {})
    assert sentence(found, 0, KNOWN, "2026-04") == (
        "In 212 of the 260 failing worlds (82 %), “share of containers that go by sea” lies above 0.6 share and "
        "“whether the world is busy” is yes; of the 300 worlds where that holds, 212 fail (71 %, against 13 % of all "
        "2,000)."
    )


def test_a_later_sentence_speaks_of_the_worlds_that_are_left():
    found = Found(Box({3: (-INF, 0.2)}), Measure(1700, 48, 60, 40), {})
    said = sentence(found, 1, KNOWN, "2026-04")
    assert said.startswith("Of the 48 failing worlds that this leaves, in 40 (83 %), ")
    assert said.endswith("of the 60 worlds left where that holds, 40 fail (67 %, against 3 % of all 1,700).")


def test_what_a_condition_rests_on_is_said_apart_from_it():
    said = evidence_sentence(Box({0: (0.6, INF), 3: (0.4, INF), 4: (3, INF)}), KNOWN)
    assert "“share of containers that go by sea” is derived from published figures" in said
    assert "“tension on the peninsula” is the state of the world in the month of the decision" in said
    assert "comes from outside; it is taken from the status quo, not from the option" in said


def test_no_sentence_about_any_parameter_promises_anything():
    for evidence in ("articles", "record"):
        for p in load(evidence).values():
            what = Uncertainty(p.name, PARAMETER, p.means, p.unit, p.basis, SCALE)
            assert (
                banned_words(clause(what, (0.25, INF), "2026-04") + evidence_sentence(Box({0: (0, 1)}), (what,))) == []
            )
            assert plain_name(what).strip("“”")


def answer(explained: bool) -> Discovery:
    """The discovery of a planted box, or of chance."""
    table = np.random.default_rng(1).random((300, 5))
    luck = np.random.default_rng(2).random(300)
    return discover(Ground(table, (table[:, 0] > 0.7) if explained else luck < 0.3, np.arange(300)))


def test_figures_of_histories_held_back_stand_beside_every_box():
    finding = answer(True).findings[0]
    said = held_out_sentence(finding)
    assert said.startswith("In histories held back from the search (a box in 5 of 5 parts), ")
    assert "90 % interval" in said and "of the doubt about failing" in said
    assert banned_words(said) == []


def test_nothing_found_is_said_plainly():
    empty = Screen(np.zeros(1), np.ones(1), (), {})
    assert "luck" in nothing_found(answer(False)) and nothing_found(answer(True)) == ""
    assert nothing_found(Discovery(50, 0, False, empty, (), ())).startswith("There is no world")
    assert nothing_found(Discovery(50, 50, False, empty, (), ())).startswith("It fails so in every world")
    assert "too few to search" in nothing_found(Discovery(50, 3, False, empty, (), ()))


def test_shares_are_none_or_all_only_where_they_are():
    assert [percent(x) for x in (0.0, 0.001, 0.5, 0.999, 1.0)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]
    assert [exact(x) for x in (31000.0, -0.25, 0.334)] == ["31,000", "−0.25", "0.334"]


def test_failing_is_to_be_worse_than_the_status_quo_in_the_same_world():
    before, after = np.array([1.0, 1.0, 1.0]), np.array([2.0, 1.0, 0.5])
    lower = failing(before, after, FACTS)
    assert lower.worlds.tolist() == [True, False, False]
    assert lower.means == "raises tension in March 2029, compared with the status quo"
    assert failing(before, after, {**FACTS, "sense": "higher"}).worlds.tolist() == [False, False, True]


def test_failing_is_to_miss_a_threshold():
    wanted = Threshold.parse("tension <= 0.4", "tension")
    missed = failing(np.zeros(3), np.array([0.3, 0.4, 0.5]), {**FACTS, "sense": "neither"}, threshold=wanted)
    assert missed.worlds.tolist() == [False, False, True]
    assert missed.means == "leaves tension in March 2029 above 0.4 index"
    assert Threshold.parse(">1,000", "tension") == Threshold(">", 1000.0)


def test_failing_is_to_be_in_the_worst_tenth_and_ties_do_not_swell_it():
    spread = failing(np.zeros(100), np.arange(100.0), FACTS, "decile")
    assert spread.worlds.sum() == 10 and spread.worlds[90:].all()
    assert failing(np.zeros(100), np.repeat([0.0, 1.0], [80, 20]), FACTS, "decile").worlds.sum() == 0
    assert "its worst tenth" in spread.means


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("low", "is no threshold"),
        ("0.4", "is no threshold"),
        ("troops<=3", "is about troops, but the outcome is tension"),
        ("<=1.2.3", "is not a number"),
    ],
)
def test_a_threshold_that_cannot_be_read_is_refused(text, message):
    with pytest.raises(ValueError, match=message):
        Threshold.parse(text, "tension")


@pytest.mark.parametrize(("sense", "way", "message"), [("neither", "worse", "threshold"), ("lower", "bad", "bad")])
def test_a_way_to_fail_that_means_nothing_is_refused(sense, way, message):
    with pytest.raises(ValueError, match=message):
        failing(np.zeros(2), np.zeros(2), {**FACTS, "sense": sense}, way)


def test_conditions_that_another_draw_of_histories_would_not_choose_are_named():
    finding = answer(True).findings[0]
    columns = set().union(*(box.box.limits for box in finding.boxes))
    study = SimpleNamespace(known=(SEA, FEAR, BUSY, START, PEACE))
    assert unsteady_words(study, finding) == []
    rare = replace(finding, stability=replace(finding.stability, chosen={column: 7 for column in columns}))
    assert unsteady_words(study, rare) == [
        "Chosen in fewer than half of 50 searches in histories drawn again: sea_share (7)."
    ]
