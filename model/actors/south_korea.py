"""South Korea: it deters, signals, sanctions and offers talks, and pays for each."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor, down, up
from model.actors.decision import BARRED, Choice


class SouthKorea(StateActor):
    """Balances deterrence, alliance and dialogue against Moscow's retaliation and tension at home.

    Rule: each month choose PURL, listing, drills, dialogue, leaflets and signalling by logit over security, cohesion,
    the chance of talks, retaliation, tension and cost, with inertia; commitments of the coalition are floors.
    """

    name = "south_korea"
    watches = (
        "tests", "closeness", "tension", "strain", "cohesion", "calming", "drills", "capability", "threat", "presence",
    )  # fmt: skip
    choices = (
        Choice("purl", ("out", "non_lethal", "lethal"), "out"),
        Choice("listing", ("hold", "add"), "hold"),
        Choice("drills", ("cut", "hold", "raise"), "hold"),
        Choice("dialogue", ("none", "offer", "package"), "none"),
        Choice("leaflets", ("lax", "strict"), "lax"),
        Choice("signalling", ("quiet", "protest"), "quiet"),
    )

    def open(self) -> None:
        self.purl, self.lethal = self.zeros(), self.zeros()
        self.dialogue, self.protest = self.zeros(), self.zeros()

    def decide(self) -> None:
        v = self.view()
        self.weigh_moscow(v)
        self.weigh_pyongyang(v)

    def weigh_moscow(self, v) -> None:
        """What to do about the war and Moscow: PURL, listing, protest."""
        w, p = self.world, self.world.p
        fear = p.south_korea_fear * (1.0 + v.strain)
        solidarity = p.south_korea_cohesion * v.cohesion
        grievance = p.south_korea_grievance * (v.closeness + v.presence)
        barred = 0.0 if w.deciding else BARRED
        self.weigh(
            "purl",
            solidarity=(0.0, solidarity + barred, solidarity + barred),
            grievance=(0.0, grievance, grievance),
            fear=(0.0, -fear * p.severity_purl, -fear * (p.severity_purl + p.severity_lethal)),
            reluctance=(0.0, -p.south_korea_purl_cost, -2.0 * p.south_korea_purl_cost),
        )
        self.weigh(
            "listing",
            grievance=(0.0, grievance),
            fear=(0.0, -fear * p.severity_listing),
            cost=(0.0, -p.south_korea_listing_cost),
        )
        self.weigh(
            "signalling",
            grievance=(0.0, grievance),
            fear=(0.0, -fear * p.severity_statement),
            cost=(0.0, -p.south_korea_protest_cost),
        )

    def weigh_pyongyang(self, v) -> None:
        """What to do about the North: drills, dialogue, leaflets; raising drills and courting talks clash."""
        w, p = self.world, self.world.p
        alarm = p.south_korea_alarm * (v.tests + v.closeness + v.threat)
        drills = self.weigh(
            "drills",
            alarm=up(alarm),
            tension=down(p.south_korea_tension * v.tension),
            level=down(p.south_korea_drill_cost * v.drills),
            talks=down(p.south_korea_talks * v.calming),
        )
        against = p.south_korea_consistency * (drills.astype(float) - 1.0)
        hope = p.south_korea_hope * (v.calming + w.outside_events.summit) + p.south_korea_peace * v.tension
        speech = p.dialogue_speech * w.shocks.dialogue_speech
        self.weigh(
            "dialogue",
            hope=(0.0, hope, hope),
            speech=(0.0, speech, speech),
            security=(0.0, -p.south_korea_rebuff * v.tests, -2.0 * p.south_korea_rebuff * v.tests),
            consistency=down(against),
            cost=(0.0, -p.south_korea_offer_cost, -2.0 * p.south_korea_offer_cost),
        )
        self.weigh(
            "leaflets",
            tension=(0.0, p.south_korea_tension * v.tension),
            hope=(0.0, hope),
            speech=(0.0, -p.south_korea_speech),
        )

    def act(self) -> None:
        super().act()
        w, p, i = self.world, self.world.p, self.world.instruments
        self.purl = np.maximum(1.0 - self.chose("purl", "out"), i.purl_floor)
        self.lethal = np.maximum(self.chose("purl", "lethal"), i.purl_lethal)
        self.dialogue = np.maximum(self.step_of("dialogue"), i.dialogue_floor)
        willing = np.maximum(self.chose("signalling", "protest"), i.pushback_floor)
        spoken = (w.luck_of("south_korea/protest") < p.protest_tempo * willing).astype(float)
        self.protest = np.maximum(spoken, w.shocks.banner)
