"""Ukraine: how hard it fights, and whether it seeks out North Korean units."""

from __future__ import annotations

from model.actors.actor import StateActor, down, up
from model.actors.decision import Choice


class Ukraine(StateActor):
    """Presses where Russia is short of men and hunts foreign units when there are enough to matter.

    Rule: each month choose intensity and attention by logit over Russian gaps, own strain and cost.
    """

    name = "ukraine"
    watches = ("manpower_gap", "shell_gap", "presence", "peace")
    choices = (
        Choice("intensity", ("ease", "hold", "press"), "hold"),
        Choice("attention", ("ordinary", "hunt"), "ordinary"),
    )

    def decide(self) -> None:
        v, w, p = self.view(), self.world, self.world.p
        self.weigh(
            "intensity",
            chance=up(p.ukraine_chance * (v.manpower_gap + v.shell_gap)),
            losses=down(p.ukraine_losses),
            means=up(p.ukraine_means * w.front.drones),
            peace=down(p.ukraine_peace * v.peace),
        )
        self.weigh(
            "attention",
            presence=(0.0, p.ukraine_presence * v.presence),
            training=(0.0, p.ukraine_means * w.front.trained),
            cost=(0.0, -p.ukraine_hunt_cost),
        )
