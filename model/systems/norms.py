"""Norms: the arms-control index, fed by tests, deployments, inspections and votes."""

from __future__ import annotations

import numpy as np

from model.systems.system import System


class Norms(System):
    """Arms-control and compliance index, 0 to 1, 1 = frameworks fully kept. Source: articles A.P5, A.P6."""

    def open(self) -> None:
        self.arms_control = self.full(self.world.p.norms_start)
        self.suspended = self.zeros()

    def advance(self) -> None:
        w, p = self.world, self.world.p
        choice = w.russia.chose("inspections", "suspend")
        self.suspended = np.maximum(
            w.shocks.inspections_suspended, np.maximum(choice, self.suspended * (1.0 - p.inspection_return))
        )
        worn = (
            p.norm_tests * w.missiles.all_tests()
            + p.norm_icbm * w.missiles.intercontinental
            + p.norm_troops * w.front.presence
            + p.norm_inspections * self.suspended
            + p.norm_veto * w.security_council.vetoed
            + p.norm_prisoners * w.manpower.without_status / (w.manpower.without_status + p.prisoners_half)
        )
        mended = (
            p.norm_resolution * w.security_council.adopted
            + p.norm_accountability * w.instruments.accountability
            + p.norm_deal * w.talks.demilitarised
        )
        back = p.norm_return * (p.norms_start - self.arms_control)
        moved = mended * (1.0 - self.arms_control) - worn * self.arms_control + back
        self.arms_control = np.clip(self.arms_control + moved, 0.0, 1.0)
