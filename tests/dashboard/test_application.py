"""The application opens, shows what is set, and never shows an exception."""

import random
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import runs
from dashboard.vm import wording
from dashboard.vm.link import KEYS
from dashboard.vm.scenario import LEVELS
from model.analysis.wording import banned_words
from model.levers import FAMILIES, LEVERS
from model.world import OUTCOMES

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
HEADLINE = re.compile(r"In [\d,]+ of [\d,]+ simulated worlds \(\d+\xa0%\)")


PARTS = [("Other outcomes", 7), ("Spread of worlds", 2), ("What my last change did", 1), ("By cease-fire", 2)]
FEW = "40"  # worlds are enough to see that the page works
QUICK_PART = "What my last change did"  # the part of Explore without a chart of its own


def opened(**address: str) -> AppTest:
    """The application as it opens at an address."""
    page = AppTest.from_file(str(ENTRY), default_timeout=120)
    for key, value in {"n": FEW, "p_part": QUICK_PART, **address}.items():
        page.query_params[key] = value
    return page.run()


def words(page: AppTest) -> list[str]:
    """All that the main part of the page says."""
    main = page.main
    kinds = (main.title, main.header, main.markdown, main.caption, main.info, main.warning, main.error)
    return [element.value for kind in kinds for element in kind]


def lever(page: AppTest, name: str):
    """The control of one lever."""
    return next(control for control in page.get("segmented_control") if control.key == KEYS[name])


def button(page: AppTest, label: str):
    """The button with these words on it."""
    return next(found for found in page.get("button") if found.label == label)


def test_it_opens_on_the_status_quo():
    page = opened()
    assert not page.exception and not page.main.warning
    assert page.info[0].value == wording.STATUS_QUO
    assert any(text.startswith(wording.CAPTION) for text in words(page))
    assert [control.value for control in page.get("segmented_control")].count("off") == len(LEVERS)


def test_every_lever_stands_in_the_group_of_its_family_with_what_its_level_means():
    page = opened(ap="high")
    groups = [group.label.split(" · ")[0] for group in page.sidebar.expander]
    assert groups[: len(FAMILIES)] == [family.capitalize() for family in FAMILIES]
    assert {KEYS[name] for name in LEVERS} <= {control.key for control in page.get("segmented_control")}
    said = [caption.value for caption in page.sidebar.caption]
    assert f"High: {LEVERS['air_patrols'].levels['high']}." in said
    assert {lever.question for name, lever in LEVERS.items() if name != "air_patrols"} <= set(said)


def test_setting_a_lever_counts_worlds_against_the_status_quo():
    page = opened()
    lever(page, "dynamic_sanctions").set_value("high").run()
    assert not page.exception
    assert HEADLINE.match(page.header[0].value)
    assert "Sanctions · 1 of 7 on" in [group.label for group in page.sidebar.expander]


def test_reset_returns_to_the_status_quo():
    page = opened(ds="high", ap="low")
    button(page, "Reset").click().run()
    assert page.info[0].value == wording.STATUS_QUO
    assert {lever(page, name).value for name in LEVERS} == {"off"}


def test_a_link_that_asks_for_nonsense_says_so():
    page = opened(ds="extreme", zz="1")
    assert not page.exception
    assert "ds=extreme" in page.warning[0].value and "zz=1" in page.warning[0].value


def test_both_evidence_sets_can_be_shown():
    page = opened(ev="record", ds="high")
    assert not page.exception
    assert any("evidence: record" in text for text in words(page))


def a_scenario(number: int) -> dict[str, str]:
    """An address with about a third of the levers at random levels, and a random outcome."""
    draw = random.Random(number)
    chosen = [key for key in KEYS.values() if draw.random() < 1 / 3]
    return {key: draw.choice(LEVELS) for key in chosen} | {"out": draw.choice(list(OUTCOMES))}


@pytest.mark.parametrize("number", range(20))
def test_any_scenario_shows_its_headline_and_its_charts_and_promises_nothing(number):
    part, charts = PARTS[number % len(PARTS)]
    page = opened(**a_scenario(number), p_part=part)
    assert not page.exception and not page.main.error
    assert len(page.get("vega_lite_chart")) == charts
    promised = [banned_words(text.replace("Not a forecast", "")) for text in words(page)]
    assert promised == [[]] * len(promised)


@pytest.mark.parametrize(("part", "charts"), PARTS)
def test_every_part_of_the_page_shows_what_it_is_about(part, charts):
    page = opened(ne="high", p_part=part, out="tension")
    assert not page.exception
    assert len(page.get("vega_lite_chart")) == charts


def test_the_last_change_is_told_against_what_was_set_before():
    page = opened(ne="high", p_part="What my last change did", out="tension")
    lever(page, "dialogue_offer").set_value("high").run()
    said = words(page)
    assert "Dialogue offer: off → high" in said
    assert any("compared with what was set before" in text for text in said)


def test_undo_redo_and_reset_walk_along_what_was_set():
    page = opened()
    assert button(page, "Undo").disabled and button(page, "Redo").disabled
    lever(page, "air_patrols").set_value("high").run()
    lever(page, "purl").set_value("low").run()
    button(page, "Undo").click().run()
    assert (lever(page, "purl").value, lever(page, "air_patrols").value) == ("off", "high")
    button(page, "Undo").click().run()
    assert lever(page, "air_patrols").value == "off" and button(page, "Undo").disabled
    button(page, "Redo").click().run()
    assert lever(page, "air_patrols").value == "high"
    button(page, "Reset").click().run()
    assert lever(page, "air_patrols").value == "off" and not button(page, "Undo").disabled


def test_a_starter_sets_an_option_with_its_settings():
    page = opened()
    button(page, "Mediation").click().run()
    assert not page.exception
    assert {name for name in LEVERS if lever(page, name).value != "off"} == {
        "neutral_envoys",
        "dialogue_offer",
        "measured_security",
    }


def test_outside_events_and_another_seed_of_prior_worlds_are_played():
    page = opened(hs="prior", seed="5", evt="2026-10:ceasefire_in_ukraine", ne="low", dm="2025-12")
    assert not page.exception and not page.main.warning
    assert HEADLINE.match(page.header[0].value)
    assert any("prior histories" in text and "seed 5" in text for text in words(page))


def test_a_world_whose_past_was_never_searched_offers_the_search_and_the_quick_way():
    page = opened(seed="5", ne="low")
    assert not page.exception
    assert any(text == wording.PAST_NEEDED for text in words(page))
    button(page, wording.QUICK).click().run()
    assert HEADLINE.match(page.header[0].value)
    assert any("prior histories" in text for text in words(page))


def test_a_setting_without_its_lever_is_said_and_mended():
    page = opened(dr_s="snap_back:0.5", ne="low")
    assert "Snap-back is set, but the lever Denuclearisation roadmap is off" in page.main.warning[0].value
    button(page, "Set Denuclearisation roadmap to medium").click().run()
    assert not page.main.warning and lever(page, "denuclearisation_roadmap").value == "medium"


def test_a_lever_that_begins_too_late_is_said_and_mended():
    page = opened(ct="high", ct_t="40")
    said = [text.value for text in page.main.warning]
    assert any("Crypto tracing starts in month 40, after the 36 months played" in text for text in said)
    button(page, "Start Crypto tracing at once").click().run()
    assert not page.main.warning


def test_a_link_of_another_version_says_so():
    page = opened(mv="0.0.9")
    assert "This link was made with model 0.0.9" in page.main.warning[0].value


def test_what_fails_is_said_without_a_traceback_and_the_rest_stays(monkeypatch):
    page = opened(ne="low")
    before = page.header[0].value

    def broken(scenario):
        raise RuntimeError("the engine is gone")

    monkeypatch.setattr(runs, "ahead", broken)
    lever(page, "air_patrols").set_value("high").run()
    assert not page.exception
    assert "Your scenario is safe" in page.main.error[0].value and "Reference" in page.main.error[0].value
    assert page.header[0].value == before
    assert not any("Traceback" in text or "engine is gone" in text for text in words(page))


def apply_mode(page: AppTest, mode: str = "Apply") -> None:
    """Choose when what is set is played."""
    next(control for control in page.get("segmented_control") if control.key == "mode").set_value(mode).run()


def levers_of(page: AppTest) -> dict[str, str]:
    """The levers that the address names."""
    said = {key: page.query_params[key] for key in KEYS.values() if key in page.query_params}
    return {key: value if isinstance(value, str) else value[0] for key, value in said.items()}


def test_apply_mode_gathers_changes_until_the_button_is_pressed():
    page = opened(ne="low")
    before = page.header[0].value
    apply_mode(page)
    lever(page, "air_patrols").set_value("high").run()
    lever(page, "trilateral_ties").set_value("high").run()
    assert page.header[0].value == before
    button(page, "Run 2 changes").click().run()
    assert page.header[0].value != before and button(page, "Nothing to run").disabled
    assert not page.exception and not page.main.warning and not page.sidebar.warning


def test_in_apply_mode_the_address_says_what_is_played():
    page = opened(ne="low", ap="low")
    apply_mode(page)
    lever(page, "neutral_envoys").set_value("off").run()
    lever(page, "purl").set_value("high").run()
    assert levers_of(page) == {"ne": "low", "ap": "low"}
    button(page, "Run 2 changes").click().run()
    assert levers_of(page) == {"ap": "low", "pu": "high"}
    button(page, "Undo").click().run()
    assert levers_of(page) == {"ne": "low", "ap": "low"}
    assert (lever(page, "neutral_envoys").value, lever(page, "purl").value) == ("low", "off")
    assert not page.exception and not page.main.warning and not page.sidebar.warning


def test_going_back_to_live_mode_plays_what_was_set_and_keeps_the_levers_in_the_address():
    page = opened(ne="low")
    apply_mode(page)
    lever(page, "purl").set_value("high").run()
    apply_mode(page, "Live")
    assert (lever(page, "neutral_envoys").value, lever(page, "purl").value) == ("low", "high")
    lever(page, "neutral_envoys").set_value("medium").run()
    assert (lever(page, "neutral_envoys").value, lever(page, "purl").value) == ("medium", "high")
    assert not page.exception and not page.main.warning and not page.sidebar.warning
