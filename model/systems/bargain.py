"""The bargaining zone: what a deal on each track is worth to both sides together, US$ m / month."""

from __future__ import annotations

import numpy as np


def surplus(w) -> np.ndarray:
    """Joint surplus of an agreement on each track, shape (tracks, options, worlds); below zero there is no deal.

    North Korea's margin is what it is offered, less the Russian rent it would lose and the risk that the other side
    does not keep its word; the sponsors' margin is the worth of restraint as far as it can be verified, less the cost.

    Source: Fearon 1995; grounding §3.5: Z is the sum of both margins.
    """
    return north_korean_margin(w) + sponsor_margin(w)


def north_korean_margin(w) -> np.ndarray:
    """North Korea's margin on each track (tracks, options, worlds), US$ m / month; what it can see, it weighs too."""
    p, i = w.p, w.instruments
    rent = w.ledger.rent
    distrust = p.commitment_risk * (1.0 - w.talks.trust)
    warmth = p.recognition_value * (1.0 + w.outside_events.summit)
    envoy = i.aid_offer + p.envoy_goodwill - p.rent_in_troops * rent - distrust
    korean = p.korean_value * (w.south_korea.dialogue / 2.0) - p.rent_in_korean * rent - distrust
    relief = i.relief_offer * (1.0 - p.snap_back_fear * i.snap_back)
    roadmap = relief + i.fishing_offer + warmth - p.rent_in_roadmap * rent - p.missile_worth - distrust
    six = p.six_party_value + warmth - p.rent_in_troops * rent - distrust * (1.0 + p.linkage_risk)
    return np.stack([envoy, korean, roadmap, six])


def sponsor_margin(w) -> np.ndarray:
    """The sponsors' margin on each track (tracks, options, worlds), US$ m / month."""
    p, i = w.p, w.instruments
    sure = p.unverified_worth + (1.0 - p.unverified_worth) * w.talks.verification
    halted = p.unverified_worth + (1.0 - p.unverified_worth) * w.talks.oversight
    risk = p.snap_back_worth * i.snap_back * i.relief_offer
    envoy = p.worth_of_halt * halted - i.aid_offer * (1.0 + p.domestic_cost)
    korean = p.worth_of_calm * sure
    roadmap = p.worth_of_roadmap * sure + risk - (i.relief_offer + i.fishing_offer) * (1.0 + p.domestic_cost)
    six = p.worth_of_halt * halted + p.worth_of_calm * sure
    return np.stack([envoy + 0.0 * sure, korean, roadmap, six])
