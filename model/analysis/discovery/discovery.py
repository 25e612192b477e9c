"""Scenario discovery: the few conditions under which an option fails, found twice, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from model.analysis.discovery.boxes import Box, Measure, quasi_p, rounded, together
from model.analysis.discovery.holding import DRAWS, PARTS, HeldOut, Stability, held_out, stability
from model.analysis.discovery.prim import MOST, Step, prim
from model.analysis.discovery.screening import Ground, Screen, screen
from model.analysis.discovery.trees import available, tree_boxes

BOXES = 3  # that PRIM finds one after the other; a fourth sentence is not read
FEWEST = 10  # histories that fail, and that do not, below which nothing is searched: fewer are told one by one
PRIM, TREE = METHODS = "PRIM", "CART"


@dataclass(frozen=True)
class Found:
    """One box among the worlds that no earlier box of its search holds, and the quasi-p of each of its limits."""

    box: Box
    measure: Measure
    doubts: Mapping[int, float]


@dataclass(frozen=True)
class Finding:
    """What one method found: boxes, all of them together, held-out figures of the first and of all, stability."""

    method: str
    boxes: tuple[Found, ...]
    together: Measure
    first: HeldOut
    all: HeldOut
    stability: Stability

    @property
    def holds(self) -> bool:
        """Whether worlds inside the boxes fail more often than all worlds in histories that the search had not seen."""
        return self.all.density_ends[0] > self.together.base


@dataclass(frozen=True)
class Discovery:
    """Everything found about where failing happens; `steps` is the way of PRIM's first box.

    `worlds` and `failing` count; `searched` says whether there was enough of both kinds to search.
    """

    worlds: int
    failing: int
    searched: bool
    screen: Screen
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]

    @property
    def explained(self) -> bool:
        """Whether any box was found that holds in histories held back."""
        return any(finding.boxes and finding.holds for finding in self.findings)


def discover(ground: Ground, seed: int = 0, most: int = MOST, done: Callable[[], None] = lambda: None) -> Discovery:
    """Search for the conditions under which an option fails.

    Parameters
    ----------
    ground : Ground
        The table of uncertainties, which worlds fail, and which history each world continues.
    seed : int
        Of the study; resampling draws its numbers from it.
    most : int
        Columns that a box may restrict.
    done : called after each part of the work; there are `work()` of them

    Returns
    -------
    Discovery
        Without boxes where fewer than ten histories fail or do not fail, or where no uncertainty tells failing worlds
        from others.

    Example
    -------
    >>> discover(Ground(table, fails, results.histories)).findings[0].boxes     # doctest: +SKIP
    """
    every = np.ones(len(ground.failing), np.int64)
    counts = len(ground.failing), int(ground.failing.sum())
    enough = min(np.unique(ground.group[which]).size for which in (ground.failing, ~ground.failing)) >= FEWEST
    looked = screen(ground, every)
    if not enough or not looked.through:
        return Discovery(*counts, enough, looked, (), ())
    ways = {PRIM: covering(most), **({TREE: leaves(most)} if available() else {})}
    findings = tuple(found_by(name, way, ground, seed, done) for name, way in ways.items())
    return Discovery(*counts, True, looked, way_of_prim(ground, list(looked.through), most), findings)


def found_by(name: str, way: Callable, ground: Ground, seed: int, done: Callable[[], None]) -> Finding:
    """What one method finds in all worlds, in histories held back and in histories drawn again."""
    boxes = tuple(rounded(box, ground.table) for box in way(ground, np.ones(len(ground.failing), np.int64)))
    first, whole = held_out(ground, way, seed, done)
    steady = stability(ground, way, seed, done)
    return Finding(name, described(boxes, ground), together(boxes, ground.table, ground.failing), first, whole, steady)


def covering(most: int) -> Callable[[Ground, np.ndarray], tuple[Box, ...]]:
    """PRIM as a search: one box, then another in the worlds it leaves, while these fail more often than all do."""

    def search(ground: Ground, times: np.ndarray) -> tuple[Box, ...]:
        boxes: list[Box] = []
        left, base = times, np.average(ground.failing, weights=times)
        while len(boxes) < BOXES:
            through = list(screen(ground, left).through)
            rows = np.repeat(np.arange(len(left)), left)
            table, failing = ground.table[np.ix_(rows, through)], ground.failing[rows]
            box = prim(table, failing, most, ground.alone).box if through else None
            if box is None or failing[box.holds(table)].mean() <= base:
                break
            boxes.append(box.among(through))
            left = np.where(boxes[-1].holds(ground.table), 0, left)
        return tuple(boxes)

    return search


def leaves(most: int) -> Callable[[Ground, np.ndarray], tuple[Box, ...]]:
    """A classification tree as a search."""

    def search(ground: Ground, times: np.ndarray) -> tuple[Box, ...]:
        through = list(screen(ground, times).through)
        rows = np.repeat(np.arange(len(times)), times)
        if not through:
            return ()
        found = tree_boxes(ground.table[np.ix_(rows, through)], ground.failing[rows], most, ground.alone)
        return tuple(box.among(through) for box in found)

    return search


def described(boxes: tuple[Box, ...], ground: Ground) -> tuple[Found, ...]:
    """Each box with its measure and doubts among the worlds that no earlier one holds."""
    found, left = [], np.ones(len(ground.failing), bool)
    for box in boxes:
        table, failing = ground.table[left], ground.failing[left]
        doubts = {column: quasi_p(box, box.without(column), table, failing, ground.alone) for column in box.limits}
        found.append(Found(box, Measure.of(box.holds(table), failing), doubts))
        left = left & ~box.holds(ground.table)
    return tuple(found)


def way_of_prim(ground: Ground, columns: list[int], most: int) -> tuple[Step, ...]:
    """Every step of the first search of PRIM, columns numbered as in the whole table."""
    steps = prim(ground.table[:, columns], ground.failing, most, ground.alone).steps
    return tuple(Step(step.box.among(columns), step.measure) for step in steps)


def work(findings: int = 2) -> int:
    """How many parts the work of so many methods has; `discover` says after each that it is done."""
    return findings * (PARTS + DRAWS)
