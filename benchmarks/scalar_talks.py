"""Talks and their bargaining zone for one world, with floats; a phase computes only the hazards that it needs."""

from __future__ import annotations

from math import exp, expm1, log1p

from scalar_systems import LN2, leaving

NONE, TALKING, PARTIAL, FULL, BROKEN = range(5)
REFUSE, PROBE, ACCEPT, DEFECT = range(4)
ENVOY, KOREAN, ROADMAP, SIX = range(4)
TRACKS = ("envoy", "inter_korean", "roadmap", "six_party")


def bounded(x):
    return -expm1(-x) if x > 0.0 else 0.0


def north_korean_margin(model, rest):
    """North Korea's margin on each track, from what is seen at the time."""
    p, rent = model.p, rest.ledger_rent
    distrust = p.commitment_risk * (1.0 - model.talks.trust)
    warmth = p.recognition_value * (1.0 + rest.outside_events_summit)
    in_troops, relief = p.rent_in_troops * rent, rest.instruments_relief_offer
    relief *= 1.0 - p.snap_back_fear * rest.instruments_snap_back
    offers = relief + rest.instruments_fishing_offer
    return (
        rest.instruments_aid_offer + p.envoy_goodwill - in_troops - distrust,
        p.korean_value * (rest.south_korea_dialogue / 2.0) - p.rent_in_korean * rent - distrust,
        offers + warmth - p.rent_in_roadmap * rent - p.missile_worth - distrust,
        p.six_party_value + warmth - in_troops - distrust * (1.0 + p.linkage_risk),
    )


def sponsor_margin(model, rest):
    """The sponsors' margin on each track."""
    p, aid, relief = model.p, rest.instruments_aid_offer, rest.instruments_relief_offer
    sure = p.unverified_worth + (1.0 - p.unverified_worth) * model.talks.verification
    halted = p.worth_of_halt * (p.unverified_worth + (1.0 - p.unverified_worth) * model.talks.oversight)
    dear, risk = 1.0 + p.domestic_cost, p.snap_back_worth * rest.instruments_snap_back * relief
    return (
        halted - aid * dear,
        p.worth_of_calm * sure,
        p.worth_of_roadmap * sure + risk - (relief + rest.instruments_fishing_offer) * dear,
        halted + p.worth_of_calm * sure,
    )


class LeanTalks:
    def __init__(self, model, start):
        self.model = model
        for stock in ("phase", "months_in_talks", "surplus", "level"):
            setattr(self, stock, start[stock])
        for stock in ("kept", "broken", "progress", "relief", "verification", "oversight", "trust"):
            setattr(self, stock, start[stock])
        self.halt, self.calming, self.moratorium = start["halt"], start["calming"], start["moratorium"]
        p = model.p
        self.base = -log1p(-p.mediation_success) / p.attempt_months
        self.tail = 1.0 - leaving(LN2 / p.relief_lag)

    def advance(self):
        model, p, rest = self.model, self.model.p, self.model.now
        self.verification = min(max(p.verification_start + rest.instruments_verification, 0.0), 1.0)
        self.oversight = min(1.0, self.verification + p.imagery_helps * rest.monitors_attention_imagery)
        north, sponsors = north_korean_margin(model, rest), sponsor_margin(model, rest)
        self.surplus = [north[k] + sponsors[k] for k in range(4)]
        before = self.phase
        self.phase = [self.move(k, p, rest) for k in range(4)]
        for k in range(4):
            self.months_in_talks[k] = self.months_in_talks[k] + 1.0 if self.phase[k] == TALKING else 0.0
        self.remember(before, p, rest)
        self.read(p)

    def move(self, k, p, rest):
        """Phase of one track after this month: competing hazards, settled by one number."""
        phase = self.phase[k]
        exits = self.exits(k, phase, p, rest)
        total = sum(hazard for _, hazard in exits)
        chance, luck = leaving(total), self.model.luck["talks", TRACKS[k]]
        if luck >= chance:
            return phase
        aim, passed = luck / chance * total, 0.0
        for end, hazard in exits:
            if passed <= aim < passed + hazard:
                return end
            passed += hazard
        return phase

    def exits(self, k, phase, p, rest):
        """Where a phase can lead this month, with hazards, 1 / month."""
        move = self.model.north_korea.talks[k]
        against = move in (REFUSE, DEFECT)
        if phase == NONE:
            return ((TALKING, 0.0 if against else self.convening(k, p, rest)),)
        if phase == TALKING:
            walking = p.walkout + p.refusal_ends * against + p.council_ends * rest.security_council_condemned
            succeed = self.success(k, move, p, rest)
            return (NONE, walking), (PARTIAL, succeed * (1.0 - p.full_share)), (FULL, succeed * p.full_share)
        if phase == PARTIAL:
            completed = self.success(k, move, p, rest) * p.full_share
            return (FULL, completed), (BROKEN, self.breaking(k, move, p, rest))
        if phase == FULL:
            return ((BROKEN, self.breaking(k, move, p, rest)),)
        return ((NONE, 1.0 / p.cooling_months),)

    def success(self, k, move, p, rest):
        """Hazard of an agreement."""
        willing = 1.0 if move == ACCEPT else p.probing if move == PROBE else 0.0
        if self.surplus[k] <= 0 or willing == 0.0:
            return 0.0
        tries = min(1.0, self.months_in_talks[k] / p.attempt_months)
        odds = (
            p.success_surplus * bounded(self.surplus[k] / p.surplus_scale)
            + p.success_stalemate * min(1.0, rest.manpower_gap * p.gap_scale)
            + p.success_trust * self.trust
            - p.success_early * tries * (1.0 - tries)
            - p.success_rent * rest.economy_dependence
        )
        return self.base * exp(odds) * willing

    def breaking(self, k, move, p, rest):
        """Hazard that a deal breaks."""
        strain = exp(
            p.break_rent * rest.economy_dependence
            + p.break_tension * bounded(rest.tension_peninsula)
            - p.break_trust * self.trust
            - p.break_monitoring * self.verification
        )
        if k == ENVOY:
            strain *= 1.0 + p.fragile_alone * self.model.envoys.absent
        breaks = p.deal_breakdown * strain + p.defection_breaks * (move == DEFECT)
        return breaks + p.turnover_breaks * rest.outside_events_turnover

    def convening(self, k, p, rest):
        """Hazard that talks convene on a track if North Korea does not refuse."""
        if k == ENVOY:
            return self.model.envoys.effort / p.envoy_setup_months
        if k == KOREAN:
            return rest.south_korea_dialogue / 2.0 / p.korean_setup_months
        if k == ROADMAP:
            effort = rest.instruments_roadmap_effort + p.summitry_opens * rest.united_states_summitry
            return effort / p.roadmap_setup_months + p.summit_opens * rest.outside_events_summit
        return self.model.six_party.convening

    def remember(self, before, p, rest):
        """Trust, progress and relief follow what was kept and what was broken."""
        held = sum(phase in (PARTIAL, FULL) for phase in self.phase)
        failed = [now == BROKEN and then != BROKEN for now, then in zip(self.phase, before, strict=True)]
        self.kept += self.verification * (held / 4)
        self.broken += p.trust_loss * sum(failed)
        level = self.depth(self.phase[ROADMAP], p)
        progress = self.progress + p.demilitarisation_speed * level * self.verification * (1.0 - self.progress)
        self.progress = progress * (1.0 - p.demilitarisation_reversal * failed[ROADMAP])
        left = self.relief * self.tail
        if level == 0:
            left *= 1.0 - rest.instruments_snap_back
        self.relief = max(level, left)

    def depth(self, phase, p):
        """How far an agreement in this phase goes."""
        return 1.0 if phase == FULL else p.partial_deal if phase == PARTIAL else 0.0

    def read(self, p):
        """What the phases mean for the rest of the world."""
        self.level = level = [self.depth(phase, p) for phase in self.phase]
        self.halt = max(p.halt_depth * level[ENVOY], p.six_party_halt * level[SIX])
        self.moratorium = max(level[ROADMAP], p.six_party_moratorium * level[SIX])
        self.calming = max(*level, p.talking_calms if TALKING in self.phase else 0.0)
        self.trust = self.kept / (self.kept + self.broken)
