"""Charts as pictures for documents: vectors or pixels, made here without a browser or a network."""

from __future__ import annotations

from model.charts.chart import Chart
from model.charts.sheet import at_width

COLUMN = 620  # pixels: a column of A4 at the size of letters that the charts are drawn with
SHARP = 2.0  # pixels of the picture for each of the chart
NOWHERE: list[str] = []  # a picture reads nothing from outside


def svg(chart: Chart, width: int = COLUMN) -> str:
    """A chart as SVG text, so many pixels wide."""
    import vl_convert

    return vl_convert.vegalite_to_svg(at_width(chart.spec, width), allowed_base_urls=NOWHERE)


def png(chart: Chart, width: int = COLUMN, scale: float = SHARP) -> bytes:
    """A chart as PNG, so many pixels of its own wide, each drawn as `scale` pixels."""
    import vl_convert

    return vl_convert.vegalite_to_png(at_width(chart.spec, width), scale=scale, allowed_base_urls=NOWHERE)


def pdf(chart: Chart, width: int = COLUMN) -> bytes:
    """A chart as a PDF page with its own letters."""
    import vl_convert

    return vl_convert.vegalite_to_pdf(at_width(chart.spec, width), allowed_base_urls=NOWHERE)
