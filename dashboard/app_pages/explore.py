"""Explore: one outcome over time, under the levers that are set and under the status quo."""

from dashboard.services import runs
from dashboard.ui import charts
from dashboard.vm import explore

played, outcome = runs.current()
charts.draw(explore.fan_chart(played, outcome), key=f"fan-{outcome}")
