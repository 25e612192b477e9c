"""Two alliances: how deep the one between Pyongyang and Moscow is, and how well the other three hold together."""

from __future__ import annotations

import numpy as np

from model.systems.system import System


class Alliances(System):
    """Depth (0 to 1) grows with exchange and shared isolation; cohesion (0 to 1) with ties, fear and shared acts."""

    def open(self) -> None:
        p = self.world.p
        self.depth = self.full(p.depth_start)
        self.cohesion = self.full(p.cohesion_start)

    def advance(self) -> None:
        w, p, i = self.world, self.world.p, self.world.instruments
        trade = w.ledger.value_sent / (w.ledger.value_sent + p.exchange_half)
        paid = w.ledger.value_returned / (w.ledger.value_returned + p.exchange_half)
        fed = (
            p.depth_exchange * (trade + paid) / 2.0
            + p.depth_isolation * w.economy.pressure
            + p.depth_event * w.shocks.reaffirmed_by_russia
            + p.depth_bloc * i.trilateral
        )
        worn = p.depth_decay * (1.0 + p.depth_peace * w.outside_events.ceasefire + p.depth_talks * w.talks.calming)
        self.depth = np.clip(self.depth + fed * (1.0 - self.depth) - worn * self.depth, 0.0, 1.0)
        close = w.japan.chose("alignment", "close")
        held = (
            p.cohesion_ties * (i.trilateral + close)
            + p.cohesion_threat * w.tension.japanese_threat
            + p.cohesion_purl * w.south_korea.purl
            + p.cohesion_protest * w.south_korea.protest
        )
        doubt = p.cohesion_decay + p.cohesion_relief * w.talks.relief_flowing + p.cohesion_damage * w.retaliation.strain
        self.cohesion = np.clip(self.cohesion + held * (1.0 - self.cohesion) - doubt * self.cohesion, 0.0, 1.0)
