"""Charts of findings for dashboard and appendix alike: a specification, its table twin and its accessible name."""

from model.charts.chart import Chart
from model.charts.fan import Subject, fan

__all__ = ["Chart", "Subject", "fan"]
