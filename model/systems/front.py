"""The front in Ukraine: combat intensity, drones and electronic warfare, and civilians displaced."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, leaving


class Front(System):
    """Combat of the month (1 = the average of 2023–24) as Russia attempts it, and as it succeeds despite disruption.

    Also drones and EW beyond the pledged tempo, and displacement (1 = usual month).

    Source: grounding §3.9, §3.10.
    """

    def open(self) -> None:
        p = self.world.p
        self.arriving, self.learning = leaving(1.0 / p.ew_delivery_months), leaving(1.0 / p.training_uptake)
        self.swing = self.zeros()
        self.intensity = self.full(np.ones_like(p.hostility))
        self.effort = self.intensity.copy()
        self.appetite = self.intensity.copy()
        self.drones = self.zeros()
        self.trained = self.zeros()
        self.pipeline = self.zeros()
        self.training_effect = self.zeros()
        self.presence = self.zeros()
        self.displacement = self.intensity.copy()

    def advance(self) -> None:
        self.supply()
        self.battle()
        self.displace()

    def supply(self) -> None:
        """Aid ordered now arrives after a mean delay; beyond the pledge it is what levers and partners add."""
        w, p, i = self.world, self.world.p, self.world.instruments
        tempo = p.nato_tempo * (w.nato.chose("tempo", "fast") - w.nato.chose("tempo", "slow"))
        tempo = tempo + p.pledge * w.nato.pledged
        ordered = np.maximum(0.0, i.drone_aid + tempo + p.purl_arms * (1.0 - p.purl_monitors) * w.south_korea.purl)
        self.drones = self.drones + (ordered - self.drones) * self.arriving
        self.trained = self.trained + (i.doctrine_training - self.trained) * self.learning
        self.training_effect = p.doctrine_gain * self.trained

    def battle(self) -> None:
        """Intensity reverts to its mean with luck, with Ukraine's choice and Russian means, and ends with the war."""
        w, p = self.world, self.world.p
        luck = 2.0 * w.luck_of("front/swing") - 1.0
        self.swing = self.swing * (1.0 - p.front_reversion) + p.front_luck * luck
        choice = w.ukraine.chose("intensity", "press") - w.ukraine.chose("intensity", "ease")
        at_war = np.exp(self.swing + p.intensity_step * choice - p.gap_intensity * w.manpower.gap)
        self.effort = at_war + (p.intensity_after - at_war) * w.outside_events.ceasefire
        fire = p.fire_intensity * (w.arms.fire / p.shell_need - p.fire_usual)
        self.intensity = self.effort * np.exp(fire - p.ew_disruption * self.drones)
        self.appetite = np.maximum(p.intensity_after, self.intensity)

    def displace(self) -> None:
        """Displacement rises with intensity and, beyond it, with the presence of foreign combatants."""
        w, p = self.world, self.world.p
        self.presence = np.minimum(1.0, w.manpower.theatre / p.presence_scale)
        spared = p.ew_spares * self.drones
        self.displacement = np.exp(
            p.displacement_elasticity * np.log(self.intensity) + p.foreign_displacement * self.presence - spared
        )
