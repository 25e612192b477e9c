"""Before anything is timed: the engine, the lean Mesa models and the fused kernel reach the same states every month."""

from __future__ import annotations

import numpy as np
from fused import Fused
from playback import OUTCOME_IDS, PART, Excerpt, Playback, stocks
from scalar import KEPT, LeanWorld

from model.systems.talks import TRACKS
from model.world import OUTCOMES

TOLERANCE = 1e-12


def differing(owner: str, name: str, month: int, found, expected: np.ndarray) -> float:
    """Largest difference of one stock, relative where it exceeds 1; AssertionError beyond the tolerance."""
    expected, found = np.asarray(expected, float), np.asarray(found, float)
    if found.shape != expected.shape:
        raise AssertionError(f"{owner}.{name}: shape {found.shape}, not {expected.shape}")
    difference = np.abs(found - expected) / np.maximum(1.0, np.abs(expected))
    worst = float(difference.max())
    if not worst <= (0.0 if name.startswith("pick_") else TOLERANCE):
        place = tuple(int(i) for i in np.unravel_index(np.nanargmax(difference), difference.shape))
        raise AssertionError(f"{owner}.{name} in month {month} at {place}: {found[place]!r}, not {expected[place]!r}")
    return worst


def check_engine(playback: Playback) -> np.ndarray:
    """The played-back part must be the real world's, bit for bit; returns outcomes (months, ids, options, worlds)."""
    excerpt, series = Excerpt(playback), []
    for month, after in enumerate(playback.after):
        excerpt.step()
        for owner in PART:
            held = stocks(getattr(excerpt, owner))
            for name, expected in after[owner].items():
                if not np.array_equal(held[name], expected):
                    raise AssertionError(f"{owner}.{name} in month {month}: the playback strays from the world")
        series.append([OUTCOMES[name].read(excerpt) for name in OUTCOME_IDS])
    return np.array(series)


def check_fused(playback: Playback, fused: Fused, outcomes: np.ndarray) -> float:
    """Every stock of every column and month, and the outcomes; returns the largest difference."""
    fused.rewind()
    worst = 0.0
    for month, after in enumerate(playback.after):
        fused.step()
        for owner in PART:
            for name, expected in after[owner].items():
                worst = max(worst, differing(owner, name, month, fused_stock(fused, owner, name), expected))
        reported = np.moveaxis(fused.outcomes[month], (0, 1, 2), (2, 1, 0))
        worst = max(worst, differing("outcomes", "fused", month, reported, outcomes[month]))
    return worst


def fused_stock(fused: Fused, owner: str, name: str) -> np.ndarray:
    """A stock of the kernel; the picks of the tracks lie together there."""
    if name.startswith("pick_talks_"):
        return fused.stock(owner, "meant")[TRACKS.index(name.removeprefix("pick_talks_"))]
    return fused.stock(owner, name)


def check_scalar(playback: Playback, outcomes: np.ndarray) -> float:
    """The stocks that a lean model keeps, in every column laid ready; returns the largest difference."""
    worst = 0.0
    for world, option in LeanWorld.columns:
        model = LeanWorld(world, option)
        for month, after in enumerate(playback.after):
            model.step()
            for owner, names in KEPT.items():
                for name in names:
                    expected = after[owner][name][..., option, world]
                    worst = max(worst, differing(owner, name, month, model.stock(owner, name), expected))
            reported = [model.datacollector.model_vars[name][month] for name in OUTCOME_IDS]
            worst = max(worst, differing("outcomes", "lean", month, reported, outcomes[month][:, option, world]))
    return worst
