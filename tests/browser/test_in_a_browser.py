"""A visitor in a real browser: the page opens, a lever changes the headline and the address, nothing is cut off."""

from visitor import HEADLINE, headline, no_exception, query, set_lever, settle, visit


def test_a_lever_changes_the_headline_and_the_address(page, address):
    visit(page, address)
    set_lever(page, "Dynamic sanctions", "high")
    assert HEADLINE.match(headline(page))
    assert query(page)["ds"] == "high"
    no_exception(page)


def test_a_link_opens_the_same_scenario_for_another_visitor(page, visitors, address):
    visit(page, address)
    set_lever(page, "Dynamic sanctions", "medium")
    other = visitors()
    other.goto(page.url)
    settle(other)
    assert HEADLINE.match(headline(other))
    assert headline(other) == headline(page)


def test_the_chart_says_its_takeaway_to_those_who_do_not_see_it(page, address):
    visit(page, address)
    settle(page)
    alternative = page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label")
    assert "median" in alternative and "under the status quo" in alternative


def test_nothing_is_cut_off_on_a_telephone(telephone, address):
    visit(telephone, address)
    settle(telephone)
    assert telephone.evaluate("document.documentElement.scrollWidth") == 390
