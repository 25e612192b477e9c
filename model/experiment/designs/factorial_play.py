"""Plays a factorial: history once for a block of worlds, then chunks of portfolios as columns, reduced as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from model.experiment.compute import refuse_missed
from model.experiment.designs.combining import ADDED, combined
from model.experiment.designs.factorial import Factorial, Piece, pieces_of
from model.experiment.designs.game import Game, Reduced, game_of, reduced, stored_game
from model.experiment.designs.remembered_luck import RememberedLuck
from model.experiment.designs.stages import first_months, grow, power_of_two, stages
from model.experiment.pasts.conditioning import imposed
from model.experiment.pool import Stop, Work, side_by_side
from model.experiment.results import MEAN
from model.experiment.scenario import Scenario
from model.levers import STATUS_QUO
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, World, past

COLUMNS = 16_384  # played at once: half as many take a sixth longer, more only take memory (measured, two processes)
KEPT = Path("runs") / "attribution"
TRIAL_WORLDS, TRIAL_PORTFOLIOS, TRIAL_MONTHS = 256, 128, 2
SECONDS_TO_START_A_POOL = 1.5


class PortfoliosFailed(Exception):
    """Some portfolios could not be played; the message says which, under what seed, and why."""


def games_of(
    factorial: Factorial,
    jobs: int = 1,
    finished: Callable[[int], None] = lambda columns: None,
    folder: Path | None = None,
) -> dict[tuple[str, str], Game]:
    """Play a factorial, or take from disk what was played before; a game for each rule and outcome.

    Parameters
    ----------
    factorial : what is played
    jobs : how many processes play; the same games, bit for bit, whatever their number
    finished : told how many columns were played, after each piece
    folder : where games are stored; by default runs/attribution

    Raises
    ------
    PortfoliosFailed
        If a portfolio could not be played, as when an outcome is no finite number.

    Example
    -------
    >>> games = games_of(factorial_of(results, "mediation", ["tension"]))   # doctest: +SKIP
    """
    folder = folder or KEPT
    paths = {
        (rule, outcome): folder / f"{factorial.identity(rule, outcome)[:32]}.game"
        for rule in factorial.rules
        for outcome in factorial.outcomes
    }
    games = {key: game for key, path in paths.items() if (game := stored_game(path))}
    left = to_play(factorial, games)
    if left.outcomes:
        for key, game in played_games(left, jobs, finished):
            game.write(paths[key])
            games[key] = game
    return {key: games[key] for key in paths}


def to_play(factorial: Factorial, games: Any) -> Factorial:
    """The factorial with only those outcomes that are not known under every rule."""
    missing = [name for name in factorial.outcomes if any((rule, name) not in games for rule in factorial.rules)]
    return replace(factorial, outcomes=tuple(missing))


def known(factorial: Factorial, folder: Path | None = None) -> bool:
    """Whether every game of a factorial is stored."""
    ids = [factorial.identity(rule, outcome)[:32] for rule in factorial.rules for outcome in factorial.outcomes]
    return all(((folder or KEPT) / f"{name}.game").is_file() for name in ids)


def played_games(
    factorial: Factorial, jobs: int, finished: Callable[[int], None]
) -> Iterator[tuple[tuple[str, str], Game]]:
    """Play every piece; each game with its rule and outcome."""
    blocks: dict[tuple[str, str], list[Reduced]] = {}
    for first, worths in blocks_played(factorial, jobs, finished):
        for rule in factorial.rules:
            for number, outcome in enumerate(factorial.outcomes):
                worth = worth_under(factorial, rule, worths, number)
                blocks.setdefault((rule, outcome), []).append(reduced(factorial, first, worth))
    for (rule, outcome), parts in blocks.items():
        yield (rule, outcome), game_of(factorial, rule, outcome, parts)


def worth_under(factorial: Factorial, rule: str, worths: dict[str, np.ndarray], outcome: int) -> np.ndarray:
    """What every portfolio is worth under a rule, array (portfolios, worlds)."""
    worth = worths[ADDED][outcome]
    if rule == ADDED:
        return worth
    worth = worth.copy()
    worth[np.searchsorted(factorial.design.masks, factorial.masks_of(rule))] = worths[rule][outcome]
    return worth


def blocks_played(
    factorial: Factorial, jobs: int, finished: Callable[[int], None]
) -> Iterator[tuple[int, dict[str, np.ndarray]]]:
    """Each block's first world with what portfolios are worth in it, by rule: arrays (outcomes, portfolios, worlds)."""
    pieces = list(pieces_of(factorial))
    left = {block: sum(piece.block == block for piece in pieces) for block in factorial.blocks}
    held: dict[tuple[int, int], dict[str, np.ndarray]] = {}
    for piece, worth in pieces_played(pieces, jobs):
        if isinstance(worth, BaseException):
            raise PortfoliosFailed(f"{piece} (seed {factorial.scenario.seed}): {worth}")
        block = held.setdefault(piece.block, empty(factorial, piece.block))
        block[piece.rule][:, piece.first : piece.last] = worth
        left[piece.block] -= 1
        if not left[piece.block]:
            yield piece.block[0], held.pop(piece.block)
        finished(piece.columns)


def empty(factorial: Factorial, block: tuple[int, int]) -> dict[str, np.ndarray]:
    """Room for what portfolios are worth in a block, by rule."""
    worlds = block[1] - block[0]
    return {
        rule: np.empty((len(factorial.outcomes), factorial.masks_of(rule).size, worlds)) for rule in factorial.rules
    }


def pieces_played(pieces: Sequence[Piece], jobs: int) -> Iterator[tuple[Piece, Any]]:
    """Each piece with its worths (outcomes, portfolios, worlds), or the error that it met; in any order."""
    if jobs > 1 and len(pieces) > 1:
        yield from side_by_side(Work(play_piece, lambda piece, error: error), deque(pieces), jobs)
        return
    for piece in pieces:
        try:
            worth: Any = play_piece(piece)
        except Exception as error:
            worth = error
        yield piece, worth


def play_piece(piece: Piece) -> np.ndarray:
    """Play one piece: what its portfolios are worth, array (outcomes, portfolios, worlds).

    Raises
    ------
    PortfoliosFailed
        If an outcome is no finite number.
    """
    factorial, masks = piece.factorial, piece.masks
    worlds = slice(*piece.block)
    world = decided(factorial.scenario, factorial.histories[worlds], factorial.lucks[worlds], piece.rule)
    step = power_of_two(COLUMNS // world.luck.worlds.size)
    worth = np.empty((len(factorial.outcomes), masks.size, world.luck.worlds.size))
    for first in range(0, masks.size, step):
        if Stop.asked():
            break
        chunk = masks[first : first + step]
        worth[:, first : first + chunk.size] = read_at(world, chunk, factorial)
    world.close()
    for name, values in zip(factorial.outcomes, worth, strict=True):
        if not np.isfinite(values).all() and not Stop.asked():
            raise PortfoliosFailed(f"{name} is no finite number in some world")
    return worth


def decided(scenario: Scenario, histories: np.ndarray, lucks: np.ndarray, rule: str = ADDED) -> World:
    """Worlds as they stand at the decision, with their luck remembered from there."""
    numbers, places = np.unique(histories, return_inverse=True)
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    held = imposed(scenario) if scenario.histories == "conditioned" else ()
    world, outcomes = past(
        parameters,
        Luck(scenario.seed, numbers),
        scenario.decision_month,
        dict(scenario.events),
        scenario.evidence,
        outcomes=tuple(dict.fromkeys(target.outcome for target in held)),
        levers=combined(rule),
    )
    refuse_missed(held, outcomes, parameters, numbers)
    world.select(places, lucks)
    world.luck = RememberedLuck(world.luck.seed, world.luck.worlds)
    return world


def read_at(world: World, masks: np.ndarray, factorial: Factorial) -> np.ndarray:
    """Play portfolios from the decision and read the outcomes: array (outcomes, portfolios, worlds)."""
    read = [OUTCOMES[name].read for name in factorial.outcomes]
    total = np.zeros((len(read), len(masks), world.luck.worlds.size))
    last = factorial.months - 1
    for month, branch in enumerate(months_of(world, masks, factorial)):
        if factorial.when == MEAN or month == last:
            for row, reading in enumerate(read):
                values = reading(branch)
                total[row] += np.repeat(values, len(masks) // len(values), axis=0)
    return total / factorial.months if factorial.when == MEAN else total


def months_of(world: World, masks: np.ndarray, factorial: Factorial) -> Iterator[World]:
    """Each month of some portfolios from the decision: the world they are in, one option for all that are the same."""
    begins = first_months(factorial.both, world.levers, world.p)
    parting = stages(masks, np.array([begins.get(part, 0) for part in factorial.parts]), factorial.months)
    ends = [month for month, _ in parting[1:]] + [factorial.months]
    branch = world.branched((STATUS_QUO,))
    for (month, different), end in zip(parting, ends, strict=True):
        grow(branch, [factorial.portfolio(int(mask)) for mask in different])
        for _ in range(month, end):
            branch.step()
            yield branch
    branch.close()


def expected_seconds(factorial: Factorial, jobs: int = 1) -> float:
    """How long playing a factorial should take on this machine, from two months of a chunk of portfolios."""
    scenario = factorial.scenario.replace(decision_month=1, events={}, histories="prior")
    numbers = np.arange(TRIAL_WORLDS)
    world = decided(scenario, numbers, np.zeros_like(numbers))
    options = [factorial.portfolio(int(mask)) for mask in factorial.design.masks[-TRIAL_PORTFOLIOS:]]
    branch = world.branched(options)
    branch.step()
    start = perf_counter()
    for _ in range(TRIAL_MONTHS):
        branch.step()
    a_column = (perf_counter() - start) / (TRIAL_MONTHS * TRIAL_WORLDS * len(options))
    branch.close()
    world.close()
    alone = factorial.columns * factorial.months * a_column
    return alone / jobs + (SECONDS_TO_START_A_POOL if jobs > 1 else 0.0)
