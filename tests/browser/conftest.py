"""A real server with the real engine and a real browser, for every test in this folder.

Chromium is sought under its usual names; FULCRUM_CHROMIUM names another one. Where there is none, or the extra
`browser` is not installed, the tests are skipped and the end of the report says so. `address` is a server shared by all
tests, `page` a visitor who has not been here before; what a visitor does stands in visitor.py.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import visitor

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
APPLICATION = ROOT / "dashboard" / "streamlit_app.py"
NAMED = "FULCRUM_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
DESKTOP, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SECONDS = 90  # that a server may take until it answers


def chromium() -> str | None:
    """The path of a Chromium: the one that the environment names, else the first of the usual names on the path."""
    named = os.environ.get(NAMED)
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


def missing() -> str:
    """Why no browser test can run, or nothing if they can."""
    if find_spec("playwright") is None:
        return "Playwright is not installed: make .venv/.stamp-browser"
    if chromium() is None:
        sought = os.environ.get(NAMED) or ", ".join(NAMES)
        return f"no browser was found ({sought}); on Debian: apt-get install chromium; or set {NAMED} to its path"
    return ""


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


def free_port() -> int:
    """A port on this machine that nobody uses."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


@dataclass(frozen=True)
class Server:
    """A server: where it answers, its process, and the folder in which it runs, with its log in `server.log`."""

    address: str
    process: subprocess.Popen
    folder: Path


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a server and its process; it keeps its runs in `folder`, and is stopped afterwards.

    `command` is what Python is started with; by default the application with the real engine.
    """
    port = free_port()
    usual = ("-m", "streamlit", "run", str(APPLICATION))
    entry = [sys.executable, *(command or usual), "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}
    with open(folder / "server.log", "ab") as log:
        server = subprocess.Popen(entry, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}/", server
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_healthy(url: str, server: subprocess.Popen) -> None:
    """Return once the server answers; fail if it ends or stays silent."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer within {SECONDS} s")


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
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def visitors(browser: Any) -> Iterator[Any]:
    """`visitors(width=..., height=...)`: a page of somebody who has not been here before, as many as wanted."""
    opened = []

    def somebody(**size: int) -> Any:
        opened.append(browser.new_context(viewport={**DESKTOP, **size}, accept_downloads=True))
        page = opened[-1].new_page()
        page.set_default_timeout(visitor.PATIENCE)
        return page

    yield somebody
    for context in opened:
        context.close()


@pytest.fixture
def page(visitors: Any) -> Any:
    """An empty window of somebody who has not been here before; `visit` opens a page in it."""
    return visitors()


@pytest.fixture
def telephone(visitors: Any) -> Any:
    """The same of 390 by 844 pixels."""
    return visitors(**TELEPHONE)
