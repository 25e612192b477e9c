"""The benchmark of the appendix runs and reports what it promises; its times are nobody's business here."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def test_documents_and_their_verification_are_timed(checkout):
    command = [sys.executable, "benchmarks/appendix.py", "--quick", "--json"]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert all(report["seconds"][name] > 0 for name in ("first", "again", "verify"))
    assert {"docx", "pdf", "html", "md"} <= set(report["bytes"])
    assert report["target"] == 10.0 and report["judged"] is False
