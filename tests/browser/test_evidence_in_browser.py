"""Evidence in a browser: a link opens its entry, filters that fit nothing say so, every table has a name."""

import re

import pytest
from visitor import go_to, headline, idle, no_exception, query, visit, words

FEW = {"n": "100"}


@pytest.mark.parametrize("key", ["M23", "A-F03", "L04", "leakage", "source:fnf_2025", "A.P7"])
def test_a_link_opens_its_entry(page, address, key):
    visit(page, address, "evidence", p_id=key, **FEW)
    name = key.removeprefix("source:")
    page.get_by_text(name, exact=False).first.wait_for()
    table = page.get_by_role("table", name=f"{name}: standing, place, details")
    table.wait_for()
    assert "Standing" in table.inner_text()
    no_exception(page)


def test_an_id_that_does_not_exist_is_named(page, address):
    visit(page, address, "evidence", p_id="M99", **FEW)
    page.get_by_text("Look something up").wait_for()
    assert "there is no such evidence" in words(page)
    no_exception(page)


def test_a_filter_that_fits_nothing_says_so_and_can_be_cleared(page, address):
    visit(page, address, "evidence", **FEW)
    field = page.get_by_label("Words", exact=True)
    field.fill("no such thing as this")
    field.press("Enter")
    page.get_by_text("No evidence matches. Clear filters.").wait_for()
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_text(re.compile(r"^[\d,]+ entries: ")).first.wait_for()
    idle(page)
    assert field.input_value() == ""


def test_every_table_has_a_name_that_says_what_it_shows(page, address):
    for path in ("evidence", "help"):
        visit(page, address, path, **FEW)
        page.get_by_role("table").first.wait_for()
        idle(page)
        tables = page.get_by_role("table").all()
        names = [table.get_attribute("aria-label") or "" for table in tables]
        assert names and all(len(name) >= 20 and not name.startswith("Chart of") for name in names)


def test_the_weakest_assumptions_lead_to_their_entries(page, address):
    visit(page, address, "evidence", mi="high", **FEW)
    table = page.get_by_role("table", name="The assumptions that")
    table.wait_for(timeout=240_000)
    links = [link.get_attribute("href") for link in table.locator("tbody a").all()]
    assert len(links) == 5
    visit(page, address + links[0])
    page.get_by_role("table", name="Parameter").first.wait_for()
    assert "assumption" in page.get_by_role("table", name="Parameter").first.inner_text()


def test_the_scenario_stays_when_an_entry_is_opened_and_left(page, address):
    visit(page, address, "evidence", mi="high", p_id="M23")
    before = headline(page)
    go_to(page, "Storylines")
    assert headline(page) == before and query(page)["mi"] == "high"
