"""What a visitor does on the pages, for every browser test: open them, wait until they are quiet, set levers, read."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
HEADLINE = re.compile(r"^In [\d,]+ of [\d,]+ simulated worlds \(\d+ %\)")
PATIENCE = 90_000  # milliseconds: the machine of the tests may be shared
PAGES = {
    "Explore": "",
    "Compare": "compare",
    "Storylines": "stories",
    "Evidence": "evidence",
    "Model check": "model_check",
    "Appendix": "appendix",
    "How to read": "help",
}
QUIET = """(milliseconds) => {
    const app = document.querySelector('[data-testid=stApp]');
    const busy = !app || app.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-stale=true]');
    if (busy || !window.quietSince) window.quietSince = busy ? 0 : performance.now();
    return !busy && performance.now() - window.quietSince >= milliseconds;
}"""

NO_WORK = "() => ![...document.querySelectorAll('button')].some(found => found.innerText.trim() === 'Cancel')"


def idle(page: Any, quiet: int = 250, patience: int = PATIENCE) -> None:
    """Wait until no script has run for `quiet` milliseconds; a click made just before has had time to start one."""
    page.evaluate("window.quietSince = 0")
    page.wait_for_function(QUIET, arg=quiet, timeout=patience, polling=25)


def visit(page: Any, address: str, path: str = "", **query: str) -> None:
    """Open a page at an address of its own, and wait until it is quiet."""
    page.goto(f"{address}{path}" + (f"?{urlencode(query)}" if query else ""))
    page.wait_for_selector(IDLE, timeout=PATIENCE)
    idle(page)


def settle(page: Any) -> None:
    """Wait until the script has run and its first chart is drawn."""
    idle(page)
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas", timeout=PATIENCE)


def finished(page: Any, patience: int = 3 * PATIENCE) -> None:
    """Wait until no long work is running on the page, then until it is quiet."""
    page.wait_for_function(NO_WORK, timeout=patience)
    idle(page)


def go_to(page: Any, name: str) -> None:
    """Follow the navigation to a page by its name."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).first.click()
    idle(page)


def headline(page: Any) -> str:
    """The counted sentence above the page, or nothing where there is none."""
    found = page.locator("main h2, [data-testid=stMain] h2")
    return found.first.inner_text().strip() if found.count() else ""


def lever(page: Any, name: str) -> Any:
    """The control of a lever, by its name; its group is opened if it is closed."""
    group = page.get_by_role("radiogroup", name=name, exact=True, include_hidden=True)
    around = page.locator("[data-testid=stSidebar] details").filter(has=group)
    around.first.wait_for(timeout=PATIENCE)
    if around.first.get_attribute("open") is None:
        around.locator("summary").first.click()
    group.wait_for(timeout=PATIENCE)
    return group


def set_lever(page: Any, name: str, level: str) -> None:
    """Choose a level of a lever, and wait until the page is quiet."""
    lever(page, name).get_by_role("radio", name=level, exact=True).click()
    idle(page)


def button(page: Any, name: str) -> Any:
    """The button with these words on it."""
    return page.locator("[data-testid=stMain]").get_by_role("button", name=name).first


def level(page: Any, name: str) -> str:
    """The level at which a lever stands."""
    return lever(page, name).locator("[aria-checked=true]").first.inner_text().strip()


def query(page: Any) -> dict[str, str]:
    """What the page's address holds, key to value."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def words(page: Any) -> str:
    """All that the main part of the page says."""
    return page.locator("[data-testid=stMain]").inner_text()


def no_exception(page: Any) -> None:
    """Fail if the page shows an exception or a traceback."""
    assert page.locator("[data-testid=stException]").count() == 0
    assert not [mark for mark in ("Traceback", 'File "') if mark in words(page)]
