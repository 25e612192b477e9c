"""Mechanisms held against natural experiments, in sentences: what was tested first, then what fails."""

from __future__ import annotations

from model.analysis.validation.held import Comparison, Held
from model.analysis.validation.observed import PER_CENT
from model.analysis.wording import number

LABELS_SAID = {"tested": "Tested", "reproduced": "Reproduced"}
HOW_HELD = (
    "Each mechanism runs by itself: its own rules, its inputs as they stood, everything else as it stands when the "
    "model opens. Reproduced means that a parameter was set from this very event, so agreement is no test; tested, "
    "that the priors were made anew without it. A value fails outside the band of nine in ten worlds, a move where "
    "under one world in twenty makes it. Nothing was set by a comparison."
)


def comparison_sentences(made: Comparison) -> list[str]:
    """What the mechanisms show alone, in a few sentences: what was tested first, then what fails."""
    experiments = {one.experiment.id for one in made.held}
    said = [f"{len(experiments)} natural experiments, each mechanism alone in {made.worlds:,} prior worlds."]
    for label, word in LABELS_SAID.items():
        count, fit = made.counted(label)
        if count:
            said.append(f"{word}: {fit} of {count} observations fit.")
    failed = "; ".join(f"{one.experiment.title} – {failing_words(one)}" for one in made.failing)
    said.append(f"Failing: {failed}." if failed else "No observation fails.")
    seldom = [one for one in made.held if one.fits and one.observation.move not in (None, one.commonest)]
    if seldom:
        names = "; ".join(f"{one.observation.title} ({one.experiment.title}), {shown_words(one)}" for one in seldom)
        said.append(f"Fits, though another move is commoner: {names}.")
    return [*said, HOW_HELD]


def failing_words(one: Held) -> str:
    """An observation that its mechanism does not show, with both values."""
    return f"{one.observation.title}: {observed_words(one)} seen, {shown_words(one)} shown"


def observed_words(one: Held) -> str:
    """What was seen, with its unit."""
    seen = one.observation
    return seen.move if seen.value is None else f"{number(seen.value)} {seen.unit}"


def shown_words(one: Held) -> str:
    """What the mechanism shows: median and band of nine in ten, or how often the move is made and the commonest."""
    if one.quantiles is None:
        return f"{number(PER_CENT * one.share)} % of worlds, commonest {one.commonest}"
    low, middle, high = (number(one.quantiles[place]) for place in (0, 2, 4))
    return f"{middle} ({low} to {high})"


def verdict(one: Held) -> str:
    """Whether the mechanism shows what was seen."""
    if not one.fits:
        return "FAILS"
    return "fits" if one.observation.move in (None, one.commonest) else "fits, seldom"
