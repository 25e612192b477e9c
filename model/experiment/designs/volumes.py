"""What passes over each route of evasion, month by month, in a run's worlds: played again, as runs do not store it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from model.experiment.designs.what_if import WhatIf
from model.experiment.results import Results
from model.systems.channels import GOODS, ROUTES
from model.systems.designation import CHANNELS

FATES = ("delivered", "turned_back", "seized", "left_behind")
MOST_WORLDS = 1000  # as many as the application plays; quantiles of a flow move little with more


@dataclass(frozen=True)
class Volumes:
    """Offered = delivered + turned back + seized + left behind, for every good, route, world and month.

    Parameters
    ----------
    options : ids, in the order of the arrays
    months : those played, YYYY-MM
    worlds : numbers of the worlds played again (worlds,)
    moved : US$ m / month, array (options, GOODS, ROUTES, FATES, worlds, months), in 32 bits
    suppressed : share of each broker network out of action, array (options, CHANNELS, worlds, months), in 32 bits
    """

    options: tuple[str, ...]
    months: tuple[str, ...]
    worlds: np.ndarray
    moved: np.ndarray
    suppressed: np.ndarray


def volumes(
    results: Results,
    options: Sequence[str],
    most: int = MOST_WORLDS,
    progress: Callable[[], None] = lambda: None,
) -> Volumes:
    """What passes over each route under some options of a stored run.

    Parameters
    ----------
    results : Results
    options : ids of the run's options
    most : how many worlds to play again; every history comes once before any comes twice
    progress : called after each month

    Raises
    ------
    ValueError
        For an option that the run does not hold.

    Example
    -------
    >>> volumes(results, ["status_quo", "interdiction"], 200).moved.shape   # doctest: +SKIP
    (2, 2, 3, 4, 200, 36)
    """
    for option in options:
        if option not in results.options:
            raise ValueError(f"no such option {option!r}; the run holds {', '.join(results.options)}")
    start = WhatIf(results, most)
    world = start.now.branched([start.options[option] for option in options])
    count, months = start.worlds.size, len(results.months)
    moved = np.empty((len(options), len(GOODS), len(ROUTES), len(FATES), count, months), np.float32)
    suppressed = np.empty((len(options), len(CHANNELS), count, months), np.float32)
    for month in range(months):
        world.step()
        for place, fate in enumerate(FATES):
            moved[:, :, :, place, :, month] = np.moveaxis(getattr(world.channels, fate), 2, 0)
        suppressed[..., month] = np.moveaxis(world.designation.suppressed, 1, 0)
        progress()
    world.close()
    start.close()
    return Volumes(tuple(options), results.months, start.worlds, moved, suppressed)
