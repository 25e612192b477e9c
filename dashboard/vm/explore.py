"""The Explore page: one outcome of one scenario, against the status quo."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.vm import wording as said
from dashboard.vm.played import Outcomes, Played
from model.analysis import wording
from model.analysis.bands import Bands
from model.analysis.comparison import Difference
from model.charts import Chart, Subject, fan
from model.world import OUTCOMES

FIRST_OUTCOME = "containers_delivered"
YOUR_OPTION = "Your option"


def outcome_name(outcome: str) -> str:
    """An outcome's name and unit."""
    return f"{OUTCOMES[outcome].name} ({OUTCOMES[outcome].unit})"


def difference(played: Played, outcome: str) -> Difference:
    """The paired comparison of one outcome in the last month played."""
    what = OUTCOMES[outcome]
    return Difference.between(
        played.status_quo[outcome][:, -1], played.option[outcome][:, -1], played.histories,
        option="your_option", outcome=outcome, name=what.name, unit=what.unit, sense=what.sense,
        month=played.months(outcome)[-1], evidence=played.scenario.evidence,
    )  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One number above the chart, with what it is and a note."""

    label: str
    value: str
    note: str


def cards(played: Played, outcome: str) -> tuple[Card, Card, Card]:
    """The medians of status quo and option in the last month played, and the median of their paired differences."""
    row = difference(played, outcome)
    option = float(Bands.of(played.option[outcome][:, -1:]).median[0])
    when = wording.when_text(row.month)
    return (
        Card(f"Status quo, median {when}", wording.number(row.status_quo), row.unit),
        Card(f"Your option, median {when}", wording.number(option), row.unit),
        Card("Paired difference, median", wording.signed(row.median), interval(row)),
    )


def interval(row: Difference) -> str:
    """The verdict on the median difference, and how far it can be told."""
    return f"{row.verdict.capitalize()}: 90 % interval {wording.number(row.low)} to {wording.number(row.high)}"


def headline(played: Played, outcome: str) -> str:
    """The counted sentence about the last month played."""
    return wording.counted(difference(played, outcome), YOUR_OPTION)


def fan_chart(played: Played, outcome: str) -> Chart:
    """The outcome's fan chart, history and all months played."""
    what = OUTCOMES[outcome]
    option = None if played.scenario.is_status_quo else Bands.of(played.option[outcome])
    history, status_quo = Bands.of(played.history[outcome]), Bands.of(played.status_quo[outcome])
    floor = 0.0 if min(history.low_90.min(), status_quo.low_90.min()) >= 0 else None
    months = played.months(outcome)
    return fan(Subject(what.name, what.unit, months, history, status_quo, option, YOUR_OPTION.lower(), floor))


def unchanged(played: Played) -> bool:
    """Whether levers are on and yet no outcome of any world is other than under the status quo."""
    if played.scenario.is_status_quo:
        return False
    if isinstance(played.status_quo, Outcomes):
        return played.status_quo.same(played.option)
    return all(np.array_equal(values, played.option[name]) for name, values in played.status_quo.items())


def status(played: Played, outcome: str, model: str, data: str) -> str:
    """The status chip: worlds, histories, seed, evidence, months, versions."""
    histories = int(np.unique(played.histories).size)
    return said.status(played.scenario, played.worlds(outcome), histories, model, data)
