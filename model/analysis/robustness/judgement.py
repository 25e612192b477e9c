"""The options of a run side by side: every measure of robustness, rank by rank, with what each option costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis.comparison.comparison import gathered
from model.analysis.comparison.sharing import design_effect, share_bounds
from model.analysis.robustness.robustness import MEASURES, OPTIMISM, SIGN, leads, measured, merits, ranked, turned
from model.analysis.robustness.threshold import Threshold
from model.experiment.results import MEAN

if TYPE_CHECKING:
    import xarray as xr

    from model.experiment import Results

MONEY, POLITICS = "policy_money", "policy_politics"
TAIL = 0.05


@dataclass(frozen=True)
class Judged:
    """One option in one outcome: the value, rank and share of resamples led by each measure, and what it costs.

    `mean_gain` and `gain_deviation` are of the option's gains on the status quo, above zero where it does better;
    `money` and `politics` are medians over worlds of the monthly mean, in the units of those outcomes.
    """

    option: str
    values: Mapping[str, float]
    ranks: Mapping[str, int]
    leads: Mapping[str, float]
    mean_gain: float
    gain_deviation: float
    money: float
    politics: float


@dataclass(frozen=True)
class Judgement:
    """Every option of a run, the status quo among them, in one outcome and month."""

    outcome: str
    name: str
    unit: str
    sense: str
    month: str
    evidence: str
    worlds: int
    histories: int
    alpha: float
    thresholds: tuple[str, ...]
    options: tuple[Judged, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures taken."""
        return tuple(self.options[0].values)

    @property
    def leaders(self) -> dict[str, tuple[str, ...]]:
        """Which options come first by each measure."""
        return {name: tuple(o.option for o in self.options if o.ranks[name] == 1) for name in self.measures}

    @property
    def turned(self) -> list[dict[str, Any]]:
        """Pairs of options whose order depends on the measure: by what the first is ahead, and by what behind."""
        ids = [option.option for option in self.options]
        ranks = {name: np.array([option.ranks[name] for option in self.options]) for name in self.measures}
        return [
            {"first": ids[a], "second": ids[b], "ahead_by": list(ahead), "behind_by": list(behind)}
            for a, b, ahead, behind in turned(ranks)
        ]

    @property
    def says(self) -> str:
        """Whether the measures agree on who comes first, and how many orders depend on the measure."""
        led: dict[tuple[str, ...], list[str]] = {}
        for measure, who in self.leaders.items():
            led.setdefault(who, []).append(MEASURES[measure].name)
        pairs = len(self.options) * (len(self.options) - 1) // 2
        depend = f"the order of {len(self.turned)} of {pairs} pairs of options depends on the measure"
        firsts = "; ".join(f"{self.named(who)} by {', '.join(names)}" for who, names in led.items())
        agree = "All measures agree on who comes first" if len(led) == 1 else "The measures disagree on who comes first"
        return f"{agree}: {firsts}. And {depend}."

    def named(self, who: Sequence[str]) -> str:
        """Options in words; all of them in two."""
        return "all alike" if len(who) == len(self.options) else " and ".join(who)

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        own = {key: value for key, value in vars(self).items() if key not in ("options", "thresholds")}
        return {
            **own,
            "thresholds": list(self.thresholds),
            "options": [{**vars(option)} for option in self.options],
            "leaders": {name: list(who) for name, who in self.leaders.items()},
            "order_depends_on_measure": self.turned,
            "says": self.says,
        }


def judgements(
    results: Results,
    outcomes: Sequence[str] = (),
    month: str = "",
    thresholds: Sequence[Threshold] = (),
    alpha: float = OPTIMISM,
) -> Iterator[Judgement]:
    """Every measure of robustness of every option, the status quo among them, in each outcome.

    Parameters
    ----------
    results : Results
    outcomes : sequence of str
        By default all that have a better side.
    month : "YYYY-MM" or "mean"
        By default the last month.
    thresholds : sequence of Threshold
        Those of an outcome are what satisficing asks for there.
    alpha : float
        Hurwicz's optimism.

    Raises
    ------
    ValueError
        For an unknown outcome or month, an alpha outside 0 to 1, or an outcome with no better side.
    """
    names, month = sided(results, outcomes), month or results.months[-1]
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"alpha must lie between 0 and 1, not {alpha:g}")
    costs = costs_of(results)
    for together in gathered(names, len(results.options) * results.worlds):
        table = results.per_world((month,), together)
        for name in together:
            own = [limit for limit in thresholds if limit.outcome == name]
            yield judgement_of(results, table[name][..., 0], own, alpha, costs)


def sided(results: Results, outcomes: Sequence[str]) -> list[str]:
    """The outcomes named, or all that have a better side; ValueError for one that has none."""
    names = results.checked(outcomes)
    without = [name for name in names if results.catalogue[name]["sense"] not in SIGN]
    if outcomes and without:
        raise ValueError(f"{without[0]}: neither way is better, so that options have no rank in it")
    return [name for name in names if name not in without]


def costs_of(results: Results) -> np.ndarray:
    """Money and political cost of each option, medians over worlds of the monthly mean, array (2, option)."""
    table = results.per_world((MEAN,), (MONEY, POLITICS))
    return np.array([np.median(table[name].values[..., 0], axis=1) for name in (MONEY, POLITICS)])


def judgement_of(
    results: Results, values: xr.DataArray, thresholds: Sequence[Threshold], alpha: float, costs: np.ndarray
) -> Judgement:
    """The judgement in one outcome, values (option, world)."""
    played, sense = values.values, values.attrs["sense"]
    met = meets(results, thresholds) if thresholds else None
    found = measured(played, sense, alpha, met)

    def merits_of(worlds: np.ndarray) -> Mapping[str, np.ndarray]:
        return merits(measured(played[:, worlds], sense, alpha, None if met is None else met[:, worlds]), sense)

    ranks, led = ranked(found, sense), leads(merits_of, results.histories, len(played))
    gains = SIGN[sense] * (played - played[0])
    options = tuple(
        Judged(
            option,
            *({name: values[o].item() for name, values in table.items()} for table in (found, ranks, led)),
            *(float(value) for value in (gains[o].mean(), gains[o].std(), *costs[:, o])),
        )
        for o, option in enumerate(results.options)
    )
    facts = {key: values.attrs[key] for key in ("name", "unit", "sense")}
    return Judgement(
        str(values.name), **facts, month=str(values["when"].values), evidence=results.manifest.facts["evidence"],
        worlds=results.worlds, histories=np.unique(results.histories).size, alpha=alpha,
        thresholds=tuple(limit.text for limit in thresholds), options=options,
    )  # fmt: skip


def meets(results: Results, thresholds: Sequence[Threshold]) -> np.ndarray:
    """In which worlds each option meets every threshold, array of bool (option, world)."""
    met = np.ones((len(results.options), results.worlds), bool)
    for limit in thresholds:
        met &= limit.met(results.per_world((limit.month,), (limit.outcome,))[limit.outcome].values[..., 0])
    return met


def satisficing(results: Results, thresholds: Sequence[Threshold]) -> list[dict[str, Any]]:
    """In how many worlds each option meets each threshold, and all of them, with a 90 % interval of the share.

    The interval rests on histories (`share_bounds`); one entry for each option, the status quo among them.
    """
    histories = results.histories
    shared = np.unique(histories).size
    each = [meets(results, [limit]) for limit in thresholds]
    together = np.logical_and.reduce(each)
    found = []
    for o, option in enumerate(results.options):
        design = float(design_effect(together[o], histories))
        low, high = share_bounds(together[o].mean(), results.worlds, shared, design, TAIL)
        alone = {limit.text: int(met[o].sum()) for limit, met in zip(thresholds, each, strict=True)}
        counts = {"worlds": results.worlds, "met": alone, "met_together": int(together[o].sum())}
        found.append({"option": option, **counts, "share_low": float(low), "share_high": float(high)})
    return found
