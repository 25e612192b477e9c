"""What can be seen of the world at the end of a month: the shared signals that actors perceive late and with errors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from model.systems.system import bounded


def half(x, scale):
    """A flow read as a share: half at `scale`."""
    return x / (x + scale)


SIGNALS = MappingProxyType(
    {
        "manpower_gap": lambda w: np.minimum(1.0, w.manpower.gap * w.p.gap_scale),
        "shell_gap": lambda w: w.arms.gap,
        "offer": lambda w: half(w.russia.generosity * w.russia.shell_demand, 1.0),
        "dependence": lambda w: w.economy.dependence,
        "income_loss": lambda w: w.economy.income_loss,
        "stock": lambda w: np.minimum(1.0, half(w.arms.stock, w.p.export_stock) * 2.0),
        "casualties": lambda w: half(w.manpower.lost_this_month, w.p.casualties_half),
        "tension": lambda w: bounded(w.tension.peninsula),
        "tests": lambda w: half(w.missiles.all_tests(), w.p.tests_half),
        "closeness": lambda w: w.alliances.depth,
        "pressure": lambda w: w.economy.pressure,
        "suppressed": lambda w: (w.designation.suppressed[0] + w.designation.suppressed[1]) / 2.0,
        "crossings": lambda w: w.arms.seen,
        "halt": lambda w: w.talks.halt,
        "calming": lambda w: w.talks.calming,
        "drills": lambda w: half(w.tension.drills, 1.0),
        "deterrence": lambda w: w.tension.deterrence,
        "strain": lambda w: bounded(w.retaliation.strain),
        "threat": lambda w: w.tension.japanese_threat,
        "cohesion": lambda w: w.alliances.cohesion,
        "capability": lambda w: w.missiles.capability,
        "peace": lambda w: w.outside_events.ceasefire,
        "domestic": lambda w: half(w.manpower.domestic_cost, 1.0),
        "presence": lambda w: w.front.presence,
        "flows": lambda w: half(w.channels.third_party_flow(), w.p.supplies_demand),
        "emboldened": lambda w: bounded(w.missiles.emboldenment),
    }
)
ABOUT_NORTH_KOREA = frozenset({"stock", "casualties", "crossings", "capability", "presence", "flows", "dependence"})


def signals_of(world) -> np.ndarray:
    """What can be seen this month, shape (signals, options, worlds), in the order of `SIGNALS`."""
    signals = np.empty((len(SIGNALS), *world.shape))
    for row, read in zip(signals, SIGNALS.values(), strict=True):
        row[...] = read(world)
    return signals


def errors_of(world) -> dict[str, np.ndarray]:
    """By what factors each actor is wrong this month, about all and about North Korea: name -> array (2, worlds)."""
    names = [actor.name for actor in world.agents if actor.watches]
    errors = world.luck.made("perception", world.month, lambda: perception(names, world))
    return dict(zip(names, errors, strict=True))


def perception(names: Sequence[str], world) -> np.ndarray:
    """The errors of some actors (actors, 2, worlds)."""
    p, purposes = world.p, [f"{name}/perception" for name in names]
    wrong = 2.0 * world.luck.uniforms(purposes, world.month) - 1.0
    return np.exp(np.stack([p.noise * wrong, p.noise_about_north_korea * wrong], axis=1))


@lru_cache
def places(watches: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Where some signals stand among all, and whether each is about North Korea (0 or 1)."""
    order = list(SIGNALS)
    return np.array([order.index(name) for name in watches]), np.array([int(n in ABOUT_NORTH_KOREA) for n in watches])
