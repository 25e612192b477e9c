"""Who leads in an outcome, whom it leads, and from whom it cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.analysis.ranking.ranking_flips import Standing, advance, standings


@dataclass(frozen=True)
class Lead:
    """One option ahead of another in one outcome.

    Attributes
    ----------
    leader, rival : ids of options
    standing : of the rival against the leader, in all worlds; below zero while the leader leads
    level : ids of options between them in the ranking from which the leader cannot be told apart
    """

    leader: str
    rival: str
    standing: Standing
    level: tuple[str, ...] = ()


def ranking(values: np.ndarray, sense: str, histories: np.ndarray | None = None, by: str = "median") -> list[int]:
    """Places of the options, from the leader down, values (options, worlds).

    Options are ordered by their standing against the first (the status quo), equal ones by their mean advance.
    """
    ahead = np.stack([advance(values[0], option, sense) for option in values])
    found = standings(ahead, histories, by)
    return sorted(range(len(values)), key=lambda o: (-found[o].value, -ahead[o].mean(), o))


def leading_pair(
    options: Sequence[str], values: np.ndarray, sense: str, histories: np.ndarray | None = None, by: str = "median"
) -> Lead | None:
    """The leader and the first option behind it that it can be told apart from; None where there is none.

    Parameters
    ----------
    options : ids, the status quo first
    values : array (options, worlds)
    sense : "lower" or "higher", whichever is better
    histories : array (worlds,), optional
    by : "median" or "share"
    """
    first, *others = ranking(values, sense, histories, by)
    if not others:
        return None
    advances = np.stack([advance(values[first], values[other], sense) for other in others])
    level: list[str] = []
    for other, standing in zip(others, standings(advances, histories, by), strict=True):
        if standing.led:
            return Lead(options[first], options[other], standing, tuple(level))
        level.append(options[other])
    return None


def lead_between(
    pair: Sequence[str], values: np.ndarray, sense: str, histories: np.ndarray | None = None, by: str = "median"
) -> Lead:
    """Which of two options leads, values (2, worlds); the first where neither does."""
    forth = standings(advance(values[0], values[1], sense)[None], histories, by)[0]
    if not forth.turned:
        return Lead(pair[0], pair[1], forth)
    return Lead(pair[1], pair[0], Standing(-forth.value, -forth.high, -forth.low))
