"""A visitor in a real browser: the page opens, a lever changes the headline and the address, nothing is cut off."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
HEADLINE = re.compile(r"^In [\d,]+ of [\d,]+ simulated worlds \(\d+ %\)")
PATIENCE = 60_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (Debian: apt-get install chromium)"),
]
sync_api = pytest.importorskip("playwright.sync_api", reason="install the extra: pip install 'fulcrum[browser]'")


def free_port() -> int:
    """A port on this machine that nobody uses."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a real server with the real engine, stopped afterwards."""
    port = free_port()
    entry = [sys.executable, "-m", "streamlit", "run", "dashboard/streamlit_app.py", "--server.port", str(port)]
    server = subprocess.Popen(entry, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_healthy(url: str, server: subprocess.Popen) -> None:
    """Return once the server answers; fail if it ends or stays silent for a minute."""
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not answer within a minute")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, address):
    """A page of a visitor who has not been here before, open on the status quo."""
    context = browser.new_context(viewport={"width": 1440, "height": 1100})
    page = context.new_page()
    page.goto(address)
    settle(page)
    yield page
    context.close()


def settle(page) -> None:
    """Wait until the script has run and its chart is drawn."""
    page.wait_for_selector(IDLE, timeout=PATIENCE)
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas", timeout=PATIENCE)


def headline(page) -> str:
    """The counted sentence."""
    return page.get_by_role("heading", level=2).inner_text()


def set_lever(page, name: str, level: str) -> None:
    """Choose a level of a lever whose group is open, and wait for its headline."""
    page.get_by_role("radiogroup", name=name).get_by_text(level, exact=True).click()
    page.wait_for_selector(IDLE, timeout=PATIENCE)


def test_a_lever_changes_the_headline_and_the_address(page):
    set_lever(page, "Dynamic sanctions", "high")
    page.get_by_role("heading", level=2).wait_for(timeout=PATIENCE)
    assert HEADLINE.match(headline(page))
    assert "ds=high" in page.url
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_link_opens_the_same_scenario_for_another_visitor(page, browser, address):
    set_lever(page, "Dynamic sanctions", "medium")
    page.get_by_role("heading", level=2).wait_for(timeout=PATIENCE)
    other = browser.new_context().new_page()
    other.goto(page.url)
    settle(other)
    assert headline(other) == headline(page)


def test_the_chart_says_its_takeaway_to_those_who_do_not_see_it(page):
    alternative = page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label")
    assert "median" in alternative and "under the status quo" in alternative


def test_nothing_is_cut_off_on_a_telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_picture_in_the_documents_can_be_taken(page, address, tmp_path):
    """With FULCRUM_PICTURES set, the picture in docs/ is taken anew."""
    folder = ROOT / "docs" / "pictures" if os.environ.get("FULCRUM_PICTURES") else tmp_path
    page.goto(f"{address}?ne=high&do=medium&sp=high&out=tension")
    settle(page)
    page.wait_for_timeout(1000)
    page.screenshot(path=folder / "explore.png")
    assert (folder / "explore.png").stat().st_size > 20_000
