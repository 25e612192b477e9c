"""The rest of the world, played back: what the benchmark's part read of it, month by month, in a real run.

The part is the three costliest systems and the actors that only they listen to. A real world is played once with the
part listening through `Listening`, which notes every reading. `Excerpt` then steps the project's own classes against
the notes, and must reach the real world's states bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import mesa
import numpy as np

from model.actors import ACTORS, Logit
from model.actors.view import SIGNALS, errors_of
from model.experiment.inputs.option_files import option_named, option_names
from model.luck import Luck
from model.parameters import Rows, draw, load
from model.systems import SYSTEMS
from model.world import past

PART_SYSTEMS = ("designation", "channels", "talks")
PART_ACTORS = ("north_korea", "brokers", "envoys", "six_party")
PART = (*PART_SYSTEMS, *PART_ACTORS)
OTHERS = tuple(name for name in (*SYSTEMS, *ACTORS) if name not in PART)
RECORDS = ("instruments", "shocks")
DEEDS = ("observe", "decide", "act", "advance")
OUTCOME_IDS = (
    "suppressed_share", "third_party_flows", "chips_to_russia", "designations", "talks_phase", "demilitarisation",
)  # fmt: skip
DECISION_MONTH, SEED = 31, 20260301


@dataclass
class Month:
    """What was read in a month: readings[deed][owner][what], the signals, and the luck by purpose (…, worlds)."""

    readings: dict = field(default_factory=lambda: {deed: {name: {} for name in (*OTHERS, *RECORDS)} for deed in DEEDS})
    signals: dict = field(default_factory=dict)
    uniform: dict = field(default_factory=dict)
    gumbel: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Playback:
    """A recorded run: parameters, shape (options, worlds), months, the part's stocks before it and every month after.

    `own_signals` are those made of the part alone; `after[month][owner]` maps stocks to arrays.
    """

    p: object
    shape: tuple[int, int]
    months: list[Month]
    start: dict[str, dict[str, np.ndarray]]
    after: list[dict[str, dict[str, np.ndarray]]]
    own_signals: tuple[str, ...]

    def column(self, option: int, world: int) -> Playback:
        """One world under one option, as a block of one."""

        def one(value):
            if not isinstance(value, np.ndarray) or value.ndim == 0:
                return value
            if value.ndim == 1:
                return value[world : world + 1]
            value = value[..., option : option + 1, :] if value.shape[-2] > 1 else value
            return value[..., world : world + 1] if value.shape[-1] > 1 else value

        p = SimpleNamespace(**{name: one(self.p[name]) for name in self.p.names})
        months = []
        for month in self.months:
            luck = (
                {name: number[..., [world]].copy("C") for name, number in of.items()}
                for of in (month.uniform, month.gumbel)
            )
            months.append(Month(each(one, month.readings), each(one, month.signals), *luck))
        return Playback(p, (1, 1), months, each(one, self.start), each(one, self.after), self.own_signals)


def each(change, tree):
    """A nest of dicts and lists with every leaf changed."""
    if isinstance(tree, dict):
        return {key: each(change, value) for key, value in tree.items()}
    return [each(change, value) for value in tree] if isinstance(tree, list) else change(tree)


class Overheard:
    """Another actor, system or record of the world; whatever the part reads of it is noted."""

    def __init__(self, thing, notes) -> None:
        self._thing, self._notes = thing, notes

    def __getattr__(self, name):
        value = getattr(self._thing, name)
        if callable(value):
            raise TypeError(f"{self._thing}: the playback cannot answer {name}()")
        return self._note(name, value)

    def chose(self, name, move):
        """An actor's move, as 0 or 1."""
        return self._note((name, move), self._thing.chose(name, move))

    def _note(self, key, value):
        known = self._notes.setdefault(key, value)
        if known is not value and not np.array_equal(known, value):
            raise ValueError(f"{self._thing}: {key} changes while it is read")
        return value


class Listening:
    """The world as the part sees it: everything is passed on; what lies outside the part is noted with its deed."""

    def __init__(self, world) -> None:
        self._world, self._month, self._deed = world, Month(), "observe"

    def __getattr__(self, name):
        thing = getattr(self._world, name)
        if name in OTHERS or name in RECORDS:
            return Overheard(thing, self._month.readings[self._deed][name])
        return thing

    def luck_of(self, purpose):
        return self._month.uniform.setdefault(purpose, self._world.luck_of(purpose))

    def gumbels_of(self, purposes):
        return self._month.gumbel.setdefault(purposes, self._world.gumbels_of(purposes))

    def listen_to(self, thing) -> None:
        """Let one member of the part see the world through this one, and note which deed it is about."""
        thing.world = self
        for deed in DEEDS:
            if hasattr(thing, deed):
                setattr(thing, deed, self._noting(deed, getattr(thing, deed)))

    def _noting(self, deed, do):
        def noted():
            self._deed = deed
            do()

        return noted

    def month_of(self) -> Month:
        """Step the world, and give what was noted."""
        self._month = Month()
        self._world.step()
        self._month.signals = dict(zip(SIGNALS, self._world.signals, strict=True))
        for name in PART_ACTORS:
            self.luck_of(f"{name}/perception")
        return self._month


def arrays(owner) -> dict[str, np.ndarray]:
    """Every array that a system or actor holds."""
    return {name: value for name, value in vars(owner).items() if isinstance(value, np.ndarray)}


def stocks(owner) -> dict[str, np.ndarray]:
    """A copy of every array that a system or actor holds."""
    return {name: value.copy() for name, value in arrays(owner).items()}


def never_set(owner, held: dict[str, np.ndarray], start: dict[str, np.ndarray]) -> list[str]:
    """What only repeats parameters and is no stock: arrays that are still those held at the start, and unchanged."""
    now = arrays(owner)
    return [name for name, array in held.items() if now[name] is array and np.array_equal(array, start[name])]


def record(worlds: int, months: int, evidence: str = "articles") -> Playback:
    """Play the nine options of the reference study in some worlds, and note what the part reads and becomes."""
    numbers = np.arange(worlds)
    p = draw(load(evidence), SEED, numbers)
    before, _ = past(p, Luck(SEED, numbers), DECISION_MONTH, evidence=evidence, outcomes=(), theory=Logit())
    world = before.branched([option_named(name) for name in option_names()])
    before.close()
    listening = Listening(world)
    watched = {signal for name in PART_ACTORS for signal in ACTORS[name].watches}
    own = tuple(name for name in sorted(watched) if made_of_the_part(name, listening))
    held = {name: arrays(getattr(world, name)) for name in PART}
    start = {name: stocks(getattr(world, name)) for name in PART}
    for name in PART:
        listening.listen_to(getattr(world, name))
    played, after = [], []
    for _ in range(months):
        played.append(listening.month_of())
        after.append({name: stocks(getattr(world, name)) for name in PART})
    for name in PART:
        for what in never_set(getattr(world, name), held[name], start[name]):
            for owners in (start, *after):
                del owners[name][what]
    playback = Playback(p, world.shape, played, start, after, own)
    world.close()
    return playback


def made_of_the_part(signal: str, listening: Listening) -> bool:
    """Whether a signal is read of the part alone."""
    listening._month = Month()
    SIGNALS[signal](listening)
    return not any(any(read.values()) for read in listening._month.readings.values())


class StandIn:
    """Answers for another actor or system with what was noted of it."""

    def chose(self, name, move):
        """The move that was noted, as 0 or 1."""
        return self.__dict__[name, move]


class Excerpt(mesa.Model):
    """The part, in the project's own classes, with the rest of the world played back.

    Its stocks are put back to the decision by `rewind`, so that one model can be timed again and again.
    """

    def __init__(self, playback: Playback) -> None:
        super().__init__(rng=0)
        self.playback, self.p, self.shape = playback, Rows(playback.p), playback.shape
        self.theory, self.telling, self.month, self.luck = Logit(), None, DECISION_MONTH, self
        for name in (*OTHERS, *RECORDS):
            setattr(self, name, StandIn())
        self.systems = {name: SYSTEMS[name](self) for name in PART_SYSTEMS}
        for name in PART_SYSTEMS:
            setattr(self, name, self.systems[name])
        for name in sorted(PART_ACTORS, key=list(ACTORS).index):
            setattr(self, name, ACTORS[name](self))
        self.rewind()

    def rewind(self) -> None:
        """Back to the decision."""
        self.month = DECISION_MONTH
        for name in PART:
            vars(getattr(self, name)).update({what: stock.copy() for what, stock in self.playback.start[name].items()})
        for name in PART_ACTORS:
            getattr(self, name).masks.clear()

    def luck_of(self, purpose: str) -> np.ndarray:
        """This month's number for a purpose, one a world."""
        return self.now.uniform[purpose]

    def gumbels_of(self, purposes: tuple[str, ...]) -> np.ndarray:
        """This month's Gumbel numbers for some purposes, one a world for each."""
        return self.now.gumbel[purposes]

    def uniforms(self, purposes, month: int) -> np.ndarray:
        """This month's numbers for some purposes, one a world for each."""
        return np.concatenate([self.luck_of(purpose) for purpose in purposes])

    def made(self, what: str, month: int, make) -> np.ndarray:
        """What parameters and this month's luck alone decide, made anew."""
        return make()

    def step(self) -> None:
        """One month, in the order of the whole world's month."""
        self.now = self.playback.months[self.month - DECISION_MONTH]
        self.signals = np.empty((len(SIGNALS), *self.shape))
        for name, row in zip(SIGNALS, self.signals, strict=True):
            row[...] = SIGNALS[name](self) if name in self.playback.own_signals else self.now.signals[name]
        self.errors = errors_of(self)
        for deed in ("observe", "decide", "act"):
            self.hear(deed)
            self.agents.do(deed)
        self.hear("advance")
        for system in self.systems.values():
            system.advance()
        self.month += 1

    def hear(self, deed: str) -> None:
        """Let the stand-ins answer with what was noted during a deed."""
        for name, answers in self.now.readings[deed].items():
            getattr(self, name).__dict__ = answers
