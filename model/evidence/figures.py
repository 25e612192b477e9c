"""The figures of the two articles: what stands there, how it is read, what supports it, what the model does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.evidence.conflict import Conflict
from model.evidence.month import Month

NOT_CORROBORATED = "claimed in the article; not corroborated"
DATA_OF_ROLE = {"target": (), "context": (), "input": ("parameter",), "event": ("event", "months")}


@dataclass(frozen=True)
class Figure:
    """One figure of an article.

    Parameters
    ----------
    id : str
        A-F01 … A-F28, B-F01 … B-F09.
    document : {"A", "B"}
    paragraphs : tuple of int
        Non-empty lines of the document that hold the token, counted from 1; every token stands in each of them.
    tokens : tuple of str
        The exact characters; each stands once in a paragraph.
    reading : str
        What we take it to say, in our own words.
    values : tuple of float or str
        The value or values, in `unit`.
    period, measures : str
        When, and what is counted.
    bound : {"exact", "about", "at_least", "at_most", "range", "order"}
        One-sided (at_least, at_most) or two-sided (the rest); "order" is a rank or comparison without a size.
    garbled : bool
        Whether the text around the figure is damaged, so that the reading is ours.
    grade : str
        One of the grades explained in `seeds/figures.yaml`.
    role : {"target", "input", "event", "context"}
        What the model does with it: one role only. Targets are in `seeds/targets.yaml`.
    parameter : str or None
        For an input: the parameter that it sets or bounds.
    event, months : str or None, tuple of Month
        For a dated event: its id and the months in which it is imposed on history.
    conflict : Conflict or None
    """

    id: str
    document: Literal["A", "B"]
    paragraphs: tuple[int, ...]
    tokens: tuple[str, ...]
    reading: str
    values: tuple[float | str, ...]
    unit: str
    period: str
    measures: str
    bound: Literal["exact", "about", "at_least", "at_most", "range", "order"]
    garbled: bool
    grade: str
    role: Literal["target", "input", "event", "context"]
    note: str | None = None
    parameter: str | None = None
    event: str | None = None
    months: tuple[Month, ...] = ()
    conflict: Conflict | None = None

    def __post_init__(self) -> None:
        given = tuple(name for name in ("parameter", "event", "months") if getattr(self, name))
        if given != DATA_OF_ROLE[self.role]:
            raise ValueError(f"the role '{self.role}' goes with {DATA_OF_ROLE[self.role] or 'neither'}, not {given}")
        if self.grade == "contradicted" and self.conflict is None:
            raise ValueError("a contradicted figure needs 'conflict' with the record's value")
        if not self.paragraphs or not self.tokens:
            raise ValueError("a figure needs at least one paragraph and one token")

    @property
    def sides(self) -> str:
        """Whether the figure bounds from one side or from two."""
        return "one-sided" if self.bound in ("at_least", "at_most") else "two-sided"

    @property
    def standing(self) -> str:
        """The grade as a sentence for readers, with both values where the record differs."""
        words = NOT_CORROBORATED if self.grade == "uncorroborated" else self.grade
        if self.conflict is None:
            return words
        return f"{words} (the article says {self.conflict.article}; the record says {self.conflict.record})"
