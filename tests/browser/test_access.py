"""Everybody can use it: by keyboard alone, by ear, on a telephone, at twice the size; nothing comes from outside."""

from urllib.parse import urlsplit

import pytest
from visitor import HEADLINE, PAGES, finished, headline, idle, level, lever, query, visit

SET = {"n": "100", "ds": "high", "mi": "high"}
GRAVE = ("serious", "critical")
WIDE, NARROW, TALL = 1280, 390, 844


def grave(page) -> list[str]:
    """What axe finds serious or critical, with the first element of each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the extra “browser”")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page, address, name):
    visit(page, address, PAGES[name], **SET)
    finished(page)
    assert grave(page) == []


def test_axe_finds_nothing_serious_on_the_status_quo_and_on_a_bad_link(page, address):
    visit(page, address, n="100", ds="99")
    assert grave(page) == []


@pytest.mark.parametrize("part", ["What it rests on", "Parameters", "Experts' tests", "Known limits"])
def test_axe_finds_nothing_serious_in_the_parts_of_the_model_check(page, address, part):
    visit(page, address, "model_check", p_part=part, **SET)
    finished(page)
    assert grave(page) == []


def test_each_page_has_one_heading_one_main_part_navigation_and_a_title_of_its_own(page, address):
    titles = []
    for path in PAGES.values():
        visit(page, address, path, **SET)
        assert [page.locator(part).count() for part in ("h1", "main")] == [1, 1]
        assert page.locator("nav").count() >= 1 and page.locator("html").get_attribute("lang")
        titles.append(page.title())
    assert len(set(titles)) == len(PAGES)


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
    page.locator("[data-testid=stPopoverBody]").wait_for()
    page.keyboard.press("Escape")
    tab_to(page, "Compare")
    page.keyboard.press("Enter")
    idle(page)
    assert urlsplit(page.url).path == "/compare" and query(page)["ds"] == "low"


FOCUSED = """() => {
    const one = document.activeElement, group = one.closest('[role=radiogroup]');
    return `${one.innerText || ''} ${one.getAttribute('aria-label') || ''} ${group?.getAttribute('aria-label') || ''}`;
}"""


def tab_to(page, name: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    pytest.fail(f"the Tab key does not reach {name!r}")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_a_telephone_and_the_headline_is_in_sight(telephone, address, name):
    visit(telephone, address, PAGES[name], **SET)
    finished(telephone)
    assert telephone.evaluate("document.documentElement.scrollWidth") == NARROW
    assert telephone.locator("[data-testid=stSidebar]").get_attribute("aria-expanded") == "false"
    if name != "How to read":
        assert telephone.locator("[data-testid=stMain] h2").first.bounding_box()["y"] < TALL


@pytest.mark.parametrize("name", PAGES)
def test_at_twice_the_size_nothing_overflows(visitors, address, name):
    page = visitors(width=WIDE // 2, height=450)
    visit(page, address, PAGES[name], **SET)
    finished(page)
    assert page.evaluate("document.documentElement.scrollWidth") == WIDE // 2


def test_viewers_get_no_developers_menu_and_letters_do_nothing(page, address):
    visit(page, address, **SET)
    before, shown = page.url, headline(page)
    page.locator("body").click(position={"x": 700, "y": 5})
    for letter in "cr":
        page.keyboard.press(letter)
    idle(page)
    assert page.get_by_role("dialog").count() == 0
    assert (page.url, headline(page)) == (before, shown)
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    menu = page.get_by_test_id("stMainMenuPopover").inner_text()
    assert "Deploy" not in menu and "Clear cache" not in menu


def test_nothing_is_fetched_from_outside(visitors, address):
    page, asked = visitors(), []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        visit(page, address, path, **SET)
        finished(page)
    hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {"127.0.0.1"}
    assert lever(page, "Dynamic sanctions").count() == 1
