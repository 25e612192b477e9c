"""Each mechanism alone: its own rules, its inputs set, everything else as it stands when the model opens.

A mechanism takes a world that has just opened and what an experiment gives it, and returns what it would show, one
value a world. Nothing else is played: no other actor moves and no other system advances.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from model.analysis.validation.observed import PER_CENT
from model.systems.system import YEAR
from model.systems.talks import FULL, ROADMAP, Columns
from model.world import World

VOTERS = ("russia", "china")

Inputs = Mapping[str, float | str]
Shown = dict[str, np.ndarray]


def trade_with_china(world: World, given: Inputs) -> Shown:
    """Change of trade, %, of the last twelve months against the first: so many usual months, then tight enforcement."""
    economy, flows = world.economy, []
    for month in range(int(given["usual_months"] + given["tight_months"])):
        move_to(world.china, "enforcement", "as_now" if month < given["usual_months"] else "tight")
        economy.trade_with_china()
        flows.append(economy.trade[0])
    first, last = sum(flows[:YEAR]), sum(flows[-YEAR:])
    return {"change": PER_CENT * (last / first - 1.0)}


def output_from_trade(world: World, given: Inputs) -> Shown:
    """Points of growth in a year that trade alone takes away, if it stands at a share of what it was."""
    return {"growth": year_of_growth(world, float(given["trade"])) - year_of_growth(world, 1.0)}


def year_of_growth(world: World, trade: float) -> np.ndarray:
    """Mean growth of the first year with trade held at a level (worlds,), % a year."""
    economy = world.economy
    economy.open()
    economy.trade = np.full(world.shape, trade)
    total = np.zeros(world.shape)
    for _ in range(YEAR):
        economy.grow()
        total = total + economy.growth
    return total[0] / YEAR


def stolen_coins(world: World, given: Inputs) -> Shown:
    """Shares of one theft, %, after some months: traceable, frozen, and dark or spent; no other coins are about."""
    coins, fast = world.crypto, world.p.dark_fast
    coins.traceable, coins.dark = coins.full(1.0 - fast), coins.full(fast)
    for _ in range(int(given["months"])):
        coins.advance()
    shares = {"traceable": coins.traceable, "dark": coins.dark + coins.spent, "frozen": coins.frozen}
    return {name: PER_CENT * share[0] for name, share in shares.items()}


def council_vote(world: World, given: Inputs) -> Shown:
    """Russia's and China's votes after their last one, and the fate of the draft; no soldiers, closeness at rest."""
    for name in VOTERS:
        actor = getattr(world, name)
        actor.seen[:] = 0.0
        actor.seen[actor.watches.index("closeness")] = world.p.depth_start
        move_to(actor, "vote", str(given["last_vote"]))
        actor.decide()
    for name in VOTERS:
        getattr(world, name).act()
    council = world.security_council
    council.decide()
    _, adopted, vetoed = council.meant
    draft = np.select([vetoed[0] > 0, adopted[0] > 0], ["vetoed", "adopted"], "short of votes")
    return {**{name: moves_of(getattr(world, name), "vote") for name in VOTERS}, "draft": draft}


def agreement(world: World, given: Inputs) -> Shown:
    """Months that a full agreement of Washington and Pyongyang lives, with no rent, defection or sponsor's turn."""
    talks, worlds = world.talks, np.arange(world.shape[1])
    tracks = np.full(worlds.size, ROADMAP)
    talks.phase[ROADMAP] = FULL
    talks.read()
    breaks = talks.hazards(Columns(tracks, np.zeros_like(tracks), worlds))["broke"]
    return {"life": -np.log(world.luck_of("mechanisms/life")[0]) / breaks}


def move_to(actor, choice: str, move: str) -> None:
    """Let an actor have made a move in every world."""
    setattr(actor, f"pick_{choice}", np.full(actor.world.shape, actor.by_name[choice].index(move), dtype=np.int8))
    actor.masks.clear()


def moves_of(actor, choice: str) -> np.ndarray:
    """The names of the moves that an actor has made (worlds,)."""
    return np.array(actor.by_name[choice].moves)[getattr(actor, f"pick_{choice}")[0]]


MECHANISMS: dict[str, Callable[[World, Inputs], Shown]] = {
    mechanism.__name__: mechanism
    for mechanism in (trade_with_china, output_from_trade, stolen_coins, council_vote, agreement)
}
