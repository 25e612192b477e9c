"""Charts as pictures, each drawn once for all files that show it, and kept where it was drawn aside."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from model.charts import Chart, svg
from model.charts.pictures import COLUMN
from model.charts.sheet import at_width
from model.experiment.designs.remembered import recalled, remembered

KEPT = 64
INCHES = 6.3  # of a column of print, in which a picture has to have 200 dots an inch
DOTS = 220
TAKEN = "title"  # the caption says it
FOLDER = "appendix"
VECTOR, PIXELS = "vector", "pixels"


@dataclass(frozen=True)
class Picture:
    """A chart to be drawn: its specification as text, and whether in pixels too."""

    spec: str
    pixels: bool

    @classmethod
    def of(cls, chart: Chart, pixels: bool) -> Picture:
        """The picture of a chart, its title left to the caption."""
        spec = {key: value for key, value in chart.spec.items() if key != TAKEN}
        return cls(json.dumps(at_width(spec, COLUMN), sort_keys=True), pixels)


def vector(chart: Chart) -> str:
    """A chart as SVG."""
    return drawn_vector(Picture.of(chart, False).spec)


def pixels(chart: Chart) -> bytes:
    """A chart as PNG, sharp enough for print."""
    return drawn_pixels(Picture.of(chart, True).spec)


@lru_cache(maxsize=KEPT)
def drawn_vector(spec: str) -> str:
    """SVG of a specification, as it is kept or drawn now."""
    found = recalled(FOLDER, asked(VECTOR, spec))
    return found or svg(SimpleNamespace(spec=json.loads(spec)))


@lru_cache(maxsize=KEPT)
def drawn_pixels(spec: str) -> bytes:
    """PNG of a specification, from the same vectors."""
    import vl_convert

    found = recalled(FOLDER, asked(PIXELS, spec))
    return b64decode(found) if found else vl_convert.svg_to_png(drawn_vector(spec), scale=DOTS * INCHES / COLUMN)


def keep(picture: Picture) -> None:
    """Draw a picture and keep it."""
    remembered(FOLDER, asked(VECTOR, picture.spec), lambda: drawn_vector(picture.spec))
    if picture.pixels:
        remembered(FOLDER, asked(PIXELS, picture.spec), lambda: b64encode(drawn_pixels(picture.spec)).decode())


def kept(picture: Picture) -> bool:
    """Whether a picture was drawn before, and is kept."""
    kinds = (VECTOR, PIXELS) if picture.pixels else (VECTOR,)
    return all(recalled(FOLDER, asked(kind, picture.spec)) is not None for kind in kinds)


def asked(kind: str, spec: str) -> list[Any]:
    """All that decides how a picture looks: its specification, its size, and what draws it."""
    import vl_convert

    return [kind, spec, [COLUMN, DOTS], vl_convert.__version__]
