"""The paired comparison: what each option does to each outcome, and whether more worlds could change the sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis.comparison.median_interval import median_interval
from model.analysis.comparison.pairs import counts, extremes
from model.analysis.comparison.sharing import design_effect
from model.experiment.results import MEAN

if TYPE_CHECKING:
    import xarray as xr

    from model.experiment import Results


SLIGHT = 0.01
VALUES_TOGETHER = 32_000_000
EXTREMES = ("world_low", "world_high", "worst_tenth")


@dataclass(frozen=True)
class Difference:
    """One option against the status quo in one outcome and month.

    `status_quo` is the median of the status quo and `spread` its 5–95 % range. The rest is of the paired differences:
    their `median` and `mean`, `low` to `high` the 90 % interval of the median, `world_low` to `world_high` where nine
    in ten worlds lie, `worst_tenth` the mean of the tenth of worlds in which the option does worst (NaN where neither
    way is better), `better` … `lower` counts of worlds. `histories` says how many distinct histories the worlds
    continue, `design_effect` how many worlds tell as much about the sign as one of its own history would; `part`
    which part of the worlds is meant, "" for all.
    """

    option: str
    outcome: str
    name: str
    unit: str
    sense: str
    month: str
    evidence: str
    worlds: int
    histories: int
    design_effect: float
    status_quo: float
    spread: float
    median: float
    mean: float
    low: float
    high: float
    world_low: float
    world_high: float
    worst_tenth: float
    better: int
    worse: int
    same: int
    higher: int
    lower: int
    part: str = ""

    @classmethod
    def between(
        cls, before: np.ndarray, after: np.ndarray, groups: np.ndarray | None = None, **labels: str
    ) -> Difference:
        """The difference from the status quo (before) to an option (after) in the same worlds, arrays (worlds,).

        `groups` says which history each world continues, where several share one; `labels` are option, outcome, name,
        unit, sense, month and evidence, and part where only part of the worlds is meant.
        """
        pairs = after - before
        low, high = median_interval(pairs, groups)
        better, worse, same, higher, lower = counts(pairs, labels["sense"])
        return cls(
            **labels,
            worlds=len(pairs),
            histories=len(pairs) if groups is None else np.unique(groups).size,
            design_effect=float(design_effect(pairs > 0 if higher > lower else pairs < 0, groups)),
            status_quo=float(np.median(before)),
            spread=float(np.subtract(*np.quantile(before, (0.95, 0.05)))),
            median=float(np.median(pairs)),
            mean=float(pairs.mean()),
            low=float(low),
            high=float(high),
            **dict(zip(EXTREMES, extremes(pairs, labels["sense"]), strict=True)),
            **{"better": better, "worse": worse, "same": same, "higher": higher, "lower": lower},
        )

    @property
    def resolved(self) -> bool:
        """Whether the 90 % interval of the median paired difference excludes zero."""
        return self.low > 0 or self.high < 0

    @property
    def slight(self) -> bool:
        """Whether the median difference is under a hundredth of the status quo's 5–95 % range."""
        return abs(self.median) < SLIGHT * self.spread

    @property
    def verdict(self) -> str:
        """The first verdict, in words."""
        if self.same == self.worlds:
            return "the same in every world"
        if not self.resolved:
            return "cannot be told apart"
        return "resolved, but slight" if self.slight else "resolved"

    @property
    def across(self) -> str:
        """The second verdict: in how many worlds the option is better, worse, the same – or higher and lower."""
        if self.sense == "neither":
            return f"{self.higher:,} higher, {self.lower:,} lower, {self.same:,} the same"
        return f"{self.better:,} better, {self.worse:,} worse, {self.same:,} the same"

    def plain(self) -> dict[str, Any]:
        """All of it as plain values, NaN as None."""
        values = {key: None if value != value else value for key, value in asdict(self).items()}
        return {
            **values,
            "resolved": self.resolved,
            "slight": self.slight,
            "verdict": self.verdict,
            "across": self.across,
        }


@dataclass(frozen=True)
class Comparison:
    """Every difference of a run in the months asked for, with what is needed to say so."""

    title: str
    evidence: str
    worlds: int
    histories: str
    months: tuple[str, ...]
    differences: tuple[Difference, ...]

    def rows(
        self, options: Sequence[str] = (), outcomes: Sequence[str] = (), months: Sequence[str] = ()
    ) -> Iterator[Difference]:
        """The differences of the options, outcomes and months named; of all where none are."""
        for row in self.differences:
            wanted = (not options or row.option in options) and (not outcomes or row.outcome in outcomes)
            if wanted and (not months or row.month in months):
                yield row

    def find(self, option: str, outcome: str, month: str) -> Difference:
        """The one difference of an option in an outcome and month; KeyError if there is none."""
        for row in self.rows((option,), (outcome,), (month,)):
            return row
        raise KeyError(f"{option}, {outcome}, {month}")


def compare(
    results: Results,
    months: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    parts: Mapping[str, np.ndarray] | None = None,
) -> Comparison:
    """Compare every option of a run with the status quo, world by world.

    Parameters
    ----------
    results : Results
    months : sequence of "YYYY-MM" or "mean"
        By default the last month and the mean over all months.
    outcomes : sequence of str
        By default all.
    parts : mapping of name to array of bool (option, world, month), optional
        Compare within each part of the worlds instead of in all of them; a part without worlds has no difference.

    Raises
    ------
    ValueError
        For a month that was not played or an unknown outcome.

    Example
    -------
    >>> rows = compare(run(Scenario.load("scenarios/reference.yaml"))).rows(outcomes=["tension"])
    """
    facts = results.manifest.facts
    whens = tuple(dict.fromkeys(months)) or (results.months[-1], MEAN)
    shared = results.histories if facts["histories"] == "conditioned" else None
    rows = []
    for names in gathered(results.checked(outcomes), len(results.options) * results.worlds * len(whens)):
        table = results.per_world(whens, names)
        rows += [row for name in names for row in differences(table[name], facts["evidence"], shared, parts)]
    return Comparison(facts["title"], facts["evidence"], results.worlds, facts["histories"], whens, tuple(rows))


def gathered(names: Sequence[str], values: int) -> Iterator[list[str]]:
    """Outcomes of so many values each, in groups that fit into memory together."""
    together = max(1, VALUES_TOGETHER // values)
    for first in range(0, len(names), together):
        yield list(names[first : first + together])


def differences(
    values: xr.DataArray,
    evidence: str,
    histories: np.ndarray | None = None,
    parts: Mapping[str, np.ndarray] | None = None,
) -> Iterator[Difference]:
    """Every difference in one outcome, values (option, world, when) with its name, unit and sense as attributes.

    `histories` says which history each world continues, where several share one; `parts` which worlds belong to each
    part, by option and month (option, world, when).
    """
    facts = {key: values.attrs[key] for key in ("name", "unit", "sense")}
    played = values.transpose("option", "world", "when").values
    for o, option in enumerate(values["option"].values[1:], 1):
        for m, month in enumerate(values["when"].values):
            labels = {"option": str(option), "outcome": str(values.name), "month": str(month), "evidence": evidence}
            for part, those in chosen(parts, o, m):
                pair = played[0, those, m], played[o, those, m]
                if pair[0].size:
                    pasts = None if histories is None else histories[those]
                    yield Difference.between(*pair, pasts, **labels, **facts, part=part)


def chosen(parts: Mapping[str, np.ndarray] | None, option: int, month: int) -> Iterator[tuple[str, Any]]:
    """Each part's name and worlds in one option and month; all worlds where there are no parts."""
    if parts is None:
        yield "", slice(None)
        return
    for name, member in parts.items():
        yield name, member[option, :, month]
