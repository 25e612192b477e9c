"""Why a decision fell as it did, from its recorded terms: which term weighed most, or that luck decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.world import Told

HABIT, LUCK = "habit of the month before", "luck"

# What each term stands for, by its name, where needed by actor or by actor and choice.
TERMS: Mapping[str, str] = MappingProxyType(
    {
        "alarm": "alarm at tests and at the alliance",
        "alliance": "how close Moscow and Pyongyang are",
        "bargain": "what a halt is worth in the talks",
        "betrayal": "what a breach would gain",
        "casualties": "its casualties",
        "chance": "the gaps in Russia's ranks and fire",
        "cohesion": "how well the allies hold together",
        "condition": "North Korean soldiers at the front",
        "consistency": "what it had just settled besides",
        "cost": "what each course costs",
        "defiance": "defiance of drills and tension",
        "depletion": "how far its stocks are drawn down",
        "displeasure": "Beijing's displeasure",
        "domestic": "what each costs at home",
        "doubt": "distrust",
        "effort": "the effort behind the forum",
        "escalation": "the risk of escalation",
        "evasion": "the evasion that is seen",
        "expectation": "what it had come to expect",
        "exposure": "the risk of being seen",
        "fear": "fear of Moscow's answer",
        "friction": "friction with the coalition",
        "gain": "what a deal offers",
        "grievance": "its grievance against Moscow",
        "habit": "how it has acted so far",
        "history": "its history with Seoul",
        "hope": "hope of talks",
        "imagery": "the men and trains on the move",
        "income": "what Moscow pays",
        "influence": "rivalry with Moscow over influence",
        "inertia": "the forum's idleness",
        "leak": "the risk that know-how leaks",
        "ledgers": "the money on the move",
        "legal": "the law on mercenaries",
        "level": "how high its drills already stand",
        "linkage": "the burden of linking two theatres",
        "losses": "its own losses",
        "mandate": "the mandate behind them",
        "margin": "the margin of the trade",
        "means": "the means at hand",
        "narrative": "the narrative of hostility",
        "need": "how many men it is short of",
        "offer": "what the coalition offers",
        "ordered": "a dated event that orders it",
        "peace": "the cease-fire in Ukraine",
        "presence": "North Korean units at the front",
        "pressure": "sanctions pressure",
        "price": "the price",
        "profit": "the profit of the trade",
        "relief": "relief from costs at home",
        "reluctance": "its reluctance",
        "replace": "losses to be replaced",
        "resentment": "resentment of outside pressure",
        "revenge": "its quarrel with Seoul",
        "risk": "the share of the network out of action",
        "routine": "routine",
        "security": "the threat it sees",
        "severity": "how grave Seoul's act was",
        "solidarity": "solidarity with its allies",
        "sources": "protection of its sources",
        "speech": "its president's call for dialogue",
        "stability": "fear of instability in the North",
        "stalling": "what Moscow offers meanwhile",
        "standing": "its standing with Moscow",
        "talks": "the talks under way",
        "tension": "the tension on the peninsula",
        "trade": "the size of the trade",
        "training": "training against its doctrine",
        "trust": "trust between the sides",
        "value": "what a summit is worth",
        "zone": "whether there is anything to bargain about",
    }
)
OF_ACTOR: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("china", "exposure"): "its exposure to secondary sanctions",
        ("china", "alarm"): "alarm at missile tests",
        ("united_states", "alarm"): "alarm at tests and at what the missiles can do",
        ("united_states", "friction"): "friction with Beijing",
        ("nato", "need"): "Ukraine's need",
        ("nato", "escalation"): "fear of escalation",
        ("brokers", "cost"): "what each move costs",
    }
)
OF_CHOICE: Mapping[tuple[str, str, str], str] = MappingProxyType(
    {
        ("north_korea", "test", "gain"): "what a test teaches",
        ("north_korea", "test", "fear"): "allied deterrence",
        ("north_korea", "evasion", "pressure"): "the pressure on its networks",
        ("russia", "shells", "need"): "how many shells it is short of",
        ("russia", "inspections", "defiance"): "how close Moscow and Pyongyang are",
        ("russia", "vote", "habit"): "how it has voted so far",
        ("china", "vote", "habit"): "how it has voted so far",
        ("south_korea", "leaflets", "speech"): "free speech at home",
        ("south_korea", "dialogue", "security"): "the North's missile tests",
        ("south_korea", "dialogue", "consistency"): "what it had just settled on drills",
        ("north_korea", "troops", "consistency"): "what it had just settled on shipments",
        ("united_states", "summitry", "consistency"): "what it had just settled on patrols",
    }
)


@dataclass(frozen=True)
class Cause:
    """Why a move was made.

    Parameters
    ----------
    term : the term that weighed most for the move against the runner-up, HABIT or LUCK
    gain : by how much, in units of the luck's scale; 0 for LUCK
    leaning : the move that the reasons alone would have made
    against : whether it spoke against the runner-up more than for the move made
    """

    term: str
    gain: float
    leaning: str
    against: bool = False

    @property
    def by_luck(self) -> bool:
        """Whether luck decided."""
        return self.term == LUCK


def weights(told: Told, move: str) -> dict[str, float]:
    """What speaks for a move, term by term, habit included and luck left out."""
    return {
        **{term: values[move] for term, values in told.terms.items()},
        HABIT: told.inertia * (move == told.last),
    }


def cause_of(told: Told) -> Cause:
    """Why a recorded decision fell as it did.

    Luck decided if another move would have been made without it; else the term that favoured the move most over the
    runner-up did.
    """
    sums = {move: sum(weights(told, move).values()) for move in told.luck}
    leaning = told.move if not told.by_luck else max(sums, key=sums.get)
    if told.by_luck:
        return Cause(LUCK, 0.0, leaning)
    chosen, rejected = weights(told, told.move), weights(told, told.rejected)
    gains = {term: chosen[term] - rejected[term] for term in chosen}
    term = max(gains, key=gains.get)
    return Cause(term, gains[term], leaning, -rejected[term] > chosen[term])


def tipped_by(told: Told, other: Told) -> Cause:
    """Why the same actor with the same luck chose otherwise in another history.

    The term whose support for the move made here, against the move made there, differs most between the two.
    """
    here = {term: value - weights(told, other.move)[term] for term, value in weights(told, told.move).items()}
    there = {term: value - weights(other, other.move)[term] for term, value in weights(other, told.move).items()}
    shifts = {term: difference(here[term], there[term]) for term in here}
    term = max(shifts, key=shifts.get)
    return Cause(term, shifts[term], told.move)


def difference(one: float, other: float) -> float:
    """One less the other; where both are infinite the same way, nothing."""
    return 0.0 if one == other else one - other


def term_words(actor: str, choice: str, term: str) -> str:
    """What a term stands for, as the end of a sentence."""
    if term == HABIT:
        return "habit"
    if (actor, choice, term) in OF_CHOICE:
        return OF_CHOICE[actor, choice, term]
    return OF_ACTOR.get((actor, term), TERMS[term])
