"""What the coalition does not decide: cease-fire in Ukraine, summits, changes of course in a sponsor's capital."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, leaving


class OutsideEvents(System):
    """Hazards that start at the decision month; before it, only the dated events of the evidence happen.

    Stocks: ceasefire (0 or 1), summit (fading warmth between Washington and Pyongyang), turnover (1 in a month in which
    a sponsor changes course), resumed (1 in a month in which the war resumes).
    """

    def open(self) -> None:
        p = self.world.p
        self.ceasefire = self.zeros()
        self.summit = self.zeros()
        self.turnover = self.zeros()
        self.relapsing, self.turning = leaving(p.ceasefire_relapse), leaving(p.sponsor_turnover)
        self.cooling = leaving(p.summit_fades)

    def advance(self) -> None:
        w, p = self.world, self.world.p
        began = w.shocks.ceasefire * (1.0 - self.ceasefire)
        ended = w.shocks.war_resumes * self.ceasefire
        met = w.shocks.summit
        if w.deciding:
            hazard = p.ceasefire_hazard + p.six_party_peace * np.maximum(
                w.talks.reached("six_party"), p.talking_calms * w.talks.running("six_party")
            )
            began = began + (1.0 - self.ceasefire) * (1.0 - began) * (w.luck_of("ceasefire") < leaving(hazard))
            relapse = self.ceasefire * (w.luck_of("war_resumes") < self.relapsing)
            ended = ended + relapse * (1.0 - ended)
            interest = p.summit_hazard * (1.0 + p.summit_effort * w.united_states.summitry)
            met = met + (1.0 - met) * (w.luck_of("summit") < leaving(interest))
            self.turnover = (w.luck_of("turnover") < self.turning) + self.zeros()
        self.ceasefire = self.ceasefire + began - ended
        self.summit = self.summit * (1.0 - self.cooling) + met
