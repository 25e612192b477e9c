"""Regret by future: how much each option loses in worlds of one kind, against the option that does better there.

A future is a part of the worlds that no option brought about: a third of them by a parameter or by the state of the
world at the decision, or those with and without a cease-fire under the status quo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis.discovery.discovery_words import SWITCH, YES
from model.analysis.discovery.uncertainties import EVENT, Uncertainty
from model.analysis.robustness.robustness import SIGN

if TYPE_CHECKING:
    from model.experiment import Results

SHARE = 0.9  # the regret that is told is exceeded in one world of ten, as in `fulcrum compare --robustness`
THIRDS = (1.0 / 3.0, 2.0 / 3.0)
PLACES = ("lowest", "middle", "highest")
FEW_VALUES = 3  # an uncertainty of so few values is parted by its values


@dataclass(frozen=True)
class Future:
    """A part of the worlds: by which uncertainty (its id and meaning), which part of it, and how many worlds that is.

    `low` and `high` are the least and the largest value of the uncertainty there; NaN where it is no number.
    """

    by: str
    means: str
    unit: str
    part: str
    worlds: int
    histories: int
    low: float
    high: float


@dataclass(frozen=True)
class RegretMap:
    """How much every option, the status quo among them, loses in every future.

    `regret` has a row an option and a number a future: in nine worlds of ten of that future no more is lost than this.
    """

    outcome: str
    name: str
    unit: str
    month: str
    worlds: int
    options: tuple[str, ...]
    futures: tuple[Future, ...]
    regret: tuple[tuple[float, ...], ...]

    def worst(self, option: int) -> int:
        """In which future, by number, an option of this number loses most."""
        return int(np.argmax(self.regret[option]))


def regret_by_futures(
    results: Results, outcome: str, month: str, by: Sequence[Uncertainty], share: float = SHARE
) -> RegretMap:
    """The regret of every option of a run in every future.

    Parameters
    ----------
    results : Results
    outcome, month : whose regret, and when; month is "YYYY-MM" or "mean"
    by : what parts the worlds; see `model.analysis.discovery.uncertainties.uncertainties`
    share : of the worlds of a future that lose no more than what is told

    Raises
    ------
    ValueError
        For an unknown outcome or month, or an outcome without a better side.

    Example
    -------
    >>> regret_by_futures(results, "tension", "2029-03", parameters(results)[:1]).regret   # doctest: +SKIP
    """
    facts = results.outcomes[results.checked([outcome])[0]]
    if facts["sense"] not in SIGN:
        raise ValueError(f"{outcome}: neither way is better, so that nothing can be lost in it")
    values = results.per_world((month,), [outcome])[outcome].values[..., 0]
    use = SIGN[facts["sense"]] * values
    regret = use.max(axis=0) - use
    parts = [(future, member) for what in by for future, member in futures(what, results.histories)]
    table = np.column_stack([np.quantile(regret[:, member], share, axis=1) for _, member in parts])
    return RegretMap(
        **{"outcome": outcome, "name": facts["name"], "unit": facts["unit"], "month": month},
        worlds=results.worlds,
        options=results.options,
        futures=tuple(future for future, _ in parts),
        regret=tuple(tuple(float(value) for value in row) for row in table),
    )


def futures(what: Uncertainty, histories: np.ndarray) -> Iterator[tuple[Future, np.ndarray]]:
    """Each part of the worlds by one uncertainty that holds any, with its members, array of bool (worlds,)."""
    for part, member in parted(what):
        if member.any():
            own = what.values[member]
            counts = {"worlds": int(member.sum()), "histories": np.unique(histories[member]).size}
            ends: dict[str, Any] = {"low": float(own.min()), "high": float(own.max())}
            if what.kind == EVENT:
                ends = {"low": float("nan"), "high": float("nan")}
            yield Future(what.id, what.means, what.unit, part, **counts, **ends), member


def parted(what: Uncertainty) -> Iterator[tuple[str, np.ndarray]]:
    """The parts by name: with and without an event, value by value where there are few, else thirds."""
    values = what.values
    if what.kind == EVENT:
        yield "yes", values < values.max()
        yield "no", values == values.max()
        return
    distinct = np.unique(values)
    if distinct.size <= FEW_VALUES:
        names = YES if what.unit == SWITCH else {}
        yield from ((names.get(value, f"{value:g}"), values == value) for value in distinct.tolist())
        return
    low, high = np.quantile(values, THIRDS)
    members = (values <= low, (values > low) & (values <= high), values > high)
    yield from ((f"{place} third", member) for place, member in zip(PLACES, members, strict=True))
