"""The document from the Appendix page: every file of it, what its HTML holds, its JSON brought back, and its print."""

import io
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pypdf
import pytest
from visitor import PATIENCE, button, copied, finished, headline, idle, visit, words

from dashboard.vm.document import MAKE
from dashboard.vm.wording import lever_name
from model.analysis.wording import CAVEAT

SET = {"n": "100", "h": "12", "ds": "high", "mi": "medium", "mi_t": "2,3", "out": "third_party_flows"}
SHEET_WIDTH = 170  # millimetres between the margins of A4
MOST_PAGES = 60
NAMES = ("Word (DOCX)", "Print (PDF)", "Web page (HTML)", "Markdown, figures beside it (ZIP)", "One page (PDF)", "Findings (JSON)")  # fmt: skip  # noqa: E501


@pytest.fixture(scope="module")
def made(windows, address):
    """What a visitor sees and takes away: the headline, the link, and the content of every file by its label."""
    page = windows()
    visit(page, address, "appendix", **SET)
    said, link = headline(page), copied(page)
    button(page, MAKE).click()
    finished(page)
    page.get_by_role("button", name=NAMES[0]).wait_for(timeout=3 * PATIENCE)
    held = {name: taken(page, name) for name in NAMES}
    assert re.search(r"[\d,]+ words", words(page))
    page.close()
    return said, link, held


def taken(page, name: str) -> bytes:
    """The file behind a button."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def asked(link: str) -> dict[str, list[str]]:
    """What a link says."""
    return parse_qs(urlsplit(link).query, keep_blank_values=True)


def test_every_file_of_the_document_is_one_of_its_kind(made):
    _, _, held = made
    starts = (b"PK", b"%PDF-", b"<!DOCTYPE html>", b"PK", b"%PDF-", b"{")
    assert all(held[name].startswith(start) for name, start in zip(NAMES, starts, strict=True))
    assert "word/document.xml" in ZipFile(io.BytesIO(held[NAMES[0]])).namelist()
    assert any(name.endswith(".md") for name in ZipFile(io.BytesIO(held[NAMES[3]])).namelist())
    assert json.loads(held[NAMES[5]])["findings"]


def test_the_page_of_the_document_holds_headline_levers_caveats_link_and_versions(made):
    said, link, held = made
    text = unescape(re.sub(r"<[^>]+>", "", held[NAMES[2]].decode())).replace("\u00a0", " ")
    facts = json.loads(held[NAMES[5]])["runs"][0]
    assert said.rstrip(".").split(",")[0] in text and said
    for lever, how in (("dynamic_sanctions", "high"), ("maritime_interdiction", "medium, from month 2")):
        assert f"{lever_name(lever)} ({how}".lower() in text.lower()
    assert CAVEAT in text and "not a forecast" in text
    assert link in text
    assert facts["code"] in text and all(f"{name} {number}" in text for name, number in facts["packages"].items())


def test_the_json_brought_back_by_somebody_else_gives_the_same_link(made, visitors, address, tmp_path):
    said, link, held = made
    (tmp_path / "findings.json").write_bytes(held[NAMES[5]])
    other = visitors()
    visit(other, address, "appendix", n="100")
    assert asked(copied(other)) != asked(link)
    button(other, "Scenario file").click()
    other.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(tmp_path / "findings.json")
    other.get_by_role("button", name="Use it").click()
    idle(other)
    other.keyboard.press("Escape")
    idle(other)
    assert copied(other) == link
    assert headline(other) == said


def test_every_section_has_room_for_its_name_beside_its_tick_box(page, address):
    visit(page, address, "appendix", n="100")
    cut = page.locator("[data-testid=stMain] [data-testid=stCheckbox]").evaluate_all(
        "boxes => boxes.filter(box => box.querySelector('p').getBoundingClientRect().right"
        " > box.closest('[data-testid=stColumn]').getBoundingClientRect().right).map(box => box.innerText)"
    )
    assert cut == []


@pytest.fixture(scope="module")
def printed(made, windows, tmp_path_factory):
    """The HTML in a window as it is laid out for A4, and the pages that Chromium prints of it."""
    path = tmp_path_factory.mktemp("print") / "appendix.html"
    path.write_bytes(made[2][NAMES[2]])
    page = windows(width=round(SHEET_WIDTH / 25.4 * 96), height=900)
    page.goto(path.as_uri())
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    page.emulate_media(media="print")
    yield page, [squeezed(sheet.extract_text()) for sheet in sheets], sheets
    page.close()


def squeezed(text: str) -> str:
    """A text without blanks, as lines of print part words where they want."""
    return "".join(text.split())


def on_one_page(parts: list[str], pages: list[str]) -> bool:
    """Whether some page holds all of these texts."""
    return any(all(squeezed(part) in page for part in parts) for page in pages)


def listed(page, selector: str, inner: str) -> list[list[str]]:
    """Of every element the texts of its inner ones."""
    return page.evaluate(
        "([outer, inner]) => [...document.querySelectorAll(outer)].map("
        "found => [...found.querySelectorAll(inner)].map(part => part.textContent))", [selector, inner],
    )  # fmt: skip


def test_printed_on_a4_it_has_few_pages_each_with_the_title_and_its_number(printed, made):
    _, pages, sheets = printed
    title = json.loads(made[2][NAMES[5]])["runs"][0]["title"]
    assert 1 < len(pages) <= MOST_PAGES
    for number, (text, sheet) in enumerate(zip(pages, sheets, strict=True), 1):
        assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
        assert squeezed(f"Scenario appendix: {title} · not a forecast · page {number} of {len(pages)}") in text


def test_printed_nothing_is_cut_off_at_the_side(printed):
    page, pages, _ = printed
    beyond = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(found => found.getClientRects().length"
        " && found.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(found => found.outerHTML.slice(0, 80))"  # noqa: E501
    )
    assert beyond == []
    heads = listed(page, "table", "thead th")
    assert heads and all(on_one_page([head[-1]], pages) for head in heads)


def test_printed_no_row_is_torn_and_no_head_stands_without_a_row(printed):
    page, pages, _ = printed
    rows = listed(page, "tbody tr", "td")
    assert len(rows) > 100
    assert [row for row in rows if not on_one_page(row, pages)] == []
    tables = page.evaluate(
        "() => [...document.querySelectorAll('table')].map(t => [t.caption.textContent, ...t.tHead.rows[0].cells]"
        ".map(c => c.textContent ?? c).concat([...t.tBodies[0].rows[0].cells].map(c => c.textContent)))"
    )
    assert [table[0] for table in tables if not on_one_page(table, pages)] == []


def test_printed_every_figure_stands_on_one_page_with_its_caption(printed):
    page, pages, _ = printed
    figures = listed(page, "figure", "figcaption, svg text")
    assert figures
    assert [figure[-1] for figure in figures if not on_one_page(figure, pages)] == []
