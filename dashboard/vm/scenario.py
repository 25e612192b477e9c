"""What a visitor has set: which levers, how far, and which evidence the worlds follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.levers import LEVEL_OF, LEVERS, Commitment, Option

OFF = "off"
LEVELS = tuple(LEVEL_OF)
EVIDENCE = {"articles": "what the two articles state", "record": "the public record, where it contradicts them"}


@dataclass(frozen=True)
class Scenario:
    """The levers that are on, in the order of the catalogue, and the evidence set; hashable, so it is its own key.

    Raises
    ------
    ValueError
        If a lever, a level or the evidence set does not exist, or a lever stands twice.
    """

    levels: tuple[tuple[str, str], ...] = ()
    evidence: str = "articles"

    def __post_init__(self) -> None:
        if self.evidence not in EVIDENCE:
            raise ValueError(f"evidence: {self.evidence!r} is none of {', '.join(EVIDENCE)}")
        given = dict(self.levels)
        if len(given) != len(self.levels):
            raise ValueError("levels: a lever stands twice")
        for lever, level in self.levels:
            if lever not in LEVERS:
                raise ValueError(f"levels: no such lever {lever!r}")
            if level not in LEVELS:
                raise ValueError(f"{lever}: level {level!r} is none of {', '.join(LEVELS)}")
        on = tuple((lever, given[lever]) for lever in LEVERS if given.get(lever, OFF) != OFF)
        object.__setattr__(self, "levels", on)

    @classmethod
    def of(cls, levels: Mapping[str, str], evidence: str = "articles") -> Scenario:
        """The scenario with these levels, lever id to level name."""
        return cls(tuple(levels.items()), evidence)

    @property
    def is_status_quo(self) -> bool:
        """Whether no lever is on."""
        return not self.levels

    def level(self, lever: str) -> str:
        """The level of one lever."""
        return dict(self.levels).get(lever, OFF)

    def option(self) -> Option:
        """The policy option that the engine plays."""
        return Option("your_option", "Your option", tuple(Commitment(lever, level) for lever, level in self.levels))
