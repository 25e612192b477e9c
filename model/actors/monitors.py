"""Monitors: imagery and ledger tracing, by the UN panel or by the eleven-state team that took its place."""

from __future__ import annotations

from model.actors.actor import StateActor
from model.actors.decision import Choice


class Monitors(StateActor):
    """Turns its scarce analysts to imagery when men and trains move, and to ledgers when money does.

    Rule: each month choose where attention goes by logit over what was seen to move and the mandate it has.
    """

    name = "monitors"
    watches = ("presence", "flows", "crossings")
    choices = (Choice("attention", ("rest", "imagery", "ledgers"), "rest"),)

    def decide(self) -> None:
        v, w, p = self.view(), self.world, self.world.p
        self.weigh(
            "attention",
            imagery=(0.0, p.monitors_men * (v.presence + v.crossings), 0.0),
            ledgers=(0.0, 0.0, p.monitors_money * v.flows * p.tracing_mandate),
            mandate=(
                0.0,
                p.monitors_mandate * w.security_council.standing,
                p.monitors_mandate * w.security_council.standing,
            ),
            cost=(0.0, -p.monitors_cost, -p.monitors_cost),
        )
