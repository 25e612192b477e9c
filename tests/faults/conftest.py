"""A study small enough to be killed a hundred times."""

import pytest

from model.experiment import Scenario, lever_alone, run
from model.levers import STATUS_QUO


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Three options in 300 worlds (two ranges of blocks) for one month."""
    options = (STATUS_QUO, lever_alone("air_patrols"), lever_alone("purl"))
    return Scenario("A study in trouble", options, decision_month="2023-10", months=1, worlds=300, seed=7)


@pytest.fixture(scope="session")
def whole(tiny, tmp_path_factory):
    """The study, undisturbed."""
    return run(tiny, tmp_path_factory.mktemp("faults") / "whole").folder
