"""What every system is: stocks over the columns of a block, opened once, advanced once a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammainccinv

from model.compiled import counted

if TYPE_CHECKING:
    from model.world import World


LN2 = np.log(2.0)
MOST = 12  # more events than this in one month are cut
YEAR = 12  # months
ROUNDING = np.sqrt(np.finfo(float).eps)  # closer than this, two sums of the same numbers may change places


class Stocks:
    """Holds arrays (…, options, worlds); at the decision they branch, one copy an option."""

    world: World

    def zeros(self) -> np.ndarray:
        """An empty stock, shape (options, worlds)."""
        return np.zeros(self.world.shape)

    def full(self, value: np.ndarray) -> np.ndarray:
        """A stock that starts at `value` (1, worlds), shape (options, worlds)."""
        return np.broadcast_to(value, self.world.shape).copy()

    def select(self, which: np.ndarray) -> None:
        """Keep some worlds, by their places in the block; a place may stand more than once."""
        for name, stock in vars(self).items():
            if isinstance(stock, np.ndarray):
                setattr(self, name, stock.take(which, axis=-1))
            elif isinstance(stock, tuple):
                setattr(self, name, tuple(s.take(which, axis=-1) if isinstance(s, np.ndarray) else s for s in stock))

    def branch(self, options: int) -> None:
        """Copy every stock once for each option."""
        for name, stock in vars(self).items():
            if isinstance(stock, np.ndarray):
                setattr(self, name, np.repeat(stock, options, axis=-2))


class System(Stocks):
    """Stocks and flows of one subject; only `advance` changes them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.open()

    def open(self) -> None:
        """Set the stocks as they stood when shipments began."""
        raise TypeError(f"{type(self).__name__} must say how its stocks open")

    def advance(self) -> None:
        """Move the stocks by one month."""
        raise TypeError(f"{type(self).__name__} must say how its stocks advance")


def leaving(rate: np.ndarray) -> np.ndarray:
    """Share of a stock that leaves within a month at a constant rate (1 / month), in [0, 1)."""
    return -np.expm1(-rate)


def bounded(x: np.ndarray) -> np.ndarray:
    """A latent state read as a share: 1 − exp(−x) above zero, 0 below."""
    return -np.expm1(-np.maximum(x, 0.0))


def logistic(x: np.ndarray) -> np.ndarray:
    """A logit read as a probability."""
    return 1.0 / (1.0 + np.exp(-x))


def log_odds(share: np.ndarray) -> np.ndarray:
    """A probability read as a logit."""
    return np.log(share / (1.0 - share))


def events_below(rate: np.ndarray, luck: np.ndarray, most: int) -> np.ndarray:
    """Number of events in a month, by inverse distribution, so that a lower rate never gives more with the same luck.

    Parameters
    ----------
    rate : array (options, worlds)
        Expected number of events, 0 or more.
    luck : array (1, worlds) or (worlds,)
        Uniform numbers.
    most : int
        Counts above this are cut.

    Returns
    -------
    array (options, worlds) of float, whole numbers from 0 to `most`

    Source: inverse of the Poisson distribution; where luck lies within rounding of a step, the rate at which that
    step is reached decides, which depends on luck alone.
    """
    count, tied = counted(rate, np.exp(-rate), luck.ravel(), most, ROUNDING)
    return events_at_ties(rate, luck, most) if tied else count


def events_at_ties(rate: np.ndarray, luck: np.ndarray, most: int) -> np.ndarray:
    """The same where luck lies within rounding of a step in some world."""
    chance = np.exp(-rate)
    total, count = chance.copy(), np.zeros(rate.shape)
    for k in range(1, most + 1):
        beyond = luck - total
        count += np.where(np.abs(beyond) < ROUNDING, rate > gammainccinv(k, luck), beyond > 0)
        chance *= rate
        chance /= k
        total += chance
    return count
