"""Mechanisms alone on the Model check page: every observation is a row with its label and sources, failures first."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import runs
from dashboard.ui import asked
from dashboard.vm import mechanisms
from dashboard.vm.scenario import Scenario
from model.analysis.validation.held import mechanisms_alone
from model.analysis.wording import banned_words

PAGE = Path(__file__).resolve().parents[2] / "dashboard" / "app_pages" / "model_check.py"


@pytest.fixture(scope="module")
def made():
    """The comparison, in fewer worlds than the page shows."""
    return mechanisms_alone(worlds=300)


def test_every_observation_is_a_row_with_its_label_and_a_link_to_its_source(made):
    shown = mechanisms.table(made, {})
    assert len(shown) == len(made.held) == 18
    assert set(shown["Label"]) == {"tested", "reproduced"} and shown["Verdict"].iloc[0] == "FAILS"
    assert shown["Evidence"].str.contains("evidence").all()


def test_every_experiment_says_why_it_has_its_label(made):
    shown = mechanisms.reasons(made)
    assert len(shown) == 6 and (shown["Reason"].str.len() > 80).all()
    assert shown["Label"].str.contains("the priors were made anew without the event").sum() == 3


def test_the_sentences_promise_nothing(made):
    said = mechanisms.words(made)
    assert any(one.startswith("Failing: ") for one in said)
    assert not banned_words(" ".join((*said, mechanisms.HOW_HELD, mechanisms.NAME, mechanisms.REASONS_NAME)))


def test_the_work_tells_that_it_has_begun():
    told = []
    key, work = mechanisms.job()
    assert key and work is mechanisms.held and work.__module__ == "dashboard.vm.mechanisms"
    assert len(mechanisms.held(told.append).held) == 18 and told == [mechanisms.BEGUN]


def test_the_tab_shows_the_table_beside_the_back_cast(made, monkeypatch):
    monkeypatch.setattr(asked, "result", lambda name, key, *work: made if key == mechanisms.job()[0] else None)
    monkeypatch.setattr(runs, "opened", lambda: None)
    monkeypatch.setattr(runs, "current", lambda: (SimpleNamespace(scenario=Scenario()), "tension"))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["p_part"] = "Back-cast"
    page.run()
    assert not page.exception
    assert page.subheader[0].value.startswith("6 natural experiments")
    assert any("Failing: " in element.value for element in page.markdown)
