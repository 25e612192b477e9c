"""Storylines in a browser: a badge beside every world, rules and evidence that resolve, routes as text."""

import csv
import re
from pathlib import Path

from visitor import finished, idle, no_exception, query, set_lever, visit, words

from model.analysis.wording import number

BADGE = re.compile(r"1 simulated history of ([\d,]+)")
VOLUME = re.compile(r"^[\d,.]+ \[[\d,.]+–[\d,.]+\]$")
OPTION = {"mi": "high", "sm": "high", "n": "100"}
LONG = 240_000  # milliseconds that a world played again may take on a shared machine


def told(page) -> None:
    """Wait until no long work is running on the page."""
    finished(page, patience=LONG)


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


def test_the_routes_have_a_name_and_a_table_of_the_volumes_that_are_drawn(page, address):
    visit(page, address, "stories", p_part="Brokers and routes", **OPTION)
    page.get_by_role("table").filter(has_text="Broker network").first.wait_for(timeout=LONG)
    told(page)
    charts = page.locator("[data-testid=stVegaLiteChart]")
    assert charts.count() == 2
    for place in range(2):
        name = charts.nth(place).get_attribute("aria-label")
        assert name.startswith("Evasion by route in") and len(name) >= 20
    page.get_by_text("The same as a table").first.click()
    idle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these numbers (CSV)", exact=True).first.click()
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()))
    flows, totals = [row for row in rows if row["p5"]], [row for row in rows if not row["p5"]]
    assert charts.first.locator(".mark-area path").count() >= len(flows) > 4
    for row in totals:
        sums = [sum(float(flow["median"]) for flow in flows if flow[end] == row["from"]) for end in ("from", "to")]
        assert float(row["median"]) == max(sums)
    volumes = {words_of(row) for row in flows}
    drawn = set(filter(VOLUME.match, charts.first.locator("text").all_text_contents()))
    assert drawn and drawn <= volumes
    no_exception(page)


def words_of(row: dict[str, str]) -> str:
    """A volume of the table as a ribbon says it."""
    low, median, high = (number(float(row[name])) for name in ("p5", "median", "p95"))
    return f"{median} [{low}–{high}]"


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
    page.get_by_text("under “Your option”").first.wait_for(timeout=LONG)
    events(page).first.wait_for(timeout=LONG)
    told(page)
    assert "under “Status quo”" not in words(page)
