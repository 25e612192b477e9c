"""The summary spreadsheet depends on the run alone and executes nothing."""

import io
import time

import pytest
from openpyxl import load_workbook

from model.analysis import COLUMNS, compare
from model.analysis.workbook import workbook_bytes
from model.experiment import Scenario, lever_alone, run
from model.levers import STATUS_QUO, Commitment, Option


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A run whose author tries to smuggle a formula in."""
    mine = Option("mine", "=cmd()", (Commitment("purl", "high"),), summary="+1")
    options = (STATUS_QUO, lever_alone("air_patrols"), mine)
    scenario = Scenario("=HYPERLINK(1)", options, decision_month="2023-11", months=2, worlds=20)
    return run(scenario, tmp_path_factory.mktemp("runs") / "tiny")


def test_the_same_run_gives_the_same_bytes_at_any_time(done):
    first = workbook_bytes(compare(done), done.manifest)
    time.sleep(2.1)
    assert workbook_bytes(compare(done), done.manifest) == first


def test_it_holds_every_difference_the_manifest_and_no_formula(done):
    book = load_workbook(io.BytesIO(workbook_bytes(compare(done), done.manifest)))
    assert book.sheetnames == ["about", "differences", "manifest"]
    sheet = book["differences"]
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS
    assert sheet.max_row == 1 + 2 * len(done.outcomes) * 2
    assert "=HYPERLINK(1)" in [row[1].value for row in book["about"].iter_rows()]
    types = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in types
    assert done.manifest.facts["content"] in [row[1].value for row in book["manifest"].iter_rows()]
