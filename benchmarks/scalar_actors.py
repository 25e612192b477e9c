"""The part's four actors for one world, with floats; formulas and order of terms are those of model/actors."""

from __future__ import annotations

from math import exp, inf

import mesa
from scalar_talks import ENVOY, TALKING, TRACKS, bounded, north_korean_margin

from model.actors import ACTORS
from model.actors.view import ABOUT_NORTH_KOREA


class LeanActor(mesa.Agent):
    """An actor of one world: beliefs by signal, picks by choice."""

    name = ""

    def __init__(self, model, start):
        super().__init__(model)
        self.watches = ACTORS[self.name].watches
        self.seen = dict(zip(self.watches, start["seen"], strict=True))
        self.picks = {choice.name: start[f"pick_{choice.name}"] for choice in ACTORS[self.name].choices}
        self.precision = getattr(model.p, f"precision_{self.name}")
        self.inertia = getattr(model.p, f"inertia_{self.name}")
        self.intentions = {}

    def observe(self):
        p, signals, seen = self.model.p, self.model.signals, self.seen
        wrong = 2.0 * self.model.luck[self.name, "perception"] - 1.0
        open_book, secretive = exp(p.noise * wrong), exp(p.noise_about_north_korea * wrong)
        for signal in self.watches:
            error = secretive if signal in ABOUT_NORTH_KOREA else open_book
            seen[signal] += p.attention * (signals[signal] * error - seen[signal])

    def weigh(self, name, *utilities):
        last, precision, inertia = self.picks[name], self.precision, self.inertia
        luck = self.model.luck[self.name, name]
        pick, highest = 0, -inf
        for move, utility in enumerate(utilities):
            score = precision * utility + luck[move]
            if move == last:
                score += inertia
            if score > highest:
                pick, highest = move, score
        self.intentions[name] = pick
        return pick

    def act(self):
        self.picks.update(self.intentions)


class LeanNorthKorea(LeanActor):
    name = "north_korea"

    def __init__(self, model, start):
        super().__init__(model, start)
        self.troop_effort, self.evasion, self.talks = start["troop_effort"], start["evasion"], start["talks"]

    def decide(self):
        v, p = self.seen, self.model.p
        self.weigh_exports(v, p)
        self.weigh_tests(v, p)
        self.weigh_talks(v, p)
        push = p.north_korea_evasion * (v["suppressed"] + v["pressure"]) - p.north_korea_evasion_cost
        self.weigh("evasion", -push, 0.0, push)

    def weigh_exports(self, v, p):
        appeal = p.north_korea_income * (v["offer"] + p.dependence_response * v["income_loss"])
        watched = p.north_korea_china_risk * self.model.before.china_diplomacy_press
        watched += p.north_korea_exposure * v["crossings"]
        bargain = p.north_korea_bargain * p.halt_of_arms * v["halt"]
        pull = appeal - p.north_korea_depletion * (1.0 - v["stock"]) - watched - bargain
        shipments = self.weigh("shipments", -pull, 0.0, pull)
        pull = appeal + p.north_korea_standing * v["closeness"] - p.north_korea_casualties * v["casualties"]
        pull -= p.north_korea_bargain * v["halt"] * (1.0 + self.model.talks.verification)
        pull -= p.north_korea_peace * v["peace"]
        pull = pull - watched + p.north_korea_consistency * (shipments - 1.0)
        self.weigh("troops", -pull - p.north_korea_habit, 0.0, pull - p.north_korea_habit)

    def weigh_tests(self, v, p):
        defiance = p.north_korea_defiance * (v["drills"] + v["tension"] + v["emboldened"])
        upset = p.north_korea_china_risk * (1.0 + self.model.before.china_diplomacy_press)
        talks = p.north_korea_bargain * v["calming"]
        gain, cost = p.north_korea_technology, p.north_korea_test_cost
        room, small = 1.0 - v["capability"], upset * p.small_test
        self.weigh(
            "test",
            0.0,
            defiance + gain * room - cost - small - talks,
            defiance + gain * 2.0 * room - 2.0 * cost - small - talks,
            defiance + gain * room - 2.0 * cost - upset - 2.0 * talks - p.north_korea_fear * v["deterrence"],
        )

    def weigh_talks(self, v, p):
        model, talks = self.model, self.model.talks
        margins = north_korean_margin(model, model.before)
        pressed = p.accountability_hardens * model.before.instruments_accountability
        mood = 1.0 + v["emboldened"] + pressed - model.before.outside_events_summit * p.summit_softens
        hostile = p.north_korea_hostility * mood
        stall, doubt = p.north_korea_stalling * v["offer"], p.north_korea_doubt * (1.0 - talks.trust)
        for k, track in enumerate(TRACKS):
            gain = p.north_korea_gain * margins[k] / (abs(margins[k]) + p.surplus_scale)
            betray = -inf
            if talks.level[k] > 0:
                betray = p.north_korea_betrayal * v["dependence"] - p.north_korea_penalty * talks.verification
            accept = gain - hostile * p.hostility_to_deals - doubt
            self.weigh(f"talks_{track}", hostile, gain * p.probing + stall, accept, betray)

    def act(self):
        super().act()
        picks = self.picks
        self.troop_effort = (1.0 + self.model.p.surge * (picks["troops"] == 2)) * (picks["troops"] != 0)
        self.evasion = picks["evasion"] / 2.0
        self.talks = [picks[f"talks_{track}"] for track in TRACKS]


class LeanBrokers(LeanActor):
    name = "brokers"

    def __init__(self, model, start):
        super().__init__(model, start)
        self.reflagging, self.fee_rise, self.left = start["reflagging"], start["fee_rise"], start["left"]

    def decide(self):
        v, p = self.seen, self.model.p
        margin = p.brokers_margin * (1.0 + self.fee_rise)
        stay = margin - p.brokers_risk * v["suppressed"] + p.brokers_trade * v["flows"]
        self.weigh("conduct", stay, margin - p.brokers_reflag_cost, margin - p.brokers_fee_cost, 0.0)

    def act(self):
        super().act()
        p, conduct = self.model.p, self.picks["conduct"]
        self.reflagging = float(conduct == 1)
        self.fee_rise = min(p.fee_most, self.fee_rise + p.fee_step * (conduct == 2)) * (1.0 - p.fee_decay)
        going = p.exit_step * (conduct == 3)
        self.left = self.left * (1.0 - p.entry_rate * (1.0 + self.fee_rise)) + going * (1.0 - self.left)


class LeanEnvoys(LeanActor):
    name = "envoys"

    def __init__(self, model, start):
        super().__init__(model, start)
        self.effort, self.absent = start["effort"], start["absent"]

    def decide(self):
        v, p, talks = self.seen, self.model.p, self.model.talks
        zone = p.envoys_zone if talks.surplus[ENVOY] > 0 else 0.0
        backed = p.envoys_mandate * self.model.before.instruments_envoy_effort
        tense, trust = p.envoys_tension * v["tension"], p.envoys_trust * talks.trust
        package = zone + backed * (1.0 + (talks.phase[ENVOY] == TALKING)) + trust - 2.0 * p.envoys_cost
        self.weigh("conduct", -backed + tense, tense, zone + backed + trust - p.envoys_cost, package)

    def act(self):
        super().act()
        p, conduct = self.model.p, self.picks["conduct"]
        moving = (conduct == 2) + (1.0 + p.package_helps) * (conduct == 3)
        self.effort = moving * (p.envoys_usual + self.model.before.instruments_envoy_effort)
        self.absent = float(conduct == 0)


class LeanSixParty(LeanActor):
    name = "six_party"

    def __init__(self, model, start):
        super().__init__(model, start)
        self.convening = start["convening"]

    def decide(self):
        v, p = self.seen, self.model.p
        drive = p.six_party_drive * self.model.before.instruments_six_party_effort
        joint = drive + p.six_party_link * v["peace"] - p.six_party_linkage
        self.weigh("agenda", p.six_party_tension * v["tension"] + p.six_party_idle, drive, joint)

    def act(self):
        super().act()
        p, rest, agenda = self.model.p, self.model.before, self.picks["agenda"]
        meets = (agenda == 2) + p.split_worth * (agenda == 1)
        self.convening = meets * self.consent(p, rest) * rest.instruments_six_party_effort / p.six_party_setup_months

    def consent(self, p, rest):
        moscow = p.moscow_meets + p.moscow_meets_in_peace * rest.outside_events_ceasefire
        moscow -= p.moscow_depth * rest.alliances_depth
        beijing = p.beijing_meets + p.beijing_unease * bounded(rest.tension_peninsula)
        luck = self.model.luck
        return luck["six_party", "moscow"] < moscow and luck["six_party", "beijing"] < beijing
