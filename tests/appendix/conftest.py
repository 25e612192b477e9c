"""A tiny study in both evidence sets, and the document made of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from model.appendix import QUICK, Asked, build
from model.experiment import Results, Scenario, option_named, run
from model.levers import STATUS_QUO

NOTES = ("This will certainly cut 40 per cent of all shipments.", "My colleagues agree.")
STUDY = Scenario(
    "A small study", (STATUS_QUO, option_named("mediation"), option_named("interdiction")),
    "Which of two does more?", decision_month=3, months=4, worlds=24, seed=7, histories="prior", name="small",
)  # fmt: skip


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder, so that answers are kept there."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@pytest.fixture(scope="session")
def place(tmp_path_factory) -> Path:
    """A folder with both runs."""
    folder = tmp_path_factory.mktemp("appendix")
    for evidence in ("articles", "record"):
        run(STUDY.replace(evidence=evidence), folder / "runs" / evidence)
    return folder


@pytest.fixture(scope="session")
def runs(place) -> list[Results]:
    """The study under the articles and under the record."""
    return [Results.open(place / "runs" / evidence) for evidence in ("articles", "record")]


@pytest.fixture(scope="session")
def document(place, runs):
    """The whole document, with the analyst's own words in it."""
    with inside(place):
        return build(runs, Asked(QUICK, notes=NOTES))


@pytest.fixture(scope="session")
def one_page(place, runs):
    """The one-page summary."""
    with inside(place):
        return build(runs, Asked((), summary=True))


@pytest.fixture(scope="session")
def brief(place, runs):
    """A document of few sections, quick to make again."""
    with inside(place):
        return build(runs, Asked(("question", "summary", "options"), notes=NOTES))
