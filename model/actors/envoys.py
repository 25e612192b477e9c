"""Neutral envoys: they shuttle, propose a package, pause or withdraw."""

from __future__ import annotations

from model.actors.actor import StateActor
from model.actors.decision import Choice


class Envoys(StateActor):
    """Tries while there is something to bargain about, pauses when tension makes visits vain, withdraws when used.

    Rule: each month choose by logit over the bargaining zone, tension, trust and the mandate it holds.
    """

    name = "envoys"
    watches = ("tension", "calming", "closeness")
    choices = (Choice("conduct", ("withdraw", "pause", "shuttle", "package"), "pause"),)

    def open(self) -> None:
        self.effort, self.absent = self.zeros(), self.full(1.0 + 0.0 * self.precision)

    def decide(self) -> None:
        v, w, p, i = self.view(), self.world, self.world.p, self.world.instruments
        zone = p.envoys_zone * (w.talks.surplus[0] > 0)
        backed = p.envoys_mandate * i.envoy_effort
        self.weigh(
            "conduct",
            zone=(0.0, 0.0, zone, zone),
            mandate=(-backed, 0.0, backed, backed * (1.0 + w.talks.running("envoy"))),
            tension=(p.envoys_tension * v.tension, p.envoys_tension * v.tension, 0.0, 0.0),
            trust=(0.0, 0.0, p.envoys_trust * w.talks.trust, p.envoys_trust * w.talks.trust),
            cost=(0.0, 0.0, -p.envoys_cost, -2.0 * p.envoys_cost),
        )

    def act(self) -> None:
        super().act()
        p, i = self.world.p, self.world.instruments
        moving = self.chose("conduct", "shuttle") + (1.0 + p.package_helps) * self.chose("conduct", "package")
        self.effort = moving * (p.envoys_usual + i.envoy_effort)
        self.absent = self.chose("conduct", "withdraw")
