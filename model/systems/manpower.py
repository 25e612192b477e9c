"""Men: the Russian force and its losses, and the North Korean pipeline from the camps to the theatre."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, leaving


class Manpower(System):
    """Persons sent = in the camps + in theatre + casualties + returned, in every world and month.

    Camps hold at most count × capacity, and graduate at most capacity ÷ training time a month (Little's law).
    Source: grounding §3.9.
    """

    def open(self) -> None:
        p = self.world.p
        self.force = self.full(p.russian_force * p.force_at_start)
        relieved = p.relieved_share * p.relieved_unit_attrition
        rest = np.maximum(0.0, (p.theatre_attrition - relieved) / (1.0 - p.relieved_share))
        self.usual_attrition = relieved + (1.0 - p.relieved_share) * rest
        self.usual_harm = p.assault_share * p.assault_attrition + (1.0 - p.assault_share) * p.rear_attrition
        self.graduating = leaving(1.0 / p.training_months)
        self.capacity = p.barracks_count * p.barracks_capacity
        for stock in ("camps", "theatre", "sent", "returned", "casualties", "killed", "captured", "without_status"):
            setattr(self, stock, self.zeros())
        for flow in ("rotated", "lost_this_month", "losses", "gap", "domestic_cost", "requested", "relieved_losses"):
            setattr(self, flow, self.zeros())

    def advance(self) -> None:
        self.fight()
        self.send()
        self.rotate()

    def fight(self) -> None:
        """Russian losses, recruits and substitutes, and what they cost at home."""
        w, p = self.world, self.world.p
        losing = 1.0 + p.loss_without_fire * w.arms.gap
        strain = w.front.effort * (1.0 + p.ew_russian_losses * w.front.drones) * losing
        self.relieved_losses = self.force * p.relieved_share * p.relieved_unit_attrition * strain
        self.losses = self.force * self.usual_attrition * strain
        mobilised = w.russia.chose("replacement", "mobilise") * p.mobilised
        hired = w.russia.chose("replacement", "mercenaries") * p.mercenaries
        contracted = p.russian_recruits * (1.0 + p.contract_bonus * w.russia.chose("replacement", "contract"))
        built = np.minimum(1.0, w.month / p.build_up_months)
        needed = p.russian_force * (p.force_at_start + (p.force_needed - p.force_at_start) * built)
        wanted = np.maximum(0.0, needed + self.losses - self.force)
        self.force = np.maximum(0.0, self.force + np.minimum(contracted + mobilised + hired, wanted) - self.losses)
        self.domestic_cost = (
            p.mobilisation_cost * w.russia.chose("replacement", "mobilise")
            + p.mercenary_cost * w.russia.chose("replacement", "mercenaries")
            + p.contract_cost * w.russia.chose("replacement", "contract")
            + p.loss_cost * self.losses / p.russian_recruits
        )
        self.gap = np.maximum(0.0, 1.0 - (self.force + p.soldier_substitution * self.theatre) / needed)

    def send(self) -> None:
        """Soldiers leave North Korea: as asked for, as Pyongyang consents, as the camps and its ceiling allow."""
        w, p = self.world, self.world.p
        begun = np.clip(w.month + 1.0 - p.first_deployment, 0.0, 1.0)
        self.requested = begun * (p.base_troops + p.relief_asked * self.relieved_losses) * w.russia.troop_demand
        wanted = self.requested * w.north_korea.troop_effort * (1.0 - w.talks.halt)
        room = np.minimum(self.capacity - self.camps, p.troop_ceiling - self.camps - self.theatre)
        arriving = np.clip(wanted, 0.0, np.maximum(0.0, room))
        wave = p.first_wave * w.shocks.first_wave
        self.camps = self.camps + arriving
        self.theatre = self.theatre + wave
        self.sent = self.sent + arriving + wave

    def rotate(self) -> None:
        """Soldiers leave the camps for the theatre, and the theatre as casualties or for home."""
        w, p = self.world, self.world.p
        self.rotated = np.minimum(self.camps * self.graduating, self.capacity / p.training_months)
        harm = (
            self.usual_harm
            * w.front.intensity
            * (1.0 + p.ew_losses * w.front.drones)
            * (1.0 + w.front.training_effect)
            * (1.0 + p.hunt_losses * w.ukraine.chose("attention", "hunt"))
        )
        home = 1.0 / p.tour_months + p.withdrawal_rate * w.north_korea.chose("troops", "withdraw")
        gone = self.theatre * leaving(harm + home)
        self.lost_this_month = gone * harm / (harm + home)
        back = gone - self.lost_this_month
        self.camps = self.camps - self.rotated
        self.theatre = self.theatre + self.rotated - gone
        self.casualties = self.casualties + self.lost_this_month
        self.returned = self.returned + back
        self.killed = self.killed + self.lost_this_month * p.killed_share
        taken = self.lost_this_month * p.captured_share
        self.captured = self.captured + taken
        settled = leaving(
            p.status_rate + p.status_gain * w.instruments.accountability + p.status_peace * w.outside_events.ceasefire
        )
        self.without_status = (self.without_status + taken) * (1.0 - settled)
