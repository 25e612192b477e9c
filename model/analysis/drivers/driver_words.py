"""Sentences about drivers: how many stand above noise, what they rest on, and what luck and assumptions make up."""

from __future__ import annotations

from collections.abc import Sequence

from model.analysis.drivers.drivers import ASSUMED, Driver, Drivers
from model.analysis.drivers.sobol import Share, Sobol
from model.analysis.wording import quoted, subject
from model.experiment.designs.mixed_worlds import LUCK

DIRECTIONS = {1: "rises with it", -1: "falls as it rises", 0: "no one direction"}
FEW_ROWS = 50  # where the variance rests on fewer, under 85 of 100 intervals enclose a middling index in simulations


def what(found: Drivers, titles: dict[str, str]) -> str:
    """What is driven: "tension on the peninsula in March 2029 under the status quo", or a difference in it."""
    if not found.option:
        return f"{subject(found)} under the status quo"
    return f"the difference {quoted(titles[found.option])} makes to {subject(found)}"


def driver_sentences(found: Drivers, titles: dict[str, str]) -> list[str]:
    """What was found on given worlds, in sentences."""
    worlds = f"{found.worlds:,} simulated worlds"
    if found.kind != "prior":
        worlds += f" that continue {found.histories:,} histories"
    said = [f"What drives {what(found, titles)}, in {worlds}."]
    if found.values < 2:
        return [*said, "It is the same in every one of them: nothing drives it."]
    if found.option and found.moved < found.worlds:
        said.append(f"The difference is zero in {found.worlds - found.moved:,} of them.")
    said.append(noise_sentence(found))
    if found.above:
        said.append(assumed_sentence(found))
    if found.luck_share is not None:
        said.append(
            f"Of its variance, {percent(found.luck_share)} lies between the lucks with which one history goes on."
        )
    return said


def noise_sentence(found: Drivers) -> str:
    """How many parameters stand above noise, and which is the strongest of them."""
    count = f"{found.above:,} of {found.varied:,} parameters that vary" if found.above else "No parameter"
    verb = "stands" if found.above < 2 else "stand"
    said = f"{count} {verb} above the noise floor, the highest index of as many dummies without influence"
    top = next((driver for driver in found.drivers if driver.above), None)
    what_moves = "the difference" if found.option else "the outcome"
    return f"{said}; the strongest is {top.parameter} ({in_sentence(top, what_moves)})." if top else f"{said}."


def in_sentence(driver: Driver, what_moves: str) -> str:
    """What a parameter means, and which way it works on an outcome or a difference."""
    return f"“{driver.means}”: {f'{what_moves} ' if driver.direction else ''}{DIRECTIONS[driver.direction]}"


def assumed_sentence(found: Drivers) -> str:
    """How much of the influence above noise falls on mere assumptions, beside their part of all parameters."""
    return (
        f"Of the influence above the noise, {percent(found.assumed_share or 0.0)} falls on mere assumptions, which no "
        f"figure, record or literature informs ({found.above_assumed:,} of the {found.above:,}; of all that vary, "
        f"{percent(found.assumed / found.varied)} are such)."
    )


def sobol_sentences(families: Sobol, standings: Sobol, errors: Sequence[str] = ()) -> list[str]:
    """What a Sobol design found, in sentences."""
    said = [f"Shares of variance from {families.rows:,} prior base worlds; histories are not conditioned here."]
    if families.dropped or errors:
        said.append(f"{families.dropped:,} more were left out: in at least one mixture no finite number came out.")
        said += [f"  {error}" for error in errors[:3]]
    if not families.variance > 0:
        return [*said, "The outcome does not vary: nothing drives it."]
    if families.carried < FEW_ROWS:
        said.append(f"The variance rests on some {families.carried:,.0f} of them: the intervals below are too narrow.")
    shares = {share.group: share for share in standings.shares}
    if LUCK in shares:
        said.append(
            f"Luck alone makes up {ends(shares[LUCK], 'first')}, with all it acts with {ends(shares[LUCK], 'total')}."
        )
    if ASSUMED in shares:
        alone, whole = ends(shares[ASSUMED], "first"), ends(shares[ASSUMED], "total")
        said.append(
            f"Mere assumptions alone make up {alone}; were everything else known, luck included, {whole} would remain."
        )
    said.append(f"Between families, {percent(max(families.together, 0.0))} arises only where several act together.")
    return said


def ends(share: Share, which: str) -> str:
    """One index of a group as a percentage with its interval."""
    low, high = getattr(share, f"{which}_low"), getattr(share, f"{which}_high")
    return f"{percent(getattr(share, which))} ({percent(low)} to {percent(high)})"


def percent(value: float) -> str:
    """A share as a whole percentage."""
    return f"{round(100 * value):,} %".replace("-", "−")
