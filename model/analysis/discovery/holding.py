"""Whether what a search finds holds: in histories held back from it, and when histories are drawn again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np

from model.analysis.discovery.boxes import Box, Measure, share_interval
from model.analysis.discovery.screening import Ground, screen
from model.luck import Luck

PARTS = 5  # of the histories, each held back once
DRAWS = 50  # of histories with replacement: shares of the draws are then good to seven points
SPREAD = (0.05, 0.5, 0.95)

Search = Callable[[Ground, np.ndarray], tuple[Box, ...]]


@dataclass(frozen=True)
class HeldOut:
    """How boxes meet failure in histories that the search had not seen.

    In `found` of `parts` parts the search found a box; `measure` counts over all parts, each world judged by the box
    found without its history; the ends are those of 90 % intervals over histories.
    """

    parts: int
    found: int
    measure: Measure
    density_ends: tuple[float, float]
    coverage_ends: tuple[float, float]


@dataclass(frozen=True)
class Stability:
    """What is found when histories are drawn again with replacement.

    `found` of `draws` draws gave a box; `chosen` counts the draws in which a column was restricted, a copy of it
    included; `low` and `high` hold the 5, 50 and 95 % quantiles of its ends over those draws that set them.
    """

    draws: int
    found: int
    chosen: Mapping[int, int]
    low: Mapping[int, tuple[float, ...]]
    high: Mapping[int, tuple[float, ...]]


def held_out(
    ground: Ground, search: Search, seed: int, done: Callable[[], None] = lambda: None
) -> tuple[HeldOut, HeldOut]:
    """How the first box, and all boxes, of a search do in the histories held back from it, part by part.

    Parameters
    ----------
    ground : Ground
    search : takes ground and how often each world counts; gives boxes
    seed : of the study; which history is in which part depends on it and the history's number alone
    done : called after each part
    """
    part = parts_of(ground, seed)[ground.group]
    inside = np.zeros((2, len(part)), bool)
    found = 0
    for number in range(PARTS):
        boxes = search(ground, (part != number).astype(np.int64))
        found += bool(boxes)
        for place, box in enumerate(boxes):
            held = (part == number) & box.holds(ground.table)
            inside[0] |= held & (place == 0)
            inside[1] |= held
        done()
    first, every = (measured(which, ground, found) for which in inside)
    return first, every


def parts_of(ground: Ground, seed: int) -> np.ndarray:
    """The part, from 0, in which each history is held back (histories,); the parts are of one size."""
    luck = Luck(seed, np.unique(ground.histories)).uniform("discovery/parts")
    return np.argsort(np.argsort(luck, kind="stable"), kind="stable") % PARTS


def measured(inside: np.ndarray, ground: Ground, found: int) -> HeldOut:
    """The held-out figures of the worlds inside."""
    caught = inside & ground.failing
    density = share_interval(caught, inside, ground.histories)
    coverage = share_interval(caught, ground.failing, ground.histories)
    return HeldOut(PARTS, found, Measure.of(inside, ground.failing), density, coverage)


def stability(ground: Ground, search: Search, seed: int, done: Callable[[], None] = lambda: None) -> Stability:
    """How often each column is chosen, and how far its ends move, when the histories are drawn again.

    Parameters as for `held_out`; `done` is called after each draw.
    """
    copies = screen(ground).copies
    chosen: Counter[int] = Counter()
    ends: dict[str, dict[int, list[float]]] = {"low": defaultdict(list), "high": defaultdict(list)}
    found = 0
    for number in range(DRAWS):
        boxes = search(ground, drawn_again(ground, seed, number))
        found += bool(boxes)
        limits = merged(boxes)
        chosen.update({copies.get(column, column) for column in limits})
        for column, pair in limits.items():
            for side, end in zip(("low", "high"), pair, strict=True):
                if isfinite(end):
                    ends[side][column].append(end)
        done()
    low, high = ({column: spread(values) for column, values in side.items()} for side in ends.values())
    return Stability(DRAWS, found, dict(chosen.most_common()), low, high)


def merged(boxes: tuple[Box, ...]) -> dict[int, tuple[float, float]]:
    """The limits of several boxes, the first box that restricts a column speaking for it."""
    limits: dict[int, tuple[float, float]] = {}
    for box in boxes:
        limits = {**box.limits, **limits}
    return limits


def drawn_again(ground: Ground, seed: int, number: int) -> np.ndarray:
    """How often each world counts in one draw of as many histories with replacement (worlds,)."""
    histories = int(ground.group.max()) + 1
    luck = Luck(seed, np.arange(histories)).uniform("discovery/draw", number)
    return np.bincount((luck * histories).astype(np.int64), minlength=histories)[ground.group]


def spread(values: list[float]) -> tuple[float, ...]:
    """The 5, 50 and 95 % quantiles."""
    return tuple(float(value) for value in np.quantile(values, SPREAD))
