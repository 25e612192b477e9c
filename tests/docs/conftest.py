"""The scripts of docs/, which read the model's source and its catalogues, and the text of its pages."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
sys.path.insert(0, str(DOCS))


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """The text of every page of docs/ by its name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
