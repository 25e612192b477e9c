"""What a visitor does on the pages, for every browser test: open them, wait until they are quiet, set levers, read."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from dashboard.vm.link import KEYS

HEADLINE = re.compile(r"^In [\d,]+ of [\d,]+ simulated worlds \(\d+ %\)")
PATIENCE = 90_000  # milliseconds: the machine of the tests may be shared
LEVER_KEYS = set(KEYS.values())
GRAVE = ("serious", "critical")
PAGES = {
    "Explore": "",
    "Compare": "compare",
    "Storylines": "stories",
    "Evidence": "evidence",
    "Model check": "model_check",
    "Appendix": "appendix",
    "How to read": "help",
}
LISTEN = """(() => {
    window.line = {sent: 0, heard: 0, asked: 0};
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
        constructor(...of) {
            super(...of);
            this.addEventListener('message', () => { window.line.heard = performance.now(); });
        }
        send(what) { window.line.sent = performance.now(); super.send(what); }
    };
})()"""
QUIET = """({milliseconds, finished}) => {
    const now = performance.now(), app = document.querySelector('[data-testid=stApp]'), line = window.line;
    if (!app || app.dataset.testScriptState !== 'notRunning') return false;
    if (line.heard < line.sent && now - line.sent < 10000) return false;
    if (document.querySelector('[data-stale=true], [data-testid=stSkeleton]')) return false;
    const works = [...document.querySelectorAll('button')].some(found => found.innerText.trim() === 'Cancel');
    return !(finished && works) && now - Math.max(line.heard, line.sent, line.asked) >= milliseconds;
}"""
"""Whether the server has answered what was asked last, and neither runs a script nor has spoken for some time."""

UNFOLDED = """async group => {
    await new Promise(frame => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await Promise.all(group.getAnimations({subtree: true}).map(motion => motion.finished));
}"""
"""Wait until a group of levers has opened: what is clicked while it moves is not heard."""


def idle(page: Any, quiet: int = 150, patience: int = PATIENCE, finished: bool = False) -> None:
    """Wait until the server has answered what a click or key asked of it, and all it said is drawn."""
    asked = {"milliseconds": quiet, "finished": finished}
    page.evaluate("window.line.asked = performance.now()")
    page.wait_for_function(QUIET, arg=asked, timeout=patience, polling=25)


def visit(page: Any, address: str, path: str = "", **query: str) -> None:
    """Open a page at an address of its own, and wait until it is quiet."""
    page.goto(f"{address}{path}" + (f"?{urlencode(query)}" if query else ""))
    idle(page)


def settle(page: Any) -> None:
    """Wait until the script has run and its first chart is drawn."""
    idle(page)
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas", timeout=PATIENCE)


def finished(page: Any, patience: int = 3 * PATIENCE) -> None:
    """Wait until the page is quiet and no long work is running on it."""
    idle(page, patience=patience, finished=True)


def go_to(page: Any, name: str) -> None:
    """Follow the navigation to a page by its name."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
    idle(page)


def headline(page: Any) -> str:
    """The counted sentence above the page, with plain spaces, or nothing where there is none."""
    found = page.locator("main h2, [data-testid=stMain] h2")
    return found.first.inner_text().replace("\N{NO-BREAK SPACE}", " ").strip() if found.count() else ""


def lever(page: Any, name: str) -> Any:
    """The control of a lever, by its name; its group is opened if it is closed."""
    group = page.get_by_role("radiogroup", name=name, exact=True, include_hidden=True)
    around = page.locator("[data-testid=stSidebar] details").filter(has=group)
    around.first.wait_for(timeout=PATIENCE)
    if around.first.get_attribute("open") is None:
        around.locator("summary").first.click()
        around.first.evaluate(UNFOLDED)
    group.wait_for(timeout=PATIENCE)
    return group


def click(page: Any, control: Any) -> None:
    """Click what asks something of the server, and wait until that was sent and the page is quiet."""
    before = page.evaluate("performance.now()")
    control.click()
    page.wait_for_function("before => window.line.sent > before", arg=before, timeout=PATIENCE, polling=25)
    idle(page)


def set_lever(page: Any, name: str, level: str) -> None:
    """Choose another level of a lever, and wait until the page is quiet."""
    click(page, lever(page, name).get_by_role("radio", name=level, exact=True))


def button(page: Any, name: str) -> Any:
    """The button with these words on it."""
    return page.locator("[data-testid=stMain]").get_by_role("button", name=name).first


def copied(page: Any) -> str:
    """The link that Copy link offers."""
    button(page, "Copy link").click()
    found = page.locator("[data-testid=stPopoverBody] code, [data-testid=stPopoverBody] pre").first
    found.wait_for(timeout=PATIENCE)
    said = found.inner_text().strip()
    page.keyboard.press("Escape")
    idle(page)
    return said


def level(page: Any, name: str) -> str:
    """The level at which a lever stands."""
    return lever(page, name).locator("[aria-checked=true]").first.inner_text().strip()


def query(page: Any) -> dict[str, str]:
    """What the page's address holds, key to value."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def levers_in(page: Any) -> dict[str, str]:
    """The levers that the address names."""
    return {key: value for key, value in query(page).items() if key in LEVER_KEYS}


def grave(page: Any) -> list[str]:
    """What axe finds serious or critical, with the first element of each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the extra “browser”")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in GRAVE]


def words(page: Any) -> str:
    """All that the main part of the page says."""
    return page.locator("[data-testid=stMain]").inner_text()


def no_exception(page: Any) -> None:
    """Fail if the page shows an exception or a traceback."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert not [mark for mark in ("Traceback", 'File "') if mark in words(page)]
