"""Scenario files: strict YAML in, a Scenario out, or every fault with its line and column."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from model.evidence import month_index
from model.experiment.inputs.complaints import fill, shown
from model.experiment.inputs.forms import ScenarioForm
from model.experiment.inputs.option_files import (
    EACH_LEVER_ALONE,
    commitments_from,
    lever_alone,
    option_from,
    option_named,
    readable_levers,
)
from model.experiment.scenario import Scenario, as_ids, event_faults
from model.levers import LEVERS, STATUS_QUO, Option
from model.parameters import Distribution, load
from model.strict_yaml import Document, InputError, Problem, did_you_mean, read, read_text

THESE_LEVERS = "these_levers"
PLAIN_FIELDS = {
    "title", "question", "decision_month", "months", "worlds", "seed", "evidence", "histories", "lucks",
}  # fmt: skip


def read_scenario(path: str | Path) -> Scenario:
    """The scenario of one file.

    Raises
    ------
    InputError
        With every fault that can be told at once: file, line, column, path and rule.
    """
    path = Path(path)
    return scenario_from(read(path), path.stem, path.parent, path)


def read_scenario_text(text: str, name: str = "scenario") -> Scenario:
    """The scenario of a text, under a name."""
    return scenario_from(read_text(text, name), name, None, None, text)


def scenario_from(
    document: Document, name: str, folder: Path | None, path: Path | None, text: str | None = None
) -> Scenario:
    """The scenario that a document describes; InputError with every fault."""
    problems: list[Problem] = []
    form = fill(document, (), document.data, ScenarioForm, problems)
    data = document.data if isinstance(document.data, dict) else {}
    options = options_from(document, data.get("options"), folder, problems)
    assume = assumptions_from(document, data.get("assume"), data.get("evidence"), problems)
    options += own_levers(document, data, problems)
    if form is not None:
        events = events_from(document, form, problems)
        if not form.options and not form.levers:
            problems.append(document.problem((), "options: give at least one option, or levers"))
        refuse_twins(document, options, problems)
    if problems:
        raise InputError(sorted(set(problems), key=lambda p: (p.line, p.column, p.path)))
    return Scenario(
        **form.model_dump(include=PLAIN_FIELDS),
        options=tuple(option for _, option in options),
        assume=assume,
        events=events,
        name=name,
        text=path.read_text(encoding="utf-8") if path else text or "",
    )


Placed = list[tuple[tuple, Option]]


def options_from(document: Document, items: Any, folder: Path | None, problems: list[Problem]) -> Placed:
    """The options of the list under `options`, each with its place."""
    found: Placed = []
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path = ("options", number)
        if isinstance(item, dict):
            option = option_from(document, path, item, "", problems)
            found += [(path, option)] if option else []
        elif item == EACH_LEVER_ALONE:
            found += [(path, lever_alone(name)) for name in LEVERS]
        elif isinstance(item, str):
            try:
                found.append((path, option_named(item, folder)))
            except InputError as error:
                problems.extend(error.problems)
            except ValueError as error:
                problems.append(document.problem(path, str(error)))
    return found


def own_levers(document: Document, data: dict[str, Any], problems: list[Problem]) -> Placed:
    """The option made of the levers written in the scenario itself, if there are any."""
    if not data.get("levers"):
        return []
    commitments = commitments_from(document, ("levers",), readable_levers(data), problems)
    return [(("levers",), Option(THESE_LEVERS, "The levers of this scenario", commitments))]


def refuse_twins(document: Document, options: Placed, problems: list[Problem]) -> None:
    """Add a problem for every option whose name an earlier one bears, and for a status quo that holds levers."""
    seen: set[str] = set()
    for path, option in options:
        if option.id in seen:
            problems.append(document.problem(path, f"the option {option.id!r} stands twice"))
        if option.id == STATUS_QUO.id and option.commitments:
            problems.append(document.problem(path, f"{STATUS_QUO.id} holds no levers; give the option another id"))
        seen.add(option.id)


def assumptions_from(document: Document, items: Any, evidence: Any, problems: list[Problem]) -> dict[str, Distribution]:
    """The distributions under `assume`, each checked against its parameter's unit and physics."""
    if not isinstance(items, dict):
        return {}
    parameters = load(evidence if evidence in ("articles", "record") else "articles")
    assumed = {}
    for name, value in items.items():
        if name not in parameters:
            message = f"no such parameter{did_you_mean(name, parameters)}"
            problems.append(document.problem(("assume", name), message))
            continue
        try:
            assumed[name] = parameters[name].assume(value)
        except ValueError as error:
            message = str(error).removeprefix(f"{name}: ").removeprefix(f"{name} ")
            problems.append(document.problem(("assume", name), message))
    return assumed


def events_from(document: Document, form: ScenarioForm, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The events under `events`, by month, each known and inside the months that are played."""
    frame = SimpleNamespace(decision_month=month_index(form.decision_month), months=form.months)
    events = {}
    for month, value in form.events.items():
        path = ("events", month)
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            problems.append(
                document.problem(path, f"the id of an event or a list of ids is needed, not {shown(value)}")
            )
            continue
        events[month] = as_ids(value)
        faults = event_faults(frame, month_index(month), events[month])
        problems.extend(document.problem(path, fault) for fault in faults)
    return events
