"""Every check of the dashboard's specification has a test in a real browser, is measured, or is said to come later."""

import ast
import runpy
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "browser"
CHECKS = runpy.run_path(str(FOLDER / "checks.py"))


def written() -> set[str]:
    """The names of all tests of the folder."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in FOLDER.glob("test_*.py")]
    return {part.name for tree in trees for part in tree.body if isinstance(part, ast.FunctionDef)}


def test_every_check_is_held_measured_or_said_to_come_later():
    parts = [set(CHECKS[name]) for name in ("HELD", "MEASURED", "LATER", "FELL_AWAY")]
    assert set.union(*parts) == set(range(1, 51))
    assert sum(map(len, parts)) == 50


def test_every_test_that_is_said_to_hold_a_check_exists():
    named = {test for tests in CHECKS["HELD"].values() for test in tests}
    assert named - written() == set()
