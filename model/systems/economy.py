"""North Korea's economy: growth from trade with China, Russian rents and pressure net of leakage; dependence."""

from __future__ import annotations

import numpy as np

from model.systems.system import YEAR, System, bounded, leaving


class Economy(System):
    """Growth (% / year), trade with China (1 = September 2023), dependence on Russia (share), leverage (0 to 1).

    Trade and income move the level of output, phased in over months; pressure net of leakage lowers growth itself.
    Source: grounding §3.6.
    """

    def open(self) -> None:
        p = self.world.p
        self.trade = self.full(np.ones_like(p.gdp))
        self.trend = self.full(np.ones_like(p.gdp))
        self.growth = self.full(p.growth_trend)
        self.monthly_gdp = p.gdp * p.millions_per_billion / YEAR
        self.following, self.phasing = leaving(1.0 / p.trade_months), leaving(1.0 / p.output_months)
        usual = self.world.ledger.other_income
        self.lift = p.per_cent * p.rent_growth * usual / self.monthly_gdp  # how far output stands above trend, %
        self.china_income = p.china_trade * p.china_import_share / YEAR
        self.third_income = p.china_trade * (1.0 - p.china_import_share) / YEAR
        self.income_loss = self.zeros()
        self.dependence, self.leverage, self.pressure = self.zeros(), self.zeros(), self.zeros()

    def advance(self) -> None:
        self.trade_with_china()
        self.grow()
        self.depend()

    def trade_with_china(self) -> None:
        """Trade follows its trend and Beijing's enforcement with a lag."""
        w, p = self.world, self.world.p
        self.trend = self.trend * (1.0 + p.china_trade_trend / (p.per_cent * YEAR))
        stance = (
            1.0
            - p.tight_trade * w.china.chose("enforcement", "tight")
            + p.lax_trade * w.china.chose("enforcement", "lax")
        )
        self.trade = self.trade + (self.trend * stance - self.trade) * self.following

    def grow(self) -> None:
        """Level of output from trade and income, then growth less pressure."""
        w, p = self.world, self.world.p
        led = w.ledger
        income = led.rent + led.other_income
        target = p.per_cent * (p.china_trade_growth * np.log(self.trade) + p.rent_growth * income / self.monthly_gdp)
        before = self.lift
        self.lift = self.lift + (target - self.lift) * self.phasing
        self.pressure = (1.0 - w.channels.leakage) * (1.0 + p.legitimacy * w.security_council.standing)
        sanctions = (p.un_pressure_growth * p.un_measures + p.us_pressure_growth * p.us_measures) * self.pressure
        eased = 1.0 - p.relief_of_pressure * w.talks.relief_flowing
        self.growth = p.growth_trend + YEAR * (self.lift - before) - sanctions * eased

    def depend(self) -> None:
        """Russia's share of outside income; what the loss of the rest adds to it; what it buys with other patrons."""
        w, p = self.world, self.world.p
        china = self.china_income * self.trade
        others = self.third_income * (1.0 - self.pressure * p.un_measures)
        flows = w.channels.delivered
        supplies = flows[0, 0] + flows[0, 1] + flows[0, 2]
        rest = china + others + w.ledger.other_income + supplies
        usual = self.china_income * self.trend + others + w.ledger.other_income + p.supplies_demand
        self.income_loss = np.clip(1.0 - rest / usual, 0.0, 1.0)
        rent = w.ledger.rent * (1.0 + p.dependence_response * self.income_loss)
        self.dependence = rent / (rent + rest)
        gains = p.leverage_of_rent * w.ledger.rent / self.china_income + p.leverage_of_technology * w.missiles.transfer
        self.leverage = bounded(gains + p.leverage_of_fuel * w.ledger.fuel / p.oil_cap)
