"""Levers, links and Undo: what is set, what the address says and what is shown are the same, for each visitor."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from visitor import (
    HEADLINE,
    LEVER_KEYS,
    PATIENCE,
    button,
    click,
    copied,
    go_to,
    headline,
    idle,
    level,
    lever,
    levers_in,
    no_exception,
    query,
    set_lever,
    visit,
    words,
)

from dashboard.vm.wording import lever_name
from model.levers import LEVERS

FEW = {"n": "100"}
SET = {"n": "100", "ds": "high", "mi": "medium"}


def test_the_arrow_key_moves_a_focused_lever_by_one_level(page, address):
    visit(page, address, **FEW)
    lever(page, "Dynamic sanctions").get_by_role("radio", name="off", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    idle(page)
    assert level(page, "Dynamic sanctions") == "low"
    assert query(page)["ds"] == "low" and HEADLINE.match(headline(page))


def test_twelve_quick_changes_end_where_the_last_one_was(page, address):
    visit(page, address, **FEW)
    group = lever(page, "Dynamic sanctions")
    for step in range(12):
        group.get_by_role("radio", name=("low", "medium", "high")[step % 3], exact=True).click()
        page.wait_for_timeout(120)  # the pace of an impatient hand
    idle(page, quiet=500)
    last = headline(page)
    assert levers_in(page) == {"ds": "high"} and level(page, "Dynamic sanctions") == "high"
    visit(page, address, ds="high", **FEW)
    assert headline(page) == last


@pytest.mark.parametrize("address_says", [{"ds": "99"}, {"ds": "abc", "zz": "1"}, {"seed": "x"}, {"as": "no:such"}])
def test_a_link_that_asks_for_nonsense_says_what_is_used_instead(page, address, address_says):
    visit(page, address, **FEW, **address_says)
    for key, value in address_says.items():
        assert f"{key}={value}" in words(page) or f"{key}: {value}" in words(page)
    assert level(page, "Dynamic sanctions") == "off"
    no_exception(page)


def test_a_copied_link_opens_the_same_levers_headline_and_numbers_for_somebody_else(page, visitors, address):
    visit(page, address, "compare", **SET)
    other = visitors()
    visit(other, copied(page))
    assert headline(other) == headline(page) != ""
    assert metrics(other) == metrics(page)
    assert level(other, "Dynamic sanctions") == "high" and level(other, "Maritime interdiction") == "medium"


def metrics(page) -> list[str]:
    """The numbers on the cards."""
    return page.locator("[data-testid=stMetricValue]").all_inner_texts()


def test_a_copied_link_names_every_lever_and_what_the_numbers_rest_on(page, address):
    visit(page, address, ds="high")
    link = copied(page)
    said = {key: values[-1] for key, values in parse_qs(urlsplit(link).query).items()}
    assert set(said) >= LEVER_KEYS | {"mv", "dv", "ev", "dm", "seed", "n", "h", "out"}
    assert len(link) < 400


def test_a_link_of_another_version_says_both_versions_and_leads_to_what_changed(page, address):
    visit(page, address, mv="0.0.1", **FEW)
    assert re.search(r"made with model 0\.0\.1\. You are on \d+\.\d+\.\d+", words(page))
    no_exception(page)
    visit(page, address + page.get_by_role("link", name="What changed").get_attribute("href"))
    assert "What changed between versions" in words(page)


def test_undo_and_redo_walk_back_and_forth(page, address):
    visit(page, address, **FEW)
    assert button(page, "Undo").is_disabled() and button(page, "Redo").is_disabled()
    seen = [words_of(page)]
    for name, chosen in (("Dynamic sanctions", "high"), ("Crypto tracing", "low")):
        set_lever(page, name, chosen)
        seen.append(words_of(page))
    for expected in (seen[1], seen[0]):
        press(page, "Undo")
        assert words_of(page) == expected
    assert levers_in(page) == {}
    for expected in seen[1:]:
        press(page, "Redo")
        assert words_of(page) == expected
    assert levers_in(page) == {"ds": "high", "ct": "low"}


def words_of(page) -> tuple[str, str, str]:
    """The headline and two levers."""
    return headline(page), level(page, "Dynamic sanctions"), level(page, "Crypto tracing")


def press(page, name: str) -> None:
    """Press a button of the strip, and wait."""
    click(page, button(page, name))


def test_reset_takes_every_lever_off_the_address_and_back_agrees_with_the_levers(page, address):
    visit(page, address, **SET)
    before = headline(page)
    press(page, "Reset")
    assert levers_in(page) == {} and headline(page) == ""
    page.go_back()
    idle(page, quiet=500)
    back = headline(page)
    assert back in ("", before)
    assert (back == before) == (level(page, "Dynamic sanctions") == "high")
    set_lever(page, "Crypto tracing", "high")
    press(page, "Undo")
    assert headline(page) == back


def test_a_click_that_brings_an_old_address_along_loses_nothing(page, address):
    set_before = {**SET, "hs": "prior", "seed": "7"}
    visit(page, address, **set_before)
    go_to(page, "How to read")
    page.evaluate("history.replaceState({}, '', '/help?ds=high&mi=medium')")
    set_lever(page, "Crypto tracing", "low")
    assert query(page) == {"ct": "low", **set_before}
    go_to(page, "Explore")
    assert query(page) == {"ct": "low", **set_before}


def test_back_walks_over_pages_without_losing_the_world(page, address):
    visit(page, address, **SET)
    before = headline(page)
    for name in ("How to read", "Evidence"):
        go_to(page, name)
        assert query(page) == SET
    for _ in range(6):
        page.go_back()
        idle(page, quiet=500)
        assert query(page) == SET and headline(page) == before
        if urlsplit(page.url).path == "/":
            return
    raise AssertionError("six steps back do not lead from the third page to the first")


def test_a_lever_that_is_taken_back_leaves_the_others_alone(page, address):
    visit(page, address, **SET)
    set_lever(page, "Dynamic sanctions", "off")
    assert levers_in(page) == {"mi": "medium"}
    assert [lever_name(name) for name in LEVERS if level(page, lever_name(name)) != "off"] == ["Maritime interdiction"]


def test_apply_gathers_three_changes_and_plays_them_once(page, address):
    visit(page, address, ds="low", **FEW)
    click(page, page.get_by_role("radio", name="Apply", exact=True))
    before = words(page)
    for name, chosen in (("Dynamic sanctions", "off"), ("Crypto tracing", "high"), ("Secondary sanctions", "high")):
        set_lever(page, name, chosen)
    assert words(page) == before and levers_in(page) == {"ds": "low"}
    click(page, page.get_by_role("button", name="Run 3 changes"))
    page.wait_for_url(re.compile("ct=high"), timeout=PATIENCE)
    idle(page)
    assert levers_in(page) == {"ct": "high", "ss": "high"}
    played = headline(page)
    go_to(page, "How to read")
    assert levers_in(page) == {"ct": "high", "ss": "high"} and headline(page) == played
    visit(page, address, ct="high", ss="high", **FEW)
    assert headline(page) == played and HEADLINE.match(played)


def test_two_visitors_never_see_each_others_levers(visitors, address):
    one, other = visitors(), visitors()
    for page in (one, other):
        visit(page, address, **FEW)
    for step in range(5):
        chosen = ("low", "medium", "high")[step % 3]
        set_lever(one, "Dynamic sanctions", chosen)
        set_lever(other, "Crypto tracing", chosen)
        assert (levers_in(one), levers_in(other)) == ({"ds": chosen}, {"ct": chosen})
    assert level(one, "Crypto tracing") == level(other, "Dynamic sanctions") == "off"
    assert headline(one) != headline(other)


def test_a_slider_plays_nothing_until_it_is_let_go(page, address):
    visit(page, address, **SET)
    handle = page.get_by_role("slider", name="co-ordinated")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    page.evaluate(COUNT_RUNS)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"], steps=6)
    page.wait_for_timeout(500)
    assert page.evaluate("window.runs") == 0
    page.mouse.up()
    idle(page, quiet=600)
    assert page.evaluate("window.runs") == 1


COUNT_RUNS = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    window.runs = 0;
    new MutationObserver(() => { if (app.dataset.testScriptState === 'running') window.runs += 1; })
        .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""


def test_a_changed_lever_leaves_the_reader_where_he_was(page, address):
    visit(page, address, **SET)
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 400)")
    page.wait_for_timeout(300)
    place = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    set_lever(page, "Dynamic sanctions", "low")
    assert abs(page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") - place) < 5
