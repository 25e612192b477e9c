"""Every finding by cease-fire: in worlds that have had one by that month, in worlds without, and where the option
itself decided between the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from model.analysis.comparison.comparison import Comparison, compare
from model.experiment.results import MEAN

if TYPE_CHECKING:
    from model.experiment import Results

CEASEFIRE = "ceasefire"
WITH = "cease-fire"
WITHOUT = "no cease-fire"
DIFFERS = "cease-fire under one only"
PARTS = (WITH, WITHOUT, DIFFERS)
SPLIT_WORDS = (
    f"Split by whether a cease-fire has held in Ukraine by that month, be it over again: “{WITH}” under the option and "
    f"the status quo alike, “{WITHOUT}” under neither, “{DIFFERS}” where the option brought it about or kept it away. "
    "The parts are of what happened, not of what was known beforehand."
)


def compare_by_ceasefire(results: Results, months: Sequence[str] = (), outcomes: Sequence[str] = ()) -> Comparison:
    """Compare every option with the status quo within each of the three parts of the worlds.

    Months and outcomes as in `compare`; each difference names its part, and a part without worlds has none.

    Example
    -------
    >>> compare_by_ceasefire(results, outcomes=["tension"]).differences[0].part   # doctest: +SKIP
    'cease-fire'
    """
    whens = tuple(dict.fromkeys(months)) or (results.months[-1], MEAN)
    return compare(results, whens, outcomes, ceasefire_parts(results, whens))


def ceasefire_parts(results: Results, whens: Sequence[str]) -> Mapping[str, np.ndarray]:
    """Which worlds belong to each part, by option and month, arrays of bool (option, world, when).

    For "mean" a cease-fire in any of the months counts.
    """
    last = [len(results.months) - 1 if when == MEAN else results.position(when) for when in whens]
    held = np.zeros((len(results.options), results.worlds, len(whens)), bool)
    for place, values in results.each_block([CEASEFIRE]):
        held[place] = np.maximum.accumulate(values[CEASEFIRE] > 0, axis=1)[:, last]
    return parts_of(held)


def parts_of(held: np.ndarray) -> Mapping[str, np.ndarray]:
    """The three parts from whether a cease-fire has held, arrays of bool (option, world, when), status quo first.

    Example
    -------
    >>> {name: part[1, :, 0].tolist() for name, part in parts_of(np.array([[[1], [0]], [[1], [1]]], bool)).items()}
    {'cease-fire': [True, False], 'no cease-fire': [False, False], 'cease-fire under one only': [False, True]}
    """
    status_quo = held[:1]
    return {WITH: held & status_quo, WITHOUT: ~held & ~status_quo, DIFFERS: held != status_quo}
