"""Serves the application with an engine that takes no time: what the framework and the page cost without a simulation.

It stands in a folder of its own, as the benchmark beside it is called like the package `dashboard`.
"""

import sys
from hashlib import sha256
from pathlib import Path

from streamlit.web import cli

from dashboard.services import runs
from dashboard.vm.played import Outcomes
from dashboard.vm.scenario import Scenario

APPLICATION = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
ENGINE = runs.ahead


def ahead(scenario: Scenario) -> Outcomes:
    """The status quo as the engine plays it; under levers the same, each outcome a little larger, in no time."""
    if scenario.is_status_quo:
        return ENGINE(scenario)
    found = runs.status_quo_played(scenario.status_quo.key, scenario.status_quo)
    size = int(sha256(scenario.key.encode()).hexdigest(), 16)
    made = Outcomes({})
    made._kept = {name: larger(values, size) for name, values in found._kept.items()}
    return made


def larger(values, size: int):
    """An outcome of which some worlds, as many as `size` says, are a little larger."""
    made = values.copy()
    made[: 1 + size % len(made)] += 1.0
    return made


if __name__ == "__main__":
    runs.ahead = ahead
    sys.argv = ["streamlit", "run", str(APPLICATION), *sys.argv[1:]]
    cli.main()
