"""The Explore page: one outcome of one scenario against the status quo, in words, numbers and charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.vm import wording as said
from dashboard.vm.played import Outcomes, Played
from model.analysis import wording
from model.analysis.bands import Bands
from model.analysis.comparison.comparison import Difference
from model.analysis.comparison.split import CEASEFIRE, parts_of
from model.charts import Chart, Dots, Subject, dotplot, fan, split_differences
from model.world import OUTCOMES

FIRST_OUTCOME = "containers_delivered"
YOUR_OPTION = "Your option"
PINNED = "pinned option"
SINGLE = 12  # worlds drawn as thin lines: enough to see that none follows the median, few enough to follow one
MAIN = (
    "troops_in_theatre", "containers_delivered", "value_returned", "missile_capability", "tension", "displacement",
    "dependence", "chinese_support", "retaliation_damage", "deterrence", "policy_money", "ceasefire",
)  # fmt: skip
FIRST_SHOWN = 6
SMALL = 180  # pixels, the height of a small fan


def outcome_name(outcome: str) -> str:
    """An outcome's name and unit."""
    return f"{OUTCOMES[outcome].name} ({OUTCOMES[outcome].unit})"


def difference(played: Played, outcome: str) -> Difference:
    """The paired comparison of one outcome in the last month played."""
    return between(played, outcome, played.status_quo[outcome][:, -1], played.option[outcome][:, -1])


def between(played: Played, outcome: str, before: np.ndarray, after: np.ndarray, **rest: object) -> Difference:
    """The paired comparison of two arrays (worlds,) of one outcome, in the last month played unless told otherwise."""
    what = OUTCOMES[outcome]
    labels = {"option": "your_option", "outcome": outcome, "name": what.name, "unit": what.unit, "sense": what.sense}
    labels |= {"month": played.ahead[-1], "evidence": played.scenario.evidence}
    groups = rest.pop("groups", played.histories)
    return Difference.between(before, after, groups, **labels, **rest)


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


def subject(played: Played, outcome: str, pinned: Played | None = None, single: bool = False) -> Subject:
    """What a fan of one outcome shows: history and all months played, a pinned option and single worlds if asked."""
    what = OUTCOMES[outcome]
    own = played.option[outcome]
    option = None if played.scenario.is_status_quo else Bands.of(own)
    history, status_quo = Bands.of(played.history[outcome]), Bands.of(played.status_quo[outcome])
    floor = 0.0 if min(history.low_90.min(), status_quo.low_90.min()) >= 0 else None
    kept = {PINNED: Bands.of(pinned.option[outcome])} if pinned and comparable(played, pinned) else {}
    some = own[:: max(1, len(own) // SINGLE)][:SINGLE] if single else None
    months, title = played.months(outcome), YOUR_OPTION.lower()
    return Subject(what.name, what.unit, months, history, status_quo, option, title, floor, kept, some)


def fan_chart(played: Played, outcome: str, pinned: Played | None = None, single: bool = False) -> Chart:
    """The outcome's fan chart."""
    return fan(subject(played, outcome, pinned, single))


def small_fan(played: Played, outcome: str, pinned: Played | None = None) -> Chart:
    """One of the small multiples."""
    return fan(subject(played, outcome, pinned), SMALL, brief=True)


def others(outcome: str, more: bool) -> tuple[str, ...]:
    """The main outcomes besides the one that is shown large: the first six, or all of them."""
    rest = tuple(name for name in MAIN if name != outcome)
    return rest if more else rest[:FIRST_SHOWN]


def comparable(one: Played, other: Played) -> bool:
    """Whether two scenarios were played in the same worlds, so that they differ in their levers alone."""
    return one.scenario.status_quo == other.scenario.status_quo


def threshold(played: Played, outcome: str) -> float:
    """Where the line of the dotplot stands at first: the status quo's median in the last month, in three digits."""
    return float(f"{np.median(played.status_quo[outcome][:, -1]):.3g}")


def dots(played: Played, outcome: str, month: str, line: float) -> Chart:
    """Fifty dots for all worlds in one month; the axis is that of the status quo and the option together."""
    place, what = played.ahead.index(month), OUTCOMES[outcome]
    quo, own = played.status_quo[outcome][:, place], played.option[outcome][:, place]
    both = np.concatenate([np.quantile(values, (0.01, 0.99)) for values in (quo, own)])
    low, high = float(min(both.min(), line)), float(max(both.max(), line))
    room = (high - low) / 20 or 1.0
    title = "status quo" if played.scenario.is_status_quo else YOUR_OPTION.lower()
    ends = (low - room, high + room)
    return dotplot(Dots(what.name, what.unit, month, own, line, title, ends, not played.scenario.is_status_quo))


def by_ceasefire(played: Played, outcome: str) -> Chart | None:
    """The paired difference in worlds with a cease-fire in Ukraine, without, and where the option decided it."""
    both = np.stack([played.status_quo[CEASEFIRE], played.option[CEASEFIRE]])
    held = np.maximum.accumulate(both > 0, axis=2)[:, :, -1:]
    before, after = played.status_quo[outcome][:, -1], played.option[outcome][:, -1]
    found = [
        between(played, outcome, before[those], after[those], groups=played.histories[those], part=name)
        for name, those in ((name, member[1, :, 0]) for name, member in parts_of(held).items())
        if those.any()
    ]
    return split_differences(found, YOUR_OPTION) if found else None


def last_change(now: Played, before: Played, outcome: str) -> str:
    """What the last change did to one outcome, as a counted sentence, or that other worlds cannot be paired."""
    if not comparable(now, before):
        return said.OTHER_WORLDS
    row = between(now, outcome, before.option[outcome][:, -1], now.option[outcome][:, -1])
    return said.changed(row, wording.counted(row, said.LAST_CHANGE), wording.magnitude(row))


def unchanged(played: Played) -> bool:
    """Whether levers are on and yet no outcome of any world is other than under the status quo."""
    if played.scenario.is_status_quo:
        return False
    if isinstance(played.status_quo, Outcomes):
        return played.status_quo.same(played.option)
    return same(played.status_quo, played.option)


def same(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray]) -> bool:
    """Whether every outcome of every world is the same."""
    return all(np.array_equal(values, other[name]) for name, values in one.items())


def status(played: Played, outcome: str, model: str, data: str) -> str:
    """The status chip: worlds, histories, seed, evidence, months, versions."""
    histories = int(np.unique(played.histories).size)
    return said.status(played.scenario, played.worlds(outcome), histories, model, data)
