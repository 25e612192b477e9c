"""The application opens, shows what is set, and never shows an exception."""

import random
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import wording
from dashboard.vm.link import KEYS
from dashboard.vm.scenario import LEVELS
from model.analysis.wording import banned_words
from model.levers import FAMILIES, LEVERS
from model.world import OUTCOMES

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
HEADLINE = re.compile(r"In [\d,]+ of [\d,]+ simulated worlds \(\d+ %\)")


FEW = "40"  # worlds are enough to see that the page works


def opened(**address: str) -> AppTest:
    """The application as it opens at an address."""
    page = AppTest.from_file(str(ENTRY), default_timeout=120)
    for key, value in {"n": FEW, **address}.items():
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


@pytest.mark.parametrize("number", range(8))
def test_any_scenario_shows_its_headline_and_its_chart_and_promises_nothing(number):
    page = opened(**a_scenario(number))
    assert not page.exception
    assert len(page.get("vega_lite_chart")) == 1
    promised = [banned_words(text.replace("Not a forecast", "")) for text in words(page)]
    assert promised == [[]] * len(promised)
