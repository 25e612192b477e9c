"""A real server with the real engine and a real browser, for every test in this folder.

Chromium is sought under its usual names; FULCRUM_CHROMIUM names another one. Where there is none, or the extra
`browser` is not installed, the tests are skipped and the end of the report says so. `address` is a server shared by all
tests, `page` a visitor who has not been here before; what a visitor does stands in visitor.py.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import visitor

from benchmarks.serving.server import browsing, missing, serving

HERE = Path(__file__).resolve().parent
DESKTOP, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is slow, and is skipped where there is no browser."""
    why = missing()
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if why:
                item.add_marker(pytest.mark.skip(reason=why))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say plainly at the end that the browser tests did not run."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "tests/browser/" in report.nodeid]
    if skipped and missing():
        terminalreporter.write_line(f"{len(skipped)} browser tests did not run: {missing()}", yellow=True)


@dataclass(frozen=True)
class Server:
    """A server: where it answers, its process, and the folder in which it runs, with its log in `server.log`."""

    address: str
    process: subprocess.Popen
    folder: Path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that all tests share, in a folder where nothing was stored before."""
    folder = tmp_path_factory.mktemp("served")
    with serving(folder) as (address, process):
        yield Server(address, process, folder)


@pytest.fixture(scope="session")
def address(server: Server) -> str:
    """The address of the server that all tests share; it ends with a slash."""
    return server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium; every test opens contexts of its own in it."""
    with browsing() as started:
        yield started


def entered(context: Any, **size: int) -> Any:
    """A new window of a certain size, of which `visitor.idle` knows when its server has answered."""
    page = context.new_page()
    page.set_viewport_size({**DESKTOP, **size})
    page.set_default_timeout(visitor.PATIENCE)
    return page


def household(browser: Any) -> Any:
    """A context: windows of one keep what they fetched, and nothing else of Streamlit's."""
    context = browser.new_context(accept_downloads=True)
    context.add_init_script(visitor.LISTEN)
    return context


@pytest.fixture(scope="session")
def windows(browser: Any) -> Iterator[Any]:
    """`windows(width=..., height=...)`: an empty window, whose session is its own; the files of the page are kept."""
    context = household(browser)
    yield partial(entered, context)
    context.close()


@pytest.fixture
def visitors(browser: Any) -> Iterator[Any]:
    """`visitors(width=..., height=...)`: a window of somebody who has not been here before, as many as wanted."""
    opened = []

    def somebody(**size: int) -> Any:
        opened.append(household(browser))
        return entered(opened[-1], **size)

    yield somebody
    for context in opened:
        context.close()


@pytest.fixture
def page(windows: Any) -> Iterator[Any]:
    """An empty window; `visit` opens a page in it."""
    opened = windows()
    yield opened
    opened.close()


@pytest.fixture
def telephone(windows: Any) -> Iterator[Any]:
    """The same of 390 by 844 pixels."""
    opened = windows(**TELEPHONE)
    yield opened
    opened.close()
