"""The command as a process: signals, closed pipes, a quick start, and the same from Python."""

import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

REFERENCE = str(Path(__file__).resolve().parents[2] / "scenarios" / "reference.yaml")


@pytest.fixture(autouse=True)
def there(tmp_path, monkeypatch):
    """Every process starts in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_a_reader_that_leaves_early_ends_nothing_with_a_traceback():
    command = f"{sys.executable} -m model.cli list parameters | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("id") and done.stderr == "" and done.returncode == 0


def test_a_package_that_is_only_imported_starts_at_once():
    script = "import sys, model, model.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    heavy = ("numpy", "pandas", "xarray", "mesa", "pyarrow", "scipy")
    done = subprocess.run([sys.executable, "-c", script, *heavy], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_the_same_from_python():
    from model import Scenario, compare, run

    results = run(Scenario.load(REFERENCE).replace(worlds=6, months=2, decision_month="2023-11"), "runs/python")
    rows = list(compare(results).rows(outcomes=["tension"], months=["mean"]))
    assert len(rows) == 8 and all(row.worlds == 6 for row in rows)


def recorded(manifest: Path) -> bool:
    """Whether a manifest records a block as done."""
    return manifest.is_file() and any(b["sha256"] for b in json.loads(manifest.read_text(encoding="utf-8"))["blocks"])


@pytest.mark.slow
def test_ctrl_c_ends_with_130_and_the_same_command_resumes():
    words = [
        sys.executable,
        "-m",
        "model.cli",
        "run",
        REFERENCE,
        "--out",
        "runs/cut",
        "--jobs",
        "2",
        "--worlds",
        "8000",
        "--histories",
        "prior",  # as many kept ones would be searched for minutes before the first block
    ]
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background is born deaf to Ctrl-C
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen)
    assert "8,000 worlds" in process.stdout.readline()
    deadline = time.time() + 120
    while not recorded(Path("runs/cut/manifest.json")) and time.time() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "interrupted; the same command resumes" in said and "Traceback" not in said
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "blocks missing" in done.stdout
