"""`fulcrum list`: what there is – scenarios, options, levers, outcomes, derived outcomes, parameters, events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from model.commands.console import Unusable, command, say, show, show_json, table
from model.strict_yaml import did_you_mean


@command
def list_(
    what: Annotated[
        str, typer.Argument(help="scenarios, options, levers, outcomes, derived, parameters or events.")
    ] = "",
    evidence: Annotated[str, typer.Option(help="Which evidence set's parameters: articles or record.")] = "articles",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON, with everything that is known.")] = False,
) -> None:
    """List what a scenario or a question may name; `derived` are outcomes worked out from stored ones when asked for.

    Examples: fulcrum list; fulcrum list levers; fulcrum list outcomes --json
    """
    if what and what not in LISTS:
        raise Unusable(f"list: {what!r} is none of {', '.join(LISTS)}{did_you_mean(what, LISTS)}")
    if evidence not in ("articles", "record"):
        raise Unusable(f"--evidence: {evidence!r} is none of articles, record")
    found = {name: (make(evidence) if name == "parameters" else make()) for name, make in LISTS.items()
             if what in ("", name)}  # fmt: skip
    if as_json:
        show_json(found[what] if what else found)
    elif what:
        columns = COLUMNS[what]
        made = table(*columns)
        for item in found[what]:
            made.add_row(*(in_a_cell(item[column]) for column in columns))
        show(made)
    else:
        for name, items in found.items():
            names = ", ".join(item["id"] for item in items) if len(items) <= MOST_NAMED else f"`fulcrum list {name}`"
            say(f"{name} ({len(items)}): {names}")


def in_a_cell(value: Any) -> str:
    """A value as a table shows it."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def scenario_list() -> list[dict[str, Any]]:
    """Every shipped scenario."""
    from model.commands.choices import shipped_scenarios
    from model.experiment import Scenario, month_text
    from model.strict_yaml import scenarios

    return [
        {
            "id": name,
            "title": s.title,
            "question": s.question,
            "decision_month": month_text(s.decision_month),
            "months": s.months,
            "worlds": s.worlds,
            "evidence": s.evidence,
            "options": list(s.option_ids),
        }
        for name in shipped_scenarios()
        for s in (Scenario.load(scenarios() / f"{name}.yaml"),)
    ]


def option_list() -> list[dict[str, Any]]:
    """Every shipped option."""
    from model.experiment import option_named, option_names

    return [
        {
            "id": o.id,
            "title": o.title,
            "summary": o.summary,
            "coordination": o.coordination,
            "levers": [c.lever for c in o.commitments],
            "commitments": [
                {"lever": c.lever, "level": c.level, "start": c.start, "ramp": c.ramp, "end": c.end, "pulse": c.pulse}
                | {"settings": dict(c.settings)}
                for c in o.commitments
            ],
        }
        for o in map(option_named, option_names())
    ]


def lever_list() -> list[dict[str, Any]]:
    """The catalogue of levers."""
    from model.levers import LEVERS

    return [
        {
            "id": lever.id,
            "family": lever.family,
            "question": lever.question,
            "levels": {"off": "no more than the status quo", **lever.levels},
            "settings": {
                name: {"means": s.means, "unit": s.unit, "low": s.low, "high": s.high, "default": s.default}
                for name, s in lever.settings.items()
            },
            "claims": list(lever.claims),
            "acts_on": list(lever.acts_on),
            "side_effects": lever.side_effects,
            "nearly_inert": lever.nearly_inert,
        }
        for lever in LEVERS.values()
    ]


def outcome_list() -> list[dict[str, Any]]:
    """The catalogue of outcomes, with the levers that claim to act on each."""
    from model.levers import LEVERS
    from model.world import OUTCOMES

    return [
        {
            "id": o.id,
            "name": o.name,
            "unit": o.unit,
            "sense": o.sense,
            "means": o.means,
            "source": o.source,
            "levers": [lever.id for lever in LEVERS.values() if o.id in lever.acts_on],
        }
        for o in OUTCOMES.values()
    ]


def derived_list() -> list[dict[str, Any]]:
    """The catalogue of outcomes that are worked out from stored ones, for any run and without playing."""
    from model.experiment.derived import DERIVED

    return [
        {"id": d.id, "name": d.name, "unit": d.unit, "sense": d.sense, "means": d.means, "source": d.source}
        | {"of": list(d.of)}
        for d in DERIVED.values()
    ]


def parameter_list(evidence: str) -> list[dict[str, Any]]:
    """Every parameter as one evidence set sees it."""
    from model.parameters import describe, load

    return [{"id": row["name"], **row} for row in describe(load(evidence))]


def event_list() -> list[dict[str, Any]]:
    """The catalogue of events that a scenario may date."""
    from model.world import EVENTS

    return [{"id": e.id, "means": e.means, "evidence": e.evidence, "source": e.source} for e in EVENTS.values()]


LISTS: dict[str, Callable[..., list[dict[str, Any]]]] = {
    "scenarios": scenario_list,
    "options": option_list,
    "levers": lever_list,
    "outcomes": outcome_list,
    "derived": derived_list,
    "parameters": parameter_list,
    "events": event_list,
}
MOST_NAMED = 80
COLUMNS = {
    "scenarios": ("id", "decision_month", "months", "worlds", "title"),
    "options": ("id", "title", "coordination", "levers"),
    "levers": ("id", "family", "claims", "question"),
    "outcomes": ("id", "unit", "sense", "name"),
    "derived": ("id", "unit", "sense", "of", "name"),
    "parameters": ("id", "unit", "distribution", "basis", "means"),
    "events": ("id", "evidence", "means"),
}
