"""The United States: sanctions, patrols, summits and what it shares."""

from __future__ import annotations

from model.actors.actor import StateActor, down, up
from model.actors.decision import Choice


class UnitedStates(StateActor):
    """Presses with sanctions and patrols as alarm rises, and seeks a summit when it hopes to gain from one.

    Rule: each month choose listing tempo, secondary sanctions, patrols, summitry and sharing by logit over
    non-proliferation, alliance credibility, friction with China, escalation and the value of a summit, with inertia.
    """

    name = "united_states"
    watches = ("tests", "closeness", "tension", "flows", "calming", "cohesion", "capability", "deterrence")
    choices = (
        Choice("listing", ("hold", "faster"), "hold"),
        Choice("secondary", ("no", "yes"), "no"),
        Choice("patrols", ("rare", "regular", "frequent"), "rare"),
        Choice("summitry", ("none", "offer"), "none"),
        Choice("sharing", ("as_now", "more"), "as_now"),
    )

    def open(self) -> None:
        self.summitry = self.zeros()

    def decide(self) -> None:
        v, p = self.view(), self.world.p
        alarm = p.united_states_alarm * (v.tests + v.capability)
        evasion = p.united_states_enforcement * (v.flows + v.closeness)
        talks = p.united_states_summit * v.calming
        self.weigh("listing", evasion=(0.0, evasion), talks=(0.0, -talks), cost=(0.0, -p.united_states_listing_cost))
        self.weigh("secondary", evasion=(0.0, evasion), friction=(0.0, -p.united_states_friction), talks=(0.0, -talks))
        patrols = self.weigh(
            "patrols",
            alarm=up(alarm * (1.0 - v.deterrence)),
            escalation=down(p.united_states_escalation * v.tension),
            cost=down(p.united_states_patrol_cost),
        )
        show = p.united_states_consistency * (patrols.astype(float) - 1.0)
        self.weigh(
            "summitry",
            value=(0.0, p.united_states_summit * (1.0 + v.tension)),
            talks=(0.0, talks),
            consistency=(0.0, -show),
            cost=(0.0, -p.united_states_summit_cost),
        )
        self.weigh(
            "sharing",
            evasion=(0.0, evasion),
            cohesion=(0.0, p.united_states_cohesion * v.cohesion),
            sources=(0.0, -p.united_states_sources),
        )

    def act(self) -> None:
        super().act()
        self.summitry = self.chose("summitry", "offer")
