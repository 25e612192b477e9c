"""Why a world was chosen to be told, in a sentence or two with the numbers that a check can repeat."""

from __future__ import annotations

import numpy as np

from model.analysis.stories.phrases import amount, said, several
from model.analysis.stories.storylines import (
    MAJORITY,
    NEIGHBOURS,
    Chosen,
    Ensemble,
    central,
    contrary,
    distances_to,
    loneliness,
    mean_distances,
    ranks,
)
from model.analysis.wording import number, quoted, signed

WHEN = ("at the end", "on average over the months played")


def reason(ensemble: Ensemble, chosen: Chosen, place: int, title: str, titles: dict[str, str]) -> str:
    """Why a world was chosen.

    Parameters
    ----------
    ensemble : Ensemble it was chosen from
    chosen : Chosen
    place : how many of its kind were chosen before it
    title : the option's title
    titles : titles of all options, by id
    """
    if chosen.kind == "central":
        return central_words(ensemble, chosen, place)
    if chosen.kind == "diverse":
        return diverse_words(ensemble, chosen, place)
    if chosen.kind == "regret":
        return regret_words(ensemble, chosen, place, title, titles)
    if contrary_here(ensemble, chosen):
        return contrary_words(ensemble, chosen, place, title)
    return lonely_words(ensemble, chosen, place)


def contrary_here(ensemble: Ensemble, chosen: Chosen) -> bool:
    """Whether a surprising world was chosen for its effect, not for its distance from its neighbours."""
    return bool(contrary(ensemble.effects)[chosen.world, column_of(ensemble, chosen)] > 0)


def column_of(ensemble: Ensemble, chosen: Chosen) -> int:
    """The column of the outcome and time that stand out."""
    return chosen.when * len(ensemble.outcomes) + ensemble.outcomes.index(chosen.outcome)


def central_words(ensemble: Ensemble, chosen: Chosen, place: int) -> str:
    """The medoid: how near it lies to the rest, and in what it is nearest to the middle."""
    places, worlds = ranks(ensemble.own), len(ensemble.histories)
    middle = np.abs(places[:, column_of(ensemble, chosen)] - 0.5)
    usual = float(np.median(mean_distances(places)))
    return (
        f"{told_before(place)} it lies nearest to the others: over {outcomes_words(ensemble)} its rank differs from "
        f"another world's by {hundredths(chosen.score)} places in a hundred, where {hundredths(usual)} is usual. "
        f"In {said(chosen.outcome)} {WHEN[chosen.when]} it is nearer to the middle than "
        f"{int((middle > middle[chosen.world]).sum()):,} of {worlds:,} worlds."
    )


def diverse_words(ensemble: Ensemble, chosen: Chosen, place: int) -> str:
    """A far world: how far it lies from the central one, and in what it stands apart most."""
    places = ranks(ensemble.own)
    middle = central(places, ensemble.histories)[0]
    apart = float(distances_to(places, middle)[chosen.world])
    others = f"world {middle:,}, the central one" if not place else f"world {middle:,} and those told before"
    return (
        f"No world lies farther from {others}: over {outcomes_words(ensemble)} its rank differs from the central "
        f"world's by {hundredths(apart)} places in a hundred. {stands_out(ensemble, chosen, middle)}"
    )


def regret_words(ensemble: Ensemble, chosen: Chosen, place: int, title: str, titles: dict[str, str]) -> str:
    """A world of regret: how far the option falls behind, and where furthest."""
    row = ensemble.outcomes.index(chosen.outcome)
    ends = ensemble.values[:, chosen.world, row, 0]
    ahead = int(np.argmin(ends) if ensemble.facts[chosen.outcome]["sense"] == "lower" else np.argmax(ends))
    here, there = amount(ends[ensemble.option], chosen.outcome), number(float(ends[ahead]))
    judged = sum(ensemble.facts[name]["sense"] != "neither" for name in ensemble.outcomes)
    return (
        f"{told_before(place)} {quoted(title)} falls furthest behind here: over {several(judged)} "
        f"outcome{'s' if judged > 1 else ''} at the end it stands on average {chosen.score:.2f} of a range behind the "
        f"option that comes out ahead (the range in which nine in ten worlds of the status quo lie). It falls furthest "
        f"behind in {said(chosen.outcome)}: {here} against {there} under {quoted(titles[ensemble.options[ahead]])}."
    )


def contrary_words(ensemble: Ensemble, chosen: Chosen, place: int, title: str) -> str:
    """A world in which the effect runs against what it is in most."""
    column = column_of(ensemble, chosen)
    effects = ensemble.effects[:, column]
    row = ensemble.outcomes.index(chosen.outcome)
    here = ensemble.values[:, chosen.world, row, chosen.when]
    lower = int((effects < 0).sum())
    usual, count = ("lowers", lower) if lower >= MAJORITY * len(effects) else ("raises", int((effects > 0).sum()))
    return (
        f"{quoted(title)} {usual} {said(chosen.outcome)} {WHEN[chosen.when]} in {count:,} of {len(effects):,} worlds, "
        f"compared with the status quo; here it is the other way round: from {amount(here[0], chosen.outcome)} to "
        f"{number(here[ensemble.option])} ({signed(float(effects[chosen.world]))}). {no_other(place)} does "
        f"an outcome run further against its usual direction."
    )


def lonely_words(ensemble: Ensemble, chosen: Chosen, place: int) -> str:
    """A world with distant neighbours, and in what it stands out."""
    lonely = loneliness(ranks(ensemble.own))
    return (
        f"{told_before(place)} its {several(min(NEIGHBOURS, len(lonely) - 1))} nearest neighbours lie farthest away: "
        f"over {outcomes_words(ensemble)} their ranks differ from its own by {hundredths(chosen.score)} places in a "
        f"hundred, where {hundredths(float(np.median(lonely)))} is usual. {stands_out(ensemble, chosen, None)}"
    )


def stands_out(ensemble: Ensemble, chosen: Chosen, middle: int | None) -> str:
    """The outcome in which a world stands out, with its place among all worlds."""
    values = ensemble.own[:, column_of(ensemble, chosen)]
    own = float(values[chosen.world])
    above, below = int((values > own).sum()), int((values < own).sum())
    side = f"lower than in {above:,}" if above > below else f"higher than in {below:,}"
    there = f"; in world {middle:,} it is {number(float(values[middle]))}" if middle is not None else ""
    return (
        f"It stands out most in {said(chosen.outcome)}: {amount(own, chosen.outcome)} {WHEN[chosen.when]}, {side} of "
        f"{len(values):,} worlds{there}."
    )


def outcomes_words(ensemble: Ensemble) -> str:
    """How many outcomes are regarded, and when."""
    count = len(ensemble.outcomes)
    return f"{several(count)} outcome{'s' if count > 1 else ''}, at the end and on average,"


def told_before(place: int) -> str:
    """Among which worlds it is the first."""
    return "Of all worlds" if not place else f"After the {several(place)} told before"


def no_other(place: int) -> str:
    """That it stands alone, but for those told before."""
    return "In no other world" if not place else f"Only in the {several(place)} told before"


def hundredths(share: float) -> str:
    """A difference of ranks, in hundredths of all worlds."""
    return f"{100 * share:.0f}"
