"""Designation and channels as compiled scalar functions on records; formulas as in model/systems."""

from __future__ import annotations

from math import exp

from fused_talks import LN2, compiled, leaving

SEA, HONG_KONG, AIR = range(3)


@compiled
def designation_advance(s, p, c, rest):
    """One month of four channels in two tiers; c holds what is constant in a world."""
    tempo = 1.0 + p.listing_tempo * (rest.south_korea_listing_add + rest.united_states_listing_faster)
    s.designation_tempo = tempo / p.static_interval
    s.designation_next_list += s.designation_tempo
    listed_now = 1.0 * (s.designation_next_list >= 1.0)
    s.designation_next_list -= listed_now
    learning = 1.0 + p.replacement_learning * s.designation_pressure
    busy = 1.0 + p.evasion_replacement * s.north_korea_evasion + p.reflag_replacement * s.brokers_reflagging
    dynamic_share = min(1.0, rest.instruments_dynamic_share)
    cover, fresher = p.initial_coverage * (1.0 + rest.instruments_listing_effort), 1.0 + rest.instruments_lag_speed
    age = p.dynamic_lag / fresher + p.dynamic_interval / 2.0
    hidden = 1.0 - p.evasion_hides * s.north_korea_evasion
    detection = added_detection(p, rest)
    hits = 0.0
    for channel in range(4):
        r = LN2 / c.half_life[channel] * learning * busy
        listed = (1.0 - dynamic_share) * cover * exp(-r * p.static_lag / fresher) * listed_now
        dynamic = dynamic_share * cover * s.designation_tempo * exp(-r * age)
        detected = p.detection * ((1.0 + detection[channel]) * hidden) * p.acted_on
        hits = hit(s, c, channel, min(1.0, listed), dynamic, detected, r, hits)
        s.designation_replacement[channel] = r
    s.designation_effective = hits
    s.designation_designations = hits * p.broker_count
    s.designation_pressure = s.designation_pressure * c.fading + hits


@compiled
def added_detection(p, rest):
    partners = p.partner_sharing * (rest.united_states_sharing_more + rest.japan_surveillance_more)
    watched = p.purl_monitors * p.purl_detection * rest.south_korea_purl
    curbed = p.curb_detection * rest.china_hong_kong_curb
    ledgers = rest.instruments_finance_detection + p.monitors_ledgers * rest.monitors_attention_ledgers
    at_sea = rest.instruments_sea_detection + watched + partners
    return at_sea, rest.instruments_dual_use_detection + curbed + watched, ledgers, ledgers


@compiled
def hit(s, c, channel, listed, dynamic, detected, r, hits):
    """One month of a channel's two tiers; returns the hits so far."""
    for tier in range(2):
        before = s.designation_disrupted[channel, tier]
        rate = dynamic * c.aims[tier] + detected
        start, total = before + listed * (1.0 - before), rate + r
        settled, gone = rate / total, leaving(total)
        end = start + (settled - start) * gone
        mean = settled + (start - settled) * gone / total
        s.designation_disrupted[channel, tier], s.designation_mean[channel, tier] = end, mean
        hits += (end - before + r * mean) * c.sizes[tier] / 4
    large, small = s.designation_mean[channel, 0], s.designation_mean[channel, 1]
    s.designation_suppressed[channel] = c.lost[channel] * (c.shares[0] * large + c.shares[1] * small)
    return hits


@compiled
def channels_advance(s, p, c, rest):
    """One month of both goods over three routes."""
    s.channels_boarding = rest.instruments_boarding_effort
    sea_out, hong_kong_out = s.designation_suppressed[0], s.designation_suppressed[1]
    watched = p.purl_monitors * p.purl_detection * rest.south_korea_purl
    boats = s.channels_boarding * (1.0 + p.boarding_by_sight * rest.instruments_sea_detection)
    checks = rest.instruments_dual_use_detection + p.curb_detection * rest.china_hong_kong_curb + watched
    at_sea = p.third_party_cap * leaving(p.interdiction_returns * boats)
    stopped = (at_sea, p.port_cap * leaving(p.detection * checks), 0.0)
    tight, staying = 1.0 - p.tight_routes * rest.china_enforcement_tight, 1.0 - s.brokers_left
    open_to_trade = (
        (1.0 - sea_out) * rest.shocks_open_sea * tight * staying,
        (1.0 - hong_kong_out) * rest.shocks_open_hong_kong * tight * staying,
        tight * staying,
    )
    threat = rest.instruments_transhipment_cost + p.us_secondary * rest.united_states_secondary_yes
    fresh = max(0.0, threat - s.channels_fear)
    s.channels_fear += (threat - s.channels_fear) * c.forgetting
    sea = p.sea_deterred * fresh + p.broker_reliance * sea_out
    deterred = (sea, fresh + p.broker_reliance * hong_kong_out, 0.0)
    for good in range(2):
        trade(s, p, c, good, stopped, open_to_trade, deterred)
    s.channels_boardings = p.boardings_per_line * s.channels_boarding
    threat = rest.instruments_exposure - s.channels_used_to_exposure
    s.channels_exposure = max(0.0, threat)
    s.channels_used_to_exposure += threat * c.forgetting
    working = 1.0 - p.leak_by_network * (sea_out + hong_kong_out) / 2.0
    stance = 1.0 + p.lax_leak * rest.china_enforcement_lax - p.tight_leak * rest.china_enforcement_tight
    s.channels_leakage = min(max(p.leakage * stance * working, 0.0), 1.0)


@compiled
def trade(s, p, c, good, stopped, open_to_trade, deterred):
    """Shares move between routes; what is offered is deterred or finds no room, is stopped, or arrives."""
    pulls = (
        pull_of(p, c, good, SEA, stopped[SEA], open_to_trade[SEA]),
        pull_of(p, c, good, HONG_KONG, stopped[HONG_KONG], open_to_trade[HONG_KONG]),
        pull_of(p, c, good, AIR, stopped[AIR], open_to_trade[AIR]),
    )
    total = pulls[0] + pulls[1] + pulls[2]
    for route in range(3):
        usual, share = c.usual[good, route], s.channels_share[good, route]
        wanted = (1.0 - p.reroutable_share) * usual + p.reroutable_share * pulls[route] / total
        share += (wanted - share) * c.rerouting
        offered = c.demand[good] * share
        room = c.demand[good] * usual * (1.0 + p.spare_capacity) * open_to_trade[route]
        shipped = min(offered * (1.0 - min(1.0, deterred[route])), room)
        caught = shipped * stopped[route]
        seized = caught * p.seized_share
        s.channels_share[good, route], s.channels_offered[good, route] = share, offered
        s.channels_shipped[good, route], s.channels_left_behind[good, route] = shipped, offered - shipped
        s.channels_seized[good, route], s.channels_turned_back[good, route] = seized, caught - seized
        s.channels_delivered[good, route] = shipped - caught


@compiled
def pull_of(p, c, good, route, stopped, open_to_trade):
    """How strongly a route draws trade."""
    usual = c.usual[good, route]
    needed = c.demand[good] * usual
    room = needed * (1.0 + p.spare_capacity) * open_to_trade
    shut = max(0.0, 1.0 - room / max(needed, p.smallest_flow))
    return usual * exp(-p.route_choice * (p.loss_of_cargo * stopped + shut))
