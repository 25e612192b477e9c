"""By keyboard alone and by ear: the parts of pages that are not open at first, a bad link, no keys that surprise."""

from urllib.parse import urlsplit

import pytest
from visitor import HEADLINE, PATIENCE, finished, grave, headline, idle, level, query, visit

SET = {"n": "100", "ds": "high", "mi": "high", "out": "tension"}
MODEL_CHECK = ("What it rests on", "Parameters", "Experts' tests", "Known limits")
EXPLORE = ("Spread of worlds", "What my last change did", "By cease-fire")
STORIES = ("One lever off", "Brokers and routes")
PARTS = [("", part) for part in EXPLORE] + [("model_check", part) for part in MODEL_CHECK]
PARTS += [("stories", part) for part in STORIES]


def test_axe_finds_nothing_serious_on_the_status_quo_and_on_a_bad_link(page, address):
    visit(page, address, n="100", ds="99")
    assert grave(page) == []


@pytest.mark.parametrize(("path", "part"), PARTS)
def test_axe_finds_nothing_serious_in_the_parts_of_a_page(page, address, path, part):
    visit(page, address, path, p_part=part, **SET)
    finished(page)
    assert page.get_by_role("tab", name=part, exact=True).get_attribute("aria-selected") == "true"
    assert grave(page) == []


def test_the_first_stop_of_the_tab_key_skips_to_the_main_content(page, address):
    visit(page, address, n="100")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").strip() == "Skip to main content"


def test_a_lever_a_link_and_another_page_are_reached_by_keyboard_alone(page, address):
    visit(page, address, n="100")
    tab_to(page, "Dynamic sanctions")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    idle(page)
    assert level(page, "Dynamic sanctions") == "low" and HEADLINE.match(headline(page))
    tab_to(page, "Copy link")
    page.keyboard.press("Enter")
    page.locator("[data-testid=stPopoverBody] code").wait_for(timeout=PATIENCE)
    page.keyboard.press("Escape")
    tab_to(page, "Compare")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?*")
    idle(page)
    assert urlsplit(page.url).path == "/compare" and query(page)["ds"] == "low"


FOCUSED = """() => {
    const one = document.activeElement, group = one.closest('[role=radiogroup]');
    const texts = [one.matches('a, button') ? one.innerText.split('\\n')[0] : '', one.getAttribute('aria-label')];
    return [...texts, group?.getAttribute('aria-label')].map(text => (text || '').trim());
}"""


def tab_to(page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"the Tab key does not reach {name!r}")


def test_viewers_get_no_developers_menu_and_letters_do_nothing(page, address):
    visit(page, address, **SET)
    before, shown = page.url, headline(page)
    page.mouse.click(700, 5)
    for letter in "cr":
        page.keyboard.press(letter)
    idle(page)
    assert page.get_by_role("dialog").count() == 0
    assert (page.url, headline(page)) == (before, shown)
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    menu = page.get_by_test_id("stMainMenuPopover").inner_text()
    assert "Deploy" not in menu and "Clear cache" not in menu
