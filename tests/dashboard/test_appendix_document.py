"""The Appendix page's document: sections to tick, words counted, files in every format, warnings of one's own words."""

import io
import json
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.vm import document as vm
from model.appendix import COSTLY, QUICK, SECTIONS
from model.appendix.files_read import read_docx, read_pdf
from model.appendix.reading import read_html
from model.experiment import Scenario, run
from model.levers import STATUS_QUO, Commitment, Option

PATROLS = Option("your_option", "Your option", (Commitment("air_patrols", "high"),))
LINK = "http://localhost:8501/?ap=high&n=24"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A few prior worlds with a short past, with patrols and without."""
    study = Scenario(
        "A document", (STATUS_QUO, PATROLS), "What do patrols do?", decision_month=3, months=3, worlds=24, seed=11,
        histories="prior", name="patrols",
    )  # fmt: skip
    return run(study, tmp_path_factory.mktemp("runs") / "document")


@pytest.fixture(scope="module")
def made(results):
    sections = ("question", "summary", "options", "outcomes", "limits", "manifest")
    key, work, *arguments = vm.job(results, sections, "a4", "We will win.\n\nPerhaps.", LINK)
    shares = []
    document = work(shares.append, *arguments)
    assert shares == sorted(shares) and 0 < shares[-1] < 1
    assert key.startswith("document ")
    return document


def test_every_section_can_be_ticked_and_the_quick_ones_are(results):
    found = vm.choices(results)
    assert list(found) == list(SECTIONS)
    assert [name for name, (_, begins) in found.items() if begins] == list(QUICK)
    assert all(found[name][0].endswith("(takes minutes)") for name in COSTLY)


def test_every_format_is_offered_and_the_web_page_holds_what_a_reader_asks_for(made):
    held = {name.rsplit(".", 1)[1]: content for _, name, _, content in made.files if "summary" not in name}
    assert set(held) == {"docx", "pdf", "html", "zip", "json"}
    text = "\n".join(read_html(held["html"]).lines)
    assert "In 24 of 24 simulated worlds" in text or " of 24 simulated worlds (" in text
    assert "air patrols (high)" in text and "not a forecast" in text and LINK in text and "numpy" in text
    assert read_docx(held["docx"]).trace == read_pdf(held["pdf"]).trace == json.loads(held["json"])
    with zipfile.ZipFile(io.BytesIO(held["zip"])) as package:
        assert package.testzip() is None


def test_words_are_counted_and_the_beginning_is_shown(made):
    assert vm.count_words(made).startswith(f"{made.words:,} words") and made.words > 300
    assert "What do patrols do?" in made.preview and "<script" not in made.preview and "<h2" not in made.preview


def test_other_choices_are_another_job(results):
    keys = {vm.job(results, s, p, n, "")[0] for s in (("limits",), ("question",)) for p in vm.PAPERS for n in ("", "x")}
    assert len(keys) == 8


def test_ones_own_words_are_warned_of():
    assert vm.notes_warnings("This will work.\n\nIt may.") == ["words of certainty: 'will': “This will work.”"]


def test_the_page_offers_the_sections_and_a_button():
    from tests.dashboard.test_application import ENTRY

    page = AppTest.from_file(str(ENTRY), default_timeout=120)
    page.query_params["n"], page.query_params["ap"] = "25", "high"
    page.run().switch_page("app_pages/appendix.py").run()
    assert not page.exception
    assert {box.label for box in page.main.checkbox} >= {title for title, _ in vm.choices(None).values()}
    assert vm.MAKE in [button.label for button in page.main.button]
