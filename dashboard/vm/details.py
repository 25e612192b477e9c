"""How one lever is held besides its level, and an assumption as a short text: the small print of a scenario."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.experiment.inputs.forms import MONTHS
from model.experiment.inputs.option_files import setting_fault
from model.levers import LEVEL_OF, Commitment
from model.parameters import Distribution, Parameters
from model.strict_yaml import did_you_mean

LAST = MONTHS[1]


@dataclass(frozen=True)
class Details:
    """When and how a lever is held.

    Parameters
    ----------
    start, ramp : months after the decision at which the order is given, and over which it grows to its level
    end : months after the decision at which it is taken back, or None for never
    pulse : whether it lasts one month only
    exact : a level from 0 to 1 that has no name of its own, or None
    settings : (name, value) that differ from the lever's own
    """

    start: float = 0.0
    ramp: float = 0.0
    end: float | None = None
    pulse: bool = False
    exact: float | None = None
    settings: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if not (0 <= self.start <= LAST and 0 <= self.ramp <= LAST):
            raise ValueError(f"start and ramp are months from 0 to {LAST}, not {self.start:g} and {self.ramp:g}")
        if self.end is not None and not self.start < self.end <= LAST:
            raise ValueError(f"the end comes after the start at {self.start:g} months, not at {self.end:g}")
        if self.pulse and (self.ramp or self.end is not None):
            raise ValueError("a pulse lasts one month, so it takes no ramp and no end")
        if self.exact is not None and not 0 < self.exact <= 1:
            raise ValueError(f"an exact level lies from 0 to 1, not at {self.exact:g}")
        object.__setattr__(self, "settings", tuple(sorted(self.settings)))

    @classmethod
    def of(cls, held: Commitment) -> tuple[str, Details]:
        """The named level nearest to a commitment's, and its details."""
        named = nearest(held.level)
        exact = None if LEVEL_OF[named] == held.level else held.level
        settings = tuple((name, float(value)) for name, value in held.settings.items())
        return named, cls(held.start, held.ramp, held.end, held.pulse, exact, settings)

    def beside(self, level: str) -> Details:
        """The details that count beside a named level: an exact level only where its name is still chosen."""
        counts = self.exact is not None and nearest(self.exact) == level and LEVEL_OF[level] != self.exact
        return self if counts or self.exact is None else replace(self, exact=None)

    def commitment(self, lever: str, level: str) -> Commitment:
        """The commitment that the engine plays; ValueError for a setting that the lever does not have or allow."""
        for name, value in self.settings:
            if fault := setting_fault(lever, name, value):
                raise ValueError(f"{lever}, {name}: {fault}")
        height = level if self.exact is None else self.exact
        return Commitment(lever, height, self.start, self.ramp, self.end, self.pulse, dict(self.settings))


PLAIN = Details()
EXACT = 0.01  # the step in which an exact level is set


def nearest(level: float) -> str:
    """The named level nearest to a number; a level above 0 is never off."""
    named = [name for name in LEVEL_OF if (name == "off") == (level == 0)]
    return min(named, key=lambda name: abs(LEVEL_OF[name] - level))


def settled(distribution: Distribution) -> str:
    """A distribution as a short text: its shape and its values, such as "triangular 0.1 0.2 0.3"."""
    return " ".join((distribution.form, *(repr(float(value)).removesuffix(".0") for value in distribution.values)))


def with_distribution(parameters: Parameters, name: str, text: str) -> Distribution:
    """The distribution of a short text, checked by the model's rules for its parameter.

    Raises
    ------
    ValueError
        For an unknown parameter, shape, unit, or a value that breaks a rule.
    """
    if name not in parameters:
        raise ValueError(f"{name}: no such parameter{did_you_mean(name, parameters)}")
    form, *values = text.split() or [""]
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        raise ValueError(f"{name}: {text!r} is no distribution; write a shape and numbers") from None
    return parameters[name].assume({form: numbers})
