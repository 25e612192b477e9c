"""`fulcrum compare --robustness`: every option ranked by every measure, and where the measures disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from model.commands.console import Unusable, printer, say, show, show_json, table

COSTS = ("policy_money", "policy_politics")


def show_robustness(
    runs: Sequence[Any],
    outcomes: Sequence[str],
    months: Sequence[str],
    thresholds: Sequence[str],
    alpha: float | None,
    as_json: bool,
) -> None:
    """Rank the options of each run in each outcome and month, and say how often the thresholds are met.

    `runs` are Results of one or both evidence sets; no outcomes means all with a better side. Unusable for a mistake in
    what was asked.
    """
    from model.analysis.robustness.robustness import OPTIMISM

    optimism = OPTIMISM if alpha is None else alpha
    try:
        reports = [report(results, outcomes, months or results.months[-1:], thresholds, optimism) for results in runs]
    except ValueError as error:
        raise Unusable(f"--robustness: {error}") from None
    if as_json:
        show_json({"measures": measures(), "runs": [as_plain(*parts) for parts in reports]})
        return
    for measure in measures():
        say(f"{measure['name']}: {measure['means']}.")
    say("Ranks in brackets, beside a first rank that nobody shares the resamples of histories in which it is held.")
    for parts in reports:
        say()
        show_run(*parts)


def report(
    results: Any, outcomes: Sequence[str], months: Sequence[str], thresholds: Sequence[str], alpha: float
) -> tuple[Any, list[Any], list[dict[str, Any]]]:
    """The run, its judgements, and the shares of worlds that meet the thresholds."""
    from model.analysis.robustness.judgement import judgements, satisficing, sided
    from model.analysis.robustness.threshold import threshold
    from model.experiment.results import MEAN

    whens = (*results.months, MEAN)
    limits = [threshold(text, results.outcomes, whens, months[0]) for text in thresholds]
    names = sided(results, outcomes)
    found = (judgement for month in months for judgement in judgements(results, names, month, limits, alpha))
    return results, list(watched(found, len(names) * len(months))), satisficing(results, limits) if limits else []


def watched(items: Iterable[Any], total: int) -> Iterator[Any]:
    """The items, with a progress bar on standard error."""
    from rich.progress import track

    yield from track(items, "ranking options", total=total, console=printer(error=True), transient=True)


def measures() -> list[dict[str, Any]]:
    """Id, name and meaning of every measure."""
    from model.analysis.robustness.robustness import MEASURES

    return [{"id": m.id, "name": m.name, "means": m.means} for m in MEASURES.values()]


def as_plain(results: Any, found: Sequence[Any], met: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One run as plain values."""
    from model.analysis import standing_words

    return {
        "run": str(results.folder),
        "evidence": results.manifest.facts["evidence"],
        "worlds": results.worlds,
        "notes": standing_words(results.manifest.facts["histories"]),
        "outcomes": [judgement.plain() for judgement in found],
        "thresholds": list(met),
    }


def show_run(results: Any, found: Sequence[Any], met: Sequence[dict[str, Any]]) -> None:
    """One run in the terminal."""
    from model.analysis import standing_words

    facts = results.manifest.facts
    say(f"{facts['title']} · evidence: {facts['evidence']} · {results.worlds:,} worlds · {results.folder}")
    for line in standing_words(facts["histories"]):
        say(line)
    for judgement in found:
        say()
        show(ranks_table(judgement, [results.outcomes[name]["unit"] for name in COSTS]))
        say(judgement.says)
    if met:
        say()
        show(thresholds_table(met))


def ranks_table(judgement: Any, cost_units: Sequence[str]) -> Any:
    """One outcome: a line for each option, a column for each measure, costs at the end."""
    from model.analysis import number
    from model.analysis.robustness.robustness import MEASURES

    better = f"{judgement.sense} is better"
    names = [MEASURES[name].short for name in judgement.measures]
    costs = f"money in {cost_units[0]}, politics in {cost_units[1]}"
    title = f"{judgement.name}, {judgement.unit}, {judgement.month} · {better} · {costs}"
    made = table("option", *names, "money", "politics", title=title)
    for option in judgement.options:
        cells = [
            f"{number(value)} ({option.ranks[name]}{held(judgement, option, name)})"
            for name, value in option.values.items()
        ]
        made.add_row(option.option, *cells, number(option.money), number(option.politics))
    return made


def held(judgement: Any, option: Any, measure: str) -> str:
    """In what share of resamples a first rank is held that no other option shares."""
    return f", {option.leads[measure]:.0%}" if judgement.leaders[measure] == (option.option,) else ""


def thresholds_table(met: Sequence[dict[str, Any]]) -> Any:
    """In how many worlds each option meets each threshold, and all of them."""
    texts = list(met[0]["met"])
    worlds = met[0]["worlds"]
    made = table(
        "option", *texts, "all of them", "90 % interval of that share", title=f"Worlds of {worlds:,} that meet"
    )
    for row in met:
        counts = [f"{row['met'][text]:,}" for text in texts]
        made.add_row(
            row["option"], *counts, f"{row['met_together']:,}", f"{row['share_low']:.1%} to {row['share_high']:.1%}"
        )
    return made
