"""Designation: how much of a broker network is out of action, under periodic lists and continuous designations."""

from __future__ import annotations

import numpy as np

from model.systems.system import LN2, System, leaving

CHANNELS = ("third_sea", "hong_kong", "banking", "crypto")
KINDS = np.array([0, 1, 1, 1])  # ships or front companies
TIERS = ("large", "small")


def suppressed_share(designations: np.ndarray, replacement: np.ndarray) -> np.ndarray:
    """Long-run share of a broker network that is out of action.

    Parameters
    ----------
    designations : array
        Rate at which an active node is put out of action, 1 / month.
    replacement : array
        Rate at which a disrupted node is replaced, 1 / month.

    Returns
    -------
    array, in [0, 1]

    Raises
    ------
    ValueError
        If a rate is negative, or both are 0.

    Source: balance of flows, D* = u / (u + r). With u = 0.1 and r = 0.3 a quarter is out of action.
    """
    u, r = np.asarray(designations, float), np.asarray(replacement, float)
    if (u < 0).any() or (r < 0).any() or (u + r == 0).any():
        raise ValueError("designations and replacement: rates in 1 / month, 0 or more, not both 0")
    return u / (u + r)


def month_of_designation(
    disrupted: np.ndarray, listed: np.ndarray, rate: np.ndarray, replacement: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One month of a network: a list at its start hits active nodes, then nodes are designated and replaced.

    Parameters
    ----------
    disrupted : array
        Share out of action before the month.
    listed : array
        Share of the active nodes that a list hits at the start of the month, in [0, 1].
    rate, replacement : array
        Designation of active and replacement of disrupted nodes, 1 / month; their sum must be positive.

    Returns
    -------
    disrupted at the end, its mean over the month, and designations during the month as a share of the network

    Source: exact solution of dD/dt = u (1 − D) − r D; hence mean D = (designations − change of D) / r (Little's law).
    """
    start = disrupted + listed * (1.0 - disrupted)
    total = rate + replacement
    settled = rate / total
    gone = leaving(total)
    end = start + (settled - start) * gone
    mean = settled + (start - settled) * gone / total
    designated = end - disrupted + replacement * mean
    return end, mean, designated


def tier_shares(tail: np.ndarray, large: np.ndarray) -> np.ndarray:
    """Share of capacity in the large and the small tier, shape (tiers, worlds).

    The top share q of nodes holds q^(1 − 1/α) of the capacity when sizes follow a Pareto law with exponent α.
    """
    top = np.exp((1.0 - 1.0 / tail) * np.log(large))
    return np.stack([top, 1.0 - top])


class Designation(System):
    """Brokers of four channels in two capacity tiers, as shares (channels × tiers, options, worlds).

    Static lists are rare, stale and broad; dynamic designation is frequent, fresh and aimed at the large tier, and
    spends the same raw effort. Detection adds a hazard of its own. Replacement quickens with pressure and evasion.
    Source: grounding §3.7.
    """

    def open(self) -> None:
        w, p = self.world, self.world.p
        self.half_lives = np.stack([p.ship_half_life, p.front_half_life])
        self.sizes = np.stack([p.large_tier, 1.0 - p.large_tier])  # share of the nodes, by tier
        self.shares = tier_shares(p.capacity_tail, p.large_tier)
        small = (1.0 - p.large_tier * p.targeting) / (1.0 - p.large_tier)
        self.aims = np.stack([p.targeting, np.maximum(0.0, small)])
        protected = np.stack([p.protected_ships, 0.0 * p.large_tier, p.protected_banks, 0.0 * p.large_tier])
        self.lost = p.private_capacity_lost + protected * (p.state_capacity_lost - p.private_capacity_lost)
        self.fading = leaving(1.0 / p.pressure_memory)
        rows = (len(CHANNELS), len(TIERS), *w.shape)
        self.disrupted = np.zeros(rows)
        self.mean = np.zeros(rows)
        self.next_list = self.full(p.first_list)  # share of an update interval that has passed
        self.tempo = self.full(1.0 / p.static_interval)  # updates a month
        self.pressure = self.zeros()
        self.designations = self.zeros()
        self.suppressed = np.zeros((len(CHANNELS), *w.shape))
        self.replacement = np.zeros((len(CHANNELS), *w.shape))
        self.effective = self.zeros()

    def advance(self) -> None:
        p = self.world.p
        listed_now = self.turn_calendar()
        by_kind = self.replace_rates()
        listed, dynamic = (effort[KINDS, None] for effort in self.efforts(by_kind, listed_now))
        self.replacement = by_kind[KINDS]
        rate = dynamic * self.aims + self.detected()[:, None]
        self.disrupted, self.mean, hit = month_of_designation(self.disrupted, listed, rate, self.replacement[:, None])
        hits = sum(tier for channel in hit * self.sizes / len(CHANNELS) for tier in channel)
        self.suppressed = self.lost * (self.shares[0] * self.mean[:, 0] + self.shares[1] * self.mean[:, 1])
        self.effective = hits
        self.designations = hits * p.broker_count
        self.pressure = self.pressure * (1.0 - self.fading) + hits

    def turn_calendar(self) -> np.ndarray:
        """Whether a periodic list comes out this month, as 0 or 1; intervals need not be whole months."""
        w, p = self.world, self.world.p
        tempo = 1.0 + p.listing_tempo * (
            w.south_korea.chose("listing", "add") + w.united_states.chose("listing", "faster")
        )
        self.tempo = tempo / p.static_interval
        self.next_list = self.next_list + self.tempo
        out = (self.next_list >= 1.0).astype(float)
        self.next_list = self.next_list - out
        return out

    def replace_rates(self) -> np.ndarray:
        """Rate at which a disrupted node is replaced (kinds, options, worlds), 1 / month."""
        w, p = self.world, self.world.p
        learning = 1.0 + p.replacement_learning * self.pressure
        effort = 1.0 + p.evasion_replacement * w.north_korea.evasion + p.reflag_replacement * w.brokers.reflagging
        return LN2 / self.half_lives * learning * effort

    def efforts(self, r: np.ndarray, listed_now: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What this month's listing does to active nodes: share listed, rate designated (kinds, options, worlds)."""
        p, i = self.world.p, self.world.instruments
        dynamic_share = np.minimum(1.0, i.dynamic_share)
        cover = p.initial_coverage * (1.0 + i.listing_effort)
        fresher = 1.0 + i.lag_speed
        lists = (1.0 - dynamic_share) * cover * np.exp(-r * p.static_lag / fresher)
        age = p.dynamic_lag / fresher + p.dynamic_interval / 2.0
        dynamic = dynamic_share * cover * self.tempo * np.exp(-r * age)
        return np.minimum(1.0, lists * listed_now), dynamic

    def detected(self) -> np.ndarray:
        """Rate at which a channel's active nodes are detected and acted on (channels, options, worlds), 1 / month.

        Hazards from all sources add, against today's.
        """
        w, p, i = self.world, self.world.p, self.world.instruments
        partners = p.partner_sharing * (
            w.united_states.chose("sharing", "more") + w.japan.chose("surveillance", "more")
        )
        watched = p.purl_monitors * p.purl_detection * w.south_korea.purl
        at_sea = i.sea_detection + watched + partners
        goods = i.dual_use_detection + p.curb_detection * w.china.chose("hong_kong", "curb") + watched
        money = i.finance_detection + p.monitors_ledgers * w.monitors.chose("attention", "ledgers")
        hidden = 1.0 - p.evasion_hides * w.north_korea.evasion
        return p.detection * ((1.0 + np.stack([at_sea, goods, money, money])) * hidden) * p.acted_on
