"""Flows over brokers and routes: medians with the range of nine in ten worlds, for one month and several options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from model.experiment.designs.volumes import FATES, Volumes
from model.systems.channels import GOODS, ROUTES
from model.systems.designation import CHANNELS

UNIT = "US$ m / month"
ENDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"delivered": ("delivered",), "stopped": ("turned_back", "seized"), "left_behind": ("left_behind",)}
)  # what becomes of goods, as it is told: whether a cargo is turned back or seized is one thing to a reader
QUANTILES = (0.5, 0.05, 0.95)
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "supplies": "Supplies to North Korea",
        "chips": "Chips to Russia",
        "third_sea": "Third-party shipping",
        "hong_kong": "Hong Kong and land",
        "air": "Air and others",
        "delivered": "Arrives",
        "stopped": "Stopped",
        "left_behind": "Never leaves",
        "banking": "Banking",
        "crypto": "Crypto",
    }
)


@dataclass(frozen=True)
class Link:
    """What passes from one place to the next: a good onto a route, or from a route to what becomes of it.

    `source` and `target` are names; `median`, `low` and `high` are in UNIT, the ends holding nine in ten worlds.
    """

    option: str
    source: str
    target: str
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Network:
    """The share of one broker network that designations have put out of action, median and nine in ten worlds."""

    option: str
    network: str
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Flows:
    """The flows of one month.

    Parameters
    ----------
    month : YYYY-MM
    worlds : how many worlds the medians are of
    links : option by option, goods onto routes first, then routes to ends
    totals : the same for each place by itself: Link with an empty target for goods and routes, an empty source for
        ends; medians of sums, which are not the sums of medians
    networks : broker networks, option by option
    """

    month: str
    worlds: int
    links: tuple[Link, ...]
    totals: tuple[Link, ...]
    networks: tuple[Network, ...]


def flows(played: Volumes, month: str) -> Flows:
    """The flows of one month under every option that was played again.

    Raises
    ------
    ValueError
        For a month that was not played.
    """
    if month not in played.months:
        raise ValueError(f"month {month!r} is not among those played, {played.months[0]} to {played.months[-1]}")
    place = played.months.index(month)
    moved = ends_of(played.moved[..., place].astype(float))
    links, totals, networks = [], [], []
    for number, option in enumerate(played.options):
        links += links_of(option, moved[number])
        totals += totals_of(option, moved[number])
        networks += networks_of(option, played.suppressed[number, ..., place].astype(float))
    return Flows(month, played.worlds.size, tuple(links), tuple(totals), tuple(networks))


def ends_of(moved: np.ndarray) -> np.ndarray:
    """The fates gathered as ENDS has them: (options, goods, routes, fates, worlds) to (…, ends, worlds)."""
    return np.stack([sum(moved[:, :, :, FATES.index(fate)] for fate in fates) for fates in ENDS.values()], axis=3)


def links_of(option: str, moved: np.ndarray) -> list[Link]:
    """Goods onto routes and routes to ends, from an array (goods, routes, ends, worlds)."""
    onto, after = moved.sum(axis=2), moved.sum(axis=0)
    links = [link(option, good, route, onto[g, r]) for g, good in enumerate(GOODS) for r, route in enumerate(ROUTES)]
    return links + [
        link(option, route, end, after[r, e]) for r, route in enumerate(ROUTES) for e, end in enumerate(ENDS)
    ]


def totals_of(option: str, moved: np.ndarray) -> list[Link]:
    """What passes through each place in all."""
    totals = [link(option, good, "", values) for good, values in zip(GOODS, moved.sum(axis=(1, 2)), strict=True)]
    totals += [link(option, route, "", values) for route, values in zip(ROUTES, moved.sum(axis=(0, 2)), strict=True)]
    return totals + [link(option, "", fate, values) for fate, values in zip(ENDS, moved.sum(axis=(0, 1)), strict=True)]


def link(option: str, source: str, target: str, values: np.ndarray) -> Link:
    """One link from its value in every world (worlds,)."""
    return Link(option, NAMES.get(source, ""), NAMES.get(target, ""), *map(float, np.quantile(values, QUANTILES)))


def networks_of(option: str, suppressed: np.ndarray) -> list[Network]:
    """Every broker network, from an array (networks, worlds)."""
    ends = np.quantile(suppressed, QUANTILES, axis=1).T
    return [Network(option, NAMES[name], *map(float, row)) for name, row in zip(CHANNELS, ends, strict=True)]
