"""Attribution: how much of an option's effect each of its parts brings about, and how sure that is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from model.experiment.designs.game import Game

CONFIDENCE = 0.90
FEWEST = 5  # histories; of fewer nothing can be said about how they scatter


@dataclass(frozen=True)
class Estimate:
    """A mean over worlds with its 90 % interval, NaN where there are too few histories."""

    mean: float
    low: float
    high: float

    @property
    def resolved(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Share:
    """One part of an option: its Shapley value, what it changes alone, and what is lost when it alone is left out."""

    lever: str
    shapley: Estimate
    alone: Estimate
    last: Estimate

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        value = self.shapley
        first = {"lever": self.lever, "shapley": value.mean, "low": value.low, "high": value.high}
        return {**first, "resolved": value.resolved, "alone": asdict(self.alone), "last": asdict(self.last)}


@dataclass(frozen=True)
class Attribution:
    """What the parts of an option do to one outcome.

    Parameters
    ----------
    outcome, when, rule : id, "YYYY-MM" or "mean", and how hazards of several levers combine
    worlds, histories, portfolios, exact : what it rests on
    status_quo, option : mean outcome without and with the option
    total : mean paired difference, to which the Shapley values add up
    shares : each part, the largest Shapley value first
    surplus : total less the sum of what the parts change alone; 0 would be parts that do not notice each other
    """

    outcome: str
    when: str
    rule: str
    worlds: int
    histories: int
    portfolios: int
    exact: bool
    status_quo: float
    option: float
    total: Estimate
    shares: tuple[Share, ...]
    surplus: Estimate

    @property
    def of_parts(self) -> float:
        """Sum of what the parts change, each alone."""
        return self.total.mean - self.surplus.mean

    def share(self, lever: str) -> Share:
        """One part; KeyError if the option has no such part."""
        for share in self.shares:
            if share.lever == lever:
                return share
        raise KeyError(lever)


def attribute(game: Game) -> Attribution:
    """Share out the effect of an option among its parts.

    Parameters
    ----------
    game : what came of a factorial for one outcome

    Returns
    -------
    Attribution
        Its Shapley values add up to its total, as they do in every single world.

    Source: Shapley 1953, of the mean over worlds, which is the mean of the worlds' own Shapley values.
    """
    difference = game.option - game.status_quo
    errors = game.errors[: len(game.parts)]
    shapley = estimates(game.shapley, game.histories, errors)
    alone, last = (estimates(values, game.histories) for values in (game.alone, game.last))
    shares = [Share(*parts) for parts in zip(game.parts, shapley, alone, last, strict=True)]
    surplus = difference - game.alone.sum(axis=0)
    return Attribution(
        game.outcome,
        game.when,
        game.rule,
        worlds=len(difference),
        histories=np.unique(game.histories).size,
        portfolios=game.portfolios,
        exact=game.exact,
        status_quo=float(game.status_quo.mean()),
        option=float(game.option.mean()),
        total=estimates(difference[None], game.histories)[0],
        shares=tuple(sorted(shares, key=lambda share: -abs(share.shapley.mean))),
        surplus=estimates(surplus[None], game.histories)[0],
    )


def estimates(
    values: np.ndarray, histories: np.ndarray, errors: np.ndarray | float = 0.0, confidence: float = CONFIDENCE
) -> list[Estimate]:
    """The mean over worlds of each row, with its interval; arrays (rows, worlds) and (worlds,).

    `errors` are variances of these means from another source, as from drawn orders of the parts.
    """
    low, high = mean_interval(values, histories, errors, confidence)
    rows = zip(values.mean(axis=1), low, high, strict=True)
    return [Estimate(*(float(number) for number in row)) for row in rows]


def mean_interval(
    values: np.ndarray, histories: np.ndarray, errors: np.ndarray | float = 0.0, confidence: float = CONFIDENCE
) -> tuple[np.ndarray, np.ndarray]:
    """An interval that encloses the mean of a population with about the given confidence.

    Parameters
    ----------
    values : array (rows, worlds)
        Samples; every row is taken by itself.
    histories : array (worlds,)
        Which history each world continues. Worlds of one history are no new evidence about the past, so the interval
        rests on the histories and not on the lucks.
    errors : array (rows,)
        Variances of the means from another source, which are added.

    Returns
    -------
    low, high : arrays (rows,)
        NaN for fewer than five histories; the mean itself where every history gives the same.

    Source: central limit theorem for clusters, with Student's t; coverage is simulated in the tests.
    """
    labels, group = np.unique(histories, return_inverse=True)
    mean = values.mean(axis=1)
    if labels.size < FEWEST:
        return np.full(mean.shape, np.nan), np.full(mean.shape, np.nan)
    residuals = np.zeros((len(values), labels.size))
    np.add.at(residuals.T, group, (values - mean[:, None]).T)
    same = (values == values[:, :1]).all(axis=1)
    variance = (residuals**2).sum(axis=1) * labels.size / (labels.size - 1) / values.shape[1] ** 2
    error = np.sqrt(np.where(same, 0.0, variance) + errors)
    reach = -stdtrit(labels.size - 1, (1.0 - confidence) / 2.0) * error
    return mean - reach, mean + reach
