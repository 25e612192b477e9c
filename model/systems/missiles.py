"""Missiles and technology: capability with or without Russian help, reach, tests by class, emboldenment, hypotheses."""

from __future__ import annotations

import numpy as np

from model.systems.ledger import KINDS
from model.systems.system import MOST, System, bounded, events_below, leaving

CLASSES = ("short", "hypersonic", "intercontinental")


class Missiles(System):
    """Capability (0 to 1), hypersonic reach (km), tests a month by class, emboldenment (latent), jamming resistance.

    Tests excite each other for a while; intercontinental tests are a thin process of their own. Russian transfer is
    zero in some worlds, and the nuclear quid pro quo is true in some. Source: grounding §3.11, §3.12.
    """

    def open(self) -> None:
        p = self.world.p
        self.capability = self.full(p.capability_start)
        self.reach = self.full(p.hypersonic_reach * p.reach_start)
        self.resistance = self.zeros()
        self.nuclear = self.zeros()
        self.emboldenment = self.zeros()
        self.transfer = self.zeros()
        self.excitement = self.zeros()
        self.short, self.hypersonic, self.intercontinental = self.zeros(), self.zeros(), self.zeros()
        self.calming = leaving(1.0 / p.excitement_months)
        self.base = np.where(p.high_test_regime > 0, p.missile_rate_high, p.missile_rate_low)

    def advance(self) -> None:
        self.receive()
        self.test()
        self.learn()

    def receive(self) -> None:
        """What Moscow transfers this month (0 to 1), and what comes with it."""
        w, p = self.world, self.world.p
        flow = w.ledger.returned[KINDS.index("technology")] / (
            w.ledger.returned[KINDS.index("technology")] + p.transfer_half
        )
        uplift = 1.0 + p.transfer_uplift * w.retaliation.technology
        self.transfer = np.minimum(1.0, flow * uplift)
        self.resistance = self.resistance + p.jamming_transfer * self.transfer * (1.0 - self.resistance)
        deal = p.nuclear_quid_pro_quo * bounded(p.nuclear_depth * w.alliances.depth) * self.transfer
        self.nuclear = self.nuclear + p.nuclear_speed * deal * (1.0 - self.nuclear)
        backing = p.embolden_depth * w.alliances.depth + p.embolden_shield * w.china.chose("diplomacy", "shield")
        self.emboldenment = self.emboldenment * (1.0 - p.embolden_decay) + backing

    def test(self) -> None:
        """Number of tests by class; what Pyongyang chose scales its class."""
        w, p = self.world, self.world.p
        mood = p.test_tension * bounded(w.tension.peninsula) + p.test_bold * bounded(self.emboldenment)
        mood = np.exp(mood - p.test_deal * w.talks.moratorium + p.test_drills * (w.tension.drills - 1.0))
        calm = 1.0 - p.test_restraint * w.north_korea.chose("test", "none")
        rates = (
            self.base * (1.0 - p.hypersonic_part) * (1.0 + p.test_push * w.north_korea.chose("test", "short")),
            self.base * p.hypersonic_part * (1.0 + p.test_push * w.north_korea.chose("test", "hypersonic")),
            p.icbm_rate * (1.0 + p.icbm_push * w.north_korea.chose("test", "intercontinental")),
        )
        counts = []
        for name, rate in zip(CLASSES, rates, strict=True):
            spill = self.excitement if name == "short" else 0.0
            counts.append(events_below(rate * mood * calm + spill, w.luck_of(f"test/{name}"), MOST))
        self.short, self.hypersonic, drawn = counts
        self.intercontinental = w.shocks.icbm_tests + float(w.deciding) * drawn
        fresh = p.test_branching * self.calming * self.all_tests()
        self.excitement = np.minimum(p.excitement_cap, self.excitement * (1.0 - self.calming) + fresh)

    def learn(self) -> None:
        """Capability grows by own work, by successful tests and by Russian help; reach follows its hypersonic part."""
        w, p = self.world, self.world.p
        room = 1.0 - self.capability
        money = w.ledger.returned[KINDS.index("missile_programme")] + w.ledger.relief_to_arms
        funds = money / (money + p.transfer_half)
        own = (
            p.own_growth * self.capability * (1.0 + p.funds_growth * funds)
            + p.test_learning * p.test_success * self.all_tests()
        )
        helped = p.technology_transfer * self.transfer * p.absorption
        frozen = 1.0 - p.demilitarised * w.talks.demilitarised
        self.capability = self.capability + (own + helped) * room * frozen
        longest = p.hypersonic_reach * p.reach_limit
        gain = (p.reach_learning * self.hypersonic + p.reach_transfer * p.technology_transfer * self.transfer) * frozen
        self.reach = self.reach + (longest - self.reach) * leaving(gain)
        self.reach = np.maximum(self.reach, p.hypersonic_reach * w.shocks.hypersonic_claim)

    def all_tests(self) -> np.ndarray:
        """Tests of every class this month (options, worlds)."""
        return self.short + self.hypersonic + self.intercontinental
