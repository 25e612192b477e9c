"""Every page, seen once on a wide screen and once on a telephone: words, names, what axe finds, what is asked for.

The wide window goes from page to page by the navigation, as a visitor would; the telephone opens each by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from visitor import HEADLINE, PAGES, finished, go_to, grave, headline, idle, levers_in, no_exception, visit, words

from dashboard.vm import wording
from model.analysis.wording import BANNED

SET = {"n": "100", "ds": "high", "mi": "high", "out": "tension"}
LEVERS = {"ds": "high", "mi": "high"}
HELP = "How to read"  # the page that explains words instead of counting worlds
WIDE, NARROW, TALL = 1280, 390, 844
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|not a forecast", re.IGNORECASE)
PROBABILITY = re.compile(r"\b(likely|unlikely|probable|probably|chances? of)\b", re.IGNORECASE)
NAMED = "[data-testid=stVegaLiteChart], [data-testid=stTable] table, [data-testid=stDataFrameResizable]"
OVERLAPS = """() => {
    const cells = [...document.querySelectorAll('[data-testid=stMain] :is(h1, h2, h3, p, label, button, td, th)')]
        .filter(one => one.innerText.trim() && one.getClientRects().length && !one.closest('[data-testid=stDialog]'));
    const boxes = cells.map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
    const found = [];
    for (const [place, [one, box]] of boxes.entries())
        for (const [other, its] of boxes.slice(place + 1))
            if (!one.contains(other) && !other.contains(one)
                && Math.min(box.right, its.right) - Math.max(box.left, its.left) > 2
                && Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > 2)
                found.push(`${one.innerText.slice(0, 40)} | ${other.innerText.slice(0, 40)}`);
    return found;
}"""


@dataclass(frozen=True)
class Seen:
    """What there was to see on one page."""

    words: str
    headline: str
    levers: dict[str, str]
    title: str
    parts: tuple[int, int, int]
    names: list[str]
    grave: list[str]
    width: int
    overlaps: list[str]


def seen(page: Any) -> Seen:
    """One page, once no work is running on it; afterwards again at twice the size."""
    no_exception(page)
    said, name, found = words(page), headline(page), grave(page)
    parts = tuple(page.locator(part).count() for part in ("h1", "main", "nav"))
    names = [one.get_attribute("aria-label") or "" for one in page.locator(NAMED).all()]
    page.set_viewport_size({"width": WIDE // 2, "height": 450})
    idle(page)
    width, overlaps = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(OVERLAPS)
    page.set_viewport_size({"width": 1440, "height": 900})
    idle(page)
    return Seen(said, name, levers_in(page), page.title(), parts, names, found, width, overlaps)


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the wide window asked for."""
    return []


@pytest.fixture(scope="module")
def pages(windows: Any, address: str, asked: list[str]) -> Iterator[dict[str, Seen]]:
    """Every page by its name, in one visit."""
    page = windows()
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda line: asked.append(line.url))
    visit(page, address, **SET)
    found = {}
    for name in PAGES:
        go_to(page, name)
        finished(page)
        found[name] = seen(page)
    yield found
    page.close()


def unquoted(text: str) -> str:
    """A text without what it quotes; source titles and reasons are quoted as they stand."""
    return QUOTED.sub("", text)


def test_every_page_keeps_the_levers_and_the_headline(pages):
    first = pages["Explore"].headline
    assert HEADLINE.match(first)
    assert {name: (page.levers, page.headline) for name, page in pages.items()} == {
        name: (LEVERS, first) for name in pages
    }


def test_every_page_counts_worlds_promises_nothing_and_says_it_is_no_forecast(pages):
    for name, page in pages.items():
        assert HEADLINE.match(page.headline), name
        assert wording.CAPTION in page.words, name
        if name != HELP:
            assert BANNED.findall(unquoted(page.words)) == [], name
            assert PROBABILITY.findall(unquoted(page.words)) == [], name


def test_every_chart_and_table_has_a_name_that_says_what_it_shows(pages):
    short = {name: [said for said in page.names if len(said) < 20 or said.startswith("Chart of")]
             for name, page in pages.items()}  # fmt: skip
    assert short == {name: [] for name in pages}
    assert all(page.names for page in pages.values())


def test_axe_finds_nothing_serious_on_any_page(pages):
    assert {name: page.grave for name, page in pages.items()} == {name: [] for name in pages}


def test_each_page_has_one_heading_one_main_part_navigation_and_a_title_of_its_own(pages):
    assert {page.parts[:2] for page in pages.values()} == {(1, 1)}
    assert all(page.parts[2] for page in pages.values())
    assert len({page.title for page in pages.values()}) == len(PAGES)


def test_at_twice_the_size_nothing_overflows_and_nothing_lies_on_something_else(pages):
    assert {name: (page.width, page.overlaps) for name, page in pages.items()} == {
        name: (WIDE // 2, []) for name in pages
    }


def test_nothing_is_fetched_from_outside(pages, asked):
    kinds = ("http", "https", "ws", "wss")
    assert {urlsplit(url).hostname for url in asked if urlsplit(url).scheme in kinds} == {"127.0.0.1"}
    assert len(asked) > len(pages)


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_shows_the_headline_at_once_with_the_levers_put_away_and_nothing_overflows(
    telephone, address, name
):
    visit(telephone, address, PAGES[name], **SET)
    finished(telephone)
    assert telephone.evaluate("document.documentElement.scrollWidth") == NARROW
    levers = telephone.locator("[data-testid=stSidebar]")
    box = levers.bounding_box() if levers.count() else None
    assert box is None or box["width"] == 0 or box["x"] + box["width"] <= 0
    assert telephone.locator("[data-testid=stMain] h2").first.bounding_box()["y"] < TALL
