"""A chart that can be read without being seen: its specification, its numbers and the sentence it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

SHORTEST_NAME = 20


@dataclass(frozen=True)
class Chart:
    """One chart for dashboard and appendix alike.

    Parameters
    ----------
    name : what the chart shows, as a sentence; read aloud in its place
    spec : Vega-Lite specification with its data inside
    table : the same numbers as a table, one row a month and series

    Raises
    ------
    ValueError
        If the name does not say what is shown, or the table is empty.
    """

    name: str
    spec: Mapping[str, Any]
    table: pd.DataFrame

    def __post_init__(self) -> None:
        if len(self.name) < SHORTEST_NAME or self.name.lower().startswith("chart of"):
            raise ValueError(f"name: {self.name!r} does not say in a sentence what the chart shows")
        if self.table.empty:
            raise ValueError("table: a chart has its numbers as a table too")

    @property
    def note(self) -> str:
        """How the chart is to be read: the lines under its title, as one text; "" where there are none."""
        title = self.spec.get("title", {})
        said = title.get("subtitle", "") if isinstance(title, Mapping) else ""
        return said if isinstance(said, str) else " ".join(said)

    def csv(self) -> str:
        """The table as CSV text, numbers in full."""
        return self.table.to_csv(index=False, lineterminator="\n")
