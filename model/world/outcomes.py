"""What is reported of a world: one catalogue of outcomes with unit, sense, source and how each is read."""

from types import MappingProxyType

from model.systems.system import bounded
from model.world.outcome import Outcome, best_phase, money, suppressed

# fmt: off
MEN = (
    Outcome(
        "troops_in_theatre", "North Korean troops in theatre", "persons", "lower", "A.P1",
        "Soldiers at the front or behind it at the end of the month", lambda w: w.manpower.theatre,
    ),
    Outcome(
        "troops_rotated", "Troops rotated through the camps", "persons / month", "lower", "A-F03",
        "Soldiers who leave the camps for the theatre in the month", lambda w: w.manpower.rotated,
    ),
    Outcome(
        "soldiers_sent", "Soldiers sent since the start", "persons", "lower", "A.P1",
        "All soldiers who left North Korea, every wave", lambda w: w.manpower.sent,
    ),
    Outcome(
        "north_korean_casualties", "North Korean casualties since the start", "persons", "lower", "A.P5",
        "Killed, wounded and captured; human harm stands beside success", lambda w: w.manpower.casualties,
    ),
    Outcome(
        "prisoners_without_status", "Prisoners without a lawful status", "persons", "lower", "A.P6",
        "North Korean prisoners whose status nobody recognises", lambda w: w.manpower.without_status,
    ),
    Outcome(
        "russian_attrition", "Russian attrition", "share / month", "neither", "A-F04",
        "Losses of the month as a share of the force in theatre", lambda w: w.manpower.losses / w.manpower.force,
    ),
    Outcome(
        "manpower_gap", "Russian manpower gap", "share", "neither", "A.P2",
        "Men missing against the force Moscow wants", lambda w: w.manpower.gap,
    ),
    Outcome(
        "domestic_cost", "Domestic cost of Russian substitutes", "index", "neither", "A.P3",
        "1 = a month of mobilisation", lambda w: w.manpower.domestic_cost,
    ),
)
ARMS = (
    Outcome(
        "containers_delivered", "Containers delivered since the start", "containers", "lower", "B-F01",
        "Arms containers that reached Russia", lambda w: w.arms.delivered,
    ),
    Outcome(
        "containers_monthly", "Containers delivered in the month", "containers / month", "lower", "B.P5",
        "Arms containers that reached Russia in the month", lambda w: w.arms.delivered_now,
    ),
    Outcome(
        "shell_gap", "Russian shell gap", "share", "neither", "B.P42",
        "Fire missing against what Russian guns could use", lambda w: w.arms.gap,
    ),
    Outcome(
        "north_korean_fire", "North Korean share of Russian fire", "share", "lower", "B.P42",
        "Shells from North Korea as a share of Russian fire", lambda w: w.arms.north_fire / w.arms.fire,
    ),
    Outcome(
        "crossings_seen", "Crossings that are seen", "share", "higher", "A.P7", "Rail and troop crossings observed",
        lambda w: w.arms.seen,
    ),
)
MONEY = (
    Outcome(
        "value_sent", "Value North Korea sends", "US$ m / month", "lower", "A.P2",
        "Arms and soldiers' pay at the model's prices", lambda w: w.ledger.value_sent,
    ),
    Outcome(
        "value_returned", "Value Russia returns", "US$ m / month", "lower", "A-F07", "All payments of the month",
        lambda w: w.ledger.value_returned,
    ),
    Outcome(
        "returned_goods", "… in goods and fuel", "US$ m / month", "lower", "A.P3", "Fuel, food and other goods",
        lambda w: w.ledger.returned[0],
    ),
    Outcome(
        "returned_currency", "… in currency", "US$ m / month", "lower", "A.P2",
        "Currency outside the missile programme", lambda w: w.ledger.returned[1],
    ),
    Outcome(
        "returned_technology", "… in arms and technology", "US$ m / month", "lower", "A.P3",
        "Avionics, air defence, know-how", lambda w: w.ledger.returned[2],
    ),
    Outcome(
        "returned_missiles", "… into the missile programme", "US$ m / month", "lower", "A-F07",
        "Currency that reaches the missile programme", lambda w: w.ledger.returned[3],
    ),
    Outcome(
        "crypto_share", "Crypto share of settlements", "share", "lower", "A-F20",
        "Share of settlements that runs in coins", lambda w: w.crypto.settlement_share,
    ),
    Outcome(
        "stolen_frozen", "Stolen coins frozen since the start", "US$ m", "higher", "A.P7", "Coins that tracing froze",
        lambda w: w.crypto.frozen,
    ),
    Outcome(
        "stolen_spent", "Stolen coins spent since the start", "US$ m", "lower", "A.P7", "Coins turned into money",
        lambda w: w.crypto.spent,
    ),
    Outcome(
        "policy_money", "Cost of the option", "US$ m / month", "lower", "product.md",
        "What the coalition spends in the month",
        money,
    ),
    Outcome(
        "policy_politics", "Political cost of the option", "index / month", "lower", "product.md",
        "1 = a month of open quarrel with a major partner", lambda w: w.instruments.politics + w.manpower.zeros(),
    ),
    Outcome(
        "aid_delivered", "Aid delivered", "US$ m / month", "higher", "A.P7",
        "Humanitarian aid that reached its users", lambda w: w.ledger.aid_delivered,
    ),
    Outcome(
        "aid_diverted", "Aid diverted", "US$ m / month", "lower", "A.P7", "Humanitarian aid that did not",
        lambda w: w.ledger.aid_diverted,
    ),
)
EVASION = (
    Outcome(
        "suppressed_share", "Suppressed share of the broker network", "share", "higher", "B.P35",
        "Capacity out of action, mean of four channels",
        suppressed,
    ),
    Outcome(
        "third_party_flows", "Third-party flows", "US$ m / month", "lower", "B.P10",
        "Sanctioned goods that arrive over third parties", lambda w: w.channels.third_party_flow(),
    ),
    Outcome(
        "chips_to_russia", "Dual-use chips reaching Russia", "US$ m / month", "lower", "B.P10",
        "Through North Korean intermediaries; claimed in the article", lambda w: w.channels.chips(),
    ),
    Outcome(
        "designations", "Brokers designated", "brokers / month", "neither", "A.P7",
        "Effective designations and disruptions in the month", lambda w: w.designation.designations,
    ),
)
ECONOMY = (
    Outcome(
        "fuel_received", "Fuel from Russia", "barrels / month", "lower", "A.P3",
        "Against a United Nations cap of about 41,700 barrels a month", lambda w: w.ledger.fuel,
    ),
    Outcome(
        "growth", "North Korean growth", "% / year", "neither", "A-F08", "Growth of output at an annual rate",
        lambda w: w.economy.growth,
    ),
    Outcome(
        "dependence", "Dependence on Russia", "share", "lower", "A.P3", "Russia's share of outside income",
        lambda w: w.economy.dependence,
    ),
    Outcome(
        "leverage", "Leverage with other patrons", "index", "lower", "A.P3",
        "What Russian fuel and technology buy Pyongyang elsewhere", lambda w: w.economy.leverage,
    ),
    Outcome(
        "chinese_support", "Chinese support", "index", "lower", "B.P13", "1 = support of September 2023",
        lambda w: w.china.support,
    ),
)
WEAPONS = (
    Outcome(
        "tests_missiles", "Missile tests below intercontinental range", "tests / month", "lower", "A.P5",
        "Short-range and hypersonic launches", lambda w: w.missiles.short + w.missiles.hypersonic,
    ),
    Outcome(
        "tests_hypersonic", "Hypersonic tests", "tests / month", "lower", "B.P8", "Hypersonic launches",
        lambda w: w.missiles.hypersonic,
    ),
    Outcome(
        "tests_intercontinental", "Intercontinental tests", "tests / month", "lower", "A-F13",
        "Intercontinental launches", lambda w: w.missiles.intercontinental,
    ),
    Outcome(
        "missile_capability", "Missile capability", "index", "lower", "B.P33", "0 to 1",
        lambda w: w.missiles.capability,
    ),
    Outcome(
        "hypersonic_reach", "Hypersonic reach", "km", "lower", "B-F02", "Reach of the best hypersonic flight",
        lambda w: w.missiles.reach,
    ),
    Outcome(
        "nuclear_transfer", "Nuclear transfer", "index", "lower", "B.P19",
        "0 unless the hypothesis is true in that world", lambda w: w.missiles.nuclear,
    ),
    Outcome(
        "jamming_resistance", "Jamming resistance", "index", "lower", "A.P4",
        "Units that electronic warfare no longer reaches", lambda w: w.missiles.resistance,
    ),
    Outcome(
        "emboldenment", "Emboldenment", "index", "lower", "A.P5", "0 to 1",
        lambda w: bounded(w.missiles.emboldenment),
    ),
)
PENINSULA = (
    Outcome(
        "tension", "Tension on the peninsula", "index", "lower", "A.P4", "0 to 1",
        lambda w: bounded(w.tension.peninsula),
    ),
    Outcome(
        "drill_index", "South Korean drills", "index", "neither", "A-F10", "1 = September 2023",
        lambda w: w.tension.drills,
    ),
    Outcome(
        "japanese_threat", "Threat perceived in Tokyo", "index", "lower", "A.P4", "0 to 1",
        lambda w: w.tension.japanese_threat,
    ),
    Outcome(
        "deterrence", "Allied deterrence", "index", "higher", "A.P8", "Resolve and capability, 0 to 1",
        lambda w: w.tension.deterrence,
    ),
    Outcome(
        "reassurance", "Reassurance of allies", "index", "higher", "A.P8", "0 to 1", lambda w: w.tension.reassurance,
    ),
    Outcome(
        "severe_incidents", "Severe incidents since the start", "incidents", "lower", "B.P33",
        "Lethal acts on the peninsula", lambda w: w.tension.incidents,
    ),
    Outcome(
        "retaliation_verbal", "Russian rebukes since the start", "answers", "lower", "B.P24", "Answers in words",
        lambda w: w.retaliation.verbal,
    ),
    Outcome(
        "retaliation_cyber", "Russian cyber attacks since the start", "answers", "lower", "B.P37",
        "Answers against networks", lambda w: w.retaliation.cyber,
    ),
    Outcome(
        "retaliation_material", "Russian material answers since the start", "answers", "lower", "B.P24",
        "Answers in kind, technology for Pyongyang above all", lambda w: w.retaliation.material,
    ),
    Outcome(
        "retaliation_damage", "Damage of Russian retaliation", "index", "lower", "B.P37",
        "Damage done to Seoul in the month", lambda w: w.retaliation.damage,
    ),
    Outcome(
        "cohesion", "Cohesion of the three allies", "index", "higher", "B.P41", "0 to 1",
        lambda w: w.alliances.cohesion,
    ),
)
ORDER = (
    Outcome(
        "displacement", "Civilian displacement", "index", "lower", "A-F12", "1 = a usual month of 2023–24",
        lambda w: w.front.displacement,
    ),
    Outcome(
        "intensity", "Combat intensity", "index", "lower", "A.P8", "1 = the average of 2023–24",
        lambda w: w.front.intensity,
    ),
    Outcome(
        "arms_control", "Arms-control index", "index", "higher", "A.P5", "0 to 1", lambda w: w.norms.arms_control,
    ),
    Outcome(
        "resolutions", "Resolutions adopted", "share", "higher", "A.P7", "Standing of adopted resolutions, fading",
        lambda w: w.security_council.standing,
    ),
    Outcome(
        "talks_phase", "Talks", "index", "higher", "A.P9",
        "Best of four tracks: 0 none, 1 talks, 2 partly agreed, 3 agreed", best_phase,
    ),
    Outcome(
        "demilitarisation", "Demilitarisation progress", "share", "higher", "A.P9",
        "Progress under a verified roadmap", lambda w: w.talks.progress,
    ),
    Outcome(
        "alliance_depth", "Depth of the alliance of Pyongyang and Moscow", "index", "lower", "A.P3", "0 to 1",
        lambda w: w.alliances.depth,
    ),
    Outcome(
        "ceasefire", "Cease-fire in Ukraine", "share", "neither", "A.P9", "1 while a cease-fire holds",
        lambda w: w.outside_events.ceasefire,
    ),
)
# fmt: on

OUTCOMES = MappingProxyType(
    {
        outcome.id: outcome
        for group in (MEN, ARMS, MONEY, EVASION, ECONOMY, WEAPONS, PENINSULA, ORDER)
        for outcome in group
    }
)
