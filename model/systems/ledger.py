"""Money: double entry, every flow from one named account to another, so that balances sum to zero in every month."""

from __future__ import annotations

import numpy as np

from model.systems.system import System, leaving

ACCOUNTS = (
    "russia",
    "north_korea",
    "missile_programme",
    "brokers",
    "victims",
    "stolen_coins",
    "frozen",
    "sponsors",
    "needy",
)
KINDS = ("goods", "currency", "technology", "missile_programme")


class Ledger(System):
    """Balances of nine accounts (accounts, options, worlds), US$ m, opened at zero but for coins stolen before.

    Value sent is what North Korea ships and lends in men; value returned is what Moscow pays, by kind. They need not
    be equal, and both are reported. North Korea's income is the sum of its sources less fees. Source: model.md §4.
    """

    def open(self) -> None:
        w = self.world
        self.balance = np.zeros((len(ACCOUNTS), *w.shape))
        self.post("victims", "stolen_coins", w.crypto.stolen)
        self.opening = self.balance.copy()
        self.returned = np.zeros((len(KINDS), *w.shape))
        self.fuel, self.relief_to_arms = self.zeros(), self.zeros()  # barrels a month; US$ m a month
        self.value_sent, self.value_returned, self.rent = self.zeros(), self.zeros(), self.zeros()
        self.aid_delivered, self.aid_diverted = self.zeros(), self.zeros()
        spent = leaving(1.0 / w.p.cash_out_months)
        self.other_income = w.crypto.dark * spent / (1.0 - spent) * (1.0 - w.p.laundering_fee)

    def post(self, giver: str, taker: str, amount: np.ndarray) -> None:
        """Move US$ m from one account to another."""
        given, taken = self.balance[ACCOUNTS.index(giver)], self.balance[ACCOUNTS.index(taker)]
        given -= amount
        taken += amount

    def advance(self) -> None:
        self.opening = self.balance.copy()
        self.alliance()
        self.coins()
        self.sponsors()

    def alliance(self) -> None:
        """Arms and men for payment; part of the payment reaches the missile programme; brokers take fees."""
        w, p = self.world, self.world.p
        million = p.soldier_pay / p.dollars_per_million
        arms = w.arms.delivered_now * p.container_value
        wages = (w.manpower.theatre + w.manpower.camps) * million
        self.value_sent = arms + wages
        paid = arms * p.payment_ratio * w.russia.generosity + wages
        tech = p.technology_share + p.payment_tilt * w.russia.chose("payment", "technology")
        gear = p.arms_share + p.payment_tilt * w.russia.chose("payment", "arms")
        goods = 1.0 + p.payment_tilt * w.russia.chose("payment", "oil_and_food")
        usual_cash = (1.0 + p.technology_share + p.arms_share) * p.hard_currency_share / (1.0 - p.hard_currency_share)
        cash = usual_cash + p.payment_tilt * w.russia.chose("payment", "currency")
        whole = tech + cash + gear + goods
        currency = paid * cash / whole
        missiles = currency * p.missile_share
        self.returned = np.stack([paid * goods / whole, currency - missiles, paid * (tech + gear) / whole, missiles])
        self.value_returned = paid
        self.fuel = p.oil_supplied * self.returned[0] / (self.returned[0] + p.transfer_half)
        self.rent = self.rent + (paid - self.rent) * p.rent_smoothing
        self.post("north_korea", "russia", self.value_sent)
        self.post("russia", "north_korea", paid - missiles)
        self.post("russia", "missile_programme", missiles)
        settled = currency * (1.0 - w.crypto.settlement_share)
        self.post("north_korea", "brokers", settled * p.broker_fee * (1.0 + w.brokers.fee_rise))

    def coins(self) -> None:
        """Theft, freezing and spending of stolen coins."""
        w, p = self.world, self.world.p
        fee = w.crypto.spent_now * p.laundering_fee
        self.post("victims", "stolen_coins", w.crypto.stolen_now)
        self.post("stolen_coins", "frozen", w.crypto.frozen_now)
        self.post("stolen_coins", "brokers", fee)
        self.post("stolen_coins", "north_korea", w.crypto.spent_now - fee)
        self.other_income = w.crypto.spent_now - fee

    def sponsors(self) -> None:
        """Aid, fishing rights and relief under agreements; unwatched aid is partly diverted."""
        w, p, i = self.world, self.world.p, self.world.instruments
        aid = i.aid_offer * np.maximum(w.talks.reached("envoy"), p.aid_during_talks * w.talks.running("envoy"))
        self.aid_diverted = aid * p.diversion * (1.0 - i.aid_monitoring)
        self.aid_delivered = aid - self.aid_diverted
        rights = i.fishing_offer * w.talks.fishing_open
        relief = i.relief_offer * w.talks.relief_flowing
        self.relief_to_arms = relief * p.relief_to_arms * (1.0 - w.talks.verification)
        self.post("sponsors", "needy", self.aid_delivered)
        self.post("sponsors", "north_korea", self.aid_diverted + rights + relief - self.relief_to_arms)
        self.post("sponsors", "missile_programme", self.relief_to_arms)
        self.other_income = self.other_income + self.aid_diverted + rights + relief - self.relief_to_arms
