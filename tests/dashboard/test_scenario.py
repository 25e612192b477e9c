"""What a visitor sets is checked again behind the page, and a link never opens another scenario in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vm import wording
from dashboard.vm.link import EVIDENCE_KEY, KEYS, OUTCOME_KEY
from dashboard.vm.scenario import LEVELS, OFF, Scenario
from model.analysis.wording import banned_words
from model.levers import LEVERS

SOME_LEVELS = st.dictionaries(st.sampled_from(list(LEVERS)), st.sampled_from(LEVELS))


@given(SOME_LEVELS)
def test_a_lever_that_is_off_is_no_part_of_the_scenario(levels):
    scenario = Scenario.of(levels)
    assert scenario.levels == tuple((name, levels[name]) for name in LEVERS if levels.get(name, OFF) != OFF)
    assert all(scenario.level(name) == level for name, level in levels.items())
    assert scenario.is_status_quo == (set(levels.values()) <= {OFF})


@given(SOME_LEVELS)
def test_the_order_of_clicks_makes_no_difference(levels):
    backwards = dict(reversed(list(levels.items())))
    assert Scenario.of(levels) == Scenario.of(backwards)
    assert hash(Scenario.of(levels)) == hash(Scenario.of(backwards))


def test_the_option_played_holds_the_levers_at_their_levels():
    option = Scenario.of({"air_patrols": "high", "purl": "off", "crypto_tracing": "low"}).option()
    assert [(c.lever, c.level) for c in option.commitments] == [
        ("crypto_tracing", pytest.approx(1 / 3)),
        ("air_patrols", 1.0),
    ]


@pytest.mark.parametrize(
    ("levels", "evidence", "says"),
    [
        ((("air_patrol", "high"),), "articles", "no such lever 'air_patrol'"),
        ((("air_patrols", "maximal"),), "articles", "level 'maximal' is none of off, low, medium, high"),
        ((("air_patrols", "low"), ("air_patrols", "high")), "articles", "stands twice"),
        ((), "rumours", "evidence: 'rumours' is none of articles, record"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(levels, evidence, says):
    with pytest.raises(ValueError, match=says):
        Scenario(levels, evidence)


def test_every_lever_has_one_short_key_of_its_own():
    assert list(KEYS) == list(LEVERS)
    keys = [*KEYS.values(), EVIDENCE_KEY, OUTCOME_KEY]
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 3 for key in keys)


def test_names_read_as_words():
    assert wording.lever_name("drones_and_ew") == "Drones and electronic warfare"
    assert wording.lever_name("purl") == "PURL"
    assert wording.lever_name("six_party_talks") == "Six-Party talks"
    assert wording.lever_name("security_council") == "Security Council"
    assert wording.group_name("sanctions", ["crypto_tracing", "air_patrols"]) == "Sanctions · 1 of 7 on"
    assert wording.group_name("sanctions", []) == "Sanctions · all off"


def test_every_level_of_every_lever_says_what_it_means():
    for lever in LEVERS:
        meanings = [wording.level_meaning(lever, level) for level in LEVELS]
        assert len(set(meanings)) == len(LEVELS)
        assert meanings[0] == "No more than the status quo."


def test_the_fixed_sentences_promise_nothing():
    said = [wording.CAPTION, wording.STATUS_QUO, wording.NOT_EQUAL, wording.OFF_MEANS]
    said += [wording.unchanged(Scenario.of({"purl": "low"})), wording.status(Scenario(), 10, 3, "1", "2")]
    assert [banned_words(text.replace("Not a forecast", "")) for text in said] == [[]] * len(said)
