"""The same part as a Mesa user would write it: one world under one option a model, floats and `math`, one run each.

It is lean, so that the comparison is hard: no agent reporters, no generality, constants of a world computed once, and
only the branches that a phase needs. The rest of the world and the luck lie ready as floats.
"""

from __future__ import annotations

from types import SimpleNamespace

import mesa
import numpy as np
from mesa import DataCollector
from mesa.batchrunner import batch_run
from playback import OUTCOME_IDS, PART, Month, Playback
from scalar_actors import LeanBrokers, LeanEnvoys, LeanNorthKorea, LeanSixParty
from scalar_systems import LeanChannels, LeanDesignation
from scalar_talks import BROKEN, LeanTalks

from model.actors import ACTORS


def picks_of(actor):
    """Names under which the project keeps an actor's picks."""
    return tuple(f"pick_{choice.name}" for choice in ACTORS[actor].choices)


OWN_SIGNALS = ("calming", "flows", "halt", "suppressed")
KEPT = {
    "designation": ("next_list", "pressure", "tempo", "disrupted", "mean", "suppressed", "designations"),
    "channels": (
        "share", "offered", "delivered", "seized", "turned_back", "left_behind", "fear", "exposure", "boardings",
        "leakage",
    ),
    "talks": (
        "phase", "months_in_talks", "surplus", "level", "kept", "broken", "progress", "relief", "verification",
        "oversight", "trust", "halt", "calming", "moratorium",
    ),
    "north_korea": ("seen", "troop_effort", "evasion", "talks", *picks_of("north_korea")),
    "brokers": ("seen", "reflagging", "fee_rise", "left", *picks_of("brokers")),
    "envoys": ("seen", "effort", "absent", *picks_of("envoys")),
    "six_party": ("seen", "convening", *picks_of("six_party")),
}  # fmt: skip
REPORTERS = {
    "suppressed_share": lambda m: sum(m.designation.suppressed) / 4,
    "third_party_flows": lambda m: sum(m.channels.delivered[0]) + sum(m.channels.delivered[1]),
    "chips_to_russia": lambda m: sum(m.channels.delivered[1]),
    "designations": lambda m: m.designation.designations,
    "talks_phase": lambda m: float(max(0 if phase == BROKEN else phase for phase in m.talks.phase)),
    "demilitarisation": lambda m: m.talks.progress,
}


class LeanWorld(mesa.Model):
    """One world under one option; `columns` holds what lies ready for each, luck too, so that `rng` is not used."""

    columns: dict = {}  # noqa: RUF012

    def __init__(self, world, option, rng=None):
        super().__init__(rng=0)
        column = self.columns[world, option]
        self.p, self.months, self.month = column.p, column.months, 0
        start = {owner: each_copied(stocks) for owner, stocks in column.start.items()}
        self.designation = LeanDesignation(self, start["designation"])
        self.channels = LeanChannels(self, start["channels"])
        self.talks = LeanTalks(self, start["talks"])
        self.north_korea = LeanNorthKorea(self, start["north_korea"])
        self.brokers = LeanBrokers(self, start["brokers"])
        self.envoys = LeanEnvoys(self, start["envoys"])
        self.six_party = LeanSixParty(self, start["six_party"])
        self.datacollector = DataCollector(model_reporters=REPORTERS)

    def step(self):
        self.before, self.now, self.luck, signals = self.months[self.month]
        d = self.channels.delivered
        flow = d[0][0] + d[0][1] + d[0][2] + d[1][0] + d[1][1] + d[1][2]
        self.signals = {
            **signals,
            "suppressed": (self.designation.suppressed[0] + self.designation.suppressed[1]) / 2.0,
            "flows": flow / (flow + self.p.supplies_demand),
            "halt": self.talks.halt,
            "calming": self.talks.calming,
        }
        self.agents.do("observe")
        self.agents.do("decide")
        self.agents.do("act")
        self.designation.advance()
        self.channels.advance()
        self.talks.advance()
        self.datacollector.collect(self)
        self.month += 1
        self.running = self.month < len(self.months)

    def stock(self, owner, name):
        """One of the stocks named in KEPT, as a number or nested lists."""
        lean = getattr(self, owner)
        if name.startswith("pick_"):
            return lean.picks[name.removeprefix("pick_")]
        return list(lean.seen.values()) if name == "seen" else getattr(lean, name)


def each_copied(stocks):
    """Stocks with their lists copied, down to the numbers."""
    return {name: copied(stock) for name, stock in stocks.items()}


def copied(stock):
    return [copied(x) for x in stock] if isinstance(stock, list) else stock


def number(value):
    """An array of a block of one as a float, an int or nested lists of them."""
    return value[..., 0, 0].tolist() if isinstance(value, np.ndarray) and value.ndim > 1 else float(np.ravel(value)[0])


def readings(month: Month, deeds) -> dict[str, float]:
    """What was read of the rest during some deeds, by owner and name."""
    flat = {}
    for deed in deeds:
        for owner, read in month.readings[deed].items():
            for what, value in read.items():
                flat["_".join((owner, *((what,) if isinstance(what, str) else what)))] = value
    return flat


def lay_ready(playback: Playback, worlds, options) -> None:
    """Turn some columns of a playback into floats, before anything is timed."""
    LeanWorld.columns = {(world, option): column(playback, option, world) for world in worlds for option in options}


def column(playback: Playback, option: int, world: int) -> SimpleNamespace:
    """What one model needs: parameters, months (before, now, luck, signals) and the stocks at the decision."""
    one = playback.column(option, world)
    p = SimpleNamespace(**{name: number(value) for name, value in vars(one.p).items()})
    months = []
    for month in one.months:
        before, now = (
            SimpleNamespace(**{name: number(value) for name, value in readings(month, deeds).items()})
            for deeds in (("decide", "act"), ("advance",))
        )
        signals = {name: number(value) for name, value in month.signals.items() if name not in OWN_SIGNALS}
        months.append((before, now, luck_of(month), signals))
    start = {owner: {name: number(stock) for name, stock in one.start[owner].items()} for owner in PART}
    return SimpleNamespace(p=p, months=months, start=start)


def luck_of(month: Month) -> dict[tuple[str, str], float | tuple[float, ...]]:
    """A month's numbers by (actor or talks, purpose); for a choice one a move."""
    luck = {tuple(purpose.split("/")): number(value) for purpose, value in month.uniform.items()}
    for purposes, values in month.gumbel.items():
        actor, choice, _ = purposes[0].split("/")
        luck[actor, choice] = tuple(number(value) for value in values)
    return luck


def run_one_at_a_time(model, worlds, options) -> list[dict]:
    """Every column once through Mesa's batch runner, in one process; the rows hold all reporters of all months."""
    rows = batch_run(
        model, {"world": list(worlds), "option": list(options)}, number_processes=1, max_steps=10_000,
        data_collection_period=1, display_progress=False,
    )  # fmt: skip
    getattr(mesa.Agent, "_ids", {}).clear()  # Mesa 3.3.1 keeps every model that has agents
    return rows


assert tuple(REPORTERS) == OUTCOME_IDS
