"""The same part as one compiled kernel: the loops over worlds and options inside, everything of a column at once.

What is constant in a world is computed once, what is the same for all options of a world once a month. Arrays are
records, one a column, so that a column's numbers lie side by side; no fast mathematics.
"""

from __future__ import annotations

import numba
import numpy as np
from fused_actors import act, errors, north_korea_decides, observe, others_decide
from fused_systems import channels_advance, designation_advance
from fused_talks import BROKEN, LN2, compiled, leaving, talks_advance
from playback import OUTCOME_IDS, PART, PART_ACTORS, Excerpt, Playback
from scalar import OWN_SIGNALS, readings

numba_version = numba.__version__
CONSTANT = np.dtype(
    [
        ("half_life", float, 4), ("lost", float, 4), ("aims", float, 2), ("sizes", float, 2), ("shares", float, 2),
        ("usual", float, (2, 3)), ("demand", float, 2),
        *((name, float) for name in ("fading", "rerouting", "forgetting", "base", "tail")),
    ]
)  # fmt: skip


@compiled
def constants_of(p, c):
    """What is constant in a world."""
    c.half_life[0], c.half_life[1], c.half_life[2] = p.ship_half_life, p.front_half_life, p.front_half_life
    c.half_life[3] = p.front_half_life
    gap = p.state_capacity_lost - p.private_capacity_lost
    c.lost[0], c.lost[1] = p.private_capacity_lost + p.protected_ships * gap, p.private_capacity_lost
    c.lost[2], c.lost[3] = p.private_capacity_lost + p.protected_banks * gap, p.private_capacity_lost
    c.sizes[0], c.sizes[1] = p.large_tier, 1.0 - p.large_tier
    c.aims[0], c.aims[1] = p.targeting, max(0.0, (1.0 - p.large_tier * p.targeting) / (1.0 - p.large_tier))
    c.shares[0] = np.exp((1.0 - 1.0 / p.capacity_tail) * np.log(p.large_tier))
    c.shares[1] = 1.0 - c.shares[0]
    sea, hong_kong = p.supplies_by_sea, (1.0 - p.supplies_by_sea) * p.supplies_by_land
    c.usual[0, 0], c.usual[0, 1], c.usual[0, 2] = sea, hong_kong, 1.0 - sea - hong_kong
    sea, hong_kong = (1.0 - p.hong_kong_share) * p.chips_by_sea, p.hong_kong_share
    c.usual[1, 0], c.usual[1, 1], c.usual[1, 2] = sea, hong_kong, 1.0 - sea - hong_kong
    c.demand[0], c.demand[1] = p.supplies_demand, p.chips_demand
    c.fading, c.tail = 1.0 - leaving(1.0 / p.pressure_memory), 1.0 - leaving(LN2 / p.relief_lag)
    c.rerouting, c.forgetting = leaving(1.0 / p.reroute_months), leaving(LN2 / p.secondary_half_life)
    c.base = -np.log1p(-p.mediation_success) / p.attempt_months


@compiled
def constants_of_worlds(p, c):
    for world in range(p.size):
        constants_of(p[world], c[world])


@compiled
def flow_of(s, good):
    return s.channels_delivered[good, 0] + s.channels_delivered[good, 1] + s.channels_delivered[good, 2]


@compiled
def month_of_all(state, parameters, constants, before, now, luck, outcomes):
    """One month of every column: state, before and now (worlds, options), luck and parameters (worlds,)."""
    for world in range(state.shape[0]):
        p, c, chance = parameters[world], constants[world], luck[world]
        error = (
            errors(p, chance.north_korea_perception),
            errors(p, chance.brokers_perception),
            errors(p, chance.envoys_perception),
            errors(p, chance.six_party_perception),
        )
        for option in range(state.shape[1]):
            s, seen, rest = state[world, option], before[world, option], now[world, option]
            flow = flow_of(s, 0) + flow_of(s, 1)
            observe(s, p, seen, flow / (flow + p.supplies_demand), error)
            north_korea_decides(s, p, seen, chance)
            others_decide(s, p, seen, chance)
            act(s, p, seen, chance)
            designation_advance(s, p, c, rest)
            channels_advance(s, p, c, rest)
            talks_advance(s, p, c, rest, chance)
            report(s, outcomes[world, option])


@compiled
def report(s, outcomes):
    """The outcomes of the part, in the order of OUTCOME_IDS."""
    suppressed = s.designation_suppressed
    outcomes[0] = (suppressed[0] + suppressed[1] + suppressed[2] + suppressed[3]) / 4
    outcomes[1], outcomes[2] = flow_of(s, 0) + flow_of(s, 1), flow_of(s, 1)
    outcomes[3] = s.designation_designations
    best = 0
    for k in range(4):
        best = max(best, s.talks_phase[k] * (s.talks_phase[k] != BROKEN))
    outcomes[4], outcomes[5] = best, s.talks_progress


class Noting:
    """Parameters that note which of them are read."""

    def __init__(self, p) -> None:
        self._p, self.names = p, []

    def __getattr__(self, name):
        self.names.append(name)
        return getattr(self._p, name)


def parameters_read(playback: Playback) -> list[str]:
    """Names of the parameters that the part reads."""
    excerpt = Excerpt(playback)
    excerpt.p = noting = Noting(excerpt.p)
    for name in PART:
        getattr(excerpt, name).open()
    excerpt.rewind()
    for _ in playback.months[:1]:
        excerpt.step()
    precise = [f"{kind}_{name}" for kind in ("precision", "inertia") for name in PART_ACTORS]
    return sorted({*noting.names, *precise})


def table(columns: dict[str, np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Arrays (…, options, worlds) as records (worlds, options) with fields of their leading shape."""
    full = {name: np.broadcast_to(value, (*np.shape(value)[:-2], *shape)) for name, value in columns.items()}
    fields = [(name, value.dtype, value.shape[:-2]) for name, value in full.items()]
    made = np.empty(shape[::-1], np.dtype(fields, align=True))
    for name, value in full.items():
        made[name] = np.moveaxis(np.swapaxes(value, -1, -2), (-2, -1), (0, 1))
    return made


class Fused:
    """A playback laid ready for the kernel; `rewind` puts the stocks back to the decision."""

    def __init__(self, playback: Playback) -> None:
        self.shape = playback.shape
        flat = {f"{owner}_{name}": stock for owner in PART for name, stock in playback.start[owner].items()}
        self.start = table(flat, self.shape)
        self.state = self.start.copy()
        names = parameters_read(playback)
        self.p = np.empty(self.shape[1], [(name, float) for name in names])
        for name in names:
            self.p[name] = playback.p[name]
        self.constants = np.empty(self.shape[1], CONSTANT)
        months = playback.months
        self.before = [table(readings(m, ("decide", "act")) | signals_of(m), self.shape) for m in months]
        self.now = [table(readings(m, ("advance",)), self.shape) for m in months]
        self.luck = [luck_of(m) for m in months]
        self.outcomes = np.empty((len(self.luck), *self.shape[::-1], len(OUTCOME_IDS)))
        self.month = 0

    def rewind(self) -> None:
        """Back to the decision."""
        self.month = 0
        self.state[...] = self.start

    def step(self) -> None:
        """One month of every column."""
        m = self.month
        if m == 0:
            constants_of_worlds(self.p, self.constants)
        month_of_all(self.state, self.p, self.constants, self.before[m], self.now[m], self.luck[m], self.outcomes[m])
        self.month += 1

    def stock(self, owner: str, name: str) -> np.ndarray:
        """One stock as the project holds it, (…, options, worlds)."""
        return np.moveaxis(self.state[f"{owner}_{name}"], (0, 1), (-1, -2))


def signals_of(month) -> dict[str, np.ndarray]:
    """The signals that are played back."""
    return {f"signal_{name}": value for name, value in month.signals.items() if name not in OWN_SIGNALS}


def luck_of(month) -> np.ndarray:
    """A month's luck as records (worlds,): a number a purpose, one a move for a choice, all talks side by side."""
    columns: dict[str, list] = {}
    for purpose, value in month.uniform.items():
        owner, what = purpose.split("/")
        columns.setdefault("talks" if owner == "talks" else f"{owner}_{what}", []).append(value[0])
    for purposes, values in month.gumbel.items():
        owner, choice, _ = purposes[0].split("/")
        columns[f"{owner}_{choice}"] = list(values)
    tracks = [name for name in columns if name.startswith("north_korea_talks_")]
    columns["north_korea_talks"] = [np.stack(columns.pop(name)) for name in tracks]
    stacked = {name: np.stack(values) if len(values) > 1 else values[0] for name, values in columns.items()}
    made = np.empty(next(iter(stacked.values())).shape[-1], [(n, float, v.shape[:-1]) for n, v in stacked.items()])
    for name, value in stacked.items():
        made[name] = np.moveaxis(value, -1, 0)
    return made
