"""Words for what actors choose and why: a phrase for every move and for every term that can decide it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from model.analysis.wording import PROPER, number
from model.world import OUTCOMES

ACTOR_NAMES = MappingProxyType(
    {
        "north_korea": "North Korea",
        "russia": "Russia",
        "china": "China",
        "south_korea": "South Korea",
        "united_states": "The United States",
        "japan": "Japan",
        "ukraine": "Ukraine",
        "nato": "NATO's partners",
        "security_council": "The Security Council",
        "monitors": "The monitors",
        "envoys": "The neutral envoys",
        "six_party": "The Six-Party forum",
        "brokers": "The brokers",
    }
)
TRACK_NAMES = MappingProxyType(
    {
        "envoy": "the envoys' talks",
        "inter_korean": "talks with Seoul",
        "roadmap": "talks on a roadmap",
        "six_party": "Six-Party talks",
    }
)
LEVER_NAMES = MappingProxyType(
    {
        "purl": "Seoul's part in PURL",
        "drones_and_ew": "drones and electronic warfare for Ukraine",
        "doctrine_training": "training against North Korean doctrine",
        "moscow_pushback": "protests against Moscow",
        "china_engagement": "offers to Beijing",
        "security_council": "drafts in the Security Council",
        "six_party_talks": "the Six-Party framework",
        "dialogue_offer": "Seoul's offer of talks",
        "denuclearisation_roadmap": "the denuclearisation roadmap",
        "list_enforcement": "enforcement of the lists",
    }
)
SEVERAL_THINGS = (
    "dynamic_sanctions", "secondary_sanctions", "export_controls", "china_engagement", "security_council",
    "neutral_envoys", "fishing_rights", "drones_and_ew", "air_patrols", "trilateral_ties", "moscow_pushback",
)  # fmt: skip
MANY = ("nato", "monitors", "envoys", "brokers")
SHORT_NAMES = {"returned_technology": "payment in arms and technology", "containers_monthly": "containers delivered"}
SEVERAL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
VOTES = {
    "no": ("turns to voting no in the Security Council", "voting no"),
    "abstain": ("turns to abstaining in the Security Council", "abstaining"),
    "yes": ("turns to voting yes in the Security Council", "voting yes"),
}
MOVES: Mapping[tuple[str, str], Mapping[str, tuple[str, str]]] = {
    ("north_korea", "shipments"): {
        "cut": ("cuts its arms shipments", "cutting them"),
        "hold": ("holds its arms shipments steady", "holding them steady"),
        "raise": ("raises its arms shipments", "raising them"),
    },
    ("north_korea", "troops"): {
        "withdraw": ("brings soldiers home", "bringing soldiers home"),
        "rotate": ("rotates its soldiers as usual", "rotating them as usual"),
        "surge": ("sends soldiers in a surge", "sending a surge of soldiers"),
    },
    ("north_korea", "test"): {
        "none": ("holds back from missile tests", "holding back from tests"),
        "short": ("turns to short-range tests", "testing short-range missiles"),
        "hypersonic": ("turns to hypersonic tests", "testing hypersonic missiles"),
        "intercontinental": ("turns to intercontinental tests", "testing intercontinental missiles"),
    },
    ("north_korea", "evasion"): {
        "low": ("evades sanctions with little effort", "little effort"),
        "middle": ("evades sanctions with moderate effort", "moderate effort"),
        "high": ("evades sanctions with full effort", "full effort"),
    },
    ("russia", "replacement"): {
        "contract": ("turns to contract soldiers", "hiring contract soldiers"),
        "mobilise": ("mobilises at home", "mobilising at home"),
        "mercenaries": ("hires mercenaries", "hiring mercenaries"),
        "none": ("stops looking for more men at home", "looking for no more men at home"),
    },
    ("russia", "troops"): {
        "less": ("asks Pyongyang for fewer soldiers", "asking for fewer"),
        "same": ("asks Pyongyang for as many soldiers as before", "asking for as many as before"),
        "more": ("asks Pyongyang for more soldiers", "asking for more"),
    },
    ("russia", "shells"): {
        "less": ("asks Pyongyang for fewer shells", "asking for fewer"),
        "same": ("asks Pyongyang for as many shells as before", "asking for as many as before"),
        "more": ("asks Pyongyang for more shells", "asking for more"),
    },
    ("russia", "payment"): {
        "oil_and_food": ("shifts its payments towards oil and food", "paying more in oil and food"),
        "currency": ("shifts its payments towards currency", "paying more in currency"),
        "arms": ("shifts its payments towards arms", "paying more in arms"),
        "technology": ("shifts its payments towards technology", "paying more in technology"),
    },
    ("russia", "vote"): VOTES,
    ("russia", "answer"): {
        "none": ("leaves Seoul's acts unanswered", "leaving Seoul unanswered"),
        "verbal": ("answers Seoul with words", "answering with words"),
        "cyber": ("answers Seoul with cyber attacks", "answering with cyber attacks"),
        "material": ("answers Seoul in kind", "answering in kind"),
    },
    ("russia", "inspections"): {
        "cooperate": ("works with inspectors again", "working with inspectors"),
        "suspend": ("suspends its work with inspectors", "suspending it"),
    },
    ("china", "enforcement"): {
        "lax": ("enforces sanctions laxly", "enforcing them laxly"),
        "as_now": ("enforces sanctions as in the past", "enforcing them as in the past"),
        "tight": ("enforces sanctions tightly", "enforcing them tightly"),
    },
    ("china", "diplomacy"): {
        "shield": ("shields Pyongyang", "shielding Pyongyang"),
        "neutral": ("turns neutral towards Pyongyang", "staying neutral"),
        "press": ("presses Pyongyang", "pressing Pyongyang"),
    },
    ("china", "hong_kong"): {
        "tolerate": ("tolerates the trade through Hong Kong", "tolerating the trade through Hong Kong"),
        "curb": ("curbs the trade through Hong Kong", "curbing the trade through Hong Kong"),
    },
    ("china", "vote"): VOTES,
    ("south_korea", "purl"): {
        "out": ("leaves PURL", "staying out of PURL"),
        "non_lethal": ("takes part in PURL without arms that kill", "giving no arms that kill"),
        "lethal": ("takes part in PURL with arms that kill", "giving arms that kill"),
    },
    ("south_korea", "listing"): {
        "hold": ("stops adding names to its sanctions lists", "adding no names"),
        "add": ("adds names to its sanctions lists", "adding names"),
    },
    ("south_korea", "drills"): {
        "cut": ("cuts its drills", "cutting them"),
        "hold": ("keeps its drills as they are", "keeping them as they are"),
        "raise": ("raises its drills", "raising them"),
    },
    ("south_korea", "dialogue"): {
        "none": ("withdraws its offer of talks", "offering no talks"),
        "offer": ("offers talks", "offering talks"),
        "package": ("offers talks with a package", "offering a package"),
    },
    ("south_korea", "leaflets"): {
        "lax": ("lets leaflets fly", "letting leaflets fly"),
        "strict": ("polices leaflets", "policing leaflets"),
    },
    ("south_korea", "signalling"): {
        "quiet": ("stays quiet towards Moscow", "staying quiet"),
        "protest": ("protests against Moscow's acts", "protesting"),
    },
    ("united_states", "listing"): {
        "hold": ("slows its listing to the usual tempo", "listing at the usual tempo"),
        "faster": ("lists brokers faster", "listing faster"),
    },
    ("united_states", "secondary"): {
        "no": ("drops secondary sanctions", "doing without them"),
        "yes": ("threatens third parties with secondary sanctions", "threatening them"),
    },
    ("united_states", "patrols"): {
        "rare": ("patrols rarely", "doing so rarely"),
        "regular": ("patrols regularly", "doing so regularly"),
        "frequent": ("patrols often", "doing so often"),
    },
    ("united_states", "summitry"): {
        "none": ("offers no summit", "offering no summit"),
        "offer": ("offers a summit", "offering a summit"),
    },
    ("united_states", "sharing"): {
        "as_now": ("shares intelligence as in the past", "sharing as in the past"),
        "more": ("shares more intelligence", "sharing more intelligence"),
    },
    ("japan", "patrols"): {
        "hold": ("stays away from joint patrols", "staying away from joint patrols"),
        "join": ("joins the patrols", "joining the patrols"),
    },
    ("japan", "surveillance"): {
        "hold": ("watches the sea as in the past", "watching the sea as in the past"),
        "more": ("watches the sea more closely", "watching the sea more closely"),
    },
    ("japan", "alignment"): {
        "cool": ("keeps its distance from Seoul", "keeping its distance from Seoul"),
        "close": ("moves closer to Seoul", "moving closer to Seoul"),
    },
    ("ukraine", "intensity"): {
        "ease": ("eases its attacks", "easing its attacks"),
        "hold": ("fights as hard as in the past", "fighting on as in the past"),
        "press": ("presses its attacks", "pressing its attacks"),
    },
    ("ukraine", "attention"): {
        "ordinary": ("stops seeking out North Korean units", "fighting all units alike"),
        "hunt": ("seeks out North Korean units", "seeking out North Korean units"),
    },
    ("nato", "tempo"): {
        "slow": ("deliver more slowly than pledged", "delivering more slowly"),
        "as_pledged": ("deliver as pledged", "delivering as pledged"),
        "fast": ("deliver faster than pledged", "delivering faster"),
    },
    ("monitors", "attention"): {
        "rest": ("let their attention rest", "watching neither"),
        "imagery": ("turn to imagery of men and trains", "watching imagery"),
        "ledgers": ("turn to ledgers and coins", "reading ledgers"),
    },
    ("envoys", "conduct"): {
        "withdraw": ("withdraw from the field", "withdrawing"),
        "pause": ("pause their visits", "pausing"),
        "shuttle": ("shuttle between the capitals", "shuttling"),
        "package": ("put a package on the table", "proposing a package"),
    },
    ("six_party", "agenda"): {
        "suspend": ("suspends its work", "suspending its work"),
        "split": ("seeks to meet on a split agenda", "a split one"),
        "joint": ("seeks to meet on a joint agenda", "a joint one"),
    },
    ("brokers", "conduct"): {
        "stay": ("go on as usual", "going on as usual"),
        "reflag": ("re-flag their ships", "re-flagging"),
        "raise_fees": ("raise their fees", "raising their fees"),
        "leave": ("leave the trade", "leaving the trade"),
    },
}


def acts(actor: str, choice: str, move: str) -> str:
    """What an actor does, as the end of a sentence: "cuts its arms shipments"."""
    if choice.startswith("talks_"):
        track = TRACK_NAMES[choice.removeprefix("talks_")]
        said = {
            "refuse": f"refuses {track}",
            "probe": f"sounds out {track}",
            "accept": f"stands ready to agree in {track}",
            "defect": f"breaks its word in {track}",
        }
        return said[move]
    return MOVES[actor, choice][move][0]


def acting(actor: str, choice: str, move: str) -> str:
    """The same as what might have been done instead: "cutting them"."""
    if choice.startswith("talks_"):
        return {"refuse": "refusing", "probe": "sounding them out", "accept": "agreeing", "defect": "a breach"}[move]
    return MOVES[actor, choice][move][1]


def pronouns(actor: str) -> tuple[str, str]:
    """How an actor is referred to: "it" and "its", or "they" and "their"."""
    return ("they", "their") if actor in MANY else ("it", "its")


def lever_name(lever: str) -> str:
    """A lever's name inside a sentence: "air patrols"."""
    return LEVER_NAMES.get(lever, lever.replace("_", " "))


def in_a_row(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def said(outcome: str) -> str:
    """An outcome's name inside a sentence: "tension on the peninsula"."""
    name = SHORT_NAMES.get(outcome, OUTCOMES[outcome].name)
    return name if name.split()[0] in PROPER else name[:1].lower() + name[1:]


def unit(outcome: str) -> str:
    """An outcome's unit behind a number, where it says something."""
    name = OUTCOMES[outcome].unit
    return "" if name in ("index", "share") else f" {name.replace(' / ', ' a ')}"


def amount(value: float, outcome: str) -> str:
    """A number with its unit, where the unit says something."""
    return f"{number(float(value))}{unit(outcome)}"


def several(count: int) -> str:
    """A small count in words, a larger one in digits."""
    return SEVERAL[count] if 0 <= count < len(SEVERAL) else f"{count:,}"
