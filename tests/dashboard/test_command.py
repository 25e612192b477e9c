"""`fulcrum dashboard` serves the application with its own settings, wherever it is started."""

import http.client
import socket
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from model.commands.dashboard import started_by


def test_the_settings_lie_beside_the_script_where_streamlit_finds_them_from_any_folder():
    line = started_by(8600, "127.0.0.1")
    script = Path(line[line.index("run") + 1])
    assert script.name == "streamlit_app.py" and line[-1] == "8600"
    said = (script.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for setting in ('address = "127.0.0.1"', 'showErrorDetails = "none"', "gatherUsageStats = false"):
        assert setting in said


UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def answer(port: int, host: str) -> int:
    """The status with which the server answers a page's request for its live connection."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/_stcore/stream", headers={"Host": host, **UPGRADE})
        with connection.getresponse() as response:
            return response.status


@pytest.mark.slow
def test_started_elsewhere_it_still_answers_only_for_its_own_hosts(tmp_path):
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    server = subprocess.Popen(started_by(port, "127.0.0.1"), cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.2)
        assert answer(port, f"127.0.0.1:{port}") == 101
        assert answer(port, "elsewhere.example") == 403
    finally:
        server.terminate()
        server.wait(timeout=20)
