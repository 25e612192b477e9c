"""What does not fit together is named, with a way to mend it."""

from dashboard.vm import checks, starters
from dashboard.vm.details import Details
from dashboard.vm.scenario import Scenario
from model.analysis.wording import banned_words


def test_nothing_is_said_of_what_fits():
    for starter in (*starters.packages(), *starters.futures()):
        assert checks.notices(starter.scenario, dict(starter.scenario.details)) == ()


def test_a_setting_of_a_lever_that_is_off_changes_nothing():
    (notice,) = checks.notices(Scenario(), {"denuclearisation_roadmap": Details(settings=(("snap_back", 0.5),))})
    assert notice.text == "Snap-back is set, but the lever Denuclearisation roadmap is off: it changes nothing."
    assert [mend.what for mend in notice.mends] == [checks.TURN_ON, checks.FORGET]


def test_a_lever_that_begins_or_is_full_only_after_the_end_is_named():
    held = (("purl", Details(start=36)), ("air_patrols", Details(start=30, ramp=12)))
    scenario = Scenario((("purl", "low"), ("air_patrols", "high")), details=held)
    late, slow = checks.notices(scenario, dict(held))
    assert "Air patrols reaches its level in month 42" in late.text
    assert "PURL starts in month 36" in slow.text and "changes nothing" in slow.text


def test_the_notices_and_starters_promise_nothing():
    said = [starter.title + starter.says for starter in (*starters.packages(), *starters.futures())]
    assert len(starters.packages()) == 8 and len(starters.futures()) == 5
    assert [banned_words(text) for text in said] == [[]] * len(said)
