"""Stories of a run: worlds chosen from the ensemble, each told with its reason, its dated events and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from model.analysis.stories.phrases import pronouns
from model.analysis.stories.storylines import KINDS, NINE_IN_TEN, REGARDED, Chosen, Ensemble, choose, widths
from model.analysis.stories.telling import Dated, behind_it, story
from model.analysis.stories.timeline import MATTERING
from model.analysis.stories.twin_telling import Parted, twin_story
from model.analysis.stories.why_chosen import reason
from model.experiment.designs.chronicle import Chronicle, chronicles_of
from model.experiment.designs.twins import Twins
from model.experiment.replay import origin, scenario_of
from model.experiment.results import Results
from model.experiment.store import STORED
from model.levers import STATUS_QUO

ASKED = "asked"


@dataclass(frozen=True)
class Number:
    """One outcome of a world beside its ensemble.

    Parameters
    ----------
    outcome, name, unit : str
    first, last : the world in the first and the last month played
    low, high : between which nine in ten worlds of the option lie in the last month
    status_quo : the same world under the status quo in the last month
    """

    outcome: str
    name: str
    unit: str
    first: float
    last: float
    low: float
    high: float
    status_quo: float


@dataclass(frozen=True)
class Story:
    """One world of an ensemble, told.

    Parameters
    ----------
    kind : one of KINDS, or "asked"
    world, history, luck : its number, the prior world whose past it has, and the luck it continues with
    reason : why it was chosen; empty where it was asked for
    past : what lies behind the decision
    beside : where this history parts from that of the same world under the status quo; empty for the status quo
    lines : dated events with causes, in the order of months
    numbers : outcomes beside the ensemble's
    differing : outcomes that differ from what is stored, played again; none if all is well
    """

    kind: str
    world: int
    history: int
    luck: int
    reason: str
    past: str
    beside: str
    lines: tuple[Dated, ...]
    numbers: tuple[Number, ...]
    differing: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """The story as plain values."""
        return asdict(self)


@dataclass(frozen=True)
class Background:
    """What a world is told against: each outcome's first and last month in every world, (options, worlds, 2)."""

    values: Mapping[str, np.ndarray]
    facts: Mapping[str, Mapping[str, str]]
    option: int

    @classmethod
    def of(cls, results: Results, option: str) -> Background:
        """The background of one option of a stored run."""
        names = tuple(dict.fromkeys((*REGARDED, *MATTERING)))
        table = results.per_world((results.months[0], results.months[-1]), names)
        values = {name: table[name].values for name in names}
        return cls(values, results.outcomes, results.options.index(option))

    def scales(self) -> dict[str, float]:
        """The range in which nine in ten worlds of the option lie in the last month, by outcome."""
        return {name: float(widths(values[self.option, :, 1:])[0]) for name, values in self.values.items()}

    def number(self, outcome: str, world: int) -> Number:
        """One outcome of a world beside its ensemble."""
        values, facts = self.values[outcome], self.facts[outcome]
        low, high = np.quantile(values[self.option, :, 1], NINE_IN_TEN)
        first, last = values[self.option, world]
        quo = values[0, world, 1]
        ends = (float(x) for x in (first, last, low, high, quo))
        return Number(outcome, facts["name"], facts["unit"], *ends)

    def differing(self, chronicle: Chronicle, world: int) -> tuple[str, ...]:
        """Outcomes that a chronicle does not give as they are stored."""
        ends = [chronicle.decision_month, chronicle.last_month]
        played = {name: chronicle.outcomes[name][ends].astype(STORED).astype(float) for name in self.values}
        return tuple(
            name
            for name, values in self.values.items()
            if not np.array_equal(played[name], values[self.option, world], equal_nan=True)
        )


def stories(
    results: Results,
    option: str,
    kinds: Sequence[str] = KINDS,
    count: int = 1,
    world: int | None = None,
    outcomes: Sequence[str] = REGARDED,
    progress: Callable[[], None] = lambda: None,
) -> list[Story]:
    """Worlds of a run under one option, chosen and told; the same run gives the same words.

    Parameters
    ----------
    results : Results
    option : str
        One of the run's options.
    kinds : of KINDS
    count : how many worlds of each kind
    world : int, optional
        This world, instead of chosen ones.
    outcomes : what is regarded in choosing
    progress : called after each world that was told

    Returns
    -------
    list of Story, those of a kind together, none for a kind that says nothing of this ensemble

    Raises
    ------
    ValueError
        For an unknown kind or outcome.

    Example
    -------
    >>> stories(results, "mediation", ("central",))[0].lines[0].what   # doctest: +SKIP
    """
    background = Background.of(results, option)
    if world is not None:
        told = [told_story(results, option, background, ASKED, world, "")]
        progress()
        return told
    ensemble = Ensemble.of(results, option, outcomes)
    titles = {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}
    told = []
    for kind in kinds:
        for place, one in enumerate(choose(ensemble, kind, count)):
            why = reason(ensemble, one, place, titles[option], titles)
            told.append(told_story(results, option, background, kind, one.world, why))
            progress()
    return told


def told_story(results: Results, option: str, background: Background, kind: str, world: int, why: str) -> Story:
    """One world played again and told."""
    chosen = next(o for o in scenario_of(results.manifest).options if o.id == option)
    both = (chosen,) if chosen.id == STATUS_QUO.id else (chosen, STATUS_QUO)
    chronicle, *others = chronicles_of(results, world, both)
    history, luck = origin(results, world)
    return Story(
        kind,
        world,
        int(history),
        int(luck),
        why,
        behind_it(chronicle),
        beside_words(world, chronicle, others[0]) if others else "",
        tuple(story(chronicle, background.scales())),
        tuple(background.number(name, world) for name in REGARDED),
        background.differing(chronicle, world),
    )


def beside_words(world: int, own: Chronicle, status_quo: Chronicle) -> str:
    """Where a history parts from that of the same world under the status quo."""
    told = twin_story(Twins(world, own, status_quo))
    first = [line for line in told.lines if line.month == told.parts_in and line.kind == "decision"][:1]
    turned = f" The first to choose otherwise: {decided_words(first[0])}" if first else ""
    return f"Beside the status quo in the same world: {told.sentence[:1].lower()}{told.sentence[1:]}{turned}"


def decided_words(line: Parted) -> str:
    """A decision that fell otherwise beside the status quo, and what tipped it."""
    who = line.who[:1].lower() + line.who[1:] if line.who.startswith("The ") else line.who
    return f"{who} {line.own}, where under the status quo {pronouns(line.actor)[0]} {line.other}; {line.why} tipped it."


def central_world(results: Results, option: str, outcomes: Sequence[str] = REGARDED) -> Chosen:
    """The central world of a run under an option."""
    return choose(Ensemble.of(results, option, outcomes), "central")[0]
