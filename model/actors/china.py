"""China: economic lifeline, shield, tacit enabler, and the one source of pressure that counts."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor, down, up
from model.actors.decision import BARRED, Choice
from model.systems.system import log_odds


class China(StateActor):
    """Keeps North Korea afloat and shields it, until closeness to Moscow or tests cost more than stability is worth.

    Rule: each month choose enforcement, diplomacy, tolerance of Hong Kong and a vote by logit over stability,
    influence, alarm, exposure to secondary sanctions and what the coalition offers, with inertia. Refusal is common.
    """

    name = "china"
    watches = ("closeness", "tests", "income_loss", "tension", "dependence", "flows", "cohesion")
    choices = (
        Choice("enforcement", ("lax", "as_now", "tight"), "as_now"),
        Choice("diplomacy", ("shield", "neutral", "press"), "shield"),
        Choice("hong_kong", ("tolerate", "curb"), "tolerate"),
        Choice("vote", ("no", "abstain", "yes"), "no", habit=True),
    )

    def open(self) -> None:
        p, self.ordered = self.world.p, self.zeros()
        self.reluctance = log_odds(p.china_will_to_press) / self.precision
        self.refusal = log_odds(p.china_no) / self.precision
        self.support = self.full(np.ones_like(self.precision))

    def decide(self) -> None:
        v, w, p = self.view(), self.world, self.world.p
        exposure = w.channels.exposure + p.china_exposure * w.united_states.chose("secondary", "yes")
        friction = p.china_friction * p.false_designations * w.designation.designations
        self.weigh_north_korea(v, exposure, friction)
        self.weigh_others(v, exposure, friction)

    def order(self) -> np.ndarray:
        """Whether an event has Beijing enforce tightly this month, as 0 or 1."""
        shocks = self.world.shocks
        return np.clip(self.ordered + shocks.china_tightens - shocks.china_relaxes, 0.0, 1.0)

    def weigh_north_korea(self, v, exposure, friction) -> None:
        """How tightly to enforce, and whether to shield Pyongyang in public."""
        p, offer = self.world.p, self.world.instruments.china_offer
        influence, alarm = p.china_influence * v.closeness, p.china_alarm * v.tests
        quarrel = friction + p.china_bloc * v.cohesion
        barred = np.where(self.order() > 0, BARRED, 0.0)
        self.weigh(
            "enforcement",
            stability=down(p.china_stability * (p.china_usual_need + v.income_loss)),
            influence=up(influence),
            alarm=up(alarm),
            exposure=(-exposure, 0.0, exposure),
            offer=(0.0, 0.0, offer),
            friction=down(quarrel),
            reluctance=(-p.china_lax_cost, 0.0, self.reluctance),
            ordered=(barred, barred, 0.0),
        )
        self.weigh(
            "diplomacy",
            stability=down(p.china_stability * v.tension),
            influence=up(influence),
            alarm=up(alarm),
            offer=(0.0, 0.0, offer),
            friction=down(quarrel),
            resentment=down(p.china_resentment * exposure),
            reluctance=(0.0, 0.0, self.reluctance),
        )

    def weigh_others(self, v, exposure, friction) -> None:
        """Whether to curb Hong Kong's trade, and how to vote."""
        w, p = self.world, self.world.p
        self.weigh(
            "hong_kong",
            exposure=(0.0, exposure),
            profit=(p.china_profit, 0.0),
            offer=(0.0, w.instruments.china_offer * p.china_offer_spill),
            friction=(friction, 0.0),
        )
        self.weigh(
            "vote",
            habit=(self.refusal, 0.0, -p.vote_yes_cost),
            influence=up(p.china_influence * v.closeness * p.vote_influence),
            condition=(0.0, 0.0, p.china_vote_for * w.front.presence),
        )

    def act(self) -> None:
        super().act()
        self.ordered, shocks = self.order(), self.world.shocks
        p = self.world.p
        kind = self.chose("enforcement", "lax") - self.chose("enforcement", "tight") - self.chose("diplomacy", "press")
        goal = 1.0 + p.support_step * (kind + shocks.reaffirmed_by_china)
        self.support = self.support + (goal - self.support) * p.perception_speed
