"""A classification tree as second opinion: its leaves are boxes, and they tell where failing lies."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn comes with the extra analysis")

from model.analysis.discovery.boxes import Box, Measure, together
from model.analysis.discovery.trees import TOLD, grown, simpler, tree_boxes


def worlds(count: int = 1500, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """A table of four columns and failing in a box of two of them."""
    table = np.random.default_rng(seed).random((count, 4))
    return table, (table[:, 0] > 0.7) & (table[:, 2] < 0.5)


def test_a_planted_box_is_found_whole_and_with_nothing_else_in_it():
    table, failing = worlds()
    boxes = tree_boxes(table, failing)
    found = together(boxes, table, failing)
    assert set().union(*(box.limits for box in boxes)) == {0, 2}
    assert (found.coverage, found.density) == (1.0, 1.0)


def test_leaves_are_those_of_the_library_and_hold_each_world_once():
    from sklearn.tree import DecisionTreeClassifier

    table, failing = worlds(800)
    failing = np.where(np.random.default_rng(2).random(800) < 0.1, ~failing, failing)
    leaves = grown(table, failing, most=4)
    held = np.array([leaf.holds(table) for leaf in leaves])
    assert (held.sum(axis=0) == 1).all()
    tree = DecisionTreeClassifier(max_depth=4, max_leaf_nodes=8, min_samples_leaf=40, random_state=0)
    sizes = np.unique(tree.fit(table, failing).apply(table), return_counts=True)[1]
    assert sorted(held.sum(axis=1)) == sorted(sizes)


def test_two_places_of_failing_are_two_boxes():
    table, _ = worlds()
    failing = (table[:, 0] > 0.8) | (table[:, 0] < 0.2)
    boxes = tree_boxes(table, failing)
    assert len(boxes) == 2 and together(boxes, table, failing) == Measure.of(failing, failing)


def test_what_a_tree_cuts_in_two_is_put_together_again():
    table, failing = worlds()
    assert simpler(Box({0: (0.7, np.inf), 2: (0.2, 0.5)}), table, failing).limits == {
        0: (0.7, np.inf),
        2: (-np.inf, 0.5),
    }


def test_a_box_restricts_no_more_than_allowed_and_few_are_told():
    table = np.random.default_rng(3).random((1500, 6))
    boxes = tree_boxes(table, (table > 0.3).sum(axis=1) >= 5, most=2)
    assert 1 <= len(boxes) <= TOLD and all(len(box.limits) <= 2 for box in boxes)


@pytest.mark.parametrize("failing", [np.zeros(60, bool), np.ones(60, bool)])
def test_where_no_or_every_world_fails_there_is_no_box(failing):
    assert tree_boxes(np.random.default_rng(4).random((60, 2)), failing) == ()
