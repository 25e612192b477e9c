"""A factorial: every portfolio of an option's parts, in the same worlds with the same luck, for the outcomes asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from model.experiment.blocks import made_from
from model.experiment.designs.combining import ADDED, RULES, clashing
from model.experiment.designs.portfolios import MOST_EXACT, Subsets, design_for
from model.experiment.designs.stages import first_months, power_of_two
from model.experiment.replay import scenario_of
from model.experiment.results import MEAN, Results
from model.experiment.scenario import Scenario, digest, option_content
from model.levers import LEVERS, Option
from model.parameters import Draw, draw, load

FORMAT = 1  # of what is stored; another reduction of the same plays needs another
COORDINATION = "coordination"
ABOUT_A_MINUTE = 2_000_000  # columns that two ordinary cores play over 36 months in about a minute (measured)
FEWEST_WORLDS = 64  # fewer leave intervals too wide to say anything
WORTHS_HELD = 2**21  # of one outcome in a block of worlds: 16 MB
WORLDS_A_BLOCK = 256
SAMPLE = 64  # worlds, to see which levers begin late and which share an instrument
COLUMNS_A_PIECE = 131_072  # some seconds of work, so that progress shows and the repeated history costs little


@dataclass(frozen=True)
class Factorial:
    """What is played: portfolios of an option's parts, in some worlds of a scenario, read at one time.

    Parameters
    ----------
    scenario : whose decision month, months, seed, evidence, events and assumptions hold
    option : whose levers, and co-ordination where it has any, are the parts
    histories, lucks : which prior world's history each world continues and with which luck, arrays (worlds,)
    outcomes : ids
    when : "YYYY-MM" or "mean", the mean over all months
    rules : ways of combining hazards, "added" first
    most_exact : up to so many parts every portfolio is played, beyond that drawn orders
    """

    scenario: Scenario
    option: Option
    histories: np.ndarray
    lucks: np.ndarray
    outcomes: tuple[str, ...]
    when: str
    rules: tuple[str, ...] = (ADDED,)
    most_exact: int = MOST_EXACT

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The option's parts: its levers, those that begin last first (see `stages`), then co-ordination."""
        begins = first_months(self.both, LEVERS, self.sample)
        return tuple(sorted(parts_of(self.option), key=lambda part: -begins.get(part, -1)))

    @property
    def both(self) -> tuple[Option, Option]:
        """The option with its co-ordination and without."""
        return self.option, replace(self.option, coordination=0.0)

    @property
    def sample(self) -> Draw:
        """Parameters of a few of the worlds."""
        s = self.scenario
        return draw(load(s.evidence), s.seed, self.histories[:SAMPLE], dict(s.assume))

    @cached_property
    def design(self) -> Any:
        """Which portfolios are played, and how they share out what they are worth."""
        return design_for(len(self.parts), self.scenario.seed, self.most_exact)

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return len(self.histories)

    @property
    def exact(self) -> bool:
        """Whether every portfolio is played."""
        return isinstance(self.design, Subsets)

    def portfolio(self, mask: int) -> Option:
        """One portfolio as an option: the parts whose bits are set."""
        held = {part for number, part in enumerate(self.parts) if mask >> number & 1}
        commitments = tuple(c for c in self.option.commitments if c.lever in held)
        return Option("portfolio", "", commitments, self.option.coordination if COORDINATION in held else 0.0)

    @cached_property
    def clash(self) -> Mapping[str, tuple[str, ...]]:
        """The rates and shares that several levers of the option change, each with those levers."""
        levers = [part for part in self.parts if part != COORDINATION]
        return clashing(levers, self.sample)

    def masks_of(self, rule: str) -> np.ndarray:
        """The portfolios that must be played under a rule; elsewhere a rival rule changes no bit."""
        masks = self.design.masks
        if rule == ADDED:
            return masks
        clash = np.zeros(masks.shape, bool)
        for levers in self.clash.values():
            clash |= sum(masks >> self.parts.index(lever) & 1 for lever in levers) > 1
        return masks[clash]

    @property
    def columns(self) -> int:
        """How many columns – a portfolio in a world – are played."""
        return self.worlds * sum(self.masks_of(rule).size for rule in self.rules)

    @property
    def months(self) -> int:
        """How many months are played."""
        return self.scenario.months if self.when == MEAN else 1 + self.months_played.index(self.when)

    @property
    def months_played(self) -> tuple[str, ...]:
        """The scenario's months, YYYY-MM."""
        from model.evidence import month_text

        return tuple(month_text(self.scenario.decision_month + k) for k in range(self.scenario.months))

    @property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """Ranges of worlds that are held together until every portfolio was played in them."""
        size = int(np.clip(WORTHS_HELD // self.design.masks.size, 1, WORLDS_A_BLOCK))
        return tuple((first, min(first + size, self.worlds)) for first in range(0, self.worlds, size))

    def identity(self, rule: str, outcome: str) -> str:
        """Fingerprint of everything that decides what comes of one outcome under one rule."""
        content = {**option_content(self.option), "id": ""}
        origins = [self.histories.tolist(), self.lucks.tolist()]
        design = ["exact"] if self.exact else ["orders", self.design.orders.tolist()]
        return digest([FORMAT, made_from(self.scenario), content, origins, design, rule, outcome, self.when])


@dataclass(frozen=True)
class Piece:
    """Some portfolios under one rule in one block of worlds, played by one process."""

    factorial: Factorial
    rule: str
    block: tuple[int, int]
    first: int
    last: int

    @property
    def masks(self) -> np.ndarray:
        """The portfolios."""
        return self.factorial.masks_of(self.rule)[self.first : self.last]

    @property
    def columns(self) -> int:
        """How many columns are played."""
        return (self.last - self.first) * (self.block[1] - self.block[0])

    def __str__(self) -> str:
        first, last = self.block
        return f"{self.last - self.first:,} portfolios of {self.factorial.option.id}, worlds {first:,} to {last - 1:,}"


def pieces_of(factorial: Factorial) -> Iterator[Piece]:
    """Everything to be played, block by block; the same pieces however many processes play them."""
    for first, last in factorial.blocks:
        step = power_of_two(COLUMNS_A_PIECE // (last - first))
        for rule in factorial.rules:
            count = factorial.masks_of(rule).size
            for start in range(0, count, step):
                yield Piece(factorial, rule, (first, last), start, min(start + step, count))


def parts_of(option: Option) -> tuple[str, ...]:
    """What of an option can be taken away: levers above level 0 in the order of the catalogue, then co-ordination."""
    held = {commitment.lever for commitment in option.commitments if commitment.level > 0}
    levers = tuple(name for name in LEVERS if name in held) + tuple(sorted(held - set(LEVERS)))
    return (*levers, COORDINATION) if levers and option.coordination > 0 else levers


def factorial_of(
    results: Results,
    option: str,
    outcomes: Sequence[str],
    when: str = "",
    worlds: int = 0,
    rivals: bool = True,
    most_exact: int = MOST_EXACT,
) -> Factorial:
    """The factorial of one option of a run.

    Parameters
    ----------
    results : the run
    option : one of its options, with at least one lever
    outcomes : ids
    when : "YYYY-MM" or "mean"; the last month if empty
    worlds : how many of the run's worlds; 0 takes as many as play in about a minute. One luck of every history comes
        first, as intervals rest on histories
    rivals : whether portfolios in which levers share an instrument are also played with rival forms
    most_exact : up to so many parts every portfolio is played

    Raises
    ------
    ValueError
        For an unknown option, outcome or month, an option without levers, and more worlds than the run has.
    """
    scenario = scenario_of(results.manifest)
    chosen = next((o for o in scenario.options if o.id == option), None)
    if chosen is None:
        raise ValueError(f"no such option {option!r}")
    size = len(parts_of(chosen))
    if not size:
        raise ValueError(f"option {option!r} holds no lever, so there is nothing to share out")
    if worlds > results.worlds:
        raise ValueError(f"the run holds {results.worlds:,} worlds, not {worlds:,}")
    when = when or results.months[-1]
    if when != MEAN:
        results.position(when)
    portfolios = design_for(size, scenario.seed, most_exact).masks.size
    places = first_of_each_history(results)[: worlds or default_worlds(portfolios)]
    lucks = np.arange(results.worlds) % (scenario.lucks if scenario.histories == "conditioned" else 1)
    names = tuple(results.checked(outcomes))
    found = Factorial(scenario, chosen, results.histories[places], lucks[places], names, when, most_exact=most_exact)
    return with_rivals(found) if rivals else found


def with_rivals(factorial: Factorial) -> Factorial:
    """The same with rival rules, where two levers share an instrument; else they would change nothing."""
    return replace(factorial, rules=(ADDED, *RULES)) if factorial.clash else factorial


def default_worlds(portfolios: int) -> int:
    """As many worlds as play in about a minute, but not too few to say anything."""
    return max(FEWEST_WORLDS, ABOUT_A_MINUTE // portfolios)


def first_of_each_history(results: Results) -> np.ndarray:
    """The run's worlds, one luck of every history before the second of any, array (worlds,)."""
    lucks = results.manifest.scenario.get("lucks", 1) if results.manifest.facts["kept"] else 1
    worlds = np.arange(results.worlds)
    return worlds[np.argsort(worlds % lucks, kind="stable")]
