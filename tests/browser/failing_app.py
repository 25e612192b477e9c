"""Serves the application with an engine that stops under Crypto tracing: for the test of what a visitor sees then."""

import sys
from pathlib import Path

from streamlit.web import cli

from dashboard.services import runs
from dashboard.vm.played import Outcomes
from dashboard.vm.scenario import OFF, Scenario

APPLICATION = Path(__file__).resolve().parents[2] / "dashboard" / "streamlit_app.py"
ENGINE = runs.ahead


def ahead(scenario: Scenario) -> Outcomes:
    """The months after the decision, unless Crypto tracing is on."""
    if scenario.level("crypto_tracing") != OFF:
        raise RuntimeError("the engine of this test stops under Crypto tracing")
    return ENGINE(scenario)


if __name__ == "__main__":
    runs.ahead = ahead
    sys.argv = ["streamlit", "run", str(APPLICATION), *sys.argv[1:]]
    cli.main()
