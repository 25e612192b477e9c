"""The published JSON Schemas of scenario and option files, for editors; made from the forms and the catalogues."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from model.experiment.forms import ID, InlineOptionForm, LeverForm, OptionForm, ScenarioForm
from model.experiment.option_files import EACH_LEVER_ALONE, option_names
from model.levers import LEVERS, Lever
from model.parameters import FORMS, load
from model.world import EVENTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """What a scenario file may say, as JSON Schema with every name of the catalogues."""
    schema = bare(ScenarioForm)
    properties = schema["properties"]
    names = [*option_names(), *LEVERS, EACH_LEVER_ALONE]
    inline = levers_written_out(bare(InlineOptionForm))
    properties["options"]["items"] = {"anyOf": [{"enum": names}, {"type": "string", "pattern": ID}, inline]}
    properties["levers"] = {**levers_schema(), "description": properties["levers"]["description"]}
    properties["assume"]["properties"] = {name: assumption(p) for name, p in load().items()}
    properties["assume"]["additionalProperties"] = False
    properties["events"] = {
        "type": "object",
        "description": properties["events"]["description"],
        "patternProperties": {r"^\d{4}-(0[1-9]|1[0-2])$": one_or_more(list(EVENTS))},
        "additionalProperties": False,
    }
    return {"$schema": DRAFT, "title": "Scenario", **{k: v for k, v in schema.items() if k != "title"}}


def option_schema() -> dict[str, Any]:
    """What an option file may say, as JSON Schema with every lever and setting."""
    schema = levers_written_out(bare(OptionForm))
    return {"$schema": DRAFT, "title": "Policy option", **{k: v for k, v in schema.items() if k != "title"}}


def bare(form: Any) -> dict[str, Any]:
    """A form's own schema, without definitions and without repeated titles."""
    schema = form.model_json_schema()
    schema.pop("$defs", None)
    schema["description"] = form.__doc__
    for field in schema["properties"].values():
        field.pop("title", None)
    return schema


def levers_written_out(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of an option with each lever named under `levers`."""
    schema["properties"]["levers"] = {**levers_schema(), "description": schema["properties"]["levers"]["description"]}
    return schema


def levers_schema() -> dict[str, Any]:
    """What may stand under `levers`."""
    return {
        "type": "object",
        "properties": {lever.id: lever_schema(lever) for lever in LEVERS.values()},
        "additionalProperties": False,
    }


def lever_schema(lever: Lever) -> dict[str, Any]:
    """What may stand after a lever's name: a level, or a mapping with its settings."""
    fields = bare(LeverForm)
    level = fields["properties"]["level"]
    fields["properties"]["settings"] = {
        "type": "object",
        "properties": {
            name: {"type": "number", "minimum": s.low, "maximum": s.high, "description": f"{s.means} ({s.unit})"}
            for name, s in lever.settings.items()
        },
        "additionalProperties": False,
    }
    levels = "; ".join(f"{name}: {means}" for name, means in lever.levels.items())
    short = {key: value for key, value in level.items() if key == "anyOf"}
    return {"description": f"{lever.question} {levels}.", "anyOf": [short, fields]}


def assumption(parameter: Any) -> dict[str, Any]:
    """What may stand after a parameter's name under `assume`."""
    values = {name: {"anyOf": [{"type": "array"}, {"type": "number"}]} for name in FORMS}
    return {
        "type": "object",
        "description": f"{parameter.means} ({parameter.unit}); prior: {parameter.distribution.describe()}.",
        "properties": {**values, "unit": {"const": parameter.unit}},
        "additionalProperties": False,
    }


def one_or_more(ids: list[str]) -> dict[str, Any]:
    """One id or a list of ids."""
    return {"anyOf": [{"enum": ids}, {"type": "array", "items": {"enum": ids}, "minItems": 1}]}


def publish(folder: Path) -> tuple[Path, Path]:
    """Write both schemas into the folder of scenarios and return where they stand."""
    targets = (folder / "schema.json", folder / "options" / "schema.json")
    for path, schema in zip(targets, (scenario_schema(), option_schema()), strict=True):
        path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return targets
