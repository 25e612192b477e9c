"""The part's four actors as compiled scalar functions on records; formulas and order of terms as in model/actors."""

from __future__ import annotations

from math import exp, inf

from fused_talks import ENVOY, TALKING, bounded, compiled, north_korean_margin


@compiled
def errors(p, luck):
    """How wrong all see this month: what is open, and what North Korea hides."""
    wrong = 2.0 * luck - 1.0
    return exp(p.noise * wrong), exp(p.noise_about_north_korea * wrong)


@compiled
def perceive(seen, row, attention, signal, error):
    seen[row] += attention * (signal * error - seen[row])


@compiled
def choose(utilities, luck, last, precision, inertia):
    """The move with the highest sum of weighted utility, inertia and luck."""
    pick, highest = 0, -inf
    for move in range(len(utilities)):
        score = precision * utilities[move] + luck[move]
        if move == last:
            score += inertia
        if score > highest:
            pick, highest = move, score
    return pick


@compiled
def observe(s, p, before, flows, error):
    """Everybody perceives the shared signals; error holds (open, secret) of each of the four."""
    suppressed = (s.designation_suppressed[0] + s.designation_suppressed[1]) / 2.0
    a, tension, closeness = p.attention, before.signal_tension, before.signal_closeness
    north, brokers, envoys, six = error
    see_as_north_korea(s.north_korea_seen, a, before, suppressed, s.talks_halt, s.talks_calming, north[0], north[1])
    perceive(s.brokers_seen, 0, a, suppressed, brokers[0])
    perceive(s.brokers_seen, 1, a, flows, brokers[1])
    perceive(s.envoys_seen, 0, a, tension, envoys[0])
    perceive(s.envoys_seen, 1, a, s.talks_calming, envoys[0])
    perceive(s.envoys_seen, 2, a, closeness, envoys[0])
    perceive(s.six_party_seen, 0, a, tension, six[0])
    perceive(s.six_party_seen, 1, a, s.talks_calming, six[0])
    perceive(s.six_party_seen, 2, a, before.signal_peace, six[0])
    perceive(s.six_party_seen, 3, a, closeness, six[0])


@compiled
def see_as_north_korea(seen, a, before, suppressed, halt, calming, plain, secret):
    perceive(seen, 0, a, before.signal_offer, plain)
    perceive(seen, 1, a, before.signal_income_loss, plain)
    perceive(seen, 2, a, before.signal_stock, secret)
    perceive(seen, 3, a, before.signal_casualties, secret)
    perceive(seen, 4, a, before.signal_closeness, plain)
    perceive(seen, 5, a, before.signal_pressure, plain)
    perceive(seen, 6, a, suppressed, plain)
    perceive(seen, 7, a, before.signal_crossings, secret)
    perceive(seen, 8, a, halt, plain)
    perceive(seen, 9, a, before.signal_drills, plain)
    perceive(seen, 10, a, before.signal_tension, plain)
    perceive(seen, 11, a, before.signal_peace, plain)
    perceive(seen, 12, a, before.signal_dependence, secret)
    perceive(seen, 13, a, before.signal_emboldened, plain)
    perceive(seen, 14, a, before.signal_capability, secret)
    perceive(seen, 15, a, calming, plain)
    perceive(seen, 16, a, before.signal_deterrence, plain)


@compiled
def north_korea_decides(s, p, before, luck):
    """Sets every pick; what others read of it changes only when it acts."""
    v, precision, inertia = s.north_korea_seen, p.precision_north_korea, p.inertia_north_korea
    offer, suppressed, pressure = v[0], v[6], v[5]
    weigh_exports(s, p, before, luck)
    weigh_tests(s, p, before, luck)
    pressed = p.accountability_hardens * before.instruments_accountability
    hostile = p.north_korea_hostility * (1.0 + v[13] + pressed - before.outside_events_summit * p.summit_softens)
    stall, doubt = p.north_korea_stalling * offer, p.north_korea_doubt * (1.0 - s.talks_trust)
    margins = north_korean_margin(s, p, before)
    for k in range(4):
        gain = p.north_korea_gain * margins[k] / (abs(margins[k]) + p.surplus_scale)
        betray = -inf
        if s.talks_level[k] > 0:
            betray = p.north_korea_betrayal * v[12] - p.north_korea_penalty * s.talks_verification
        accept = gain - hostile * p.hostility_to_deals - doubt
        utilities = (hostile, gain * p.probing + stall, accept, betray)
        last = s.north_korea_talks[k]
        s.north_korea_meant[k] = choose(utilities, luck.north_korea_talks[k], last, precision, inertia)
    push = p.north_korea_evasion * (suppressed + pressure) - p.north_korea_evasion_cost
    last = s.north_korea_pick_evasion
    s.north_korea_pick_evasion = choose((-push, 0.0, push), luck.north_korea_evasion, last, precision, inertia)


@compiled
def weigh_exports(s, p, before, luck):
    v, precision, inertia = s.north_korea_seen, p.precision_north_korea, p.inertia_north_korea
    offer, income_loss, stock, casualties, closeness, crossings, halt = v[0], v[1], v[2], v[3], v[4], v[7], v[8]
    appeal = p.north_korea_income * (offer + p.dependence_response * income_loss)
    watched = p.north_korea_china_risk * before.china_diplomacy_press + p.north_korea_exposure * crossings
    bargain = p.north_korea_bargain * p.halt_of_arms * halt
    pull = appeal - p.north_korea_depletion * (1.0 - stock) - watched - bargain
    last = s.north_korea_pick_shipments
    shipments = choose((-pull, 0.0, pull), luck.north_korea_shipments, last, precision, inertia)
    pull = appeal + p.north_korea_standing * closeness - p.north_korea_casualties * casualties
    pull -= p.north_korea_bargain * halt * (1.0 + s.talks_verification)
    pull = pull - p.north_korea_peace * v[11] - watched + p.north_korea_consistency * (shipments - 1.0)
    utilities, last = (-pull - p.north_korea_habit, 0.0, pull - p.north_korea_habit), s.north_korea_pick_troops
    s.north_korea_pick_troops = choose(utilities, luck.north_korea_troops, last, precision, inertia)
    s.north_korea_pick_shipments = shipments


@compiled
def weigh_tests(s, p, before, luck):
    v, cost = s.north_korea_seen, p.north_korea_test_cost
    defiance = p.north_korea_defiance * (v[9] + v[10] + v[13])
    upset = p.north_korea_china_risk * (1.0 + before.china_diplomacy_press)
    talks, room, small = p.north_korea_bargain * v[15], 1.0 - v[14], upset * p.small_test
    gain = p.north_korea_technology
    utilities = (
        0.0,
        defiance + gain * room - cost - small - talks,
        defiance + gain * 2.0 * room - 2.0 * cost - small - talks,
        defiance + gain * room - 2.0 * cost - upset - 2.0 * talks - p.north_korea_fear * v[16],
    )
    last, precision, inertia = s.north_korea_pick_test, p.precision_north_korea, p.inertia_north_korea
    s.north_korea_pick_test = choose(utilities, luck.north_korea_test, last, precision, inertia)


@compiled
def others_decide(s, p, before, luck):
    """Brokers, envoys and the six-party forum."""
    v, margin = s.brokers_seen, p.brokers_margin * (1.0 + s.brokers_fee_rise)
    stay = margin - p.brokers_risk * v[0] + p.brokers_trade * v[1]
    utilities = (stay, margin - p.brokers_reflag_cost, margin - p.brokers_fee_cost, 0.0)
    last = s.brokers_pick_conduct
    s.brokers_pick_conduct = choose(utilities, luck.brokers_conduct, last, p.precision_brokers, p.inertia_brokers)
    zone = p.envoys_zone if s.talks_surplus[ENVOY] > 0 else 0.0
    backed, tense = p.envoys_mandate * before.instruments_envoy_effort, p.envoys_tension * s.envoys_seen[0]
    trust = p.envoys_trust * s.talks_trust
    package = zone + backed * (1.0 + (s.talks_phase[ENVOY] == TALKING)) + trust - 2.0 * p.envoys_cost
    going = (-backed + tense, tense, zone + backed + trust - p.envoys_cost, package)
    last = s.envoys_pick_conduct
    s.envoys_pick_conduct = choose(going, luck.envoys_conduct, last, p.precision_envoys, p.inertia_envoys)
    v, drive = s.six_party_seen, p.six_party_drive * before.instruments_six_party_effort
    joint = drive + p.six_party_link * v[2] - p.six_party_linkage
    idle = p.six_party_tension * v[0] + p.six_party_idle
    last = s.six_party_pick_agenda
    s.six_party_pick_agenda = choose(
        (idle, drive, joint), luck.six_party_agenda, last, p.precision_six_party, p.inertia_six_party
    )


@compiled
def act(s, p, before, luck):
    """Moves become postures."""
    s.north_korea_troop_effort = (1.0 + p.surge * (s.north_korea_pick_troops == 2)) * (s.north_korea_pick_troops != 0)
    s.north_korea_evasion = s.north_korea_pick_evasion / 2.0
    for k in range(4):
        s.north_korea_talks[k] = s.north_korea_meant[k]
    conduct = s.brokers_pick_conduct
    s.brokers_reflagging = 1.0 * (conduct == 1)
    s.brokers_fee_rise = min(p.fee_most, s.brokers_fee_rise + p.fee_step * (conduct == 2)) * (1.0 - p.fee_decay)
    going = p.exit_step * (conduct == 3)
    staying = 1.0 - p.entry_rate * (1.0 + s.brokers_fee_rise)
    s.brokers_left = s.brokers_left * staying + going * (1.0 - s.brokers_left)
    conduct = s.envoys_pick_conduct
    moving = (conduct == 2) + (1.0 + p.package_helps) * (conduct == 3)
    s.envoys_effort = moving * (p.envoys_usual + before.instruments_envoy_effort)
    s.envoys_absent = 1.0 * (conduct == 0)
    agenda = s.six_party_pick_agenda
    meets = (agenda == 2) + p.split_worth * (agenda == 1)
    moscow = p.moscow_meets + p.moscow_meets_in_peace * before.outside_events_ceasefire
    moscow -= p.moscow_depth * before.alliances_depth
    beijing = p.beijing_meets + p.beijing_unease * bounded(before.tension_peninsula)
    agreed = (luck.six_party_moscow < moscow) and (luck.six_party_beijing < beijing)
    s.six_party_convening = meets * agreed * before.instruments_six_party_effort / p.six_party_setup_months
