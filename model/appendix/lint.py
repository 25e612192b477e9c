"""Refuses sentences that say more than a simulation can, and warns of the analyst's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model.analysis.wording import banned_words
from model.appendix.document import Appendix, Line, lines_of
from model.appendix.trace import DIFFERENCE

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"A-ZÀ-Þ])")
QUOTING = ("evidence", "manifest")  # sections that show the words of articles, record and scenario file
UNRESOLVED = "a difference that cannot be told apart is called a difference"
CERTAIN = re.compile(
    r"\b(undoubtedly|inevitabl[ey]|guarantees?d?|surely|definitely|without doubt|no doubt|bound to|is going to|shall|"
    r"demonstrates that|ensures?|always works|never fails)\b",
    re.IGNORECASE,
)
CHANCE = re.compile(
    r"\b(probability of|chance of \d|odds of|\d+ ?% (likelihood|probability|chance)|(likelihood|risk) of \d)",
    re.IGNORECASE,
)
POINT = re.compile(
    r"\b(is expected to|are expected to|expected to (fall|rise|reach|be)|projected to|on course to)\b",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r"\b(lowers?|raises?|reduces?|increases?|cuts?|decreases?|improves?|worsens?|differs? from|median difference is)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\d[\d,]* of \d[\d,]*|cannot be told apart|the other way round", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """A sentence that says too much, and the rule that it breaks."""

    sentence: str
    rule: str

    def __str__(self) -> str:
        return f"{self.rule}: “{self.sentence}”"


class OverClaim(ValueError):
    """The document holds sentences that say too much."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = tuple(claims)
        super().__init__("\n".join(map(str, claims)))


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def over_claims(text: str) -> list[Claim]:
    """What in a text says more than a simulation can.

    Example
    -------
    >>> [claim.rule for claim in over_claims("Sanctions will cut tension.")]
    ["words of certainty: 'will'"]
    """
    return [claim for sentence in sentences(text) for claim in claims_of(sentence)]


def claims_of(sentence: str) -> Iterator[Claim]:
    """The rules that one sentence breaks."""
    banned = banned_words(sentence.replace("not forecasts", "").replace("not a forecast", ""))
    for word in dict.fromkeys(banned):
        yield Claim(sentence, f"words of certainty: {word!r}")
    for found in CERTAIN.finditer(sentence):
        yield Claim(sentence, f"words of certainty: {found.group().lower()!r}")
    for found in POINT.finditer(sentence):
        yield Claim(sentence, f"a point forecast: {found.group().lower()!r}")
    for found in CHANCE.finditer(sentence):
        yield Claim(sentence, f"a share of worlds called a probability: {found.group().lower()!r}")


def refuse_over_claims(appendix: Appendix, findings: Sequence[Mapping[str, Any]] = ()) -> None:
    """OverClaim where a sentence of the document, the analyst's left out, says too much.

    `findings` are those behind its numbers, as plain values; by them it is known which differences are unresolved.
    """
    claims = [claim for line in own_lines(appendix) for claim in over_claims(line.text)]
    claims += unresolved_claims(appendix, findings)
    if claims:
        raise OverClaim(claims)


def own_lines(appendix: Appendix) -> list[Line]:
    """The lines that the program answers for: not what it quotes of the articles, the record and a scenario file."""
    own = [section for section in appendix.sections if section.id not in QUOTING]
    return lines_of(replace(appendix, sections=tuple(own)))


def unresolved_claims(appendix: Appendix, findings: Sequence[Mapping[str, Any]]) -> list[Claim]:
    """Sentences that call a difference one which cannot be told apart, and do not count its worlds."""
    unresolved = {found["id"] for found in findings if is_unresolved(found["values"])}
    told = {found["id"] for found in findings if found["formula"] == DIFFERENCE} - unresolved
    claims = []
    for line in own_lines(appendix):
        for sentence in sentences(line.text) if line.kind == "text" else ():
            behind = {one.finding for one in line.numbers if one.text in sentence}
            says = CHANGES.search(sentence) and not COUNTED.search(sentence)
            if says and behind & unresolved and not behind & told:
                claims.append(Claim(sentence, UNRESOLVED))
    return claims


def is_unresolved(values: Mapping[str, Any]) -> bool:
    """Whether values are those of a difference whose interval holds zero, or that has none."""
    if not {"low", "high", "median"} <= set(values):
        return False
    low, high = values["low"], values["high"]
    return low is None or high is None or low <= 0 <= high


def warnings(paragraphs: Sequence[str]) -> list[Claim]:
    """What in the analyst's own words the program would not say."""
    return [claim for text in paragraphs for claim in over_claims(text)]
