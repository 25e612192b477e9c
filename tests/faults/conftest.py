"""A study and a search small enough to be killed a hundred times."""

import pytest

from model.experiment import Scenario, lever_alone, run
from model.experiment import compute as computing
from model.experiment.pasts import search as searching
from model.levers import STATUS_QUO
from tests.faults.doomed import TRIED, WHOLE, search


@pytest.fixture(autouse=True)
def nobody_here_is_infected():
    """A faulty scenario infects whoever reads it from bytes; where a cluster's client does, this process must heal."""
    yield
    computing.futures, searching.try_worlds = WHOLE, TRIED


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Three options in 300 worlds (two ranges of blocks) for one month."""
    options = (STATUS_QUO, lever_alone("air_patrols"), lever_alone("purl"))
    return Scenario(
        "A study in trouble", options, decision_month="2023-10", months=1, worlds=300, seed=7, histories="prior"
    )


@pytest.fixture(scope="session")
def whole(tiny, tmp_path_factory):
    """The study, undisturbed."""
    return run(tiny, tmp_path_factory.mktemp("faults") / "whole").folder


@pytest.fixture(scope="session")
def sought() -> Scenario:
    """A past with one target, met by one prior world in a few; its histories lie in the first six small chunks."""
    return Scenario(
        "A search in trouble", decision_month="2025-01", months=1, worlds=24, lucks=1, seed=7, evidence="record"
    )


@pytest.fixture(scope="session")
def found(sought, tmp_path_factory):
    """The folder of its search, undisturbed."""
    folder = tmp_path_factory.mktemp("found")
    search(sought, folder)
    return folder
