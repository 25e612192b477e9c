"""Where the public record says something else than an article, and what of the model the record's value acts on."""

from __future__ import annotations

from dataclasses import dataclass

CARRIERS = ("parameter", "target", "event")


@dataclass(frozen=True)
class Conflict:
    """What the public record says instead: in words, both values as text, and the sources.

    Parameters
    ----------
    says, article, record : str
        What differs, what the article has, and what the record has.
    sources : tuple of str
        Ids of seeds/sources.yaml.
    acts_on : tuple of str
        What carries the record's value into a run: "parameter NAME", "target ID" or "event ID".
    no_effect : str or None
        Where nothing carries it: why no run can differ.
    """

    says: str
    article: str
    record: str
    sources: tuple[str, ...]
    acts_on: tuple[str, ...] = ()
    no_effect: str | None = None

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError("a conflict needs a source")
        if bool(self.acts_on) == bool(self.no_effect):
            raise ValueError("say what the record's value acts on ('acts_on'), or why nothing ('no_effect')")
        for one in self.acts_on:
            if len(one.split()) != 2 or one.split()[0] not in CARRIERS:
                raise ValueError(f"acts_on: {one!r} is not one of {', '.join(CARRIERS)} with its name")

    @property
    def effect(self) -> str:
        """What the record's value acts on, or why on nothing."""
        return self.no_effect or ", ".join(self.acts_on)

    def carried_by(self, kind: str) -> tuple[str, ...]:
        """The names of one kind of CARRIERS that carry the record's value."""
        return tuple(one.split()[1] for one in self.acts_on if one.split()[0] == kind)
