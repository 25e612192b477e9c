"""Axes that stay where they are, and labels that do not lie on each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from model.analysis.bands import Bands

ROOM = 0.2  # share of the status quo's own span left free above and below
STEP = 0.1  # share of that span to which the ends are rounded, and by which they give way


def domain(kept: Sequence[Bands], shown: Sequence[Bands] = (), floor: float | None = None) -> tuple[float, float]:
    """Lower and upper end of the vertical axis.

    The kept bands (history and status quo) set it with some room, so that an option moves over a resting axis; only an
    option that would leave it makes it wider, in steps of the same width.

    Parameters
    ----------
    kept : bands that set the axis
    shown : bands that must fit into it
    floor : value below which the outcome cannot fall, or None
    """
    low = min(float(bands.low_90.min()) for bands in kept)
    high = max(float(bands.high_90.max()) for bands in kept)
    span = (high - low) or abs(high) or 1.0
    step = tidy(STEP * span)
    bottom, top = math.floor((low - ROOM * span) / step), math.ceil((high + ROOM * span) / step)
    for bands in shown:
        bottom = min(bottom, math.floor(float(bands.low_90.min()) / step))
        top = max(top, math.ceil(float(bands.high_90.max()) / step))
    lowest = bottom * step
    return (lowest if floor is None else max(lowest, floor), top * step)


def tidy(step: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten at or above `step`."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= step * (1 - 1e-9))


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels near the wanted ones, in the same order, at least `gap` apart and within `low` to `high`.

    If they cannot all fit they are spread evenly.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    if len(places) > 1 and gap * (len(places) - 1) >= high - low:
        gap = (high - low) / (len(places) - 1)
    found: list[float] = []
    for i in order:
        found.append(max(places[i], low, found[-1] + gap if found else low))
    limit = high
    for position in reversed(range(len(found))):
        found[position] = min(found[position], limit)
        limit = found[position] - gap
    result = [0.0] * len(places)
    for i, value in zip(order, found, strict=True):
        result[i] = value
    return result
