"""A chronicle: one world under one option with everything that can be dated in it, from the first shipments on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from model.experiment.replay import drawn, origin, scenario_of
from model.experiment.results import Results
from model.levers import Option
from model.systems.talks import PHASES, TRACKS
from model.world import OUTCOMES, Told, World
from model.world.telling import Telling, number


@dataclass(frozen=True)
class Happening:
    """Something other than a decision that happened in a month.

    Parameters
    ----------
    month : months since September 2023
    kind : "severe_incident", "talks", "ceasefire", "event" and so on: a key of COUNTED, RISING or STATES, or "event"
    subject : the track of talks, or the id of a dated event; else empty
    was, now : before and after; for a count, 0 and how many
    dated : whether history or the scenario ordered it, so that it happens in every world
    """

    month: int
    kind: str
    subject: str
    was: float
    now: float
    dated: bool = False


@dataclass(frozen=True)
class Chronicle:
    """One world under one option.

    Parameters
    ----------
    option : what was played from the decision on
    decision_month : months since September 2023
    decisions : every decision with its terms, the past's included
    happenings : everything else that can be dated
    outcomes : outcome -> array (months since September 2023,)
    levers : lever -> share of its level in force, array (months from the decision,)
    """

    option: Option
    decision_month: int
    decisions: tuple[Told, ...]
    happenings: tuple[Happening, ...]
    outcomes: Mapping[str, np.ndarray]
    levers: Mapping[str, np.ndarray]

    @property
    def last_month(self) -> int:
        """The last month that was played, in months since September 2023."""
        return len(next(iter(self.outcomes.values()))) - 1


COUNTED: Mapping[str, Callable] = MappingProxyType(
    {
        "severe_incident": lambda w: w.tension.incident,
        "clash_at_sea": lambda w: w.tension.clash_at_sea,
        "test_short": lambda w: w.missiles.short,
        "test_hypersonic": lambda w: w.missiles.hypersonic,
        "test_intercontinental": lambda w: w.missiles.intercontinental,
        "resolution_adopted": lambda w: w.security_council.adopted,
        "draft_vetoed": lambda w: w.security_council.vetoed,
        "turnover": lambda w: w.outside_events.turnover,
    }
)
RISING: Mapping[str, Callable] = MappingProxyType(
    {
        "answer_cyber": lambda w: w.retaliation.cyber,
        "answer_material": lambda w: w.retaliation.material,
        "summit": lambda w: w.outside_events.summit,
    }
)
STATES: Mapping[tuple[str, str], Callable] = MappingProxyType(
    {("ceasefire", ""): lambda w: w.outside_events.ceasefire}
    | {("talks", track): (lambda w, k=k: w.talks.phase[k]) for k, track in enumerate(TRACKS)}
)
PHASE_NAMES = PHASES
ORDERED = MappingProxyType(
    {
        "ceasefire_in_ukraine": "ceasefire",
        "war_resumes": "ceasefire",
        "us_north_korea_summit": "summit",
        "icbm_test": "test_intercontinental",
    }
)


class Watch:
    """Notes, after every month of a block of one world, what happened in it; what a dated event did is told by that."""

    def __init__(self, world: World, telling: Telling, outcomes: Sequence[str]) -> None:
        self.world, self.telling, self.names = world, telling, outcomes
        world.telling = telling
        self.happenings: list[Happening] = []
        self.series: dict[str, list[float]] = {name: [] for name in outcomes}
        self.in_force: dict[str, list[float]] = {part.lever.id: [] for part in world.plan.parts}
        self.look()

    def look(self) -> None:
        """Remember how everything stands that is told by its change."""
        self.heights = {kind: number(read(self.world)) for kind, read in RISING.items()}
        self.states = {key: number(read(self.world)) for key, read in STATES.items()}

    def step(self) -> None:
        """One month, and what it brought."""
        month, ordered = self.world.month, self.world.events.get(self.world.month, ())
        for part in self.world.plan.parts:
            share = part.in_force(float(month - self.world.decision_month))
            self.in_force[part.lever.id].append(number(share) / number(part.level))
        self.world.step()
        for name in self.names:
            self.series[name].append(number(OUTCOMES[name].read(self.world)))
        told_by_event = {ORDERED[name] for name in ordered if name in ORDERED}
        self.happenings += [Happening(month, "event", name, 0.0, 1.0, dated=True) for name in ordered]
        self.happenings += [h for h in self.changes(month) if h.kind not in told_by_event]
        self.look()

    def changes(self, month: int) -> list[Happening]:
        """What this month brought, against what was remembered."""
        world, found = self.world, []
        for kind, read in COUNTED.items():
            if (count := number(read(world))) > 0:
                found.append(Happening(month, kind, "", 0.0, count))
        for kind, read in RISING.items():
            if (height := number(read(world))) > self.heights[kind]:
                found.append(Happening(month, kind, "", self.heights[kind], height))
        for (kind, subject), read in STATES.items():
            if (state := number(read(world))) != self.states[kind, subject]:
                found.append(Happening(month, kind, subject, self.states[kind, subject], state))
        return found


def chronicles(
    draw: Any,
    luck: Any,
    options: Sequence[Option],
    decision_month: int,
    months: int,
    events: Mapping[int, Sequence[str]] | None = None,
    evidence: str = "articles",
    continued: int = 0,
    outcomes: Sequence[str] = tuple(OUTCOMES),
    **parts: Any,
) -> tuple[Chronicle, ...]:
    """One world under each of several options: the past once, then every option from it with the same luck.

    Parameters are those of `model.world.explain`; `parts` are other actors, levers or decision theory, for tests.

    Raises
    ------
    ValueError
        If the luck is not that of exactly one world.
    """
    if luck.worlds.size != 1:
        raise ValueError(f"chronicles: tells one world at a time, not {luck.worlds.size}")
    world = World(draw, luck, decision_month, events, evidence, **parts)
    before = watched(world, decision_month, outcomes)
    world.select(np.array([0]), continued)
    world.telling = None
    told = []
    for option in options:
        branch = world.branched([option])
        told.append(joined(option, decision_month, before, watched(branch, months, outcomes)))
        branch.close()
    world.close()
    return tuple(told)


def watched(world: World, months: int, outcomes: Sequence[str]) -> Watch:
    """A world played for some months under watch."""
    watch = Watch(world, Telling(), outcomes)
    for _ in range(months):
        watch.step()
    return watch


def joined(option: Option, decision_month: int, before: Watch, after: Watch) -> Chronicle:
    """The past and what followed it, as one chronicle."""
    return Chronicle(
        option,
        decision_month,
        (*before.telling.entries, *after.telling.entries),
        (*before.happenings, *after.happenings),
        {name: np.array([*before.series[name], *after.series[name]]) for name in before.names},
        {name: np.array(shares) for name, shares in after.in_force.items()},
    )


def chronicles_of(results: Results, world: int, options: Sequence[Option], **parts: Any) -> tuple[Chronicle, ...]:
    """One world of a stored run under options that need not be those of the run.

    Parameters
    ----------
    results : Results
    world : int
        From 0 to worlds − 1; in a conditioned run it continues its kept history with its own luck.
    options : sequence of Option
    parts : other levers, actors or decision theory, for tests
    """
    scenario = scenario_of(results.manifest)
    history, continued = origin(results, world)
    when = (scenario.decision_month, scenario.months, dict(scenario.events), scenario.evidence, continued)
    return chronicles(*drawn(scenario, history), options, *when, **parts)
