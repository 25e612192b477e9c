"""A server of the application and a browser to look at it with: for benchmarks, browser tests and pictures alike."""

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
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
REAL = ("-m", "streamlit", "run", str(ROOT / "dashboard" / "streamlit_app.py"))
STUB = (str(Path(__file__).with_name("stub_app.py")),)
NAMED = "FULCRUM_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
SECONDS = 120  # that a server may take until it answers, or until it has stopped
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def chromium() -> str | None:
    """The path of a Chromium: the one that FULCRUM_CHROMIUM names, else the first of the usual names on the path."""
    named = os.environ.get(NAMED)
    return next(filter(None, map(shutil.which, [named] if named else NAMES)), None)


def missing() -> str:
    """Why no browser can be started, in words; nothing if one can."""
    if find_spec("playwright") is None:
        return "Playwright is not installed: make .venv/.stamp-browser"
    if chromium() is None:
        sought = os.environ.get(NAMED) or ", ".join(NAMES)
        return f"no browser was found ({sought}); on Debian: apt-get install chromium; or set {NAMED} to its path"
    return ""


@contextmanager
def browsing() -> Iterator[Any]:
    """A Chromium of Playwright's; RuntimeError where there is none."""
    if why := missing():
        raise RuntimeError(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a server, which ends with a slash, and its process; stopped afterwards.

    It keeps its runs in `folder`, and its log in `server.log` there. `command` is what Python is started with; by
    default the application with the real engine.
    """
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    entry = [sys.executable, *(command or REAL), "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}
    with open(folder / "server.log", "ab") as log:
        process = subprocess.Popen(entry, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}/", process
    finally:
        stop(process)


def wait(url: str, process: subprocess.Popen) -> None:
    """Return once the server answers; RuntimeError if it ends or stays silent."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server {'did not answer' if process.poll() is None else 'ended by itself'}")


def stop(process: subprocess.Popen) -> None:
    """Let a server end, with whatever work it has begun."""
    process.terminate()
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def resident(process: int) -> float | None:
    """Megabytes of memory that a process holds; None where the system does not say."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 1e6
    except OSError:
        return None
