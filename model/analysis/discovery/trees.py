"""A classification tree (CART) as second opinion on where an option fails: its leaves are boxes.

The tree is scikit-learn's, which the extra `analysis` installs.
Source: Breiman, Friedman, Olshen and Stone 1984; for scenario discovery Lempert, Bryant and Bankes 2008 (not checked).
"""

from __future__ import annotations

from importlib.util import find_spec
from math import inf
from typing import Any

import numpy as np

from model.analysis.discovery.boxes import Box, Measure, together
from model.analysis.discovery.prim import LEAST, MOST, sure

LEAVES = 8  # three questions that halve; more leaves are sentences that nobody reads
TOLD = 3  # leaves that are told as boxes at most, as many as PRIM's boxes
LIBRARY = "sklearn"


def available() -> bool:
    """Whether the library that grows trees is installed."""
    return find_spec(LIBRARY) is not None


def tree_boxes(table: np.ndarray, failing: np.ndarray, most: int = MOST, alone: float = 1.0) -> tuple[Box, ...]:
    """The leaves of a classification tree that together tell most about failing, densest first.

    Parameters
    ----------
    table : array (worlds, columns)
    failing : bool array (worlds,)
    most : int
        Questions on the way to a leaf, so that a leaf restricts as many columns at most.
    alone : float
        How many independent worlds one world counts for; see `quasi_p`.

    Returns
    -------
    tuple of Box
        At most three, without ends that chance alone could give; none where no leaf fails more often than all do.
    """
    if failing.all() or not failing.any():
        return ()
    leaves = [(box, Measure.of(box.holds(table), failing)) for box in surely(table, failing, most, alone)]
    dense = sorted((pair for pair in leaves if pair[1].density > pair[1].base), key=lambda pair: -pair[1].density)
    boxes = [box for box, _ in dense[:TOLD]]
    told = [together(boxes[: count + 1], table, failing).information for count in range(len(boxes))]
    return tuple(boxes[: int(np.argmax(told)) + 1]) if told else ()


def surely(table: np.ndarray, failing: np.ndarray, most: int, alone: float) -> list[Box]:
    """The leaves that fail more often than all worlds do, each once, without ends that chance alone could give."""
    base, boxes = failing.mean(), []
    for leaf in grown(table, failing, most):
        if failing[leaf.holds(table)].mean() > base:
            box = sure(simpler(leaf, table, failing), table, failing, alone)
            boxes += [box] if box and box not in boxes else []
    return boxes


def simpler(box: Box, table: np.ndarray, failing: np.ndarray) -> Box:
    """The box with ends opened, one by one, as long as that tells more: a tree cuts what belongs together."""
    best = Measure.of(box.holds(table), failing).information
    while True:
        opened = box.opened()
        told = [Measure.of(wider.holds(table), failing).information for wider in opened]
        if not told or max(told) <= best:
            return box
        best = max(told)
        box = opened[told.index(best)]


def grown(table: np.ndarray, failing: np.ndarray, most: int) -> list[Box]:
    """Every leaf of the tree as a box."""
    from sklearn.tree import DecisionTreeClassifier

    least = max(int(np.ceil(LEAST * len(table))), 1)
    tree = DecisionTreeClassifier(max_depth=most, max_leaf_nodes=LEAVES, min_samples_leaf=least, random_state=0)
    return leaves_below(tree.fit(table, failing).tree_, 0, Box({}))


def leaves_below(tree: Any, node: int, box: Box) -> list[Box]:
    """The leaves under one node of a grown tree; to the left lie values up to the threshold."""
    if tree.children_left[node] < 0:
        return [box]
    column, edge = int(tree.feature[node]), float(tree.threshold[node])
    low, high = box.limits.get(column, (-inf, inf))
    left = leaves_below(tree, tree.children_left[node], box.with_ends(column, low, min(high, edge)))
    right = box.with_ends(column, max(low, float(np.nextafter(edge, inf))), high)
    return left + leaves_below(tree, tree.children_right[node], right)
