"""Levers of the family reintegration."""

from model.levers.lever import Lever, Setting

LEVERS = (
    Lever(
        id="denuclearisation_roadmap",
        family="reintegration",
        question="How much relief does a phased roadmap offer for demilitarisation?",
        levels={"low": "a first tranche", "medium": "two tranches", "high": "the full calendar"},
        claims=("A.P9", "L11"),
        acts_on=("talks_phase", "demilitarisation", "tests_missiles"),
        side_effects="Relief pays for arms unless verified; reversals are common; allies doubt.",
        settings={
            "snap_back": Setting("Share of relief that returns at once after a defection", "share", 0.0, 1.0, 1.0)
        },
        effect=lambda level, s, p, i: i.plus(roadmap_effort=level, relief_offer=level * p.relief_tranche).at_least(
            snap_back=(level > 0) * s["snap_back"]
        ),
    ),
    Lever(
        id="fishing_rights",
        family="reintegration",
        question="How far are maritime fishing rights widened?",
        levels={"low": "a pilot zone", "medium": "two zones", "high": "all waters under discussion"},
        claims=("A.P9", "L12"),
        acts_on=("growth", "dependence"),
        side_effects="Most of it needs an agreement, as resolutions stand in the way; misuse of boats is not modelled.",
        effect=lambda level, s, p, i: i.plus(fishing_offer=level * p.fishing_value),
        nearly_inert="A few million dollars a month against an economy of more than twenty billion a year.",
    ),
    Lever(
        id="six_party_talks",
        family="reintegration",
        question="How hard is a modernised Six-Party framework pursued?",
        levels={"low": "working groups", "medium": "deputies meet", "high": "standing conference on both theatres"},
        claims=("A.P9", "L13"),
        acts_on=("talks_phase", "alliance_depth", "tension"),
        side_effects="Needs all six; linking two theatres adds places where it can break.",
        effect=lambda level, s, p, i: i.plus(six_party_effort=level),
        nearly_inert="Moscow and Beijing must both consent to meet, which they seldom do while the war lasts.",
    ),
)
