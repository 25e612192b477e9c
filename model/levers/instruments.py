"""What the coalition is doing this month: one frozen record that levers change and that systems and actors read."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

Field = np.ndarray | float


@dataclass(frozen=True)
class Instruments:
    """Tempos, lags, hazards, offers, costs put to others, floors and one-month pulses, beyond the status quo.

    Every field is an array (options, worlds) or a number for all of them; its neutral value is 0, so that a record
    without levers is the status quo. Hazards, tempos, offers and costs of several levers add; floors take the higher.
    """

    listing_effort: Field = 0.0  # further coverage at each update of the lists, × today's
    dynamic_share: Field = 0.0  # share of the listing effort that runs as dynamic designation
    lag_speed: Field = 0.0  # target information is (1 + this) times as fresh
    finance_detection: Field = 0.0  # hazard added on banking, fronts and crypto, × today's
    dual_use_detection: Field = 0.0  # hazard added on goods through Hong Kong, × today's
    crossing_detection: Field = 0.0  # hazard added on rail and troop crossings, × today's
    sea_detection: Field = 0.0  # hazard added on third-party shipping, × today's
    cash_out_delay: Field = 0.0  # months added before stolen coins can be spent
    freezing: Field = 0.0  # freezing hazard added, × today's
    dark_slowing: Field = 0.0  # share by which coins go dark more slowly
    transhipment_cost: Field = 0.0  # share of transhipment deterred by fear of secondary sanctions
    exposure: Field = 0.0  # cost put to China for lax enforcement
    china_offer: Field = 0.0  # offer put to China for tight enforcement
    boarding_effort: Field = 0.0  # interdiction effort at sea, in units of a coordinated patrol line
    council_drafts: Field = 0.0  # drafts tabled in the Security Council a month
    envoy_effort: Field = 0.0  # tempo of the envoys' shuttle
    aid_offer: Field = 0.0  # humanitarian aid offered for a halt, US$ m / month
    aid_monitoring: Field = 0.0  # share of the aid that is watched to its user
    verification: Field = 0.0  # quality of monitoring of any agreement, added
    dialogue_floor: Field = 0.0  # how far Seoul is committed to offer talks: 0 none, 1 an offer, 2 a package
    roadmap_effort: Field = 0.0  # tempo of the denuclearisation roadmap
    relief_offer: Field = 0.0  # sanctions relief on the table, US$ m / month
    snap_back: Field = 0.0  # share of relief that returns at once after a defection
    fishing_offer: Field = 0.0  # fishing rights on the table, US$ m / month
    six_party_effort: Field = 0.0  # tempo of convening the Six-Party track
    drone_aid: Field = 0.0  # drones and electronic warfare sent to Ukraine, × the pledged tempo
    doctrine_training: Field = 0.0  # share of Ukrainian units trained on North Korean doctrine
    patrol_floor: Field = 0.0  # combined air patrols a month, at least
    trilateral: Field = 0.0  # tempo of US, South Korean and Japanese co-ordination
    leaflet_floor: Field = 0.0  # how strictly Seoul keeps leaflets down: 0 lax, 1 strict
    drill_ceiling: Field = 0.0  # share of the reaction in drills that Seoul holds back
    purl_floor: Field = 0.0  # how fully Seoul takes part in PURL, 0 to 1
    purl_lethal: Field = 0.0  # 1 where that includes arms that kill
    pushback_floor: Field = 0.0  # 0 quiet, 1 protest against Moscow
    resilience: Field = 0.0  # share of Seoul's exposed systems that are hardened
    accountability: Field = 0.0  # effort on the status of prisoners and command responsibility
    money: Field = 0.0  # US$ m / month spent by the coalition
    politics: Field = 0.0  # political cost to the coalition, index / month

    def plus(self, **changes: Field) -> Instruments:
        """The record with the given amounts added."""
        return self.but({name: getattr(self, name) + change for name, change in changes.items()})

    def at_least(self, **floors: Field) -> Instruments:
        """The record with the given fields raised to a floor."""
        return self.but({name: np.maximum(getattr(self, name), floor) for name, floor in floors.items()})

    def but(self, changes: dict[str, Field]) -> Instruments:
        """The record with other values in known fields; `dataclasses.replace` would copy all of them one by one."""
        other = object.__new__(Instruments)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(changes)
        return other


FIELDS = tuple(field.name for field in fields(Instruments))
