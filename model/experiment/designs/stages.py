"""Portfolios that differ only in levers not yet in force are one column until the first of those levers begins.

Parts that begin late have the low bits of a portfolio's number, so that portfolios next to each other stay together
longest. A lever that is not in force changes no bit, so results do not depend on any of this; only the time does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from model.levers import Lever, Option, Plan
from model.world import World


def first_months(options: Sequence[Option], levers: Mapping[str, Lever], p) -> dict[str, int]:
    """The month after the decision in which each lever is first in force, in any of the worlds and options."""
    return {part.lever.id: int(part.begins.min()) for part in Plan(options, levers, p).parts}


def stages(masks: np.ndarray, begins: np.ndarray, months: int) -> list[tuple[int, np.ndarray]]:
    """When portfolios part: months after the decision, each with one portfolio for all that are the same from there on.

    Parameters
    ----------
    masks : portfolios, array (portfolios,)
    begins : month in which each part is first in force, by bit, array (parts,)
    months : how many are played; nothing parts later

    Returns
    -------
    list of (month, portfolios); each of one stage stands for equally many, one after the other, of the next. One stage
    only where the portfolios are not all that share their high bits.

    Example
    -------
    >>> [(month, found.tolist()) for month, found in stages(np.arange(4), np.array([3, 0]), 36)]
    [(0, [0, 2]), (3, [0, 1, 2, 3])]
    """
    count = len(masks)
    together = count & count - 1 == 0 and masks[0] % count == 0 and masks[-1] - masks[0] == count - 1
    if not together:
        return [(0, masks)]
    parting = np.minimum.accumulate(begins)  # a bit parts no later than those below it
    when = sorted({0, *(month for month in parting[: count.bit_length() - 1].tolist() if month < months)})
    return [(month, masks[:: min(2 ** int((parting > month).sum()), count)]) for month in when]


def grow(world: World, options: Sequence[Option]) -> None:
    """Let each option of a world stand for equally many of `options`, one after the other; the world itself changes."""
    copies = len(options) // world.shape[0]
    world.plan = Plan(options, world.levers, world.p)
    world.shape = (len(options), world.shape[1])
    for part in (*world.systems.values(), *world.agents):
        part.branch(copies)


def power_of_two(most: int) -> int:
    """The largest power of two that is not above a number, at least 1: so many portfolios share their high bits."""
    return 1 << max(most, 1).bit_length() - 1
