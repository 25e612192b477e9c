"""The Six-Party forum: it convenes, splits its agenda or suspends; it needs all six."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor
from model.actors.decision import Choice
from model.systems.system import bounded


class SixParty(StateActor):
    """Meets only when all six consent; a split agenda is easier to keep going and decides less.

    Rule: each month the chair weighs convening, splitting the agenda and suspending by logit; consent of Moscow and
    Beijing, of Pyongyang and of the other three is a condition, not a weight.
    """

    name = "six_party"
    watches = ("tension", "calming", "peace", "closeness")
    choices = (Choice("agenda", ("suspend", "split", "joint"), "suspend"),)

    def open(self) -> None:
        self.convening = self.zeros()

    def decide(self) -> None:
        v, p, i = self.view(), self.world.p, self.world.instruments
        self.weigh(
            "agenda",
            effort=(0.0, p.six_party_drive * i.six_party_effort, p.six_party_drive * i.six_party_effort),
            tension=(p.six_party_tension * v.tension, 0.0, 0.0),
            peace=(0.0, 0.0, p.six_party_link * v.peace),
            linkage=(0.0, 0.0, -p.six_party_linkage),
            inertia=(p.six_party_idle, 0.0, 0.0),
        )

    def act(self) -> None:
        super().act()
        p, i = self.world.p, self.world.instruments
        meets = self.chose("agenda", "joint") + p.split_worth * self.chose("agenda", "split")
        self.convening = meets * self.consent() * i.six_party_effort / p.six_party_setup_months

    def consent(self) -> np.ndarray:
        """Whether Moscow and Beijing, whose word the coalition cannot give, agree to meet, as 0 or 1."""
        w, p = self.world, self.world.p
        moscow = (
            p.moscow_meets + p.moscow_meets_in_peace * w.outside_events.ceasefire - p.moscow_depth * w.alliances.depth
        )
        beijing = p.beijing_meets + p.beijing_unease * bounded(w.tension.peninsula)
        agreed = (w.luck_of("six_party/moscow") < moscow) & (w.luck_of("six_party/beijing") < beijing)
        return agreed.astype(float)
