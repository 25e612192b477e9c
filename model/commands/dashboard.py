"""`fulcrum dashboard`: the Streamlit application, on this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from model.commands.console import Failed, command, tell

SAFE = {
    "browser.gatherUsageStats": "false",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
}


@command
def dashboard(
    port: Annotated[int, typer.Option(help="The port it listens on.", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="The address it listens on.")] = "127.0.0.1",
) -> None:
    """Start the Streamlit application on this machine; Ctrl-C ends it.

    Example: fulcrum dashboard --port 8600
    """
    found = find_spec("dashboard")
    if found is None or not found.submodule_search_locations:
        raise Failed("the package `dashboard` is not installed beside `model`")
    script = Path(next(iter(found.submodule_search_locations))) / "streamlit_app.py"
    settings = {**SAFE, "server.address": address, "server.port": str(port)}
    flags = [part for key, value in settings.items() for part in (f"--{key}", value)]
    tell(f"http://{address}:{port}")
    command_line = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    if os.name == "posix":
        sys.stderr.flush()
        os.execv(sys.executable, command_line)
    if code := subprocess.call(command_line):
        raise Failed(f"the application ended with code {code}")
