"""Sentences about an attribution: which part does the work, whether the whole beats its parts, and which two fight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from model.analysis.attribution.attribution import Attribution, Estimate, Share, attribute
from model.analysis.attribution.synergy import RELATIVE, Pair, relative_estimates, synergies
from model.analysis.wording import number, quoted, signed, when_text
from model.experiment.designs.game import Game

NAMED = 3  # parts or pairs that a sentence names; the table holds the rest


@dataclass(frozen=True)
class Why:
    """Everything that is said about one outcome: the attribution, the pairs, and the same under rival forms.

    `title` is the option's; `name`, `unit` and `sense` are the outcome's.
    """

    title: str
    name: str
    unit: str
    sense: str
    attribution: Attribution
    pairs: tuple[Pair, ...]
    rivals: tuple[Attribution, ...]
    relative: tuple[tuple[str, Estimate], ...]

    @classmethod
    def of(cls, games: Sequence[Game], title: str, facts: Any) -> Why:
        """From the games of one outcome, "added" first, and the outcome's name, unit and sense."""
        game = games[0]
        relative = relative_estimates(game)[: len(game.parts)] if len(game.relative) else ()
        rivals = tuple(attribute(rival) for rival in games[1:])
        labels = (facts["name"], facts["unit"], facts["sense"])
        return cls(
            title, *labels, attribute(game), synergies(games), rivals, tuple(zip(game.parts, relative, strict=False))
        )

    def plain(self) -> dict[str, Any]:
        """All of it as plain values."""
        found = self.attribution
        return {
            "outcome": found.outcome,
            "name": self.name,
            "unit": self.unit,
            "sense": self.sense,
            "month": found.when,
            "status_quo": found.status_quo,
            "option": found.option,
            **total(found),
            "levers": [share.plain() for share in found.shares],
            "synergies": [pair.plain(self.sense) for pair in self.pairs],
            "concert": concert(found),
            "forms": {
                **{
                    other.rule: {**total(other), "levers": brief(other), "concert": concert(other)}
                    for other in self.rivals
                },
                **({RELATIVE: relative_plain(self.relative)} if self.relative else {}),
            },
            "sentences": sentences(self),
        }


def total(found: Attribution) -> dict[str, float]:
    """The mean difference with its interval, as plain values."""
    return {"total": found.total.mean, "total_low": found.total.low, "total_high": found.total.high}


def concert(found: Attribution) -> dict[str, Any]:
    """The whole against the sum of its parts, as plain values."""
    value = found.surplus
    return {"of_parts": found.of_parts, "surplus": value.mean, "low": value.low, "high": value.high}


def brief(found: Attribution) -> list[dict[str, Any]]:
    """Shapley values as plain values."""
    rows = [(share.lever, share.shapley) for share in found.shares]
    return [{"lever": name, "shapley": e.mean, "low": e.low, "high": e.high} for name, e in rows]


def relative_plain(shares: Sequence[tuple[str, Estimate]]) -> dict[str, Any]:
    """Shares in the logarithm of the mean outcome, as plain values."""
    rows = [{"lever": name, "shapley": e.mean, "low": e.low, "high": e.high} for name, e in shares]
    return {"total": sum(row["shapley"] for row in rows), "levers": rows}


def sentences(why: Why) -> list[str]:
    """What is found, in plain sentences."""
    return [work_sentence(why), concert_sentence(why), pairs_sentence(why)]


def work_sentence(why: Why) -> str:
    """Which parts bring about the difference."""
    found = why.attribution
    whole = f"{signed(found.total.mean)} {why.unit} {interval(found.total)}"
    when = when_text(found.when)
    begin = f"{when[0].upper()}{when[1:]} the mean difference of {quoted(why.title)} from the status quo in"
    begin = f"{begin} {quoted(why.name)} is {whole}."
    told = [share for share in found.shares if share.shapley.resolved]
    if not told:
        return f"{begin} No part's share in it can be told apart from zero."
    parts = listed([f"{plain_name(s.lever)} {signed(s.shapley.mean)} {interval(s.shapley)}" for s in told[:NAMED]])
    rest = f"; {more(len(told) - NAMED, 'share differs', 'shares differ')} from zero" if len(told) > NAMED else ""
    same = len(found.shares) - len(told)
    apart = f"; {same} of {len(found.shares)} shares cannot be told apart from zero" if same else ""
    return f"{begin} Its shares: {parts}{rest}{apart}."


def concert_sentence(why: Why) -> str:
    """Whether the whole is more than the sum of its parts."""
    found = why.attribution
    if len(found.shares) == 1:
        return "The option has one part, so there is nothing to act in concert with."
    begin = f"Each alone, the parts add up to {signed(found.of_parts)} {why.unit}; together they give"
    begin = (
        f"{begin} {signed(found.total.mean)}, a difference of {signed(found.surplus.mean)} {interval(found.surplus)}:"
    )
    if not found.surplus.resolved:
        return f"{begin} the whole cannot be told apart from the sum of its parts."
    if why.sense == "neither":
        return f"{begin} the whole is not the sum of its parts."
    better = (found.surplus.mean < 0) == (why.sense == "lower")
    return f"{begin} in concert the parts do {'better' if better else 'worse'} than their sum."


def pairs_sentence(why: Why) -> str:
    """Which two parts help or fight each other."""
    if not why.pairs:
        return "One part has none to help or to fight."
    out = [pair for pair in why.pairs if pair.stands_out]
    if not out:
        return f"Of {len(why.pairs):,} pairs of parts none can be told to help or to fight."
    said = "; ".join(pair_words(pair, why) for pair in out[:NAMED])
    rest = f"; {more(len(out) - NAMED, 'pair stands', 'pairs stand')} out" if len(out) > NAMED else ""
    stands = "1 stands" if len(out) == 1 else f"{len(out):,} stand"
    return f"Of {len(why.pairs):,} pairs {stands} out: {said}{rest}."


def pair_words(pair: Pair, why: Why) -> str:
    """One pair that stands out."""
    one, other = (plain_name(lever) for lever in pair.levers)
    value = f"{signed(pair.synergy.mean)} {why.unit} {interval(pair.synergy)} beyond what each does without the other"
    form = "whichever way hazards are combined" if pair.holds else "but not in every way of combining hazards"
    verdict = pair.verdict(why.sense)
    joined = f"do {verdict}" if why.sense == "neither" else verdict
    return f"{one} and {other} {joined} ({value}, {form})"


def share_cells(share: Share) -> tuple[str, ...]:
    """A part as cells of a table: Shapley value with its interval, alone, last, verdict."""
    told = "" if share.shapley.resolved else "cannot be told apart"
    shapley = f"{signed(share.shapley.mean)} {bracketed(share.shapley)}"
    return share.lever, shapley, signed(share.alone.mean), signed(share.last.mean), told


def pair_cells(pair: Pair, sense: str) -> tuple[str, ...]:
    """A pair as cells of a table: its parts, synergy with its interval, verdict, and whether every form agrees."""
    value = f"{signed(pair.synergy.mean)} {bracketed(pair.synergy)}"
    form = ("yes" if pair.holds else "no") if pair.stands_out else ""
    return " × ".join(pair.levers), value, pair.verdict(sense) or "cannot be told apart", form


def plain_name(lever: str) -> str:
    """A lever's id as words."""
    return lever.replace("_", " ")


def listed(names: Sequence[str]) -> str:
    """Names with commas and an "and"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def more(count: int, one: str, many: str) -> str:
    """How many more do something."""
    return f"{count:,} more {one if count == 1 else many}"


def interval(value: Estimate) -> str:
    """A 90 % interval in round brackets."""
    return f"({number(value.low)} to {number(value.high)})"


def bracketed(value: Estimate) -> str:
    """A 90 % interval as in the tables."""
    return f"[{number(value.low)}, {number(value.high)}]"
