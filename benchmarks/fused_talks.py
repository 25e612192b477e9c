"""Talks and their bargaining zone as compiled scalar functions on records; formulas as in model/systems."""

from __future__ import annotations

from math import exp, expm1, log

from numba import njit

LN2 = log(2.0)
NONE, TALKING, PARTIAL, FULL, BROKEN = range(5)
REFUSE, PROBE, ACCEPT, DEFECT = range(4)
ENVOY, KOREAN, ROADMAP, SIX = range(4)


def compiled(function):
    """No fast mathematics, so that results are those of the written order; compiled once and kept."""
    return njit(cache=True, error_model="numpy", fastmath=False)(function)


@compiled
def leaving(rate):
    return -expm1(-rate)


@compiled
def bounded(x):
    return -expm1(-max(x, 0.0))


@compiled
def north_korean_margin(s, p, rest):
    rent = rest.ledger_rent
    distrust = p.commitment_risk * (1.0 - s.talks_trust)
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


@compiled
def sponsor_margin(s, p, rest):
    aid, relief = rest.instruments_aid_offer, rest.instruments_relief_offer
    sure = p.unverified_worth + (1.0 - p.unverified_worth) * s.talks_verification
    halted = p.worth_of_halt * (p.unverified_worth + (1.0 - p.unverified_worth) * s.talks_oversight)
    dear, risk = 1.0 + p.domestic_cost, p.snap_back_worth * rest.instruments_snap_back * relief
    return (
        halted - aid * dear,
        p.worth_of_calm * sure,
        p.worth_of_roadmap * sure + risk - (relief + rest.instruments_fishing_offer) * dear,
        halted + p.worth_of_calm * sure,
    )


@compiled
def talks_advance(s, p, c, rest, luck):
    """One month of the four tracks; c holds what is constant in a world."""
    s.talks_verification = min(max(p.verification_start + rest.instruments_verification, 0.0), 1.0)
    s.talks_oversight = min(1.0, s.talks_verification + p.imagery_helps * rest.monitors_attention_imagery)
    north, sponsors = north_korean_margin(s, p, rest), sponsor_margin(s, p, rest)
    for k in range(4):
        s.talks_surplus[k] = north[k] + sponsors[k]
    roadmap = rest.instruments_roadmap_effort + p.summitry_opens * rest.united_states_summitry
    convening = (
        s.envoys_effort / p.envoy_setup_months,
        rest.south_korea_dialogue / 2.0 / p.korean_setup_months,
        roadmap / p.roadmap_setup_months + p.summit_opens * rest.outside_events_summit,
        s.six_party_convening,
    )
    held, failed, quit_roadmap = 0, 0, 0.0
    for k in range(4):
        before = s.talks_phase[k]
        after = move(s, p, c, rest, k, before, convening[k], luck.talks[k])
        s.talks_phase[k] = after
        s.talks_months_in_talks[k] = (s.talks_months_in_talks[k] + 1.0) * (after == TALKING)
        held += (after == PARTIAL) + (after == FULL)
        broke = (after == BROKEN) and (before != BROKEN)
        failed += broke
        if k == ROADMAP:
            quit_roadmap = 1.0 * broke
    s.talks_kept += s.talks_verification * (held / 4)
    s.talks_broken += p.trust_loss * failed
    remember(s, p, c, rest, quit_roadmap)


@compiled
def move(s, p, c, rest, k, phase, convening, luck):
    """Phase of one track after this month: the hazards of its ways out, and of no other, settled by one number."""
    posture = s.north_korea_talks[k]
    against = posture in (REFUSE, DEFECT)
    if phase == NONE:
        return settled(phase, (TALKING, NONE, NONE), 0.0 if against else convening, 0.0, 0.0, luck)
    if phase == TALKING:
        walking = p.walkout + p.refusal_ends * against + p.council_ends * rest.security_council_condemned
        succeed = success(s, p, c, rest, k, posture)
        partly = succeed * (1.0 - p.full_share)
        return settled(phase, (NONE, PARTIAL, FULL), walking, partly, succeed * p.full_share, luck)
    if phase == PARTIAL:
        completed = success(s, p, c, rest, k, posture) * p.full_share
        return settled(phase, (FULL, BROKEN, NONE), completed, breaking(s, p, rest, k, posture), 0.0, luck)
    if phase == FULL:
        return settled(phase, (BROKEN, NONE, NONE), breaking(s, p, rest, k, posture), 0.0, 0.0, luck)
    return settled(phase, (NONE, NONE, NONE), 1.0 / p.cooling_months, 0.0, 0.0, luck)


@compiled
def success(s, p, c, rest, k, posture):
    """Hazard of an agreement."""
    willing = 1.0 * (posture == ACCEPT) + p.probing * (posture == PROBE)
    if s.talks_surplus[k] <= 0 or willing == 0.0:
        return 0.0
    tries = min(1.0, s.talks_months_in_talks[k] / p.attempt_months)
    odds = (
        p.success_surplus * bounded(s.talks_surplus[k] / p.surplus_scale)
        + p.success_stalemate * min(1.0, rest.manpower_gap * p.gap_scale)
        + p.success_trust * s.talks_trust
        - p.success_early * tries * (1.0 - tries)
        - p.success_rent * rest.economy_dependence
    )
    return c.base * exp(odds) * willing


@compiled
def breaking(s, p, rest, k, posture):
    """Hazard that a deal breaks."""
    strain = exp(
        p.break_rent * rest.economy_dependence
        + p.break_tension * bounded(rest.tension_peninsula)
        - p.break_trust * s.talks_trust
        - p.break_monitoring * s.talks_verification
    )
    if k == ENVOY:
        strain *= 1.0 + p.fragile_alone * s.envoys_absent
    breaks = p.deal_breakdown * strain + p.defection_breaks * (posture == DEFECT)
    return breaks + p.turnover_breaks * rest.outside_events_turnover


@compiled
def settled(phase, ends, first, second, third, luck):
    """Which of competing ways out is taken, if any."""
    total = first + second + third
    chance = leaving(total)
    if luck >= chance:
        return phase
    aim = luck / chance * total
    if aim < first:
        return ends[0]
    if aim < first + second:
        return ends[1]
    return ends[2] if aim < first + second + third else phase


@compiled
def remember(s, p, c, rest, quit_roadmap):
    """Progress and relief, then what the phases mean for the rest of the world."""
    talking, most = 0.0, 0.0
    for k in range(4):
        phase = s.talks_phase[k]
        s.talks_level[k] = p.partial_deal * (phase == PARTIAL) + 1.0 * (phase == FULL)
        most = max(most, s.talks_level[k])
        talking = max(talking, p.talking_calms * (phase == TALKING))
    level = s.talks_level[ROADMAP]
    progress = s.talks_progress + p.demilitarisation_speed * level * s.talks_verification * (1.0 - s.talks_progress)
    s.talks_progress = progress * (1.0 - p.demilitarisation_reversal * quit_roadmap)
    s.talks_relief = max(level, s.talks_relief * c.tail * (1.0 - rest.instruments_snap_back * (level == 0)))
    s.talks_halt = max(p.halt_depth * s.talks_level[ENVOY], p.six_party_halt * s.talks_level[SIX])
    s.talks_moratorium = max(level, p.six_party_moratorium * s.talks_level[SIX])
    s.talks_calming = max(most, talking)
    s.talks_fishing_open = max(p.fishing_alone, level)
    s.talks_demilitarised = s.talks_progress
    s.talks_relief_flowing = s.talks_relief
    s.talks_trust = s.talks_kept / (s.talks_kept + s.talks_broken)
