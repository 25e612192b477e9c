"""Storylines in a browser: a badge beside every world, rules and evidence that resolve, routes as text."""

import re

from visitor import idle, no_exception, query, set_lever, visit, words

BADGE = re.compile(r"1 simulated history of ([\d,]+)")
OPTION = {"mi": "high", "sm": "high", "n": "100"}
LONG = 240_000  # milliseconds that a world played again may take on a shared machine


def told(page) -> None:
    """Wait until no long work is running on the page."""
    page.wait_for_function(
        "() => ![...document.querySelectorAll('button')].some(b => b.innerText.trim() === 'Cancel')", timeout=LONG
    )
    idle(page)


def events(page):
    """The table of dated events."""
    return page.get_by_role("table").filter(has_text="What happens, and why")


def test_every_world_carries_the_badge_and_every_event_a_rule_and_evidence_that_resolves(page, address):
    visit(page, address, "stories", **OPTION)
    events(page).first.wait_for(timeout=LONG)
    told(page)
    assert set(BADGE.findall(words(page))) == {"100"}
    assert len(BADGE.findall(words(page))) >= 4
    cells = events(page).locator("tbody tr td:last-child")
    assert cells.count() > 3
    links = []
    for place in range(cells.count()):
        assert cells.nth(place).inner_text().startswith("model.")
        links += [link.get_attribute("href") for link in cells.nth(place).locator("a").all()]
    assert len(links) >= cells.count()
    assert all(link.startswith("evidence?") and "mi=high" in link for link in links)
    for link in sorted(set(links))[:3]:
        visit(page, address + link)
        no_exception(page)
        shown = page.get_by_role("table").filter(has_text="Standing").first
        shown.wait_for()
        assert "there is no such evidence" not in words(page)
        assert query(page)["p_id"] in page.get_by_label("Id", exact=True).first.input_value()


def test_the_routes_have_a_table_and_an_accessible_name(page, address):
    visit(page, address, "stories", p_part="Brokers and routes", **OPTION)
    page.get_by_role("table").filter(has_text="Broker network").first.wait_for(timeout=LONG)
    told(page)
    charts = page.locator("[data-testid=stVegaLiteChart]")
    assert charts.count() == 2
    for place in range(2):
        name = charts.nth(place).get_attribute("aria-label")
        assert name.startswith("Evasion by route in") and len(name) >= 20
    no_exception(page)


def test_a_lever_can_be_taken_off_and_the_part_is_in_the_address(page, address):
    visit(page, address, "stories", **OPTION)
    page.get_by_role("tab", name="One lever off").click()
    page.get_by_role("table").filter(has_text="Without").first.wait_for(timeout=LONG)
    told(page)
    assert query(page)["p_part"] == "One lever off"
    no_exception(page)


def test_without_levers_the_status_quo_is_told(page, address):
    visit(page, address, "stories", n="100")
    events(page).first.wait_for(timeout=LONG)
    told(page)
    assert "under “Status quo”" in words(page)
    set_lever(page, "Maritime interdiction", "high")
    events(page).first.wait_for(timeout=LONG)
    told(page)
    assert "under “Your option”" in words(page)


def test_on_a_telephone_nothing_is_cut_off(telephone, address):
    visit(telephone, address, "stories", **OPTION)
    events(telephone).first.wait_for(timeout=LONG)
    assert telephone.evaluate("document.documentElement.scrollWidth") == 390
