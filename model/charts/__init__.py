"""Charts of findings for dashboard and appendix alike: a specification, its table twin and its accessible name."""

from model.charts.attribution import attribution
from model.charts.chart import Chart
from model.charts.differences import differences, split_differences
from model.charts.dotplot import Dots, dotplot
from model.charts.drivers import drivers_chart
from model.charts.failures import failure_scatter
from model.charts.fan import Subject, fan
from model.charts.flow import Flow, flow_diagram
from model.charts.multiples import multiples
from model.charts.past import past_bands
from model.charts.pictures import pdf, png, svg
from model.charts.robust import regret, robustness
from model.charts.synergy import synergy
from model.charts.timeline import Moment, timeline
from model.charts.tradeoffs import tradeoffs

__all__ = [
    "Chart",
    "Dots",
    "Flow",
    "Moment",
    "Subject",
    "attribution",
    "differences",
    "dotplot",
    "drivers_chart",
    "failure_scatter",
    "fan",
    "flow_diagram",
    "multiples",
    "past_bands",
    "pdf",
    "png",
    "regret",
    "robustness",
    "split_differences",
    "svg",
    "synergy",
    "timeline",
    "tradeoffs",
]
