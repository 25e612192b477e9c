"""Checks a mapping of a file against a form and says what is wrong in words, each with its place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from model.experiment.inputs.forms import UNITS, Form, LeverForm
from model.strict_yaml import Document, Problem, did_you_mean

AnyForm = TypeVar("AnyForm", bound=Form)

NEEDED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "list_type": "a list",
}
BOUNDS = {
    "greater_than_equal": ("ge", "must be {bound:,} or more"),
    "less_than_equal": ("le", "must be {bound:,} or less"),
    "string_too_short": ("min_length", "must have {bound:,} character or more"),
    "string_too_long": ("max_length", "must have {bound:,} characters or fewer"),
}


def fill(document: Document, path: tuple, value: Any, form: type[AnyForm], problems: list[Problem]) -> AnyForm | None:
    """The filled form, or None after adding every fault of `value`, which stands at `path`, to `problems`."""
    try:
        return form.model_validate(value)
    except ValidationError as error:
        problems.extend(complaint(document, path, form, fault) for fault in error.errors(include_url=False))
        return None


def complaint(document: Document, path: tuple, form: type[Form], fault: Any) -> Problem:
    """One fault that pydantic found, in our words and at its place in the file."""
    inside = tuple(part for part in fault["loc"] if part != "[key]")
    if fault["loc"] and inside and inside[-1] == "level" and not isinstance(at(document, (*path, *inside[:-1])), dict):
        inside = inside[:-1]
    return document.problem((*path, *inside), words(form, inside, fault))


def words(form: type[Form], inside: tuple, fault: Any) -> str:
    """What is wrong, in words."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return "is missing and needed"
    if kind == "extra_forbidden":
        return f"no such field{did_you_mean(inside[-1], fields_at(form, inside))}"
    if kind in NEEDED:
        return f"{NEEDED[kind]} is needed, not {shown(fault['input'])}"
    if kind in BOUNDS:
        key, rule = BOUNDS[kind]
        return f"{rule.format(bound=as_number(context[key]))}, not {shown(fault['input'])}{unit_of(inside[-1])}"
    if kind == "literal_error":
        return f"{fault['input']!r} is none of {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{fault['input']!r}: small letters, digits and underscores, a letter first, at most 60"
    return context.get("message", fault["msg"])


def as_number(bound: Any) -> Any:
    """A bound without a decimal point where it has no decimals."""
    return int(bound) if bound == int(bound) else bound


def shown(value: Any) -> str:
    """A value as a message shows it: short."""
    if isinstance(value, str):
        return f"{len(value):,} characters" if len(value) > 60 else repr(value)
    return {dict: "a mapping", list: "a list", type(None): "nothing", bool: str(value).lower()}.get(
        type(value), str(value)
    )


def fields_at(form: type[Form], inside: tuple) -> list[str]:
    """Names of the fields that the mapping around a place may have."""
    if "levers" in inside[:-1]:
        return list(LeverForm.model_fields)
    return list(form.model_fields)


def unit_of(field: str) -> str:
    """The unit of a field, as a message ends with it."""
    return f" (unit: {UNITS[field]})" if field in UNITS else ""


def at(document: Document, path: tuple) -> Any:
    """The value at a path of a document, or None."""
    value: Any = document.data
    for part in path:
        value = value[part] if isinstance(value, dict | list) else None
    return value
