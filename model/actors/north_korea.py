"""North Korea: supplier, deployer, tester, evader."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor, down, up
from model.actors.decision import BARRED, Choice
from model.systems.bargain import north_korean_margin
from model.systems.talks import MOVES, TRACKS


class NorthKorea(StateActor):
    """Trades arms and men for Russian goods and know-how, as long as income and standing outweigh losses and exposure.

    Rule: each month weigh shipments, troops, tests, each track of talks and evasion by logit over income, security,
    casualties, depletion, Chinese displeasure and the narrative of hostility, with inertia.
    """

    name = "north_korea"
    watches = (
        "offer", "income_loss", "stock", "casualties", "closeness", "pressure", "suppressed", "crossings", "halt",
        "drills", "tension", "peace", "dependence", "emboldened", "capability", "calming", "deterrence",
    )  # fmt: skip
    choices = (
        Choice("shipments", ("cut", "hold", "raise"), "hold"),
        Choice("troops", ("withdraw", "rotate", "surge"), "rotate"),
        Choice("test", ("none", "short", "hypersonic", "intercontinental"), "none"),
        *(Choice(f"talks_{track}", MOVES, "refuse") for track in TRACKS),
        Choice("evasion", ("low", "middle", "high"), "middle"),
    )

    def open(self) -> None:
        self.troop_effort = self.full(np.ones_like(self.precision))
        self.evasion = self.full(np.ones_like(self.precision) / 2.0)
        self.talks = np.zeros((len(TRACKS), *self.world.shape), dtype=np.int8)

    def decide(self) -> None:
        v = self.view()
        self.weigh_exports(v)
        self.weigh_tests(v)
        self.weigh_talks(v)
        p = self.world.p
        self.weigh(
            "evasion",
            pressure=up(p.north_korea_evasion * (v.suppressed + v.pressure)),
            cost=down(p.north_korea_evasion_cost),
        )

    def weigh_exports(self, v) -> None:
        """Shipments, then troops; what was just settled on shipments colours the second choice."""
        w, p = self.world, self.world.p
        appeal = p.north_korea_income * (v.offer + p.dependence_response * v.income_loss)
        watched = p.north_korea_china_risk * w.china.chose("diplomacy", "press") + p.north_korea_exposure * v.crossings
        shipments = self.weigh(
            "shipments",
            income=up(appeal),
            depletion=down(p.north_korea_depletion * (1.0 - v.stock)),
            exposure=down(watched),
            bargain=down(p.north_korea_bargain * p.halt_of_arms * v.halt),
        )
        consistent = p.north_korea_consistency * (shipments.astype(float) - 1.0)
        held = p.north_korea_habit
        self.weigh(
            "troops",
            income=up(appeal),
            standing=up(p.north_korea_standing * v.closeness),
            casualties=down(p.north_korea_casualties * v.casualties),
            bargain=down(p.north_korea_bargain * v.halt * (1.0 + w.talks.verification)),
            peace=down(p.north_korea_peace * v.peace),
            exposure=down(watched),
            consistency=up(consistent),
            routine=(-held, 0.0, -held),
        )

    def weigh_tests(self, v) -> None:
        """Whether to test, and what: gain in capability and defiance against Chinese displeasure and running talks."""
        w, p = self.world, self.world.p
        defiance = p.north_korea_defiance * (v.drills + v.tension + v.emboldened)
        upset = p.north_korea_china_risk * (1.0 + w.china.chose("diplomacy", "press"))
        talks = p.north_korea_bargain * v.calming
        gain = p.north_korea_technology
        self.weigh(
            "test",
            defiance=(0.0, defiance, defiance, defiance),
            gain=(0.0, gain * (1.0 - v.capability), gain * 2.0 * (1.0 - v.capability), gain * (1.0 - v.capability)),
            cost=(0.0, -p.north_korea_test_cost, -2.0 * p.north_korea_test_cost, -2.0 * p.north_korea_test_cost),
            displeasure=(0.0, -upset * p.small_test, -upset * p.small_test, -upset),
            talks=(0.0, -talks, -talks, -2.0 * talks),
            fear=(0.0, 0.0, 0.0, -p.north_korea_fear * v.deterrence),
        )

    def weigh_talks(self, v) -> None:
        """Each track: what a deal is worth against distrust, stalling and the narrative of hostility."""
        w, p = self.world, self.world.p
        margin = north_korean_margin(w)
        pressed = p.accountability_hardens * w.instruments.accountability
        mood = 1.0 + v.emboldened + pressed - w.outside_events.summit * p.summit_softens
        hostile = p.north_korea_hostility * mood
        stall = p.north_korea_stalling * v.offer
        doubt = p.north_korea_doubt * (1.0 - w.talks.trust)
        betray = p.north_korea_betrayal * v.dependence - p.north_korea_penalty * w.talks.verification
        tale, picks = -hostile * p.hostility_to_deals, []
        gains = p.north_korea_gain * margin / (np.abs(margin) + p.surplus_scale)
        betrayals = np.where(w.talks.level > 0, betray, BARRED)
        for track, gain, probed, betrayal in zip(TRACKS, gains, gains * p.probing, betrayals, strict=True):
            picks.append(
                self.weigh(
                    f"talks_{track}",
                    gain=(0.0, probed, gain, 0.0),
                    narrative=(hostile, 0.0, tale, 0.0),
                    stalling=(0.0, stall, 0.0, 0.0),
                    doubt=(0.0, 0.0, -doubt, 0.0),
                    betrayal=(0.0, 0.0, 0.0, betrayal),
                )
            )
        self.meant = np.stack(picks)

    def act(self) -> None:
        super().act()
        p = self.world.p
        surge = 1.0 + p.surge * self.chose("troops", "surge")
        self.troop_effort = surge * (1.0 - self.chose("troops", "withdraw"))
        self.evasion = self.step_of("evasion") / 2.0
        self.talks = self.meant
