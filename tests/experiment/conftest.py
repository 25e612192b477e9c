"""Small studies, so that what a study must do can be seen in seconds."""

import pytest

from model.experiment import Scenario, lever_alone
from model.levers import STATUS_QUO


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Three options in 300 worlds (two ranges of blocks) for two months, decided in November 2023."""
    options = (STATUS_QUO, lever_alone("air_patrols"), lever_alone("purl"))
    return Scenario("A tiny study", options, decision_month="2023-11", months=2, worlds=300, seed=7, histories="prior")
