"""A threshold that the user sets for an outcome, as a number or beside the status quo, and which worlds meet it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.strict_yaml import did_you_mean

NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
FORM = re.compile(r"(?P<outcome>\w+)\s*(?P<sign><=|>=|≤|≥)\s*(?P<limit>[^@]+?)\s*(?:@\s*(?P<month>\S+))?")
ABSOLUTE = re.compile(rf"(?P<more>[-+]?{NUMBER})")
RELATIVE = re.compile(rf"(?:(?P<factor>{NUMBER})\s*\*\s*)?status_quo\s*(?P<more>[-+]\s*{NUMBER})?")
SIGNS = {"<=": "<=", "≤": "<=", ">=": ">=", "≥": ">="}
BETTER = {"lower": "<=", "higher": ">="}
EXAMPLE = "'tension<=0.5', 'tension<=status_quo', 'tension<=0.9*status_quo' or 'aid_delivered>=status_quo+10'"


@dataclass(frozen=True)
class Threshold:
    """At most ("<=") or at least (">=") `factor` × status quo + `more`, in the outcome's unit and a month of the run.

    A factor of 0 makes it a number; otherwise each world is held against its own status quo.
    """

    outcome: str
    sign: str
    factor: float
    more: float
    month: str

    @property
    def text(self) -> str:
        """The threshold as it may be typed."""
        if not self.factor:
            return f"{self.outcome}{self.sign}{self.more:g}@{self.month}"
        factor = "" if self.factor == 1 else f"{self.factor:g}*"
        more = f"{self.more:+g}" if self.more else ""
        return f"{self.outcome}{self.sign}{factor}status_quo{more}@{self.month}"

    def met(self, values: np.ndarray) -> np.ndarray:
        """In which worlds each option meets it, array of bool (option, world), from the outcome's values.

        The status quo stands first in `values`.

        Example
        -------
        >>> Threshold("tension", "<=", 0.5, 0.0, "mean").met(np.array([[4.0, 8.0], [2.0, 5.0]])).tolist()
        [[False, False], [True, False]]
        """
        limit = self.more + (self.factor * values[0] if self.factor else 0.0)
        return values <= limit if self.sign == "<=" else values >= limit


def threshold(text: str, outcomes: Mapping[str, Any], months: Sequence[str], month: str) -> Threshold:
    """A threshold from what was typed.

    Parameters
    ----------
    text : str
        OUTCOME<=LIMIT or OUTCOME>=LIMIT, where LIMIT is a number, status_quo, FACTOR*status_quo or status_quo±NUMBER,
        and @MONTH may follow.
    outcomes : mapping of id to facts with "sense"
    months : sequence of str
        Months that may be named.
    month : str
        The month meant where none is named.

    Raises
    ------
    ValueError
        For another form, an unknown outcome or month, or a threshold that asks for the worse side.
    """
    found = FORM.fullmatch(text.strip())
    limit = found and (ABSOLUTE.fullmatch(found["limit"]) or RELATIVE.fullmatch(found["limit"]))
    if not found or not limit:
        raise ValueError(f"threshold {text!r} is not of the form {EXAMPLE}, with @YYYY-MM behind it for another month")
    name, sign, when = found["outcome"], SIGNS[found["sign"]], found["month"] or month
    if name not in outcomes:
        raise ValueError(f"threshold {text!r}: no such outcome {name!r}{did_you_mean(name, outcomes)}")
    if when not in months:
        raise ValueError(f"threshold {text!r}: month {when!r} was not played{did_you_mean(when, months)}")
    sense = outcomes[name]["sense"]
    if BETTER.get(sense, sign) != sign:
        raise ValueError(f"threshold {text!r}: {sense} is better for {name}, so say {name}{BETTER[sense]}…")
    factor = float(limit["factor"] or 1) if limit.re is RELATIVE else 0.0
    more = float((limit["more"] or "0").replace(" ", ""))
    if not math.isfinite(factor + more):
        raise ValueError(f"threshold {text!r}: the number is too large")
    return Threshold(name, sign, factor, more, when)
