"""Designation and channels for one world, with floats; formulas and the order of terms are those of model/systems."""

from __future__ import annotations

from math import exp, expm1, log

LN2 = log(2.0)
SEA, HONG_KONG, AIR = range(3)


def leaving(rate):
    return -expm1(-rate)


class LeanDesignation:
    def __init__(self, model, start):
        self.model, p = model, model.p
        self.next_list, self.pressure = start["next_list"], start["pressure"]
        self.disrupted, self.mean, self.suppressed = start["disrupted"], start["mean"], start["suppressed"]
        self.designations, self.tempo = start["designations"], start["tempo"]
        top = exp((1.0 - 1.0 / p.capacity_tail) * log(p.large_tier))
        self.shares, self.sizes = (top, 1.0 - top), (p.large_tier, 1.0 - p.large_tier)
        self.half_life = (p.ship_half_life, p.front_half_life, p.front_half_life, p.front_half_life)
        gap = p.state_capacity_lost - p.private_capacity_lost
        protected = (p.protected_ships, 0.0, p.protected_banks, 0.0)
        self.lost = [p.private_capacity_lost + share * gap for share in protected]
        small = (1.0 - p.large_tier * p.targeting) / (1.0 - p.large_tier)
        self.aims = (p.targeting, max(0.0, small))
        self.fading = 1.0 - leaving(1.0 / p.pressure_memory)

    def advance(self):
        model, p, rest = self.model, self.model.p, self.model.now
        tempo = 1.0 + p.listing_tempo * (rest.south_korea_listing_add + rest.united_states_listing_faster)
        self.tempo = tempo / p.static_interval
        self.next_list += self.tempo
        listed_now = self.next_list >= 1.0
        if listed_now:
            self.next_list -= 1.0
        evasion = model.north_korea.evasion
        learning = 1.0 + p.replacement_learning * self.pressure
        busy = 1.0 + p.evasion_replacement * evasion + p.reflag_replacement * model.brokers.reflagging
        dynamic_share = min(1.0, rest.instruments_dynamic_share)
        cover, fresher = p.initial_coverage * (1.0 + rest.instruments_listing_effort), 1.0 + rest.instruments_lag_speed
        age = p.dynamic_lag / fresher + p.dynamic_interval / 2.0
        hidden, detection = 1.0 - p.evasion_hides * evasion, self.detection(p, rest)
        hits = 0.0
        for channel in range(4):
            r = LN2 / self.half_life[channel] * learning * busy
            listed = 0.0
            if listed_now:
                listed = min(1.0, (1.0 - dynamic_share) * cover * exp(-r * p.static_lag / fresher))
            dynamic = dynamic_share * cover * self.tempo * exp(-r * age)
            detected = p.detection * ((1.0 + detection[channel]) * hidden) * p.acted_on
            hits = self.hit(channel, listed, dynamic, detected, r, hits)
        self.designations = hits * p.broker_count
        self.pressure = self.pressure * self.fading + hits

    def hit(self, channel, listed, dynamic, detected, r, hits):
        """One month of a channel's two tiers; returns the hits so far."""
        disrupted, mean = self.disrupted[channel], self.mean[channel]
        for tier in (0, 1):
            before = disrupted[tier]
            rate = dynamic * self.aims[tier] + detected
            start, total = before + listed * (1.0 - before), rate + r
            settled, gone = rate / total, leaving(total)
            end = start + (settled - start) * gone
            mean[tier] = settled + (start - settled) * gone / total
            disrupted[tier] = end
            hits += (end - before + r * mean[tier]) * self.sizes[tier] / 4
        self.suppressed[channel] = self.lost[channel] * (self.shares[0] * mean[0] + self.shares[1] * mean[1])
        return hits

    def detection(self, p, rest):
        """Detection added on the brokers of each channel."""
        partners = p.partner_sharing * (rest.united_states_sharing_more + rest.japan_surveillance_more)
        watched = p.purl_monitors * p.purl_detection * rest.south_korea_purl
        curbed = p.curb_detection * rest.china_hong_kong_curb
        ledgers = rest.instruments_finance_detection + p.monitors_ledgers * rest.monitors_attention_ledgers
        at_sea = rest.instruments_sea_detection + watched + partners
        return at_sea, rest.instruments_dual_use_detection + curbed + watched, ledgers, ledgers


class LeanChannels:
    def __init__(self, model, start):
        self.model, p = model, model.p
        for flow in ("share", "offered", "delivered", "seized", "turned_back", "left_behind"):
            setattr(self, flow, start[flow])
        self.fear, self.boardings, self.leakage = start["fear"], start["boardings"], start["leakage"]
        self.used_to_exposure, self.exposure = start["used_to_exposure"], start["exposure"]
        rest = 1.0 - p.hong_kong_share
        sea, hong_kong = (p.supplies_by_sea, rest * p.chips_by_sea), (
            (1.0 - p.supplies_by_sea) * p.supplies_by_land, p.hong_kong_share,
        )  # fmt: skip
        self.usual = [(s, h, 1.0 - s - h) for s, h in zip(sea, hong_kong, strict=True)]
        self.demand = (p.supplies_demand, p.chips_demand)
        self.needed = [[self.demand[good] * usual for usual in self.usual[good]] for good in (0, 1)]
        self.rerouting, self.forgetting = leaving(1.0 / p.reroute_months), leaving(LN2 / p.secondary_half_life)

    def advance(self):
        p, rest = self.model.p, self.model.now
        boarding, network = rest.instruments_boarding_effort, self.model.designation.suppressed
        watched = p.purl_monitors * p.purl_detection * rest.south_korea_purl
        boats = boarding * (1.0 + p.boarding_by_sight * rest.instruments_sea_detection)
        checks = rest.instruments_dual_use_detection + p.curb_detection * rest.china_hong_kong_curb + watched
        stopped = (
            p.third_party_cap * leaving(p.interdiction_returns * boats),
            p.port_cap * leaving(p.detection * checks),
            0.0,
        )
        open_to_trade = self.open_to_trade(p, rest, network)
        deterred = self.deterred(p, rest, network)
        for good in (0, 1):
            self.move(good, p, stopped, open_to_trade, deterred)
        self.boardings = p.boardings_per_line * boarding
        threat = rest.instruments_exposure - self.used_to_exposure
        self.exposure = max(0.0, threat)
        self.used_to_exposure += threat * self.forgetting
        working = 1.0 - p.leak_by_network * (network[SEA] + network[HONG_KONG]) / 2.0
        stance = 1.0 + p.lax_leak * rest.china_enforcement_lax - p.tight_leak * rest.china_enforcement_tight
        self.leakage = min(max(p.leakage * stance * working, 0.0), 1.0)

    def open_to_trade(self, p, rest, network):
        """Share of each route's capacity that is open."""
        tight, staying = 1.0 - p.tight_routes * rest.china_enforcement_tight, 1.0 - self.model.brokers.left
        return (
            (1.0 - network[SEA]) * rest.shocks_open_sea * tight * staying,
            (1.0 - network[HONG_KONG]) * rest.shocks_open_hong_kong * tight * staying,
            tight * staying,
        )

    def deterred(self, p, rest, network):
        """Share of each route's trade that is not offered for shipping."""
        threat = rest.instruments_transhipment_cost + p.us_secondary * rest.united_states_secondary_yes
        fresh = max(0.0, threat - self.fear)
        self.fear += (threat - self.fear) * self.forgetting
        sea = p.sea_deterred * fresh + p.broker_reliance * network[SEA]
        return sea, fresh + p.broker_reliance * network[HONG_KONG], 0.0

    def move(self, good, p, stopped, open_to_trade, deterred):
        """Shares move between routes; what is offered is deterred or finds no room, is stopped, or arrives."""
        usual, needed, share, demand = self.usual[good], self.needed[good], self.share[good], self.demand[good]
        room = [needed[route] * (1.0 + p.spare_capacity) * open_to_trade[route] for route in range(3)]
        pull = []
        for route in range(3):
            shut = max(0.0, 1.0 - room[route] / max(needed[route], p.smallest_flow))
            pull.append(usual[route] * exp(-p.route_choice * (p.loss_of_cargo * stopped[route] + shut)))
        total = pull[SEA] + pull[HONG_KONG] + pull[AIR]
        for route in range(3):
            wanted = (1.0 - p.reroutable_share) * usual[route] + p.reroutable_share * pull[route] / total
            share[route] += (wanted - share[route]) * self.rerouting
            offered = demand * share[route]
            shipped = min(offered * (1.0 - min(1.0, deterred[route])), room[route])
            caught = shipped * stopped[route]
            self.offered[good][route], self.left_behind[good][route] = offered, offered - shipped
            self.seized[good][route] = caught * p.seized_share
            self.turned_back[good][route] = caught - caught * p.seized_share
            self.delivered[good][route] = shipped - caught
