"""Which assumptions a lead may hang on, read from a run as it is: the lead along each parameter's prior quantile.

Several hundred looks find something by luck. How much is learned from the same looks at shuffled worlds, in which no
parameter can have to do with the lead. A screen says where to play again; only playing says whether a lead turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from model.analysis.comparison.median_interval import CONFIDENCE
from model.luck import Luck

REACH = (0.01, 0.99)  # a curve's very ends lie at infinity; beyond these a run of some hundred worlds holds nothing
GRID = np.linspace(*REACH, 99)  # every hundredth, finer than a fit of two terms bends
SHUFFLES = 199  # the strongest of 199 shuffles and the run itself make hundredths of a share
BY_LUCK = 0.05  # a parameter counts as found if at most so many shuffles hold one as strong
OUTLYING = (0.01, 0.99)  # advances beyond are cut to these ends, so that no handful of worlds bends the fit
FLAT = 1e-9  # less of a term's length left than this is rounding


@dataclass(frozen=True)
class Candidate:
    """One parameter along whose quantile the lead drifts.

    Attributes
    ----------
    parameter : str
    crossing : float
        Quantile nearest to where the assumption stands at which the fitted lead is gone; NaN if it is nowhere.
    earliest, latest : float
        The same for the ends of the fit's 90 % interval; NaN if it is nowhere.
    change : float
        From where the assumption stands to the crossing, in quantiles; infinite without one.
    share : float
        How much of the advances' variance the parameter goes with, 0 to 1.
    by_luck : float
        Share of shuffled runs in which at least one parameter of all goes with as much.
    rises : bool
        Whether the rival gains as the parameter rises.
    """

    parameter: str
    crossing: float
    earliest: float
    latest: float
    change: float
    share: float
    by_luck: float
    rises: bool

    @property
    def found(self) -> bool:
        """Whether the lead is gone within the parameter's range and luck hardly explains it."""
        return self.change < np.inf and self.by_luck <= BY_LUCK


def screen(
    advance: np.ndarray,
    standing: float,
    quantiles: np.ndarray,
    names: Sequence[str],
    histories: np.ndarray | None = None,
    centres: np.ndarray | None = None,
    seed: int = 0,
) -> tuple[Candidate, ...]:
    """Every parameter that varies: those found to turn a lead, the nearest first, then the others by strength.

    Parameters
    ----------
    advance : array (worlds,)
        Rival minus leader in the same worlds, counted so that more is better for the rival.
    standing : float
        What says who leads, such as the median of the advances; below zero while the leader leads.
    quantiles : array (parameters, worlds)
        Where each world stands in each parameter's prior.
    names : of the parameters
    histories : array (worlds,), optional
        Which history each world continues; worlds of one history are averaged first, for they share all parameters.
    centres : array (parameters,), optional
        Quantiles where the assumptions stand; one half by default.
    seed : of the shuffles

    Notes
    -----
    The advances are fitted by a straight line and a parabola in the quantile; the standing moves with the fit. The
    share by luck is that of a permutation test with the largest share over all parameters (Westfall and Young 1993; not
    checked).
    """
    y, quantiles = by_history(np.clip(advance, *np.quantile(advance, OUTLYING)), quantiles, histories)
    centres = np.full(len(names), 0.5) if centres is None else centres
    fit = Fit.of(y - y.mean(), quantiles)
    strongest = shuffled_shares(fit.terms, y - y.mean(), seed)
    crossed = [crossing(standing + fit.drift + way * fit.reach, centres) for way in (0.0, 1.0, -1.0)]
    found = [
        Candidate(
            name,
            *(float(quantile[p]) for quantile in crossed),
            change=far(crossed[0][p], centres[p]),
            share=float(fit.shares[p]),
            by_luck=float((strongest >= fit.shares[p]).mean()),
            rises=bool(fit.slopes[p, 0] > 0),
        )
        for p, name in enumerate(names)
        if fit.terms[p].any()
    ]
    return tuple(sorted(found, key=lambda c: (not c.found, c.change if c.found else -c.share)))


@dataclass(frozen=True)
class Fit:
    """A straight line and a parabola in the quantile of each parameter, fitted to one number a history.

    Attributes
    ----------
    terms : array (parameters, 2, histories), orthogonal and of length one; zero where a parameter takes too few values
    along : array (parameters, 2, GRID), the same along the range
    slopes : array (parameters, 2), how much of each term there is
    shares : array (parameters,), share of the variance
    error : array (parameters,), standard deviation of what is left
    """

    terms: np.ndarray
    along: np.ndarray
    slopes: np.ndarray
    shares: np.ndarray
    error: np.ndarray

    @classmethod
    def of(cls, y: np.ndarray, quantiles: np.ndarray) -> Fit:
        """The fit to numbers with mean zero (histories,) at quantiles (parameters, histories)."""
        terms, along = fitted_terms(quantiles)
        slopes, total = terms @ y, float(y @ y)
        shares = (slopes**2).sum(axis=1) / total if total > 0 else np.zeros(len(quantiles))
        spare = max(len(y) - 1 - terms.shape[1], 1)
        return cls(terms, along, slopes, shares, np.sqrt(total * np.maximum(1.0 - shares, 0.0) / spare))

    @property
    def drift(self) -> np.ndarray:
        """How far the fit lies from its mean, array (parameters, GRID)."""
        return (self.slopes[:, :, None] * self.along).sum(axis=1)

    @property
    def reach(self) -> np.ndarray:
        """Half the width of the fit's 90 % interval, array (parameters, GRID)."""
        leverage = 1.0 / self.terms.shape[2] + (self.along**2).sum(axis=1)
        return ndtri((1.0 + CONFIDENCE) / 2.0) * self.error[:, None] * np.sqrt(leverage)


def by_history(values: np.ndarray, quantiles: np.ndarray, histories: np.ndarray | None):
    """Values averaged over the worlds of each history (histories,), and each history's quantiles."""
    if histories is None:
        return values, quantiles
    _, first, place, count = np.unique(histories, return_index=True, return_inverse=True, return_counts=True)
    return np.bincount(place, values) / count, quantiles[:, first]


def fitted_terms(quantiles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both terms over the histories (parameters, 2, histories) and along the range (parameters, 2, GRID)."""
    middle = quantiles.mean(axis=1, keepdims=True)
    line, line_along = quantiles - middle, GRID - middle
    bend, bend_along = line**2, line_along**2
    length = (line**2).sum(axis=1, keepdims=True)
    tilt = (bend * line).sum(axis=1, keepdims=True) / np.where(length > FLAT, length, 1.0)
    rest = bend.mean(axis=1, keepdims=True)
    bend, bend_along = bend - rest - tilt * line, bend_along - rest - tilt * line_along
    terms, along = np.stack([line, bend], axis=1), np.stack([line_along, bend_along], axis=1)
    size = np.sqrt((terms**2).sum(axis=2, keepdims=True))
    scale = np.where(size > FLAT, 1.0 / np.where(size > FLAT, size, 1.0), 0.0)
    return terms * scale, along * scale


def shuffled_shares(terms: np.ndarray, y: np.ndarray, seed: int) -> np.ndarray:
    """The largest share over all parameters in each shuffled run, and an infinite one for the run itself."""
    total = float(y @ y)
    if total <= 0:
        return np.full(SHUFFLES + 1, np.inf)
    places = Luck(seed, np.arange(len(y)))
    shuffled = np.stack([y[np.argsort(places.uniform(f"shuffle {k}"))] for k in range(SHUFFLES)], axis=1)
    slopes = terms.reshape(-1, len(y)) @ shuffled
    shares = (slopes.reshape(len(terms), 2, SHUFFLES) ** 2).sum(axis=1) / total
    return np.append(shares.max(axis=0), np.inf)


def crossing(lead: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Quantile nearest to the centre from which a curve (parameters, GRID) is above zero; NaN where it never is."""
    rows, away = np.arange(len(lead)), np.abs(GRID - centres[:, None])
    place = np.where(lead > 0, away, np.inf).argmin(axis=1)
    inward = place + np.sign(centres - GRID[place]).astype(int)
    above, before = lead[rows, place], lead[rows, inward]
    between = (above > 0) & (before <= 0) & (np.minimum(away[rows, place], away[rows, inward]) < away[rows, place])
    part = np.where(between, above / np.where(between, above - before, 1.0), 0.0)
    found = GRID[place] + part * (GRID[inward] - GRID[place])
    return np.where((lead > 0).any(axis=1), found, np.nan)


def far(quantile: float, centre: float) -> float:
    """From a centre to a quantile; infinite where there is none."""
    return float("inf") if quantile != quantile else float(abs(quantile - centre))
