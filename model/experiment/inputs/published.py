"""The published JSON Schemas of scenario and option files, for editors; made from the forms and the catalogues."""

from __future__ import annotations

from typing import Any

from model.experiment.inputs.forms import ID, InlineOptionForm, LeverForm, OptionForm, ScenarioForm
from model.experiment.inputs.option_files import EACH_LEVER_ALONE, option_names
from model.levers import LEVERS, Lever
from model.parameters import FORMS, load
from model.world import EVENTS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """What a scenario file may say, as JSON Schema with every name of the catalogues."""
    schema = bare(ScenarioForm)
    properties = schema["properties"]
    names = [*option_names(), *LEVERS, EACH_LEVER_ALONE]
    inline = with_levers(bare(InlineOptionForm))
    properties["options"]["items"] = {"anyOf": [{"enum": names}, {"type": "string", "pattern": ID}, inline]}
    with_levers(schema)
    properties["assume"]["propertyNames"] = {"enum": sorted(load())}
    properties["assume"]["additionalProperties"] = {"$ref": "#/$defs/distribution"}
    properties["events"] = {
        "type": "object",
        "description": properties["events"]["description"],
        "patternProperties": {r"^\d{4}-(0[1-9]|1[0-2])$": one_or_more(list(EVENTS))},
        "additionalProperties": False,
    }
    return titled("Scenario", schema, levers=levers_schema(), distribution=distribution_schema())


def option_schema() -> dict[str, Any]:
    """What an option file may say, as JSON Schema with every lever and setting."""
    return titled("Policy option", with_levers(bare(OptionForm)), levers=levers_schema())


def titled(title: str, schema: dict[str, Any], **definitions: Any) -> dict[str, Any]:
    """A whole schema: its dialect, title and definitions."""
    return {"$schema": DRAFT, **schema, "title": title, "$defs": definitions}


def bare(form: Any) -> dict[str, Any]:
    """A form's own schema, without definitions and without repeated titles."""
    schema = form.model_json_schema()
    schema.pop("$defs", None)
    schema["description"] = form.__doc__
    for field in schema["properties"].values():
        field.pop("title", None)
    return schema


def with_levers(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with its field `levers` pointing to the catalogue."""
    words = schema["properties"]["levers"]["description"]
    schema["properties"]["levers"] = {"$ref": "#/$defs/levers", "description": words}
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


def distribution_schema() -> dict[str, Any]:
    """What may stand after a parameter's name under `assume`."""
    shapes = {
        name: {"description": form.rule, "anyOf": [{"type": "array", "items": {"type": "number"}}, {"type": "number"}]}
        for name, form in FORMS.items()
    }
    unit = {"type": "string", "description": "The parameter's own unit; checked if it is given."}
    return {"type": "object", "properties": {**shapes, "unit": unit}, "additionalProperties": False}


def one_or_more(ids: list[str]) -> dict[str, Any]:
    """One id or a list of ids."""
    return {"anyOf": [{"enum": ids}, {"type": "array", "items": {"enum": ids}, "minItems": 1}]}
