"""`fulcrum check`: whether scenario and option files say what can be played."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from model.commands.console import BAD_INPUT, Unusable, command, say, show_json, tell
from model.strict_yaml import InputError

OPTION_FIELDS = {"title", "summary", "coordination", "levers"}


@command
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Scenario and option files.")] = None,
    schema: Annotated[str, typer.Option(help="Print the JSON Schema instead: scenario or option.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Validate FILES: every fault as file:line:column: path: message.

    Examples: fulcrum check scenarios/*.yaml scenarios/options/*.yaml; fulcrum check --schema scenario
    """
    if schema:
        print_schema(schema)
        return
    if not files:
        raise Unusable("check: name at least one file")
    checked = [(path, kind_of(path), faults_of(path)) for path in files]
    if as_json:
        show_json([{"file": str(path), "kind": kind, "problems": faults} for path, kind, faults in checked])
    for path, kind, faults in [] if as_json else checked:
        for fault in faults:
            tell(fault["text"])
        if not faults:
            say(f"{path}: {kind}, ok")
    if any(faults for _, _, faults in checked):
        raise typer.Exit(BAD_INPUT)


def print_schema(kind: str) -> None:
    """Print a published schema as it is built now."""
    from model.experiment.inputs.published import option_schema, scenario_schema

    made = {"scenario": scenario_schema, "option": option_schema}
    if kind not in made:
        raise Unusable(f"--schema: {kind!r} is none of {', '.join(made)}")
    show_json(made[kind]())


def kind_of(path: Path) -> str:
    """Whether a file is an option or a scenario, told by its folder or by what it holds."""
    from model.strict_yaml import read

    if path.resolve().parent.name == "options":
        return "option"
    try:
        data = read(path).data
    except InputError:
        return "scenario"
    return "option" if isinstance(data, dict) and "summary" in data and set(data) <= OPTION_FIELDS else "scenario"


def faults_of(path: Path) -> list[dict[str, Any]]:
    """Every fault of a file, in the order of its lines."""
    from model.experiment import read_option, read_scenario

    try:
        (read_option if kind_of(path) == "option" else read_scenario)(path)
    except InputError as error:
        keys = ("file", "line", "column", "path", "message")
        return [{**{key: getattr(p, key) for key in keys}, "text": str(p)} for p in error.problems]
    return []
