"""Regret by future, and ranks by every measure of robustness, as heat: numbers in cells, no total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from model.analysis.robustness.judgement import Judgement
from model.analysis.robustness.regret_futures import Future, RegretMap
from model.analysis.robustness.robustness import MEASURES
from model.analysis.wording import number, quoted, subject
from model.charts.chart import Chart
from model.charts.heat import Cell, heat, height_of
from model.charts.sheet import sheet, wrapped

LETTERS = 13  # of a column's name on one line


def regret(found: RegretMap, titles: Mapping[str, str]) -> Chart:
    """Options by futures: in nine worlds of ten no more is lost than this; each option's worst future is outlined.

    Example
    -------
    >>> regret(regret_by_futures(results, "tension", "2029-03", known), titles)   # doctest: +SKIP
    """
    columns = [heading(future) for future in found.futures]
    most = max(max(row) for row in found.regret) or 1.0
    cells = [
        Cell(titles[option], columns[f], number(value), value / most, f == found.worst(o) and value > 0)
        for o, option in enumerate(found.options)
        for f, value in enumerate(found.regret[o])
    ]
    rows = [titles[option] for option in found.options]
    name = takeaway(found, titles)
    subtitle = (
        f"{found.unit}; in nine worlds of ten of a kind no more is lost than this against the option that does better "
        f"there. Outlined: where an option loses most. {meanings(found.futures)}"
    )
    return Chart(name, sheet(heat(cells, rows, columns), name, subtitle, height_of(rows)), table_of(found, titles))


def heading(future: Future) -> str:
    """A future above its column: what parts the worlds, which part, how many worlds."""
    what = wrapped(future.by.split("/")[-1].replace("_", " "), LETTERS)[:3]
    return "\n".join([*what, future.part, f"n {future.worlds:,}"])


def meanings(futures: Sequence[Future]) -> str:
    """What parts the worlds, in words."""
    named = {future.by: future.means for future in futures if future.means}
    said = (f"{by.split('/')[-1].replace('_', ' ')} – {means[:1].lower()}{means[1:]}" for by, means in named.items())
    return f"The worlds are parted by: {'; '.join(said)}."


def takeaway(found: RegretMap, titles: Mapping[str, str]) -> str:
    """Which option loses least where it loses most, and that it is so by this one measure."""
    worst = [max(row) for row in found.regret]
    least = min(worst)
    first = " and ".join(quoted(titles[o]) for o, value in zip(found.options, worst, strict=True) if value == least)
    return (
        f"Regret in {subject(found)}: where each option loses most, {first} loses least, {number(least)} {found.unit} "
        f"of at most {number(max(worst))}"
    )


def table_of(found: RegretMap, titles: Mapping[str, str]) -> pd.DataFrame:
    """The numbers of the chart, one row an option and future."""
    rows = [
        {
            **{"option": titles[option], "by": future.by, "means": future.means, "part": future.part},
            **{"from": future.low, "to": future.high, "worlds": future.worlds, "histories": future.histories},
            **{"regret": value, "unit": found.unit},
        }
        for option, values in zip(found.options, found.regret, strict=True)
        for future, value in zip(found.futures, values, strict=True)
    ]
    return pd.DataFrame(rows)


def robustness(found: Judgement, titles: Mapping[str, str]) -> Chart:
    """Options by measures of robustness: the value with its rank; the shade goes by rank, and nothing is added up.

    Example
    -------
    >>> robustness(next(judgements(results, ["tension"])), titles)   # doctest: +SKIP
    """
    columns = {name: "\n".join(wrapped(MEASURES[name].short, LETTERS)) for name in found.measures}
    alike = [name for name, who in found.leaders.items() if len(who) == len(found.options)]
    last = max(len(found.options) - 1, 1)
    cells = [
        Cell(
            titles[judged.option],
            columns[name],
            f"{number(value)} ({judged.ranks[name]})",
            0.0 if name in alike else 1 - (judged.ranks[name] - 1) / last,
            judged.ranks[name] == 1 and name not in alike,
        )
        for judged in found.options
        for name, value in judged.values.items()
    ]
    rows = [titles[judged.option] for judged in found.options]
    subtitle = f"{found.unit}; in brackets the rank by that measure alone. Outlined: first by it. Nothing is added up."
    name = f"{found.name[:1].upper()}{found.name[1:]}: {agreement(found, titles)}"
    chart = heat(cells, rows, list(columns.values()), letters=12)
    return Chart(name, sheet(chart, name, subtitle, height_of(rows)), ranks_of(found, titles))


def agreement(found: Judgement, titles: Mapping[str, str]) -> str:
    """Whether the measures agree on who comes first."""
    leaders = set(found.leaders.values())
    if len(leaders) == 1:
        who = next(iter(leaders))
        first = "all options alike" if len(who) == len(found.options) else " and ".join(quoted(titles[o]) for o in who)
        return f"all {len(found.measures)} measures put {first} first"
    return f"the {len(found.measures)} measures disagree on which option comes first, and no score joins them"


def ranks_of(found: Judgement, titles: Mapping[str, str]) -> pd.DataFrame:
    """The numbers of the chart, one row an option and measure."""
    rows = [
        {
            **{"option": titles[judged.option], "measure": MEASURES[name].name, "value": value},
            **{"rank": judged.ranks[name], "first_in_resamples": judged.leads[name]},
            **{"money": judged.money, "politics": judged.politics},
        }
        for judged in found.options
        for name, value in judged.values.items()
    ]
    return pd.DataFrame(rows)
