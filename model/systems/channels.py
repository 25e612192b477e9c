"""Channels: sanctioned supplies for North Korea and dual-use chips for Russia, over routes that close and reopen."""

from __future__ import annotations

import numpy as np

from model.systems.system import LN2, System, leaving

GOODS = ("supplies", "chips")
ROUTES = ("third_sea", "hong_kong", "air")
SEA, HONG_KONG, AIR = range(len(ROUTES))


class Channels(System):
    """Offered = delivered + seized + turned back + left behind, for each good and route in every world (US$ m).

    Shippers re-route by expected margin with a lag; capacity is finite and shrinks with the brokers out of action.
    Source: grounding §3.8.
    """

    def open(self) -> None:
        w, p = self.world, self.world.p
        rest = 1.0 - p.hong_kong_share
        by_sea = (p.supplies_by_sea, rest * p.chips_by_sea)
        by_hk = ((1.0 - p.supplies_by_sea) * p.supplies_by_land, p.hong_kong_share)
        self.usual = np.stack([np.stack([s, h, 1.0 - s - h]) for s, h in zip(by_sea, by_hk, strict=True)])
        self.demand = np.stack([p.supplies_demand, p.chips_demand])[:, None]
        needed = self.demand * self.usual
        self.capacity = needed * (1.0 + p.spare_capacity)
        self.needed = np.maximum(needed, p.smallest_flow)  # above 0, as room is set against it
        self.fixed = (1.0 - p.reroutable_share) * self.usual  # what cannot be re-routed
        self.rerouting, self.forgetting = leaving(1.0 / p.reroute_months), leaving(LN2 / p.secondary_half_life)
        rows = (len(GOODS), len(ROUTES), *w.shape)
        self.share = np.broadcast_to(self.usual, rows).copy()
        for flow in ("offered", "shipped", "delivered", "seized", "turned_back", "left_behind"):
            setattr(self, flow, np.zeros(rows))
        self.fear = self.zeros()  # how far trade has got used to secondary sanctions
        self.used_to_exposure = self.zeros()  # how far Beijing has got used to exposure
        self.exposure = self.zeros()  # what it still feels of it
        self.boarding = self.zeros()
        self.boardings = self.zeros()
        self.leakage = self.full(p.leakage)

    def advance(self) -> None:
        w = self.world
        self.boarding = self.full(w.instruments.boarding_effort)
        stopped = self.stopped_share()
        room = self.room()
        self.reroute(stopped, room)
        self.move(stopped, room)
        self.leak()

    def stopped_share(self) -> np.ndarray:
        """Share of what is shipped that is stopped, by route (routes, options, worlds); effort has falling returns."""
        w, p, i = self.world, self.world.p, self.world.instruments
        watched = p.purl_monitors * p.purl_detection * w.south_korea.purl
        boats = self.boarding * (1.0 + p.boarding_by_sight * i.sea_detection)
        checks = i.dual_use_detection + p.curb_detection * w.china.chose("hong_kong", "curb") + watched
        stopped = np.zeros((len(ROUTES), *w.shape))
        stopped[SEA] = p.third_party_cap * leaving(p.interdiction_returns * boats)
        stopped[HONG_KONG] = p.port_cap * leaving(p.detection * checks)
        return stopped

    def room(self) -> np.ndarray:
        """Capacity of each good's routes (goods, routes, options, worlds), US$ m / month."""
        w, p = self.world, self.world.p
        network = w.designation.suppressed
        standing = np.ones((len(ROUTES), *w.shape))
        standing[SEA] = (1.0 - network[0]) * w.shocks.open_sea
        standing[HONG_KONG] = (1.0 - network[1]) * w.shocks.open_hong_kong
        tight = 1.0 - p.tight_routes * w.china.chose("enforcement", "tight")
        return self.capacity * (standing * tight * (1.0 - w.brokers.left))

    def reroute(self, stopped: np.ndarray, room: np.ndarray) -> None:
        """Shares move towards routes that lose less, with a lag; part of the trade cannot move."""
        p = self.world.p
        shut = np.maximum(0.0, 1.0 - room / self.needed)
        pull = self.usual * np.exp(-p.route_choice * (p.loss_of_cargo * stopped + shut))
        total = pull[:, 0] + pull[:, 1] + pull[:, 2]
        wanted = self.fixed + p.reroutable_share * pull / total[:, None]
        self.share = self.share + (wanted - self.share) * self.rerouting

    def move(self, stopped: np.ndarray, room: np.ndarray) -> None:
        """What is offered is deterred or finds no room, is stopped, or arrives."""
        w, p, i = self.world, self.world.p, self.world.instruments
        feared = i.transhipment_cost + p.us_secondary * w.united_states.chose("secondary", "yes")
        fresh = np.maximum(0.0, feared - self.fear)
        self.fear = self.fear + (feared - self.fear) * self.forgetting
        network = w.designation.suppressed
        deterred = np.zeros((len(ROUTES), *w.shape))
        deterred[SEA] = p.sea_deterred * fresh + p.broker_reliance * network[0]
        deterred[HONG_KONG] = fresh + p.broker_reliance * network[1]
        self.offered = self.demand * self.share
        self.shipped = np.minimum(self.offered * (1.0 - np.minimum(1.0, deterred)), room)
        caught = self.shipped * stopped
        self.left_behind = self.offered - self.shipped
        self.seized = caught * p.seized_share
        self.turned_back = caught - self.seized
        self.delivered = self.shipped - caught
        self.boardings = p.boardings_per_line * self.boarding
        self.exposure = np.maximum(0.0, i.exposure - self.used_to_exposure)
        self.used_to_exposure = self.used_to_exposure + (i.exposure - self.used_to_exposure) * self.forgetting

    def leak(self) -> None:
        """Share of sanctions pressure that third parties let through."""
        w, p = self.world, self.world.p
        network = w.designation.suppressed
        working = 1.0 - p.leak_by_network * (network[0] + network[1]) / 2.0
        stance = (
            1.0
            + p.lax_leak * w.china.chose("enforcement", "lax")
            - p.tight_leak * w.china.chose("enforcement", "tight")
        )
        self.leakage = np.clip(p.leakage * stance * working, 0.0, 1.0)

    def third_party_flow(self) -> np.ndarray:
        """What arrives over third parties, US$ m / month (options, worlds)."""
        d = self.delivered
        return d[0, 0] + d[0, 1] + d[0, 2] + d[1, 0] + d[1, 1] + d[1, 2]

    def chips(self) -> np.ndarray:
        """Dual-use chips that reach Russia, US$ m / month (options, worlds)."""
        return self.delivered[1, 0] + self.delivered[1, 1] + self.delivered[1, 2]
