"""The Compare page: every option beside the status quo, told by findings of the analysis; nothing is added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.vm.compare_words import levers_words, turned, verdict
from dashboard.vm.plain import text
from dashboard.vm.scenario import Scenario
from model.analysis.comparison.comparison import Difference, compare
from model.analysis.comparison.split import compare_by_ceasefire
from model.analysis.comparison.theories import compare_by_theory
from model.analysis.robustness.threshold import threshold
from model.analysis.wording import number, signed
from model.charts.differences import about
from model.experiment import Results, RunError, option_named, option_names
from model.experiment.designs.factorial import FEWEST_WORLDS, Factorial, factorial_of
from model.experiment.replay import scenario_of
from model.experiment.results import MEAN
from model.experiment.scenario import digest
from model.levers import STATUS_QUO, Option
from model.world import OUTCOMES

MONEY, POLITICS = "policy_money", "policy_politics"
PINNED, PINNED_TITLE = "pinned_option", "Pinned option"
BY = {
    "as in the study": ("", False),
    "worlds in which it is better": ("better", True),
    "median difference": ("median", False),
    "worst tenth of worlds": ("worst_tenth", False),
    "money": (MONEY, False),
    "political cost": (POLITICS, False),
}
COSTS = {name: text(f"{short}, {OUTCOMES[name].unit}") for name, short in ((MONEY, "Money"), (POLITICS, "Politics"))}
LISTED = 8  # of the single changes; the sentences say how many were played
LATE = 12  # months between two of the months offered


def options_beside(scenario: Scenario, pinned: Scenario | None) -> tuple[Option, ...]:
    """The options played beside the visitor's own: a pinned one, and all that are shipped."""
    shipped = tuple(option_named(name) for name in option_names() if name != STATUS_QUO.id)
    if pinned is None or pinned.is_status_quo or pinned.option() == scenario.option():
        return shipped
    return (replace(pinned.option(), id=PINNED, title=PINNED_TITLE), *shipped)


def is_stored(folder: Path) -> bool:
    """Whether a folder holds a whole run."""
    try:
        Results.open(folder)
    except (RunError, OSError):
        return False
    return True


def titles_of(results: Results) -> dict[str, str]:
    """The titles of a run's options, by id."""
    return {name: words["title"] for name, words in results.manifest.facts["option_words"].items()}


def key(results: Results, *asked: object) -> str:
    """Everything that decides the answer to a question about a run, as a text."""
    return f"compare {digest([results.manifest.facts['content'], str(results.folder), *map(str, asked)])[:24]}"


def months_of(results: Results) -> list[str]:
    """The months that can be looked at: the last, every year's, and the mean over all."""
    last = results.months[-1]
    others = [month for month in results.months[LATE - 1 :: LATE] if month != last]
    return [last, *others[::-1], MEAN]


def has_side(results: Results, outcome: str) -> bool:
    """Whether one way is better in an outcome."""
    return results.outcomes[outcome]["sense"] != "neither"


def sided(results: Results, besides: str) -> list[str]:
    """The outcomes with a better side, besides one."""
    return [name for name in results.outcomes if has_side(results, name) and name != besides]


@dataclass(frozen=True)
class Compared:
    """What the Ranking and Trade-offs tabs show: differences in two outcomes, costs, and one outcome in parts of
    the worlds: by cease-fire, and by theory of decision.

    `costs` holds, by option, the medians of money and politics over worlds, differences of the monthly mean.
    """

    rows: tuple[Difference, ...]
    others: tuple[Difference, ...]
    costs: Mapping[str, Mapping[str, float]]
    split: tuple[Difference, ...]
    theories: tuple[Difference, ...]


def compared(results: Results, outcome: str, other: str, month: str) -> Compared:
    """Every option of a run against the status quo, the status quo against itself first."""
    found = compare(results, [month], list(dict.fromkeys((outcome, other))))
    mean = compare(results, [MEAN], [MONEY, POLITICS])
    split = compare_by_ceasefire(results, [month], [outcome])
    theories = compare_by_theory(results, [month], [outcome])
    costs = {
        option: {cost: mean.find(option, cost, MEAN).median for cost in (MONEY, POLITICS)}
        for option in results.options[1:]
    }
    own = beside_itself(results, outcome, month)
    rows = (own, *found.rows(outcomes=[outcome]))
    return Compared(
        rows, tuple(found.rows(outcomes=[other])), costs, tuple(split.differences), tuple(theories.differences)
    )


def beside_itself(results: Results, outcome: str, month: str) -> Difference:
    """The status quo against itself: nothing differs."""
    values = results.per_world((month,), [outcome])[outcome]
    labels = {name: values.attrs[name] for name in ("name", "unit", "sense")}
    status_quo = values.values[0, :, 0]
    return Difference.between(
        status_quo, status_quo, results.histories, option=STATUS_QUO.id, outcome=outcome, month=month,
        evidence=results.manifest.facts["evidence"], **labels,
    )  # fmt: skip


def ordered(found: Compared, by: str) -> list[Difference]:
    """The rows in the order of one criterion that the visitor picked."""
    field, more_first = BY[by]
    rows = list(found.rows)
    if not field:
        return rows
    if field in (MONEY, POLITICS):
        return sorted(rows, key=lambda row: found.costs.get(row.option, {field: 0.0})[field])
    high = more_first or rows[0].sense == "higher"
    return sorted(rows, key=lambda row: (-1 if high else 1) * getattr(row, field))


def ranking(rows: Sequence[Difference], found: Compared, titles: Mapping[str, str]) -> pd.DataFrame:
    """The ranking table: a row an option, counts and intervals, costs beside, and no column that adds anything up."""
    one = rows[0]
    judged = ("better", "worse") if one.sense != "neither" else ("higher", "lower")
    table = []
    for row in rows:
        costs = found.costs.get(row.option, {MONEY: 0.0, POLITICS: 0.0})
        counts = [getattr(row, name) for name in judged]
        table.append(
            {
                "Option": text(titles[row.option]),
                f"{judged[0].capitalize()} / {judged[1]} / same, of {row.worlds:,} worlds": " / ".join(
                    f"{count:,}" for count in (*counts, row.same)
                ),
                f"Median difference, {row.unit}": signed(row.median),
                "90 % interval": f"{number(row.low)} to {number(row.high)}",
                "Verdict": verdict(row),
                "Worst tenth, mean": number(row.worst_tenth) if one.sense != "neither" else "—",
                COSTS[MONEY]: signed(costs[MONEY]),
                COSTS[POLITICS]: signed(costs[POLITICS]),
            }
        )
    return pd.DataFrame(table)


def ranking_name(rows: Sequence[Difference]) -> str:
    """What the ranking table shows, in a sentence."""
    told = sum(row.resolved for row in rows)
    return f"{about(rows[0])}: {told} of {len(rows)} options can be told apart from the status quo, world by world"


def option_rows(results: Results) -> pd.DataFrame:
    """Every option in words: what of it differs from the status quo."""
    rows = [
        {"Option": text(option.title or option.id), "What it changes": text(levers_words(option))}
        for option in scenario_of(results.manifest).options
    ]
    return pd.DataFrame(rows)


def with_levers(results: Results, at_least: int = 1) -> list[str]:
    """The options of a run that hold so many parts at least."""
    return [
        option.id
        for option in scenario_of(results.manifest).options
        if sum(held.level > 0 for held in option.commitments) >= at_least
    ]


def parts(found: Sequence[Difference], option: str) -> list[Difference]:
    """The parts of one option, by cease-fire or by theory of decision."""
    return [row for row in found if row.option == option]


def thresholds(results: Results, said: str, month: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Thresholds with semicolons or line breaks between, as they were typed, and what is wrong with the others."""
    good, faults = [], []
    for part in filter(None, (part.strip() for part in said.replace("\n", ";").split(";"))):
        try:
            threshold(part, results.outcomes, (*results.months, MEAN), month)
        except ValueError as error:
            faults.append(str(error))
        else:
            good.append(part)
    return tuple(good), tuple(faults)


def other_first(choice: Sequence[str]) -> int:
    """Which outcome stands first against another: the political cost, where it can."""
    return list(choice).index(POLITICS) if POLITICS in choice else 0


def met_rows(met: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> pd.DataFrame:
    """In how many worlds each option meets each threshold, and all of them."""
    rows = []
    for row in met:
        alone = {text(limit): f"{count:,} of {row['worlds']:,}" for limit, count in row["met"].items()}
        whole = f"{row['met_together']:,} ({row['share_low']:.0%} to {row['share_high']:.0%})"
        rows.append({"Option": text(titles[row["option"]]), **alone, "All of them, with the 90 % interval": whole})
    return pd.DataFrame(rows)


def turn_rows(answer: Mapping[str, Any]) -> pd.DataFrame:
    """The changes that come nearest to turning a lead, those that turn it first."""
    rows = []
    for turn in answer["singles"][:LISTED]:
        move = turn["moved"][0]
        rows.append(
            {
                "Assumption": text(move["means"]),
                "Basis": move["basis"],
                "From": f"{number(move['value_now'])} {text(move['unit'])}",
                "To": f"{number(move['value_then'])} {text(move['unit'])}",
                "Turns the lead": turned(turn),
            }
        )
    return pd.DataFrame(rows)


def factorial_for(results: Results, option: str, outcome: str, month: str) -> Factorial:
    """What is played to share out the effect of an option: half the worlds of the command line, in one process."""
    whole = factorial_of(results, option, [outcome], month)
    return factorial_of(results, option, [outcome], month, min(whole.worlds, max(FEWEST_WORLDS, whole.worlds // 2)))
