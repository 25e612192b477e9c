"""Where the numbers and claims come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Source:
    """An article, a work that an article cites, a page of the public record, a work of literature, or notes.

    Parameters
    ----------
    id : str
        Name by which figures, targets and parameters point here.
    kind : {"article", "cited", "record", "literature", "notes"}
    grade : str
        One of the grades explained in `seeds/sources.yaml`.
    says : str
        What it is used for, in our own words.
    checked : bool
        Whether its text was read for this project; then `read` says what was read and where.
    title, by, date : str or None
        As known; titles longer than a few words are shortened with an ellipsis.
    pages : tuple of str
        Addresses or locators, as they were noted; none was opened unless `checked`.
    document, file, sha256 : str or None
        For the two articles: their letter, file name and content hash.
    """

    id: str
    kind: Literal["article", "cited", "record", "literature", "notes"]
    grade: str
    says: str
    checked: bool = False
    read: str | None = None
    title: str | None = None
    by: str | None = None
    date: str | None = None
    pages: tuple[str, ...] = ()
    document: Literal["A", "B"] | None = None
    file: str | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if self.checked != (self.read is not None):
            raise ValueError("'checked' is true exactly where 'read' says what was read and where")
        if (self.kind == "article") != all((self.document, self.file, self.sha256)):
            raise ValueError("an article, and only an article, has 'document', 'file' and 'sha256'")

    @property
    def citation(self) -> str:
        """Author or publisher, title and date in one line."""
        return ", ".join(part for part in (self.by, self.title, self.date) if part) or self.id
