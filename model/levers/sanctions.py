"""Levers of the family sanctions."""

from model.levers.lever import Lever

LEVERS = (
    Lever(
        id="list_enforcement",
        family="sanctions",
        question="How much of the network does each update of today's lists cover?",
        levels={
            "low": "a third of the extra coverage that staff and lawyers could add",
            "medium": "two thirds of it",
            "high": "all of it: lists as broad as a full desk can write, still rare and stale",
        },
        claims=("A.P7", "L04"),
        acts_on=("suppressed_share", "third_party_flows", "chips_to_russia"),
        side_effects="Wrong designations annoy China; brokers learn to replace what is listed faster.",
        effect=lambda level, s, p, i: i.plus(listing_effort=level * p.list_effort_gain),
    ),
    Lever(
        id="dynamic_sanctions",
        family="sanctions",
        question="How much of the listing effort runs as frequent, fresh, targeted designations?",
        levels={
            "low": "a third of the effort, the rest stays with periodic lists",
            "medium": "two thirds of the effort",
            "high": "all of it: monthly designations on month-old information",
        },
        claims=("A.P7", "L04"),
        acts_on=("suppressed_share", "third_party_flows", "chips_to_russia"),
        side_effects="A higher tempo brings more wrong designations; brokers learn; North Korea leans on Russia.",
        effect=lambda level, s, p, i: i.plus(dynamic_share=level),
    ),
    Lever(
        id="secondary_sanctions",
        family="sanctions",
        question="Are banks and traders of third countries threatened for handling the goods?",
        levels={
            "low": "warnings and a few cases",
            "medium": "a standing threat against banks",
            "high": "banks and ports cut off where they persist",
        },
        claims=("B.P35", "L21", "T11"),
        acts_on=("third_party_flows", "chips_to_russia", "chinese_support"),
        side_effects="Friction with Beijing; traders re-route and the effect fades over months.",
        effect=lambda level, s, p, i: i.plus(
            transhipment_cost=level * p.secondary_response, exposure=level * p.secondary_exposure
        ),
    ),
    Lever(
        id="financial_tracking",
        family="sanctions",
        question="How hard are bank accounts and front companies traced?",
        levels={"low": "one capital's desk", "medium": "joint desk of three capitals", "high": "joint desk with banks"},
        claims=("B.P35", "L23"),
        acts_on=("suppressed_share", "stolen_spent"),
        side_effects="Settlement moves to barter and over-the-counter dealers.",
        effect=lambda level, s, p, i: i.plus(
            finance_detection=level * p.tracking_detection, cash_out_delay=level * p.tracking_delay
        ),
    ),
    Lever(
        id="crypto_tracing",
        family="sanctions",
        question="How much technical capacity to trace cryptocurrency do the monitors get?",
        levels={"low": "licences and training", "medium": "a standing team", "high": "a team with live exchange links"},
        claims=("A.P7", "L07"),
        acts_on=("stolen_frozen", "stolen_spent", "crypto_share"),
        side_effects="Thieves move to dealers and platforms that do not answer requests.",
        effect=lambda level, s, p, i: i.plus(
            freezing=level * p.tracing_gain * p.tracing_mandate,
            dark_slowing=level * p.tracing_slows_dark * p.tracing_mandate,
        ),
    ),
    Lever(
        id="export_controls",
        family="sanctions",
        question="How closely are dual-use goods through Hong Kong controlled?",
        levels={"low": "guidance to exporters", "medium": "end-use checks", "high": "checks on every re-export"},
        claims=("B.P10", "M35"),
        acts_on=("chips_to_russia", "third_party_flows"),
        side_effects="Other hubs take part of the trade.",
        effect=lambda level, s, p, i: i.plus(
            dual_use_detection=level * p.control_detection, transhipment_cost=level * p.control_cost
        ),
    ),
    Lever(
        id="china_engagement",
        family="sanctions",
        question="What is Beijing offered for pressing Pyongyang?",
        levels={"low": "talks", "medium": "talks and trade concessions", "high": "a regional bargain"},
        claims=("A.P7", "L02"),
        acts_on=("chinese_support", "growth", "dependence"),
        side_effects="Beijing may decline; if it presses, North Korea leans on Russia and may test first.",
        effect=lambda level, s, p, i: i.plus(china_offer=level * p.china_offer_value),
    ),
)
