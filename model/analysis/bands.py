"""How many worlds lie between two lines, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

QUANTILES = {"low_90": 0.05, "low_50": 0.25, "median": 0.5, "high_50": 0.75, "high_90": 0.95}


@dataclass(frozen=True)
class Bands:
    """Five lines through the worlds of one series, each an array (months,).

    Nine in ten worlds lie between low_90 and high_90, half of them between low_50 and high_50; the median is a world's
    in the middle of each month, not one world's path.
    """

    low_90: np.ndarray
    low_50: np.ndarray
    median: np.ndarray
    high_50: np.ndarray
    high_90: np.ndarray

    def __post_init__(self) -> None:
        lines = [np.asarray(getattr(self, name), dtype=float) for name in QUANTILES]
        if len({line.shape for line in lines}) != 1 or lines[0].ndim != 1 or not lines[0].size:
            raise ValueError("bands: five lines over the same months")
        if not np.isfinite(lines).all():
            raise ValueError("bands: a line is not finite")
        if (np.diff(lines, axis=0) < 0).any():
            raise ValueError("bands: the lines cross")
        for name, line in zip(QUANTILES, lines, strict=True):
            object.__setattr__(self, name, line)

    @classmethod
    def of(cls, worlds: np.ndarray) -> Bands:
        """The bands of an array (worlds, months)."""
        return cls(*np.quantile(worlds, list(QUANTILES.values()), axis=0))

    def __len__(self) -> int:
        return len(self.median)
