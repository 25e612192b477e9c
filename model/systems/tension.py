"""Tension on the peninsula and what answers it: drills, threat perceived in Tokyo, deterrence, severe incidents."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, bounded, leaving, logistic


class Tension(System):
    """Tension is latent and squashed only when read; drills are an index (1 = September 2023).

    Patrols act twice: they deter lethal acts and they raise tension. Source: grounding §3.3, §3.4.
    """

    def open(self) -> None:
        p = self.world.p
        self.peninsula = self.full(p.hostility / p.tension_decay)
        self.drills = self.full(np.ones_like(p.hostility))
        self.japanese_threat = self.full(bounded(p.threat_start))
        self.usual_deterrence = bounded(p.deterrence_start)
        self.deterrence = self.full(self.usual_deterrence)
        self.reassurance = self.deterrence.copy()
        self.incident = self.zeros()
        self.incidents = self.zeros()
        self.patrols = self.full(p.patrols_usual)
        self.clash_at_sea = self.zeros()

    def advance(self) -> None:
        self.exercise()
        sorties = np.log1p(self.patrols)
        self.deter(sorties)
        self.strain(sorties)

    def exercise(self) -> None:
        """Drills follow Seoul's choice, less what it holds back; patrols are at least those committed to."""
        w, p, i = self.world, self.world.p, self.world.instruments
        step = w.south_korea.chose("drills", "raise") - w.south_korea.chose("drills", "cut")
        held = 1.0 - np.minimum(1.0, i.drill_ceiling)
        answer = np.where(step > 0, step * held, step) * p.drill_step
        usual = 1.0 + (self.drills - 1.0) * (1.0 - p.drill_decay)
        self.drills = np.clip(usual * (1.0 + answer), p.drill_floor, p.drill_most)
        own = p.patrols_usual + p.patrol_choice * (
            w.united_states.chose("patrols", "regular") + 2.0 * w.united_states.chose("patrols", "frequent")
        ) * (1.0 + w.japan.chose("patrols", "join"))
        self.patrols = np.maximum(own, i.patrol_floor)

    def deter(self, sorties: np.ndarray) -> None:
        """Resolve and capability of the allies, reassurance, and the threat Tokyo perceives."""
        w, p, i = self.world, self.world.p, self.world.instruments
        resolve = (
            p.deterrence_start
            + p.deter_patrols * sorties
            + p.deter_drills * (self.drills - 1.0)
            + p.deter_ties * (i.trilateral + w.japan.chose("alignment", "close"))
            - p.deter_capability * (w.missiles.capability - p.capability_start)
            - p.deter_jamming * w.missiles.resistance
            - p.deter_restraint * i.leaflet_floor
        )
        self.deterrence = self.deterrence + (bounded(resolve) - self.deterrence) * p.perception_speed
        calm = bounded(
            p.deterrence_start + p.reassure_patrols * sorties + p.reassure_ties * i.trilateral + w.alliances.cohesion
        )
        self.reassurance = self.reassurance + (calm - self.reassurance) * p.perception_speed
        feared = bounded(
            p.threat_start
            + p.threat_alliance * w.alliances.depth
            + p.threat_tests * (w.missiles.hypersonic + w.missiles.intercontinental)
            + p.threat_jamming * w.missiles.resistance
        )
        self.japanese_threat = self.japanese_threat + (feared - self.japanese_threat) * p.perception_speed

    def strain(self, sorties: np.ndarray) -> None:
        """Action and reaction, then severe incidents, which deterrence makes rarer and tension likelier."""
        w, p, i = self.world, self.world.p, self.world.instruments
        strict = np.maximum(w.south_korea.chose("leaflets", "strict"), i.leaflet_floor)
        north = (
            p.test_alarm * w.missiles.all_tests()
            + p.icbm_alarm * w.missiles.intercontinental
            + p.leaflet_quarrel * (1.0 - strict)
        )
        pushed = (
            p.hostility
            + p.south_reaction * north
            + p.north_reaction * (self.drills - 1.0)
            + p.patrol_tension * p.tension_decay * sorties  # lasting tension a step adds
            + p.council_tension * w.security_council.condemned
            + p.tension_event * w.shocks.tension
        )
        offered = w.south_korea.dialogue / 2.0
        eased = p.gesture_reciprocity * p.gesture_size * (offered + strict) + p.talks_calm * w.talks.calming
        eased = eased + p.summit_calm * w.outside_events.summit
        level = self.peninsula * (1.0 - p.tension_decay) + pushed - eased
        odds = (
            p.incident_base
            + p.incident_tension * bounded(level)
            + p.patrol_deterrence * (self.deterrence - self.usual_deterrence) * p.deterrence_scale
            + p.incident_bold * bounded(w.missiles.emboldenment)
            + p.incident_boarding * p.boarding_incident * w.channels.boardings
        )
        self.incident = (w.luck_of("incident") < logistic(odds)).astype(float)
        at_sea = leaving(p.boarding_incident * w.channels.boardings)
        self.clash_at_sea = (w.luck_of("boarding") < at_sea).astype(float)
        self.incidents = self.incidents + self.incident
        self.peninsula = np.clip(
            level + p.incident_jump * self.incident + p.boarding_jump * self.clash_at_sea, 0.0, p.tension_most
        )
