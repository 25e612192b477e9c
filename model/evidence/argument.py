"""What the articles argue: who acts, what causes what, and what a policy is said to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.evidence.conflict import Conflict


def one_of(modelled: tuple, not_modelled: str | None) -> None:
    """ValueError unless something is modelled or a reason is given, and not both."""
    if bool(modelled) == bool(not_modelled):
        raise ValueError("say where it is modelled, or why it is not ('not_modelled')")


@dataclass(frozen=True)
class Actor:
    """An actor as an article names it, with the passages, its part, and the modules that play it (or why none does)."""

    id: str
    name: str
    passages: str
    part: str
    implemented_in: tuple[str, ...] = ()
    not_modelled: str | None = None

    def __post_init__(self) -> None:
        one_of(self.implemented_in, self.not_modelled)


@dataclass(frozen=True)
class Mechanism:
    """A causal claim: cause, effect, and the sign with which the effect moves when the cause grows."""

    id: str
    passages: tuple[str, ...]
    cause: str
    effect: str
    sign: Literal["+", "-", "+/-"]
    implemented_in: tuple[str, ...] = ()
    note: str | None = None
    not_modelled: str | None = None
    conflict: Conflict | None = None

    def __post_init__(self) -> None:
        one_of(self.implemented_in, self.not_modelled)


@dataclass(frozen=True)
class Claim:
    """What an article says a policy would do, the lever or option that stands for it, and the mechanisms it needs."""

    id: str
    passages: tuple[str, ...]
    policy: str
    effect: str
    explicit: bool
    mechanisms: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    option: str | None = None
    note: str | None = None
    not_modelled: str | None = None
    conflict: Conflict | None = None

    def __post_init__(self) -> None:
        one_of((*self.levers, *filter(None, [self.option])), self.not_modelled)
