"""A link holds everything that was set, gives it back, and never opens another scenario in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.vm import address
from dashboard.vm.details import Details, nearest
from dashboard.vm.link import KEYS
from dashboard.vm.scenario import LEVELS, Scenario
from model.evidence import month_text
from model.levers import LEVERS
from model.world import EVENTS

OUTCOMES = ("tension", "growth")
SHAPES = ("fixed 0.5", "uniform 0.1 0.4", "triangular 0.1 0.2 0.3")


def read(given: dict[str, str]):
    """What an address says."""
    return address.read(given, OUTCOMES, "tension", address.elsewhere(given))


@st.composite
def held(draw):
    """How a lever is held: any timing, and now and then an exact level."""
    if draw(st.booleans()):
        return Details()
    start, ramp = draw(st.integers(0, 36)), draw(st.integers(0, 24))
    if draw(st.booleans()):
        return Details(start, pulse=True)
    end = draw(st.one_of(st.none(), st.integers(start + 1, 60)))
    return Details(start, ramp, end, exact=draw(st.one_of(st.none(), st.floats(0.01, 1))))


@st.composite
def scenarios(draw):
    """Any scenario that a visitor can set."""
    levels = draw(st.dictionaries(st.sampled_from(list(LEVERS)), st.sampled_from(LEVELS), max_size=6))
    details = {lever: draw(held()) for lever in levels}
    levels |= {lever: nearest(detail.exact) for lever, detail in details.items() if detail.exact}
    months = st.integers(31, 66).map(month_text)
    return Scenario(
        tuple(levels.items()),
        draw(st.sampled_from(("articles", "record"))),
        tuple(details.items()),
        draw(st.sampled_from((0.0, 0.67, 1.0))),
        events=tuple(draw(st.lists(st.tuples(months, st.sampled_from(list(EVENTS))), max_size=3))),
        assume=tuple(draw(st.dictionaries(st.just("leakage"), st.sampled_from(SHAPES))).items()),
        histories=draw(st.sampled_from(("conditioned", "prior"))),
        worlds=draw(st.integers(1, 2000)),
        seed=draw(st.integers(0, 2**63 - 1)),
    )


@settings(max_examples=60, deadline=None)
@given(scenarios(), st.sampled_from(OUTCOMES))
def test_a_full_link_gives_back_what_was_set_and_the_short_address_does_too(scenario, outcome):
    whole = read(address.full(scenario, outcome, "1.2", "abcd"))
    assert (whole.scenario, whole.outcome, whole.problems) == (scenario, outcome, ())
    assert (whole.model, whole.data) == ("1.2", "abcd")
    short = {KEYS[lever]: level for lever, level in scenario.levels} | address.rest_of(scenario)
    assert read(short).scenario == scenario


def test_a_full_link_names_every_lever_and_the_versions_and_stays_short():
    said = address.full(Scenario.of(dict.fromkeys(LEVERS, "medium")), "tension", "0.1.0", "abcd1234")
    assert set(KEYS.values()) | {"mv", "dv", "ev", "dm", "seed", "n", "h", "out"} <= set(said)
    assert len("&".join(f"{key}={value}" for key, value in said.items())) < 400


def test_nothing_is_said_of_what_was_not_set():
    assert address.rest_of(Scenario.of({"purl": "high"})) == {}


@pytest.mark.parametrize("given", [{}, {"ap": "high", "ev": "record", "out": "growth"}, {"p_part": "x", "id": "M23"}])
def test_a_link_that_holds_what_exists_is_not_remarked_on(given):
    assert read(given).problems == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"ap": "hihg"}, "ap=hihg: Air patrols has no value 'hihg'; 'off' is used; did you mean 'high'?"),
        ({"ev": "rumours"}, "ev=rumours: evidence has no value 'rumours'; 'articles' is used"),
        ({"out": "growht"}, "out=growht: outcome has no value 'growht'; 'tension' is used; did you mean 'growth'?"),
        ({"zz": "1"}, "zz=1 is not understood and was left out"),
        ({"n": "1e6"}, "n=1e6: worlds has no value '1e6'; '1000' is used (must be a whole number from 1 to 2000)."),
        ({"n": "-5"}, "n=-5: worlds has no value '-5'; '1000' is used"),
        ({"seed": "x"}, "seed=x: seed has no value 'x'; '20260301' is used"),
        ({"dm": "2026-13"}, "dm=2026-13: decision month has no value '2026-13'; '2026-04' is used"),
        ({"co": "7", "ap": "low"}, "co=7: co-ordination has no value '7'"),
        (
            {"ds": "low", "ds_t": "6,x"},
            "ds_t=6,x: Dynamic sanctions cannot be held so; its own timing and settings are used",
        ),
        ({"ds": "low", "ds_t": "nan"}, "ds_t=nan: Dynamic sanctions cannot be held so"),
        ({"ne": "low", "ne_s": "size:2"}, "ne_s=size:2: Neutral envoys cannot be held so"),
        ({"evt": "2026-10:war_resume"}, "evt: 2026-10:war_resume is left out (events.2026-10: no such event"),
        ({"evt": "2020-01:war_resumes"}, "evt: 2020-01:war_resumes is left out"),
        ({"as": "leakag:fixed:0.1"}, "as: leakag:fixed:0.1 is left out (leakag: no such parameter; did you mean"),
        ({"as": "leakage:fixed:7"}, "as: leakage:fixed:7 is left out (leakage: "),
    ],
)
def test_a_link_names_what_it_asks_for_in_vain_and_what_is_used(given, says):
    (said,) = read(given).problems
    assert said.startswith(says)


def test_one_bad_value_spoils_nothing_else():
    found = read({"ap": "high", "n": "nan", "ds": "low", "ds_t": "x", "evt": "2026-10:ceasefire_in_ukraine,z"})
    assert dict(found.scenario.levels) == {"dynamic_sanctions": "low", "air_patrols": "high"}
    assert found.scenario.events == (("2026-10", "ceasefire_in_ukraine"),)
    assert len(found.problems) == 3


def test_settings_of_a_lever_that_is_off_are_kept_beside_the_scenario():
    found = read({"dr_s": "snap_back:0.5"})
    assert found.scenario == Scenario()
    assert dict(found.idle)["denuclearisation_roadmap"].settings == (("snap_back", 0.5),)
