"""What drives an outcome, or the difference an option makes to it: parameters by influence, and what they rest on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.analysis.drivers.pawn import Pawn, index_interval, pawn
from model.experiment.designs.mixed_worlds import drawn_values, family_of, standing
from model.experiment.replay import scenario_of
from model.levers import STATUS_QUO
from model.parameters import Parameter, load

if TYPE_CHECKING:
    from model.experiment import Results

SHOWN = 15  # a screen holds so many lines
ASSUMED = "assumption"


@dataclass(frozen=True)
class Driver:
    """One parameter's influence: its PAWN index with a 90 % interval, and the noise to hold them against.

    `dummy` is what a parameter without influence shows on average, `floor` the highest of as many as there are
    parameters; `direction` is +1 if more of the parameter goes with more of the outcome, −1 with less, 0 neither.
    """

    parameter: str
    means: str
    unit: str
    family: str
    basis: str
    figure: str | None
    index: float
    low: float
    high: float
    dummy: float
    floor: float
    above: bool
    correlation: float
    direction: int


@dataclass(frozen=True)
class Drivers:
    """The strongest drivers of one outcome in one month, or of the difference an option makes to it.

    `varied` counts the parameters that vary and `assumed` those of them that are mere assumptions; `above` and
    `above_assumed` the same for those above the noise floor. `assumed_share` is the part of all influence above noise
    that falls on mere assumptions; None if nothing is above. `moved` counts worlds in which the outcome, or the
    difference, is not zero; `values` how many different values it takes. `luck_share` is the part of the variance that
    lies between lucks of one history; None where each history has one.
    """

    title: str
    evidence: str
    kind: str
    option: str
    outcome: str
    name: str
    unit: str
    month: str
    worlds: int
    histories: int
    varied: int
    assumed: int
    above: int
    above_assumed: int
    assumed_share: float | None
    moved: int
    values: int
    luck_share: float | None
    drivers: tuple[Driver, ...]

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        return asdict(self)


def drivers(results: Results, outcome: str, month: str = "", option: str = "", shown: int = SHOWN) -> Drivers:
    """The parameters that an outcome, or the difference of an option from the status quo, depends on most.

    Parameters
    ----------
    results : Results
        Of prior or of kept histories; every interval rests on histories, not on the lucks that share one.
    outcome : str
    month : "YYYY-MM" or "mean"
        By default the last month.
    option : str
        Whose difference from the status quo is asked about; by default the status quo itself.
    shown : int
        How many drivers are listed, with intervals.

    Raises
    ------
    ValueError
        For an unknown outcome, option or month, or if the run's parameters have changed since.

    Example
    -------
    >>> drivers(results, "tension", option="mediation").drivers[0].parameter   # doctest: +SKIP
    """
    month = month or results.months[-1]
    names, values, history = drawn_values(results)
    seen = observed(results, outcome, month, option)
    found = pawn(values, seen, history, results.manifest.scenario["seed"])
    order = np.lexsort((np.arange(len(names)), -np.where(found.varied, found.index - found.dummy, -1.0)))
    order = order[: min(shown, int(found.varied.sum()))]
    interval = index_interval(values[order], seen, history)
    scenario = scenario_of(results.manifest)
    parameters = load(scenario.evidence)
    bases = np.array([standing(parameters[name], scenario.assume) for name in names])
    facts, said = results.manifest.facts, results.outcomes[outcome]
    return Drivers(
        **{"title": facts["title"], "evidence": facts["evidence"], "kind": facts["histories"]},
        option=option if option != STATUS_QUO.id else "",
        **{"outcome": outcome, "name": said["name"], "unit": said["unit"], "month": month},
        **{"worlds": results.worlds, "histories": values.shape[1]},
        **resting(found, bases),
        **{"moved": int((seen != 0).sum()), "values": np.unique(seen).size},
        luck_share=luck_share(seen, history),
        drivers=tuple(
            driver(parameters[names[place]], str(bases[place]), found, place, ends)
            for place, *ends in zip(order.tolist(), *(end.tolist() for end in interval), strict=True)
        ),
    )


def observed(results: Results, outcome: str, month: str, option: str) -> np.ndarray:
    """The outcome in every world (worlds,), or by how much the option's is above the status quo's."""
    if option and option not in results.options:
        raise ValueError(f"no such option {option!r}")
    values = results.per_world((month,), [outcome])[outcome].values[..., 0]
    place = results.options.index(option or STATUS_QUO.id)
    return values[place] - values[0] if place else values[0]


def driver(parameter: Parameter, basis: str, found: Pawn, place: int, ends: list[float]) -> Driver:
    """What was found about one parameter."""
    numbers = {name: float(getattr(found, name)[place]) for name in ("index", "dummy", "floor", "correlation")}
    words = {"means": parameter.means, "unit": parameter.unit, "family": family_of()[parameter.name]}
    return Driver(
        parameter.name,
        **words,
        **{"basis": basis, "figure": parameter.figure},
        **{"low": ends[0], "high": ends[1]},
        above=bool(found.above[place]),
        direction=int(found.direction[place]),
        **numbers,
    )


def resting(found: Pawn, bases: np.ndarray) -> dict[str, Any]:
    """How many parameters vary and stand above noise, and how much of the influence above it is mere assumption."""
    assumed = bases == ASSUMED
    beyond = np.where(found.above, found.index - found.dummy, 0.0)
    return {
        "varied": int(found.varied.sum()),
        "assumed": int((found.varied & assumed).sum()),
        "above": int(found.above.sum()),
        "above_assumed": int((found.above & assumed).sum()),
        "assumed_share": float(beyond[assumed].sum() / beyond.sum()) if beyond.any() else None,
    }


def luck_share(seen: np.ndarray, history: np.ndarray) -> float | None:
    """The part of the variance that lies between lucks of one history, from 0 to 1; None if each history has one.

    One-way analysis of variance: the mean square within histories, and that between them less what luck leaves there.
    """
    count = np.bincount(history)
    spare = seen.size - count.size
    if spare < 1 or count.size < 2:
        return None
    mean = np.bincount(history, seen) / count
    within = float(((seen - mean[history]) ** 2).sum() / spare)
    squares = float((count * (mean - seen.mean()) ** 2).sum() / (count.size - 1))
    between = max(squares - within, 0.0) / (seen.size / count.size)
    return within / (within + between) if within > 0 else 0.0
