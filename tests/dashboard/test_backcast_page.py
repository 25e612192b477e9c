"""The back-cast on the Model check page: every observation is shown, misfits first, in permitted words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import backcast
from model.analysis.wording import banned_words
from model.experiment import Scenario

ENTRY = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"


@pytest.fixture(scope="module")
def board():
    """The reference question, of which kept histories come with the project."""
    return backcast.held(lambda share: None, Scenario.load("scenarios/reference.yaml").replace(worlds=40))


def test_every_observation_is_a_row_with_its_role_and_a_link_to_its_source(board):
    shown = backcast.table(board, {})
    assert len(shown) == sum(len(one.points) for one in board.series) >= 20
    assert set(shown["Role"]) == {"fitted", "behind a parameter", "held out"}
    assert shown["Inside"].iloc[0] == "no: missed" and shown["Evidence"].str.contains("evidence").all()


def test_the_sentences_say_held_out_first_and_where_a_rival_is_nearer(board):
    said = backcast.words(board)
    assert said[1].startswith("Held out: ") and any("naive rival" in one for one in said)
    assert not banned_words(" ".join(said))


def test_the_tab_opens_without_an_error():
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    page.query_params["p_part"] = "Back-cast"
    page.run()
    page.switch_page("app_pages/model_check.py").run()
    assert not page.exception
