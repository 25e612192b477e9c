"""Levers of the family mediation."""

from model.levers.lever import Lever, Setting

LEVERS = (
    Lever(
        id="security_council",
        family="mediation",
        question="How often is a condemnation of the deployments tabled in the Security Council?",
        levels={"low": "once in nine months", "medium": "twice in nine months", "high": "every three months"},
        claims=("A.P7", "L01"),
        acts_on=("resolutions", "arms_control", "tension"),
        side_effects="A vetoed draft shows disunity, and condemnation has ended talks before.",
        effect=lambda level, s, p, i: i.plus(council_drafts=level * p.draft_tempo),
        nearly_inert="Moscow votes no on nearly every draft, and a failed vote moves little else.",
    ),
    Lever(
        id="neutral_envoys",
        family="mediation",
        question="How actively do neutral envoys offer monitored aid for a halt of deployments?",
        levels={"low": "visits", "medium": "shuttle", "high": "standing mission"},
        claims=("A.P7", "L03"),
        acts_on=("talks_phase", "aid_delivered", "troops_in_theatre", "troops_rotated"),
        side_effects="Talks buy time for shipments; deals are fragile once they leave; unwatched aid is diverted.",
        settings={
            "aid": Setting("Size of the aid package against today's estimate", "× estimate", 0.0, 2.0, 1.0),
            "monitoring": Setting(
                "How strictly the aid is watched, against the strictest possible", "share", 0.0, 1.0, 1.0
            ),
        },
        effect=lambda level, s, p, i: i.plus(
            envoy_effort=level, aid_offer=level * s["aid"] * p.aid_package, verification=level * p.envoy_verification
        ).at_least(aid_monitoring=(level > 0) * s["monitoring"] * p.strictest_monitoring),
    ),
    Lever(
        id="dialogue_offer",
        family="mediation",
        question="How far does Seoul commit itself to offer talks?",
        levels={"low": "speeches", "medium": "an open offer", "high": "an offer with a package"},
        claims=("B.P26", "L18"),
        acts_on=("talks_phase", "tension", "drill_index"),
        side_effects="Refusal is common and is criticised at home.",
        effect=lambda level, s, p, i: i.at_least(dialogue_floor=2.0 * level),
    ),
)
