"""Levers of the family interdiction."""

from model.levers.lever import Lever

LEVERS = (
    Lever(
        id="intelligence_sharing",
        family="interdiction",
        question="How freely do NATO, the Five Eyes and East Asian partners share what they see?",
        levels={"low": "digests", "medium": "case files within weeks", "high": "live feeds"},
        claims=("A.P7", "B.P35", "L05", "L21"),
        acts_on=("suppressed_share", "third_party_flows", "stolen_frozen"),
        side_effects="Sources and methods are exposed; evaders adapt.",
        effect=lambda level, s, p, i: i.plus(
            finance_detection=level * p.sharing_detection,
            dual_use_detection=level * p.sharing_detection,
            sea_detection=level * p.sharing_detection,
            lag_speed=level * p.sharing_speed,
        ),
    ),
    Lever(
        id="satellite_monitoring",
        family="interdiction",
        question="How much commercial imagery of the crossings is bought?",
        levels={"low": "weekly passes", "medium": "daily passes", "high": "several passes a day"},
        claims=("A.P7", "L06"),
        acts_on=("crossings_seen", "containers_delivered"),
        side_effects="Loading moves to night and under roofs; seeing does not stop a train.",
        effect=lambda level, s, p, i: i.plus(
            crossing_detection=level * p.imagery_detection,
            sea_detection=level * p.imagery_detection * p.imagery_at_sea,
            verification=level * p.imagery_verification,
        ),
    ),
    Lever(
        id="maritime_interdiction",
        family="interdiction",
        question="How many suspect ships are boarded or turned back?",
        levels={"low": "one patrol line", "medium": "two lines", "high": "three lines with flag-state agreements"},
        claims=("B.P35", "L22"),
        acts_on=("third_party_flows", "containers_delivered", "chips_to_russia"),
        side_effects="Boardings go wrong now and then; cargoes re-route; the two states' own waters stay closed.",
        effect=lambda level, s, p, i: i.plus(boarding_effort=level * p.patrol_lines),
    ),
)
