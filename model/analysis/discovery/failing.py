"""What it means that an option fails in a world: worse than the status quo, past a threshold, or among its worst."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from model.analysis.wording import number, signed

WORST = 0.1  # the decile that product.md asks for
THRESHOLD = re.compile(r"\s*(?P<outcome>\w*?)\s*(?P<sign><=|>=|<|>)\s*(?P<value>[-+]?[\d.,]+(?:[eE][-+]?\d+)?)\s*\Z")
MISSED = {"<=": "above", ">=": "below", "<": "at or above", ">": "at or below"}
WAYS = ("worse", "decile")


@dataclass(frozen=True)
class Threshold:
    """What a user wants of an outcome: `sign` one of <=, >=, <, > and a value in the outcome's unit."""

    sign: str
    value: float

    @classmethod
    def parse(cls, text: str, outcome: str) -> Threshold:
        """A threshold from words such as "tension<=0.4" or "<=0.4"; ValueError naming what is wrong."""
        found = THRESHOLD.match(text)
        if not found:
            raise ValueError(f"{text!r} is no threshold; write {outcome}<=0.4 or {outcome}>=0.4, for what is wanted")
        if found["outcome"] not in ("", outcome):
            raise ValueError(f"{text!r} is about {found['outcome']}, but the outcome is {outcome}")
        try:
            return cls(found["sign"], float(found["value"].replace(",", "")))
        except ValueError:
            raise ValueError(f"{text!r}: {found['value']!r} is not a number") from None

    def missed(self, values: np.ndarray) -> np.ndarray:
        """Whether each value is not as wanted (worlds,)."""
        met = {"<=": np.less_equal, ">=": np.greater_equal, "<": np.less, ">": np.greater}
        return ~met[self.sign](values, self.value)


@dataclass(frozen=True)
class Failing:
    """Which worlds fail (worlds,), and a clause that says what failing means, to stand after the option's name."""

    worlds: np.ndarray
    means: str


def failing(
    before: np.ndarray, after: np.ndarray, facts: dict[str, str], way: str = "worse", threshold: Threshold | None = None
) -> Failing:
    """Which worlds an option fails in.

    Parameters
    ----------
    before, after : arrays (worlds,)
        The outcome in the status quo and in the option, in the same worlds.
    facts : dict
        `subject` (the outcome and when, in words), `unit` and `sense` of the outcome.
    way : {"worse", "decile"}
        Worse than the status quo, or among the worst tenth of the differences from it. Worlds that equal the edge of
        that tenth are not among it, so that ties never swell it.
    threshold : Threshold, optional
        Failing is then to miss it, whatever the status quo does.

    Raises
    ------
    ValueError
        For an unknown way, or an outcome without a better side and no threshold.
    """
    if threshold is not None:
        said = f"leaves {facts['subject']} {MISSED[threshold.sign]} {number(threshold.value)} {facts['unit']}"
        return Failing(threshold.missed(after), said)
    if way not in WAYS:
        raise ValueError(f"no such way to fail {way!r}; there are {', '.join(WAYS)}")
    if facts["sense"] == "neither":
        raise ValueError("neither way is better in this outcome; say with a threshold what failing is")
    rises = facts["sense"] == "lower"
    loss = after - before if rises else before - after
    if way == "worse":
        said = f"{'raises' if rises else 'lowers'} {facts['subject']}, compared with the status quo"
        return Failing(loss > 0, said)
    edge = np.quantile(loss, 1.0 - WORST, method="lower")
    size = f"{'above' if rises else 'below'} {signed(edge if rises else -edge)} {facts['unit']}, its worst tenth,"
    said = f"gives a difference from the status quo {size} in {facts['subject']}"
    return Failing(loss > edge, said)
