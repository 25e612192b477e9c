"""What is believed about one number: a shape and its values, drawn by the inverse of its cumulative function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from reprlib import repr as shown
from typing import Any

import numpy as np

from model.parameters.forms import FORMS, Form, number
from model.strict_yaml import did_you_mean

LARGEST = 1e100


@dataclass(frozen=True)
class Distribution:
    """A shape (a key of FORMS) and its values; it cannot be built wrong.

    Raises
    ------
    ValueError
        For an unknown shape, a wrong number of values, a value that is no finite number, or values against the rule.

    Example
    -------
    >>> Distribution("triangular", (0.12, 0.13, 0.20)).describe()
    'triangular from 0.12 to 0.2, most likely 0.13'
    """

    form: str
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise ValueError(f"no such distribution {self.form!r}{did_you_mean(self.form, FORMS)}")
        object.__setattr__(self, "values", checked_values(self.form, FORMS[self.form], self.values))

    @classmethod
    def parse(cls, value: Any, where: str = "") -> Distribution:
        """A distribution from its YAML form, such as ``{triangular: [0.12, 0.13, 0.20]}`` or ``{fixed: 4}``.

        Parameters
        ----------
        value : mapping with one key
            The shape's name and its values: a list, or one number where the shape has one.
        where : str
            What the distribution belongs to, put in front of a message: usually a parameter's name.

        Raises
        ------
        ValueError
            Naming `where`, the value and the rule.
        """
        try:
            return cls(*form_and_values(value))
        except ValueError as wrong:
            raise ValueError(f"{where}: {wrong}" if where else str(wrong)) from None

    @property
    def support(self) -> tuple[float, float]:
        """The lowest and the highest value possible; infinite where open."""
        return FORMS[self.form].ends(*self.values)

    @property
    def reach(self) -> tuple[float, float]:
        """What must be possible for the distribution to make sense: its ends, or the middle half of a curve."""
        if not FORMS[self.form].curve:
            return self.support
        low, high = self.ppf(np.array([0.25, 0.75]))
        return float(low), float(high)

    @property
    def median(self) -> float:
        """The value that half of all worlds lie below."""
        return float(self.ppf(np.array([0.5]))[0])

    def ppf(self, u: np.ndarray) -> np.ndarray:
        """The value below which a share u of all worlds lie, element by element.

        Parameters
        ----------
        u : array of numbers in [0, 1], any shape

        Returns
        -------
        float64 array of the same shape, inside the support, never falling as u rises
        """
        u = np.ascontiguousarray(u, dtype=np.float64)
        return np.clip(FORMS[self.form].inverse(u, *self.values), *self.support)

    def describe(self) -> str:
        """The distribution in words, without its unit."""
        return FORMS[self.form].words(*self.values)

    def as_yaml(self) -> dict[str, float | list[float]]:
        """The plain form that `parse` reads."""
        return {self.form: self.values[0] if len(self.values) == 1 else list(self.values)}


def form_and_values(value: Any) -> tuple[str, tuple]:
    """The one key and the values of a distribution's plain form; ValueError for anything else."""
    if not isinstance(value, Mapping):
        hint = f"; for a known number write {{fixed: {value}}}" if is_finite_number(value) else ""
        raise ValueError(f"{shown(value)} is no distribution; give one of {', '.join(FORMS)}{hint}")
    if len(value) != 1:
        raise ValueError(f"a distribution has one shape, not {len(value)} ({shown(list(value))})")
    form, values = next(iter(value.items()))
    return str(form), tuple(values) if isinstance(values, list | tuple) else (values,)


def checked_values(name: str, form: Form, values: tuple) -> tuple[float, ...]:
    """The values as floats; ValueError if one is no finite number, their count is wrong or they break the rule."""
    for value in values:
        if not is_finite_number(value):
            raise ValueError(f"{name}: {shown(value)} is not a finite number")
    if len(values) != len(form.values):
        raise ValueError(f"{name} takes {', '.join(form.values)}, not {len(values)} values {shown(list(values))}")
    values = tuple(map(float, values))
    if not form.obeys(*values):
        raise ValueError(f"{name} [{', '.join(map(number, values))}]: must obey {form.rule}")
    return values


def is_finite_number(value: Any) -> bool:
    """Whether a value read from a file is a number of sane size: no text, truth value, NaN, infinity or 1e200."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return False
    return abs(value) <= LARGEST
