"""Charts as pictures, each drawn once for all files that show it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from model.charts import Chart, svg
from model.charts.pictures import COLUMN

KEPT = 64
INCHES = 6.3  # of a column of print, in which a picture has to have 200 dots an inch
DOTS = 220
TAKEN = "title"  # the caption says it


def vector(chart: Chart) -> str:
    """A chart as SVG, its title left to the caption."""
    return drawn_vector(untitled(chart))


def pixels(chart: Chart) -> bytes:
    """A chart as PNG, sharp enough for print."""
    return drawn_pixels(untitled(chart))


def untitled(chart: Chart) -> str:
    """The specification without its title, as text."""
    return json.dumps({key: value for key, value in chart.spec.items() if key != TAKEN}, sort_keys=True)


@lru_cache(maxsize=KEPT)
def drawn_vector(spec: str) -> str:
    """SVG of a specification."""
    return svg(as_chart(spec))


@lru_cache(maxsize=KEPT)
def drawn_pixels(spec: str) -> bytes:
    """PNG of a specification, from the same vectors."""
    import vl_convert

    return vl_convert.svg_to_png(drawn_vector(spec), scale=DOTS * INCHES / COLUMN)


def as_chart(spec: str) -> Any:
    """A specification as what is drawn from."""
    from types import SimpleNamespace

    return SimpleNamespace(spec=json.loads(spec))
