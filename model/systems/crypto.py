"""Stolen coins: traceable, frozen, dark, spent; and the share of settlements that runs in coins."""

from __future__ import annotations

import numpy as np

from model.systems.designation import CHANNELS
from model.systems.system import MOST, System, events_below, leaving


class Crypto(System):
    """Stolen = traceable + frozen + dark + spent, in every world and month (US$ m).

    Thefts are a compound Poisson process with a Pareto tail; theft never depends on tracing. The stocks open as they
    stand after long thieving at the usual rate; what was frozen and spent before is not counted.
    Source: grounding §3.14.
    """

    def open(self) -> None:
        p = self.world.p
        self.stolen_now, self.spent_now, self.frozen_now = self.zeros(), self.zeros(), self.zeros()
        self.settlement_share = self.full(p.crypto_settlement)
        self.shift = self.zeros()
        self.shifting = leaving(1.0 / p.otc_months)
        self.usual_freezing = p.dark_rate * p.frozen_share / (1.0 - p.dark_fast - p.frozen_share)
        usual = p.theft_rate * mean_theft(p.theft_smallest, p.theft_tail, p.theft_largest)
        settled = usual * (1.0 - p.dark_fast)
        traceable = settled * staying(self.usual_freezing + p.dark_rate)
        darkened = settled * p.dark_rate / (self.usual_freezing + p.dark_rate)
        dark = (usual * p.dark_fast + darkened) * staying(1.0 / p.cash_out_months)
        self.traceable, self.dark = self.full(traceable), self.full(dark)
        self.stolen = self.traceable + self.dark
        self.frozen, self.spent = self.zeros(), self.zeros()

    def advance(self) -> None:
        w, p, i = self.world, self.world.p, self.world.instruments
        self.stolen_now = self.full(w.luck.made("theft", w.month, self.theft))
        ledgers = p.monitors_freezing * w.monitors.chose("attention", "ledgers")
        evading = 1.0 / (1.0 + self.shift)
        seen = p.freezing_by_detection * i.finance_detection
        freezing = self.usual_freezing * (1.0 + (i.freezing + ledgers + seen) * evading)
        darkening = p.dark_rate * (1.0 - np.minimum(1.0, i.dark_slowing * evading))
        at_once = self.stolen_now * p.dark_fast
        traceable = self.traceable + self.stolen_now - at_once
        gone = traceable * leaving(freezing + darkening)
        self.frozen_now = gone * freezing / (freezing + darkening)
        dark = self.dark + at_once + gone - self.frozen_now
        self.spent_now = dark * leaving(1.0 / (p.cash_out_months + i.cash_out_delay))
        self.stolen = self.stolen + self.stolen_now
        self.traceable = traceable - gone
        self.frozen = self.frozen + self.frozen_now
        self.dark = dark - self.spent_now
        self.spent = self.spent + self.spent_now
        self.shift = self.shift + (p.otc_shift * i.freezing - self.shift) * self.shifting
        working = 1.0 - w.designation.suppressed[CHANNELS.index("crypto")]
        self.settlement_share = p.crypto_settlement * working / (1.0 + p.settlement_caution * i.freezing)

    def theft(self) -> np.ndarray:
        """What is stolen this month, US$ m (1, worlds): one size a slot, so that one more theft moves no other."""
        w, p = self.world, self.world.p
        count = events_below(p.theft_rate, w.luck.uniforms(["theft/count"], w.month), MOST)
        slots = np.arange(int(count.max(initial=0)))
        luck = w.luck.uniforms([f"theft/size/{slot}" for slot in slots], w.month)
        sizes = np.minimum(p.theft_smallest * np.exp(-np.log(luck) / p.theft_tail), p.theft_largest)
        return sum((count > slots[:, None]) * sizes, start=np.zeros(count.shape))


def staying(rate: np.ndarray) -> np.ndarray:
    """Months of inflow that a stock holds once it is steady, if it loses at a rate (1 / month) what came in too."""
    return 1.0 / leaving(rate) - 1.0


def mean_theft(smallest: np.ndarray, tail: np.ndarray, largest: np.ndarray) -> np.ndarray:
    """Mean size of a theft, US$ m (worlds,), where sizes follow a Pareto law cut at the largest.

    Source: integral of the tail; with smallest 1, exponent 2 and largest 10 it is 1.9.
    """
    above, reach = tail - 1.0, np.log(largest / smallest)
    part = np.where(above == 0, reach, -np.expm1(-above * reach) / np.where(above == 0, 1.0, above))
    return smallest * (1.0 + part)
