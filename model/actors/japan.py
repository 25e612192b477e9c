"""Japan: it assesses the threat and shares in patrols and surveillance."""

from __future__ import annotations

from model.actors.actor import StateActor
from model.actors.decision import Choice


class Japan(StateActor):
    """Joins patrols, watches the sea and moves closer to Seoul as the threat it perceives grows.

    Rule: each month choose patrol share, surveillance and alignment by logit over security, cohesion and cost.
    """

    name = "japan"
    watches = ("threat", "tests", "cohesion", "flows")
    choices = (
        Choice("patrols", ("hold", "join"), "hold"),
        Choice("surveillance", ("hold", "more"), "hold"),
        Choice("alignment", ("cool", "close"), "cool"),
    )

    def decide(self) -> None:
        v, p = self.view(), self.world.p
        danger = p.japan_security * (v.threat + v.tests)
        self.weigh("patrols", security=(0.0, danger), cost=(0.0, -p.japan_patrol_cost))
        self.weigh(
            "surveillance",
            security=(0.0, danger),
            evasion=(0.0, p.japan_evasion * v.flows),
            cost=(0.0, -p.japan_watch_cost),
        )
        self.weigh(
            "alignment",
            security=(0.0, danger),
            cohesion=(0.0, p.japan_cohesion * v.cohesion),
            history=(0.0, -p.japan_history),
        )
