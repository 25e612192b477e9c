"""Brokers: the carriers of evasion, in capacity tiers; they re-route, re-flag, raise fees or leave."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor
from model.actors.decision import Choice


class Brokers(StateActor):
    """Stays for the margin, and answers designations by new routes, new flags, higher fees or, at last, by leaving.

    Rule: each month choose by logit over margin, the share of the network out of action and the cost of moving.
    """

    name = "brokers"
    watches = ("suppressed", "flows")
    choices = (Choice("conduct", ("stay", "reflag", "raise_fees", "leave"), "stay"),)

    def open(self) -> None:
        self.reflagging, self.fee_rise, self.left = self.zeros(), self.zeros(), self.zeros()

    def decide(self) -> None:
        v, p = self.view(), self.world.p
        margin = p.brokers_margin * (1.0 + self.fee_rise)
        self.weigh(
            "conduct",
            margin=(margin, margin, margin, 0.0),
            risk=(-p.brokers_risk * v.suppressed, 0.0, 0.0, 0.0),
            trade=(p.brokers_trade * v.flows, 0.0, 0.0, 0.0),
            cost=(0.0, -p.brokers_reflag_cost, -p.brokers_fee_cost, 0.0),
        )

    def act(self) -> None:
        super().act()
        p = self.world.p
        self.reflagging = self.chose("conduct", "reflag")
        higher = self.fee_rise + p.fee_step * self.chose("conduct", "raise_fees")
        self.fee_rise = np.minimum(p.fee_most, higher) * (1.0 - p.fee_decay)
        going = p.exit_step * self.chose("conduct", "leave")
        self.left = self.left * (1.0 - p.entry_rate * (1.0 + self.fee_rise)) + going * (1.0 - self.left)
