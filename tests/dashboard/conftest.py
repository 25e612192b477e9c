"""What every test of the dashboard leaves as it found it."""

import sys
from collections.abc import Iterator

import pytest

MAIN = sys.modules["__main__"]


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """AppTest puts the page it runs in the place of `__main__`, and processes started later would run that page."""
    yield
    sys.modules["__main__"] = MAIN
