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

LOCAL = ("127.0.0.1", "localhost")


@command
def dashboard(
    port: Annotated[int, typer.Option(help="The port it listens on.", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option(help="The address it listens on.")] = "127.0.0.1",
) -> None:
    """Start the Streamlit application on this machine; Ctrl-C ends it.

    Example: fulcrum dashboard --port 8600
    """
    command_line = started_by(port, address)
    if address not in LOCAL:
        tell("Only requests for localhost and 127.0.0.1 are answered; server.allowedHosts names other hosts.")
    tell(f"http://{address}:{port}")
    if os.name == "posix":
        sys.stderr.flush()
        os.execv(sys.executable, command_line)
    if code := subprocess.call(command_line):
        raise Failed(f"the application ended with code {code}")


def started_by(port: int, address: str) -> list[str]:
    """The command line that serves the application; its settings and its look lie beside its script."""
    found = find_spec("dashboard")
    if found is None or not found.submodule_search_locations:
        raise Failed("the package `dashboard` is not installed beside `model`")
    script = Path(next(iter(found.submodule_search_locations))) / "streamlit_app.py"
    flags = ["--server.address", address, "--server.port", str(port)]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags]
