"""Seoul and Moscow: one answer to each new act, verbal, cyber or material, decaying; hardening lowers the damage."""

from __future__ import annotations

import numpy as np

from model.systems.system import System

KINDS = ("verbal", "cyber", "material")


class Retaliation(System):
    """Answers are per act, a change of policy, not per month of policy. Source: grounding §3.16.

    Moscow answers in the month after the act. Stocks: severity of this month's acts (0 to 1), answers so far by kind,
    technology (uplift to North Korea from a material answer, decaying), damage this month.
    """

    def open(self) -> None:
        self.before = np.zeros((2, *self.world.shape))  # furthest stage of PURL so far, listing of last month
        self.severity = self.zeros()
        self.acts = self.zeros()
        self.verbal, self.cyber, self.material = self.zeros(), self.zeros(), self.zeros()
        self.technology, self.damage, self.strain = self.zeros(), self.zeros(), self.zeros()

    def advance(self) -> None:
        self.answer()
        self.notice()

    def notice(self) -> None:
        """Acts of Seoul that are new this month, and how severe the gravest of them is.

        A protest is an act each time; joining PURL, and later making its aid lethal, is an act once.
        """
        w, p = self.world, self.world.p
        stage = (w.south_korea.purl > 0) * (1.0 + (w.south_korea.lethal > 0))
        listing, protest = w.south_korea.chose("listing", "add"), w.south_korea.protest
        joined = (stage > self.before[0]).astype(float)
        listed = np.maximum(0.0, listing - self.before[1])
        self.before = np.stack([np.maximum(stage, self.before[0]), listing])
        joining = joined * (p.severity_purl + p.severity_lethal * w.south_korea.lethal)
        self.severity = np.maximum(np.maximum(joining, listed * p.severity_listing), protest * p.severity_statement)
        self.acts = joined + listed + protest

    def answer(self) -> None:
        """Moscow's answer and what it does."""
        w, p = self.world, self.world.p
        verbal, cyber, material = (w.russia.answered(kind) for kind in KINDS)
        self.verbal, self.cyber, self.material = self.verbal + verbal, self.cyber + cyber, self.material + material
        self.technology = self.technology * (1.0 - p.uplift_decay) + material * (1.0 - self.technology)
        soft = 1.0 - np.minimum(1.0, w.instruments.resilience)
        self.damage = (p.damage_verbal * verbal + p.damage_cyber * cyber + p.damage_material * material) * soft
        self.strain = self.strain * (1.0 - p.strain_decay) + self.damage
