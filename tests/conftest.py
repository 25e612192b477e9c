"""What every test may ask for: the checkout, the articles where they lie beside it, and repeatable random search."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("fulcrum", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("fulcrum")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds model/, dashboard/, seeds/ and scenarios/."""
    return ROOT


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the two source articles; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "articles"
    if not any(folder.glob("*.txt")):
        pytest.skip("the articles are not beside this checkout (../shared/articles)")
    return folder
