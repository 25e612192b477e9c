"""One month of everybody: the Mesa model that holds a block of worlds under every option at once."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

import mesa
import numpy as np

from model.actors import ACTORS, Sampled
from model.actors.view import errors_of, signals_of
from model.evidence import dated_events
from model.levers import LEVERS, Instruments, Option, Plan
from model.luck import TOGETHER, Drawn, Luck
from model.parameters import Rows
from model.systems import SYSTEMS
from model.world.events import calendar, shocks_of


class World(mesa.Model):
    """A block of worlds, computed together; arrays are (options, worlds), and one world is a block of one.

    Before the decision month there is one past, with one option in it; `branch` copies it once for each option.

    Parameters
    ----------
    draw : parameters.Draw, every parameter as an array (worlds,)
    luck : Luck of the same worlds
    decision_month : months since September 2023
    events : scenario events by month
    evidence : whose dated history happens
    actors, levers, theory : the catalogues and the decision theory in use
    """

    def __init__(
        self,
        draw,
        luck: Luck,
        decision_month: int,
        events: Mapping[int, Sequence[str]] | None = None,
        evidence: str = "articles",
        actors=ACTORS,
        levers=LEVERS,
        theory=None,
    ) -> None:
        super().__init__(rng=0)
        self.p, self.luck = Rows(draw), luck
        self.decision_month, self.levers = decision_month, levers
        history = [(month, name) for month, name in dated_events(evidence) if month < decision_month]
        self.events = calendar(history, events or {})
        self.theory = theory or Sampled(self.p)
        self.telling = None
        self.month = 0
        self.uniforms, self.gumbels = Drawn(luck.uniforms, 0), Drawn(luck.gumbels, 0)
        self.plan = Plan((), levers, self.p)
        self.shape = (1, luck.worlds.size)
        self.instruments, self.shocks = Instruments(), shocks_of(0, self.events)
        self.systems = {}
        for name, system in SYSTEMS.items():
            self.systems[name] = system(self)
            setattr(self, name, self.systems[name])
        for name, actor in actors.items():
            setattr(self, name, actor(self))

    @property
    def deciding(self) -> bool:
        """Whether the decision month has come, so that the future is open."""
        return self.month >= self.decision_month

    def draw_luck(self) -> None:
        """Turn to this month's numbers."""
        together = max(1, TOGETHER // max(1, self.luck.worlds.size))
        self.uniforms = self.uniforms.next(self.luck.uniforms, self.month, together)
        self.gumbels = self.gumbels.next(self.luck.gumbels, self.month, together)

    def luck_of(self, purpose: str) -> np.ndarray:
        """This month's number for a purpose, between 0 and 1, one a world: shape (1, worlds)."""
        return self.uniforms(purpose)

    def gumbels_of(self, purposes: tuple[str, ...]) -> np.ndarray:
        """This month's Gumbel numbers for some purposes, shape (purposes, worlds)."""
        return self.gumbels(*purposes)

    def step(self) -> None:
        """One month: events, then everybody observes, decides and acts, then every system advances."""
        self.draw_luck()
        self.shocks = shocks_of(self.month, self.events)
        self.instruments = self.plan.instruments(float(self.month - self.decision_month))
        self.signals, self.errors = signals_of(self), errors_of(self)
        for deed in ("observe", "decide", "act"):
            self.agents.do(deed)
        for system in self.systems.values():
            system.advance()
        self.month += 1

    def select(self, which: np.ndarray, lucks: np.ndarray | int = 0) -> None:
        """Keep some worlds, by their places in the block, each continued with a luck of its own (0 is its own).

        A place may stand more than once: one history, continued with several lucks.
        """
        self.p, self.luck = self.p.select(which), self.luck.of(which, lucks)
        self.theory = self.theory.of(self.p)
        self.shape = (self.shape[0], self.luck.worlds.size)
        for system in self.systems.values():
            system.select(which)
        for actor in self.agents:
            actor.select(which)

    def branched(self, options: Sequence[Option]) -> World:
        """A copy of this world, once for each option; the original stays as it is, to be branched again."""
        kept = (self.p, self.luck, self.uniforms, self.gumbels, self.levers, self.theory, self.plan)
        shared = {id(thing): thing for thing in kept}
        for owner in (*self.systems.values(), *self.agents):  # their arrays are copied once, where they branch
            shared |= {id(thing): thing for thing in vars(owner).values() if isinstance(thing, np.ndarray)}
        other = copy.deepcopy(self, shared)
        other.plan = Plan(options, self.levers, self.p)
        other.shape = (len(options), self.luck.worlds.size)
        for system in other.systems.values():
            system.branch(len(options))
        for actor in other.agents:
            actor.branch(len(options))
        return other

    def close(self) -> None:
        """Let go of all arrays at once; Mesa 3.3.1 keeps every model that has agents (Mesa issue 3179)."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
        for actor in list(self.agents):
            actor.__dict__.clear()
        self.__dict__.clear()
