"""What every actor is: it observes, then decides, and only then acts, so that the order of actors cannot matter."""

from __future__ import annotations

from types import SimpleNamespace
from typing import ClassVar

import mesa
import numpy as np

from model.actors.decision import Choice
from model.actors.view import places
from model.compiled import perceive
from model.systems.system import Stocks

Term = tuple  # one array (options, worlds) or number for each move


def up(x) -> Term:
    """A term that pulls a three-step choice upwards by x."""
    return (-x, 0.0, x)


def down(x) -> Term:
    """A term that pulls a three-step choice downwards by x."""
    return (x, 0.0, -x)


def add_up(pulls, out: np.ndarray) -> None:
    """Write the sum of a move's terms, in their order, into an array (options, worlds); a plain 0 costs no work."""
    first, *others = [pull for pull in pulls if isinstance(pull, np.ndarray) or pull != 0.0] or [0.0]
    if not others:
        out[...] = first
        return
    np.add(first, others[0], out=out)
    for pull in others[1:]:
        out += pull


class StateActor(mesa.Agent, Stocks):
    """A state or institution; its arrays hold every option and world of the block.

    A subclass names itself, what it watches and what it chooses, weighs its choices in `decide` and turns them into
    its posture in `act`. It reads the world, and changes nothing but itself.
    """

    name: ClassVar[str]
    watches: ClassVar[tuple[str, ...]] = ()
    choices: ClassVar[tuple[Choice, ...]] = ()
    by_name: ClassVar[dict[str, Choice]] = {}
    purposes: ClassVar[dict[str, tuple[str, ...]]] = {}  # of the luck of every choice, one a move

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.by_name = {choice.name: choice for choice in cls.choices}
        cls.purposes = {c.name: tuple(f"{cls.name}/{c.name}/{move}" for move in c.moves) for c in cls.choices}

    def __init__(self, world) -> None:
        super().__init__(world)
        self.world = world
        self.precision = getattr(world.p, f"precision_{self.name}")
        self.inertia = getattr(world.p, f"inertia_{self.name}")
        self.seen = np.zeros((len(self.watches), *world.shape))
        for choice in self.choices:
            setattr(self, f"pick_{choice.name}", np.full(world.shape, choice.index(choice.usual), dtype=np.int8))
        self.masks: dict[tuple[str, str], np.ndarray] = {}
        self.settle()
        self.open()

    def open(self) -> None:
        """Set stocks of its own, where it has any."""

    def settle(self) -> None:
        """Let the intentions count; until then others see last month's moves."""
        self.intentions: dict[str, np.ndarray] = {}
        self.expectations: dict[str, np.ndarray] = {}

    def observe(self) -> None:
        """Perceive the shared signals: late, by a running mean, and with an error of the month."""
        if not self.watches:
            return
        pace = self.world.p.attention[0] if self.world.month else np.ones(self.seen.shape[-1])
        perceive(self.seen, self.world.signals, *places(self.watches), self.world.errors[self.name], pace)

    def view(self) -> SimpleNamespace:
        """What the actor believes this month, by signal."""
        return SimpleNamespace(**dict(zip(self.watches, self.seen, strict=True)))

    def decide(self) -> None:
        """Set this month's intentions from what is seen; change nothing else."""

    def act(self) -> None:
        """Turn intentions into moves and posture."""
        for name, pick in self.intentions.items():
            setattr(self, f"pick_{name}", pick)
        for name, expected in self.expectations.items():
            setattr(self, f"expected_{name}", expected)
        self.masks.clear()
        self.settle()

    def weigh(self, name: str, **terms: Term) -> np.ndarray:
        """Settle one choice from named terms, each with one value a move; returns the index chosen."""
        choice, world = self.by_name[name], self.world
        utilities, luck = np.empty((len(choice.moves), *world.shape)), world.gumbels_of(self.purposes[name])
        for move, utility in enumerate(utilities):
            add_up([term[move] for term in terms.values()], out=utility)
        last, expected = getattr(self, f"pick_{name}"), self.expectation(choice, utilities)
        pick, after = world.theory.choose(utilities, last, self.precision[0], self.inertia[0], luck, expected)
        self.intentions[name] = pick
        if expected is not None:
            self.expectations[name] = after
        if world.telling is not None:
            world.telling.note(self, choice, terms, luck, last, pick, expected)
        return pick

    def expectation(self, choice: Choice, utilities) -> np.ndarray | None:
        """What the actor has come to expect of a choice (options, worlds), at first what its usual move brings."""
        if choice.habit or not self.world.theory.expects:
            return None
        expected = getattr(self, f"expected_{choice.name}", None)
        if expected is None:
            usual = getattr(self, f"pick_{choice.name}")
            return np.take_along_axis(utilities, usual[None].astype(int), axis=0)[0]
        return expected

    def chose(self, name: str, move: str) -> np.ndarray:
        """Whether the actor's present move is this one, as 0 or 1 (options, worlds)."""
        if (name, move) not in self.masks:
            pick = getattr(self, f"pick_{name}")
            self.masks[name, move] = (pick == self.by_name[name].index(move)).astype(float)
        return self.masks[name, move]

    def step_of(self, name: str) -> np.ndarray:
        """Index of the present move of an ordered choice, as a number (options, worlds)."""
        return getattr(self, f"pick_{name}").astype(float)

    def select(self, which: np.ndarray) -> None:
        """Keep some worlds, by their places in the block."""
        super().select(which)
        self.masks.clear()

    def branch(self, options: int) -> None:
        """Copy the actor once for each option."""
        super().branch(options)
        self.masks.clear()
