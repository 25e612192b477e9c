"""Every finding by theory of decision: in worlds whose actors seek the most, are content with enough, weigh losses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from model.actors import Sampled
from model.analysis.comparison.comparison import Comparison, Difference, compare
from model.experiment.designs.mixed_worlds import drawn_values
from model.experiment.results import MEAN

if TYPE_CHECKING:
    from model.experiment import Results

MOST = "actors seek the most"
ENOUGH = "actors are content with enough"
LOSSES = "actors weigh losses"
THEORIES = (MOST, ENOUGH, LOSSES)
THEORY_WORDS = (
    f"Split by the theory of decision that a world's actors follow, drawn with its parameters: “{MOST}” (logit "
    f"choice), “{ENOUGH}” (satisficing with an aspiration), “{LOSSES}” (prospects with what is expected as reference)."
)


def compare_by_theory(results: Results, months: Sequence[str] = (), outcomes: Sequence[str] = ()) -> Comparison:
    """Compare every option with the status quo within the worlds of each theory of decision.

    Months and outcomes as in `compare`; each difference names its part, and a theory without worlds has none.

    Raises
    ------
    ValueError
        If the parameters are no longer those of the run.

    Example
    -------
    >>> compare_by_theory(results, outcomes=["tension"]).differences[0].part   # doctest: +SKIP
    'actors seek the most'
    """
    whens = tuple(dict.fromkeys(months)) or (results.months[-1], MEAN)
    shape = (len(results.options), results.worlds, len(whens))
    parts = {name: np.broadcast_to(of[None, :, None], shape) for name, of in theory_worlds(results).items()}
    return compare(results, whens, outcomes, parts)


def theory_worlds(results: Results) -> Mapping[str, np.ndarray]:
    """Which worlds of a run follow each theory, arrays of bool (worlds,); every world follows one."""
    names, values, place = drawn_values(results)
    of_histories = theory_parts(SimpleNamespace(**dict(zip(names, values, strict=True))))
    return {theory: of[place] for theory, of in of_histories.items()}


def theory_parts(drawn) -> Mapping[str, np.ndarray]:
    """Which worlds of a draw follow each theory, by how their actors bend utility at what they expect."""
    above, kink, _ = Sampled(drawn).bend
    content, averse = above < 1.0, above + kink > 1.0
    return {MOST: ~content & ~averse, ENOUGH: content, LOSSES: averse}


def turned(parts: Sequence[Difference]) -> bool:
    """Whether one difference is resolved one way under one theory and the other way under another."""
    return len({row.median > 0 for row in parts if row.resolved}) > 1


def survives(whole: Difference, parts: Sequence[Difference]) -> bool:
    """Whether a difference keeps its sign, resolved, under every theory that has worlds."""
    return bool(parts) and all(row.resolved and (row.median > 0) == (whole.median > 0) for row in parts)
