"""Worlds under strain: any levers at any level on any schedule, parameters at their extremes, both evidence sets."""

from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as some

from model.levers import LEVERS, Commitment, Option
from model.luck import Luck
from model.parameters import Draw, draw, load
from model.world import EVENTS, World

EXTREMES = (0.001, 0.999)
EVERYTHING = Option(
    "everything",
    "Every lever, the settings at their highest",
    tuple(
        Commitment(name, "high", settings={key: setting.high for key, setting in lever.settings.items()})
        for name, lever in LEVERS.items()
    ),
    coordination=1.0,
)


@dataclass(frozen=True)
class Case:
    """One block of worlds and what is done in it.

    `quantiles` fixes parameters in every world; `one_extreme` fixes one parameter a world, world i the i-th of them.
    """

    seed: int = 7
    worlds: int = 5
    evidence: str = "articles"
    decision_month: int = 31
    options: tuple[Option, ...] = (EVERYTHING,)
    quantiles: dict[str, float] = field(default_factory=dict)
    one_extreme: float | None = None
    events: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def drawn(self) -> Draw:
        """The parameters of the block."""
        parameters, numbers = load(self.evidence), np.arange(self.worlds)
        drawn = draw(parameters, self.seed, numbers)
        values = {name: drawn[name].copy() for name in drawn.names}
        for name, quantile in self.quantiles.items():
            values[name][:] = parameters[name].ppf(np.array([quantile]))
        if self.one_extreme is not None:
            for world, name in enumerate(drawn.names):
                values[name][world] = parameters[name].ppf(np.array([self.one_extreme]))[0]
        return Draw(values)

    def world(self, **parts) -> World:
        """The block at its first month."""
        luck = Luck(self.seed, np.arange(self.worlds))
        return World(self.drawn(), luck, self.decision_month, self.events, self.evidence, **parts)


def months_of(case: Case, months: int = 18, **parts):
    """The world after every month of its history and then, branched into the options, of its future."""
    world = case.world(**parts)
    for _ in range(case.decision_month):
        world.step()
        yield world
    branch = world.branched(case.options)
    for _ in range(months):
        branch.step()
        yield branch
    world.close()
    branch.close()


def commitments(name: str):
    """Any use of one lever."""
    lever = LEVERS[name]
    return some.builds(
        Commitment,
        some.just(name),
        level=some.one_of(some.just(0.0), some.floats(0.01, 1.0)),
        start=some.floats(0.0, 12.0),
        ramp=some.one_of(some.just(0.0), some.floats(0.01, 12.0)),
        end=some.one_of(some.none(), some.floats(12.5, 20.0)),
        pulse=some.booleans(),
        settings=some.fixed_dictionaries({k: some.floats(s.low, s.high) for k, s in lever.settings.items()}),
    )


options = some.lists(some.sampled_from(sorted(LEVERS)), unique=True, max_size=len(LEVERS)).flatmap(
    lambda names: some.builds(
        Option,
        some.just("any"),
        commitments=some.tuples(*(commitments(name) for name in names)),
        coordination=some.floats(0.0, 1.0),
    )
)

cases = some.builds(
    Case,
    seed=some.integers(0, 2**32),
    worlds=some.just(5),
    evidence=some.sampled_from(("articles", "record")),
    decision_month=some.sampled_from((22, 31)),
    options=some.lists(options, min_size=1, max_size=2).map(tuple),
    quantiles=some.dictionaries(some.sampled_from(sorted(load())), some.sampled_from(EXTREMES), max_size=60),
    events=some.dictionaries(some.integers(31, 45), some.sampled_from(sorted(EVENTS)).map(lambda e: (e,)), max_size=4),
)
