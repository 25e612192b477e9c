"""Arms: what North Korea makes, holds and ships, by which way, and what it adds to Russian fire."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, leaving


class Arms(System):
    """Opening stock + produced = stock + in transit + delivered + seized, in every world and month (containers).

    What is turned back returns to the stock. Only the direct sea leg can be stopped, up to its cap; rail never.
    Source: grounding §3.8; model.md §4.
    """

    def open(self) -> None:
        p = self.world.p
        self.arriving = leaving(1.0 / p.transit_months)
        self.stock = self.full(p.export_stock)
        self.flow = self.full(p.first_year_shipments)
        self.works = self.full(p.production_share * p.first_year_shipments)
        for stock in ("in_transit", "produced", "delivered", "seized", "turned_back"):
            setattr(self, stock, self.zeros())
        for flow in ("delivered_now", "shipped_now", "fire", "north_fire", "gap", "stopped_now"):
            setattr(self, flow, self.zeros())
        self.seen = self.full(bounded_detection(p.detection * p.crossing_visibility))
        self.concealment = self.zeros()

    def advance(self) -> None:
        self.produce()
        self.ship()
        self.arrive()
        self.shell()
        self.watch()

    def produce(self) -> None:
        """Works grow at a steady rate; what they make goes into the stock."""
        p = self.world.p
        self.works = self.works * (1.0 + p.works_growth)
        self.produced = self.produced + self.works
        self.stock = self.stock + self.works

    def ship(self) -> None:
        """Containers leave: as Pyongyang intends, as Moscow asks, as the stock allows."""
        w, p = self.world, self.world.p
        step = p.shipment_step * (w.north_korea.chose("shipments", "raise") - w.north_korea.chose("shipments", "cut"))
        ceiling = p.flow_ceiling * p.first_year_shipments
        self.flow = np.clip(self.flow * (1.0 + step), 0.0, ceiling)
        wanted = self.flow * w.russia.shell_demand * (1.0 - p.halt_of_arms * w.talks.halt)
        self.shipped_now = np.clip(wanted, 0.0, self.stock * p.drawdown)
        self.stock = self.stock - self.shipped_now
        self.in_transit = self.in_transit + self.shipped_now

    def arrive(self) -> None:
        """Containers arrive, are seized or turned back at sea."""
        w, p = self.world, self.world.p
        arriving = self.in_transit * self.arriving
        caught = (
            arriving * p.sea_share * p.direct_sea_cap * bounded_detection(p.interdiction_returns * w.channels.boarding)
        )
        seized = caught * p.seized_share
        self.in_transit = self.in_transit - arriving
        self.seized = self.seized + seized
        self.turned_back = self.turned_back + (caught - seized)
        self.stock = self.stock + (caught - seized)
        self.stopped_now = caught
        self.delivered_now = arriving - caught
        self.delivered = self.delivered + self.delivered_now

    def shell(self) -> None:
        """Russian fire from its own shells and North Korea's, against what its guns could use."""
        w, p = self.world, self.world.p
        self.north_fire = self.delivered_now * p.shells_per_container * (1.0 - p.dud_share)
        self.fire = p.russian_own_shells + self.north_fire
        self.gap = np.maximum(0.0, 1.0 - self.fire / (p.shell_need * w.front.appetite))

    def watch(self) -> None:
        """Share of rail and troop crossings that is seen; concealment grows against imagery."""
        w, p = self.world, self.world.p
        imagery = w.instruments.crossing_detection + p.monitors_imagery * w.monitors.chose("attention", "imagery")
        self.concealment = self.concealment + p.concealment_speed * (p.concealment * imagery - self.concealment)
        hazard = p.detection * p.crossing_visibility * (1.0 + imagery / (1.0 + self.concealment))
        self.seen = bounded_detection(hazard)


def bounded_detection(hazard: np.ndarray) -> np.ndarray:
    """Share found at a hazard (1 / month) within the month, in [0, 1)."""
    return leaving(hazard)
