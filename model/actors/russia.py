"""Russia: buyer, payer, source of technology, veto and retaliator."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor, down, up
from model.actors.decision import BARRED, Choice
from model.systems.system import log_odds


class Russia(StateActor):
    """Buys men and shells abroad as long as they cost less at home than its own substitutes, and shields its supplier.

    Rule: each month weigh substitutes, demand for troops and shells, the kind of payment, its vote, its answer to
    Seoul's last act and inspections by logit over gaps, domestic cost, price, exposure and the alliance, with inertia.
    """

    name = "russia"
    watches = (
        "manpower_gap", "shell_gap", "domestic", "casualties", "crossings", "closeness", "peace", "pressure", "threat",
    )  # fmt: skip
    choices = (
        Choice("replacement", ("contract", "mobilise", "mercenaries", "none"), "contract"),
        Choice("troops", ("less", "same", "more"), "same"),
        Choice("shells", ("less", "same", "more"), "same"),
        Choice("payment", ("oil_and_food", "currency", "arms", "technology"), "oil_and_food"),
        Choice("vote", ("no", "abstain", "yes"), "no", habit=True),
        Choice("answer", ("none", "verbal", "cyber", "material"), "none", habit=True),
        Choice("inspections", ("cooperate", "suspend"), "cooperate"),
    )

    def open(self) -> None:
        p, ones = self.world.p, np.ones_like(self.precision)
        self.troop_demand, self.shell_demand, self.generosity = self.full(ones), self.full(ones), self.full(ones)
        self.refusal = log_odds(p.russia_no) / self.precision
        answers = np.stack([p.verbal_retaliation, p.cyber_retaliation, p.material_retaliation])
        self.answers = (np.log(answers) - np.log(1.0 - p.verbal_retaliation)) / self.precision

    def decide(self) -> None:
        v = self.view()
        self.weigh_men(v)
        self.weigh_trade(v)
        self.weigh_diplomacy(v)

    def weigh_men(self, v) -> None:
        """Substitutes at home, then how many soldiers to ask of Pyongyang."""
        p = self.world.p
        need = p.russia_need * v.manpower_gap
        self.weigh(
            "replacement",
            need=(need * p.contract_worth, need, need * p.mercenary_worth, 0.0),
            domestic=(
                -p.russia_domestic * p.contract_cost,
                -p.russia_domestic * p.mobilisation_cost,
                -p.russia_domestic * p.mercenary_cost,
                0.0,
            ),
            legal=(0.0, 0.0, -p.russia_legal, 0.0),
        )
        self.weigh(
            "troops",
            need=up(need),
            relief=up(p.russia_relief * v.domestic),
            replace=up(p.russia_replace * v.casualties),
            price=down(p.russia_price),
            exposure=down(p.russia_exposure * v.crossings),
            peace=down(p.russia_peace * v.peace),
        )

    def weigh_trade(self, v) -> None:
        """Shells to ask for, and in what to pay."""
        w, p = self.world, self.world.p
        self.weigh(
            "shells",
            need=up(p.russia_shells * v.shell_gap),
            price=down(p.russia_price),
            exposure=down(p.russia_exposure * v.crossings),
            peace=down(p.russia_peace * v.peace),
        )
        wanted = p.russia_alliance * v.closeness
        self.weigh(
            "payment",
            cost=(0.0, -p.russia_cash_cost, -p.russia_arms_cost, 0.0),
            pressure=(0.0, -p.russia_cash_risk * v.pressure, 0.0, 0.0),
            alliance=(0.0, 0.0, wanted, wanted),
            leak=(0.0, 0.0, 0.0, -p.russia_leak_risk),
            revenge=(0.0, 0.0, 0.0, p.russia_revenge * w.retaliation.technology),
        )

    def weigh_diplomacy(self, v) -> None:
        """Vote, answer to Seoul's last act, inspections; the first two start from how Moscow has acted so far."""
        w, p = self.world, self.world.p
        self.weigh(
            "vote",
            habit=(self.refusal, 0.0, -p.vote_yes_cost),
            alliance=(p.russia_alliance * (v.closeness - p.depth_start), 0.0, 0.0),
            condition=(0.0, 0.0, -p.russia_exposure * w.front.presence),
        )
        graver = p.russia_severity * (w.retaliation.severity - p.severity_statement)
        quiet = np.where(w.retaliation.severity > 0, 0.0, BARRED)
        self.weigh(
            "answer",
            habit=(0.0, *(self.answers + quiet)),
            severity=(-graver, 0.0, graver, graver),
        )
        self.weigh(
            "inspections",
            defiance=(0.0, p.russia_defiance * v.closeness),
            cost=(0.0, -p.russia_inspection_cost),
        )

    def act(self) -> None:
        super().act()
        p = self.world.p
        troops = 1.0 + p.demand_step * (self.chose("troops", "more") - self.chose("troops", "less"))
        shells = 1.0 + p.demand_step * (self.chose("shells", "more") - self.chose("shells", "less"))
        self.troop_demand = np.clip(self.troop_demand * troops, p.demand_floor, p.demand_most)
        self.shell_demand = np.clip(self.shell_demand * shells, p.demand_floor, p.demand_most)
        gap = self.seen[self.watches.index("shell_gap")]
        self.generosity = 1.0 + p.generosity_of_need * gap

    def answered(self, kind: str) -> np.ndarray:
        """Whether Moscow answers this month in this way, as 0 or 1; every answer comes with words."""
        if kind == "verbal":
            return 1.0 - self.chose("answer", "none")
        return self.chose("answer", kind)
