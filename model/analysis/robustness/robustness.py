"""How well each option does when nobody says how the worlds are weighed: eight measures, a rank for each, no score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from model.luck import Luck

OPTIMISM = 0.5  # Hurwicz's alpha where none is given: the worst and the best world count alike
CAUTION = 1.0  # how many standard deviations of the gains are taken off their mean
RESAMPLES = 200  # enough to tell "in nine of ten" from "in all" within two in a hundred
FEW_RESAMPLES = 40  # of very many worlds, which hardly ever disagree
VALUES_DRAWN = 10_000_000  # so many values of one outcome are drawn in about a second
SEED = 0
SIGN = MappingProxyType({"lower": -1.0, "higher": 1.0})


@dataclass(frozen=True)
class Measure:
    """One way to judge an option over worlds: id, name, short name, meaning, and whether less of it is better.

    `level` says that it is read in the outcome's own sense, as a value of the outcome and not of a gain.
    """

    id: str
    name: str
    short: str
    means: str
    less: bool = False
    level: bool = False


# fmt: off
MEASURES = MappingProxyType({measure.id: measure for measure in (
    Measure("regret_max", "Maximum regret", "regret",
            "most that is lost in any world against the option that does better there", less=True),
    Measure("regret_90", "90th percentile of regret", "regret 90 %",
            "in nine worlds of ten no more is lost than this", less=True),
    Measure("satisficing", "Satisficing", "satisficing", "share of worlds that meet the thresholds set"),
    Measure("maximin", "Maximin", "maximin", "value in the worst world", level=True),
    Measure("hurwicz", "Hurwicz", "Hurwicz",
            "alpha of the way from the worst world's value to the kindest world's", level=True),
    Measure("laplace", "Laplace", "Laplace", "mean over worlds, each weighing the same", level=True),
    Measure("mean_variance", "Mean–variance", "mean–var.",
            f"mean gain less {CAUTION:g} standard deviation of the gains"),
    Measure("domain", "Starr's domain", "domain",
            "share of worlds in which no option does better; ties are shared out"),
)})
# fmt: on


def measured(
    values: np.ndarray, sense: str, alpha: float = OPTIMISM, met: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Every measure of every option in one outcome, arrays (option,) by id of the measure.

    Parameters
    ----------
    values : array (option, world)
        The status quo first.
    sense : "lower" or "higher"
        Which way is better.
    alpha : float
        Hurwicz's optimism, from 0 (only the worst world counts) to 1 (only the kindest).
    met : array of bool (option, world), optional
        Which worlds meet the thresholds; without it there is no satisficing.

    Source: Savage 1951 and Wald 1950, Hurwicz 1951, Simon 1956, Starr 1962, in the reading of McPhail et al. 2018 (none
    checked). Mean–variance keeps the outcome's unit: Markowitz's penalty is on the standard deviation.
    """
    use = SIGN[sense] * values
    regret, gain = use.max(axis=0) - use, use - use[0]
    worst, kindest, sign = use.min(axis=1), use.max(axis=1), SIGN[sense]
    leading = regret == 0.0
    found = {
        "regret_max": regret.max(axis=1),
        "regret_90": np.quantile(regret, 0.9, axis=1),
        "maximin": sign * worst,
        "hurwicz": sign * (alpha * kindest + (1.0 - alpha) * worst),
        "laplace": sign * use.mean(axis=1),
        "mean_variance": gain.mean(axis=1) - CAUTION * gain.std(axis=1),
        "domain": (leading / leading.sum(axis=0)).mean(axis=1),
    }
    if met is not None:
        found["satisficing"] = met.mean(axis=1)
    return {name: found[name] for name in MEASURES if name in found}


def merits(found: Mapping[str, np.ndarray], sense: str) -> dict[str, np.ndarray]:
    """The same measures turned so that more is better."""
    turn = {True: -1.0, False: 1.0}
    return {
        name: values * (SIGN[sense] if MEASURES[name].level else turn[MEASURES[name].less])
        for name, values in found.items()
    }


def ranked(found: Mapping[str, np.ndarray], sense: str) -> dict[str, np.ndarray]:
    """The rank of every option by each measure, 1 the first; options that tie share the higher rank."""
    return {name: 1 + (values > values[:, None]).sum(axis=1) for name, values in merits(found, sense).items()}


def leads(
    measure_of: Callable[[np.ndarray], Mapping[str, np.ndarray]], groups: np.ndarray, options: int
) -> dict[str, np.ndarray]:
    """In what share of resamples each option comes first, by measure, arrays (option,).

    `measure_of` takes the worlds of a resample and gives merits; `groups` says which history each world continues:
    whole histories are drawn, with replacement. Options that tie for the first place are all counted.
    """
    times = min(RESAMPLES, max(FEW_RESAMPLES, VALUES_DRAWN // (options * len(groups))))
    counted: dict[str, np.ndarray] = {}
    for worlds in resamples(groups, times):
        for name, values in measure_of(worlds).items():
            counted[name] = counted.get(name, 0) + (values == values.max())
    return {name: count / times for name, count in counted.items()}


def resamples(groups: np.ndarray, times: int) -> Iterator[np.ndarray]:
    """The worlds of each of so many draws of whole histories; the same draws whenever the histories are the same."""
    labels, group, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    members = np.split(np.argsort(group, kind="stable"), np.cumsum(sizes)[:-1])
    for turn in range(times):
        drawn = (Luck(SEED, np.arange(labels.size)).uniform("resample", turn) * labels.size).astype(int)
        yield members_of(members, drawn) if labels.size < len(groups) else drawn


def members_of(members: Sequence[np.ndarray], drawn: np.ndarray) -> np.ndarray:
    """The worlds of the histories drawn."""
    return np.concatenate([members[history] for history in drawn])


def turned(ranks: Mapping[str, np.ndarray]) -> list[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """Pairs of options whose order depends on the measure: by number, by what the first is ahead, by what behind."""
    options = len(next(iter(ranks.values())))
    found = []
    for first in range(options):
        for second in range(first + 1, options):
            ahead = tuple(name for name, rank in ranks.items() if rank[first] < rank[second])
            behind = tuple(name for name, rank in ranks.items() if rank[first] > rank[second])
            if ahead and behind:
                found.append((first, second, ahead, behind))
    return found
