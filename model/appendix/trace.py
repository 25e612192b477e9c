"""Where every number comes from: findings with run, option, outcome, month, worlds and formula, and their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from model.analysis.comparison.comparison import Difference
from model.analysis.wording import in_worlds, number, signed, when_text
from model.appendix.document import Note, Number, Plain, Run, flat

TOKEN = re.compile(r"(?:(?<![^\s(\[“])[+−])?\d(?:[\d,.]*\d)?(?:e[+−-]?\d+)?")
STRONG = re.compile(r"\*\*(.+?)\*\*")
METHOD = {
    "interval": "90 %, 5–95 %",
    "halves": "50 %, 5 / 50 / 95 %",
    "resampled": "100 %",
}
DIFFERENCE = "option less status quo in the same worlds, over worlds"
FIELDS = ("status_quo", "median", "low", "high", "mean", "better", "worse", "same", "higher", "lower")


class Orphan(ValueError):
    """A number of the text that no finding shows."""


@dataclass(frozen=True)
class Finding:
    """What numbers are taken from: a formula applied to a run, with what it gave.

    Parameters
    ----------
    id : "F1" …, in the order of reading
    formula : what was worked out
    evidence : the evidence set of the run; "" for what is of no run
    option, outcome, month : what it is about; "" where it is about all or none
    worlds : in how many worlds; 0 where it is about none
    values : the results by field
    """

    id: str
    formula: str
    evidence: str
    option: str
    outcome: str
    month: str
    worlds: int
    values: Mapping[str, Any]

    def plain(self) -> dict[str, Any]:
        """The finding as plain values."""
        return {**vars(self), "values": dict(self.values)}

    def shown(self) -> Iterator[tuple[str, str]]:
        """Every numeric token that it may show, with its field."""
        for name, value in self.values.items():
            yield from ((token, name) for text in texts_of(value) for token in tokens(text))
        when = [self.month] + ([when_text(self.month)] if self.month[:1].isdigit() else [])
        yield from ((token, "month") for text in when for token in tokens(text))
        yield f"{self.worlds:,}", "worlds"
        yield from ((token, "id") for token in tokens(self.id))


def tokens(text: str) -> list[str]:
    """The numeric tokens of a text, with their signs where they have one.

    Example
    -------
    >>> tokens("The median is −455 (−491 to −410) in March 2029.")
    ['−455', '−491', '−410', '2029']
    """
    return TOKEN.findall(text)


def texts_of(value: Any) -> tuple[str, ...]:
    """The ways in which a value may be written."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, bool) or value is None:
        return ()
    if isinstance(value, int):
        return f"{value:,}", f"{value}", signed(value)
    return number(value), signed(value), f"{value:g}"


@dataclass
class Ledger:
    """Gives findings their ids as they are asked for, and turns sentences into text and numbers."""

    found: dict[tuple[Any, ...], Finding] = field(default_factory=dict)
    by_id: dict[str, Finding] = field(default_factory=dict)

    def finding(
        self,
        formula: str,
        values: Mapping[str, Any],
        evidence: str = "",
        option: str = "",
        outcome: str = "",
        month: str = "",
        worlds: int = 0,
    ) -> Finding:
        """The finding, entered once."""
        key = (formula, evidence, option, outcome, month, worlds, repr(values))
        if key not in self.found:
            made = Finding(f"F{len(self.found) + 1}", formula, evidence, option, outcome, month, worlds, dict(values))
            self.found[key] = self.by_id[made.id] = made
        return self.found[key]

    def difference(self, row: Difference, option_title: str) -> Finding:
        """The finding behind one paired difference."""
        from model.analysis.findings.findings_short import share_of

        count = max(row.lower, row.higher) if row.same < row.worlds else row.same
        values = {name: getattr(row, name) for name in FIELDS}
        values |= {"share": in_worlds(count, row.worlds), "relative": share_of(row), "histories": row.histories}
        values |= {"title": option_title, "name": row.name, "unit": row.unit, "part": row.part}
        return self.finding(DIFFERENCE, finite(values), row.evidence, row.option, row.outcome, row.month, row.worlds)

    def said(self, text: str, *findings: Finding, strong: bool = False) -> tuple[Run, ...]:
        """A sentence as text and numbers; "**" around words makes them strong.

        Raises
        ------
        Orphan
            For a number that none of the findings shows.
        """
        made: list[Run] = []
        for place, part in enumerate(STRONG.split(text)):
            made += self.split(part, findings, strong or place % 2 == 1, text)
        return tuple(made)

    def split(self, text: str, findings: tuple[Finding, ...], strong: bool, whole: str) -> Iterator[Plain | Number]:
        """Text and numbers of one stretch of a sentence."""
        shown = [(one.id, dict(reversed(list(one.shown())))) for one in (*findings, *self.method(text))]
        last = 0
        for match in TOKEN.finditer(text):
            token = match.group()
            source = next(((name, fields[token]) for name, fields in shown if token in fields), None)
            if source is None:
                raise Orphan(f"no finding shows {token!r} in: {whole}")
            if match.start() > last:
                yield Plain(held_together(text[last : match.start()]), strong)
            yield Number(token, *source, strong)
            last = match.end()
        if last < len(text):
            yield Plain(held_together(text[last:]), strong)

    def method(self, text: str) -> tuple[Finding, ...]:
        """The finding of the method's own constants, where a text may need it."""
        return (self.finding("constants of the method", METHOD),) if "%" in text else ()

    def quoted(self, text: str, formula: str, **about: Any) -> tuple[Run, ...]:
        """A sentence that an analysis or a seed gave as a whole; its numbers are of that finding."""
        if not tokens(text):
            return self.said(text)
        return self.said(text, self.finding(formula, {"text": text.replace("**", "")}, **about))

    def note(self, text: str, formula: str, **about: Any) -> Note:
        """A footnote whose text was given as a whole."""
        return Note(flat(self.quoted(text, formula, **about)))

    def found_by_id(self, name: str) -> Finding:
        """The finding of an id."""
        return self.by_id[name]

    def own(self, text: str, one: Finding) -> tuple[Run, ...]:
        """What the annex says of a finding, whose numbers are all its own."""
        made: list[Run] = []
        last = 0
        for match in TOKEN.finditer(text):
            made += [Plain(text[last : match.start()])] * (match.start() > last)
            made.append(Number(match.group(), one.id, "about"))
            last = match.end()
        return (*made, *([Plain(text[last:])] * (last < len(text))))

    def plain(self, used: set[str]) -> list[dict[str, Any]]:
        """The findings that are used, as plain values, in the order of their ids."""
        return [one.plain() for one in self.found.values() if one.id in used]


def held_together(text: str) -> str:
    """Words behind a number, a per cent sign not parted from it at the end of a line."""
    return text.replace(" %", "\u00a0%")


def finite(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without what is no number."""
    return {name: None if isinstance(value, float) and value != value else value for name, value in values.items()}
