"""PAWN: how far an outcome's distribution moves once a parameter is known, from worlds that were played anyway.

Each parameter's range is cut into intervals that hold the same number of histories; in each, the outcome's cumulative
distribution is held against that of all worlds (Kolmogorov–Smirnov distance), and the distances are averaged, each
weighted by its worlds. No extra run is needed, and histories may be conditioned, so that parameters depend on one
another. Distances between samples are never zero: dummies, parameters dealt out at random to the same histories, say
how much of an index is noise.

Source: Pianosi and Wagener 2015, 2018 (not checked); here with a weighted mean instead of a maximum, so that a rare
value of a discrete parameter counts as often as it occurs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from model.analysis.comparison.median_interval import CONFIDENCE
from model.luck import Luck

INTERVALS = 10  # 200 of 2,000 worlds in each: enough for a distance, and fine enough for a bend in the middle
PARTS = 20  # of the jackknife: its deviation then has 19 degrees of freedom

DUMMIES = 200  # at least: the highest of fewer is too low a floor
CLEAR = 0.95  # confidence at which a rank correlation has a direction
TOGETHER = 32  # parameters handled at once, so that the work stays in the processor's cache


@dataclass(frozen=True)
class Pawn:
    """The influence of every parameter on one outcome; arrays (parameters,).

    `index` lies between 0 and 1 and includes noise: `dummy` is what a parameter without influence shows on average,
    `floor` the highest of as many dummies as there are parameters, and of 200 at least. `correlation` is the rank
    correlation of parameter and outcome, and `direction` its sign where it can be told from zero. A parameter that does
    not vary has zeros.
    """

    index: np.ndarray
    dummy: np.ndarray
    floor: np.ndarray
    correlation: np.ndarray
    direction: np.ndarray
    varied: np.ndarray

    @property
    def above(self) -> np.ndarray:
        """Which parameters stand above the noise floor (parameters,)."""
        return self.varied & (self.index > self.floor)


def pawn(values: np.ndarray, outcome: np.ndarray, history: np.ndarray, seed: int = 0) -> Pawn:
    """The influence of every parameter on one outcome.

    Parameters
    ----------
    values : array (parameters, histories)
        Each parameter's value in each history.
    outcome : array (worlds,)
        The outcome, or a paired difference of it; finite.
    history : array of int (worlds,)
        Which history, a place in `values`, each world continues. What a parameter has in several worlds of one
        history is known once, and the dummies are dealt to histories too.
    seed : int
        What the dummies are dealt from.
    """
    labels = interval_labels(values)
    varied = values.min(axis=1) < values.max(axis=1)
    index = np.where(varied, distances(labels[:, history], outcome)[0], 0.0)
    dummy, floor = noise(labels, varied, outcome, history, seed)
    correlation = np.where(varied, rank_correlation(values, outcome, history), 0.0)
    clear = abs(correlation) > stdtrit(values.shape[1], (1 + CLEAR) / 2) / np.sqrt(max(values.shape[1] - 1, 1))
    return Pawn(index, dummy, floor, correlation, np.where(clear, np.sign(correlation), 0).astype(int), varied)


def interval_labels(values: np.ndarray) -> np.ndarray:
    """In which of its INTERVALS each value lies, counted from 0, int8 of the same shape; equal values share one.

    A parameter with few distinct values has fewer intervals: one for each value that is common enough.
    """
    from scipy.stats import rankdata

    place = (rankdata(values, axis=-1) - 0.5) / values.shape[-1]
    return np.minimum(place * INTERVALS, INTERVALS - 1).astype(np.int8)


def distances(labels: np.ndarray, outcome: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """The weighted mean distance between the outcome's distribution in each interval and in all worlds.

    Parameters
    ----------
    labels : array of int (parameters, worlds)
    outcome : array (worlds,)
    weights : array (repetitions, worlds), optional
        What each world counts; 1 in one repetition if left out.

    Returns
    -------
    array (repetitions, parameters), from 0 to 1
    """
    order = np.argsort(outcome, kind="stable")
    last_of_equals = np.flatnonzero(np.append(np.diff(outcome[order]) > 0, True))
    counts = np.ones((1, outcome.size), np.float32) if weights is None else weights[:, order].astype(np.float32)
    whole = counts.cumsum(axis=1)[:, None, last_of_equals]
    share = whole / whole[..., -1:]
    found = np.zeros((len(counts), len(labels)))
    for first in range(0, len(labels), TOGETHER):
        part = labels[first : first + TOGETHER][:, order]
        for interval in np.unique(part):
            inside = (counts[:, None] * (part == interval)).cumsum(axis=2)[..., last_of_equals]
            found[:, first : first + TOGETHER] += abs(inside - inside[..., -1:] * share).max(axis=2)
    return found / whole[:, :, -1]


def noise(labels: np.ndarray, varied: np.ndarray, outcome: np.ndarray, history: np.ndarray, seed: int):
    """What dummies show on average and at most, for each parameter: two arrays (parameters,).

    A dummy has the intervals of its parameter, dealt to the histories at random; parameters whose intervals are of the
    same sizes share their dummies, as many as there are parameters that vary and at least DUMMIES.
    """
    mean, most = np.zeros(len(labels)), np.zeros(len(labels))
    sizes = np.stack([(labels == interval).sum(axis=1) for interval in range(INTERVALS)], axis=1)
    order = shuffles(max(int(varied.sum()), DUMMIES), labels.shape[1], seed)
    for layout in np.unique(sizes[varied], axis=0):
        same = varied & (sizes == layout).all(axis=1)
        dealt = np.repeat(np.arange(INTERVALS, dtype=np.int8), layout)[order]
        found = distances(dealt[:, history], outcome)
        mean[same], most[same] = found.mean(), found.max()
    return mean, most


def shuffles(count: int, histories: int, seed: int) -> np.ndarray:
    """Orders of the histories at random, (count, histories)."""
    luck = Luck(seed, np.arange(histories))
    return np.argsort(np.stack([luck.uniform("analysis/dummy", number) for number in range(count)]), axis=1)


def index_interval(values: np.ndarray, outcome: np.ndarray, history: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A 90 % interval for the index of each parameter, arrays (parameters,).

    It encloses the index that so many worlds show on average, noise included: what another study of this size would
    find, to be held against the dummies of the same size, not the index of endless worlds, which is lower by up to the
    dummies' mean. Delete-a-group jackknife over histories, never over the lucks that share one.
    """
    labels = interval_labels(values)[:, history]
    parts = min(PARTS, values.shape[1])
    weights = (history[None, :] % parts != np.arange(parts)[:, None]).astype(np.float32)
    found = distances(labels, outcome)[0]
    without = distances(labels, outcome, weights)
    deviation = np.sqrt((parts - 1) / parts * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    reach = stdtrit(parts - 1, (1 + CONFIDENCE) / 2) * deviation
    return np.maximum(found - reach, 0.0), np.minimum(found + reach, 1.0)


def rank_correlation(values: np.ndarray, outcome: np.ndarray, history: np.ndarray) -> np.ndarray:
    """Spearman's rank correlation of each parameter with the outcome of its histories' worlds, (parameters,)."""
    from scipy.stats import rankdata

    worlds = np.bincount(history, minlength=values.shape[1])
    ranks = rankdata(np.bincount(history, rankdata(outcome), values.shape[1]) / np.maximum(worlds, 1))
    own = rankdata(values, axis=1)
    own, ranks = own - own.mean(axis=1, keepdims=True), ranks - ranks.mean()
    size = np.sqrt((own**2).sum(axis=1) * (ranks**2).sum())
    return np.divide((own * ranks).sum(axis=1), size, out=np.zeros(len(own)), where=size > 0)
