"""What every page says: counts of simulated worlds, nothing promised, one caption, and names for those who listen."""

import json
import re
from pathlib import Path

from visitor import (
    HEADLINE,
    click,
    finished,
    go_to,
    headline,
    idle,
    lever,
    query,
    set_lever,
    settle,
    visit,
    words,
)

from dashboard.vm import wording

SET = {"n": "100", "ds": "high", "mi": "high"}


def test_the_chip_says_worlds_seed_model_and_data_as_the_manifest_does(page, address):
    visit(page, address, "appendix", **SET)
    finished(page)
    said = words(page)
    chip = re.search(r"([\d,]+) worlds · ([\d,]+) kept histories · seed (\d+) · .* · model (\S+) · data (\w+)", said)
    assert chip, said[:500]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download manifest").click()
    facts = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert chip[1].replace(",", "") == str(facts["scenario"]["worlds"])
    assert chip[2].replace(",", "") == str(len(facts["kept"]))
    assert (chip[3], chip[4]) == (str(facts["scenario"]["seed"]), facts["code"])


def test_the_same_link_gives_the_same_headline_and_the_same_bytes_twice(visitors, address):
    seen = []
    for _ in range(2):
        page = visitors()
        visit(page, address, "appendix", **SET)
        finished(page)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download comparison").click()
        seen.append((headline(page), Path(waiting.value.path()).read_bytes()))
    assert seen[0] == seen[1]
    assert seen[0][1].count(b"\n") > 50


def test_a_lever_that_begins_too_late_is_said_to_change_nothing_and_can_be_mended(page, address):
    visit(page, address, ct="high", ct_t="40", n="100")
    assert headline(page) == ""
    said = words(page)
    assert "Crypto tracing starts in month 40, after the 36 months played. It changes nothing." in said
    assert "Nothing changed" in said
    click(page, page.get_by_role("button", name="Start Crypto tracing at once"))
    assert "It changes nothing" not in words(page)
    assert "ct_t" not in query(page) and HEADLINE.match(headline(page))


def test_a_setting_without_its_lever_is_said_and_can_be_forgotten(page, address):
    visit(page, address, n="100", dr_s="snapback:1")
    said = words(page)
    assert "is set, but the lever" in said
    click(page, page.get_by_role("button", name=re.compile("^Forget")).first)
    assert "is set, but the lever" not in words(page)


def test_the_axis_of_the_fan_rests_when_a_lever_moves(page, address):
    visit(page, address, out="tension", **SET)
    settle(page)
    before = axis(page)
    set_lever(page, "Dynamic sanctions", "low")
    settle(page)
    assert axis(page) == before != []


def axis(page) -> list[str]:
    """The numbers on the axes of the first chart."""
    drawn = page.locator("[data-testid=stVegaLiteChart] svg").first
    return drawn.locator(".role-axis-label text").all_text_contents()


def test_every_chart_has_its_numbers_as_a_table_with_a_row_for_each_month_and_series(page, address):
    visit(page, address, **SET)
    settle(page)
    page.get_by_text("The same as a table").first.click()
    idle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these numbers (CSV)", exact=True).first.click()
    rows = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 31 + 2 * 36


def test_every_parameter_of_the_model_check_leads_to_evidence_or_is_marked(page, address):
    visit(page, address, "model_check", p_part="Parameters", **SET)
    finished(page)
    table = page.get_by_role("table", name="Parameters with prior")
    rows = table.locator("tbody tr").all()
    assert len(rows) == 30
    for row in rows:
        cells = row.locator("td").all()
        assert cells[-1].locator("a").count() or cells[-1].inner_text().strip() == "assumption"
        assert cells[0].locator("a").count() == 1
    visit(page, f"{address}{rows[0].locator('a').first.get_attribute('href')}")
    assert page.locator("[data-testid=stTable]").count() and "there is no such evidence" not in words(page)


def test_the_model_check_says_misfits_before_anything_else(page, address):
    visit(page, address, "model_check", **SET)
    finished(page)
    said = words(page)
    assert re.search(r"Of \d+ figures of the past that fall due before the decision", said)
    assert said.index("Of 9 figures") < said.index("the band is") < said.index("prior worlds were tried")


def test_a_pinned_scenario_and_the_outcome_survive_a_change_of_page(page, address):
    visit(page, address, out="tension", **SET)
    go_to(page, "Evidence")
    go_to(page, "Explore")
    assert query(page)["out"] == "tension"
    assert lever(page, "Dynamic sanctions").locator("[aria-checked=true]").inner_text() == "high"


def test_the_findings_that_are_given_away_say_that_they_are_no_forecast(page, address):
    visit(page, address, "appendix", **SET)
    finished(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download findings").click()
    assert wording.CAPTION in json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["caveats"]


def test_a_click_on_another_page_while_the_first_is_being_drawn_is_not_lost(page, address):
    visit(page, address, **SET)
    bar = page.get_by_role("navigation")
    for name, path in (("Compare", "**/compare?*"), ("Storylines", "**/stories?*")):
        bar.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(path)
        bar.get_by_role("link", name="Explore", exact=True).first.click()
        finished(page)
        assert page.title() == "Explore · Fulcrum" and query(page)["ds"] == "high"
        assert page.get_by_role("tab", name="Other outcomes").count() == 1
