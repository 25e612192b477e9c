"""Germany and the NATO partners: the tempo of drones, electronic warfare and money for Ukraine."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor, down, up
from model.actors.decision import Choice


class Nato(StateActor):
    """Delivers as pledged, faster when Ukraine needs it and foreign units appear, slower when money or fear holds back.

    Rule: each month choose the tempo by logit over need, cost and fear of escalation, with inertia.
    """

    name = "nato"
    watches = ("presence", "manpower_gap", "peace", "closeness")
    choices = (Choice("tempo", ("slow", "as_pledged", "fast"), "as_pledged"),)

    def open(self) -> None:
        self.pledged = self.zeros()

    def decide(self) -> None:
        v, p = self.view(), self.world.p
        self.weigh(
            "tempo",
            need=up(p.nato_need * (v.presence + v.closeness)),
            cost=down(p.nato_cost),
            escalation=down(p.nato_escalation * v.manpower_gap),
            peace=down(p.nato_peace * v.peace),
        )

    def act(self) -> None:
        super().act()
        self.pledged = np.maximum(self.pledged, self.world.shocks.german_pledge)
