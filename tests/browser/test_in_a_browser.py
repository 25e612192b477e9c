"""A visitor in a real browser: a lever changes headline and address, the chart says its takeaway, dots are counted."""

import re

from visitor import HEADLINE, headline, no_exception, query, set_lever, settle, visit

FEW = {"n": "100"}
COUNTED = re.compile(r"(\d+) of 50 dots are below")


def test_a_lever_changes_the_headline_and_the_address(page, address):
    visit(page, address, **FEW)
    set_lever(page, "Dynamic sanctions", "high")
    assert HEADLINE.match(headline(page))
    assert query(page)["ds"] == "high"
    no_exception(page)


def test_the_chart_says_its_takeaway_to_those_who_do_not_see_it(page, address):
    visit(page, address, **FEW)
    settle(page)
    alternative = page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label")
    assert "median" in alternative and "under the status quo" in alternative


def test_a_threshold_that_moves_counts_the_dots_that_are_drawn_on_its_side(page, address):
    visit(page, address, p_part="Spread of worlds", out="containers_delivered", ds="high", **FEW)
    chart = page.locator("[data-testid=stVegaLiteChart][aria-label*='of 50 dots']")
    chart.wait_for()
    field = page.get_by_label(re.compile("^Threshold"))
    counts = []
    for line in (None, "30000", "60000"):
        if line:
            field.fill(line)
            field.press("Enter")
        settle(page)
        fills = chart.locator(".mark-symbol path").evaluate_all("dots => dots.map(dot => dot.getAttribute('fill'))")
        counts.append(int(COUNTED.match(chart.get_attribute("aria-label"))[1]))
        assert len(fills) == 50 and sum(fill != "white" for fill in fills) == counts[-1]
    assert counts[1] < counts[2]
