"""Turns one mapping of a seeds file into a frozen value, field by field as its class declares them, and back."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from reprlib import repr as shown
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from model.evidence.month import Month, month_index, month_text
from model.strict_yaml import Document, InputError, did_you_mean

Kind = TypeVar("Kind")

SCALARS = {bool: "true or false", str: "text", float: "a number", int: "a whole number"}


@dataclass(frozen=True)
class Entry:
    """A place in a document and what stands there."""

    document: Document
    path: tuple
    says: Any

    def refusal(self, message: str) -> InputError:
        """The error to raise for what stands here."""
        return InputError([self.document.problem(self.path, message)])

    def inner(self, step: str | int) -> Entry:
        """What stands one step further in."""
        return Entry(self.document, (*self.path, step), self.says[step])

    def built(self, kind: type[Kind]) -> Kind:
        """The value of a frozen class; InputError for an unknown or missing key, a wrong type or a broken rule."""
        if not isinstance(self.says, dict):
            raise self.refusal(f"a mapping is expected, not {shown(self.says)}")
        names = {field.name: field for field in fields(kind)}
        for key in self.says:
            if key not in names:
                raise self.inner(key).refusal(f"no such key{did_you_mean(key, names)}")
        for name, field in names.items():
            if name not in self.says and field.default is MISSING:
                raise self.refusal(f"the key '{name}' is missing")
        hints = get_type_hints(kind)
        try:
            return kind(**{key: self.inner(key).read_as(hints[key]) for key in self.says})
        except ValueError as wrong:
            raise self.refusal(str(wrong)) from None

    def read_as(self, hint: Any) -> Any:
        """The value as one declared type; InputError where it is another."""
        origin = get_origin(hint)
        if hint is Month:
            return self.month()
        if is_dataclass(hint):
            return self.built(hint)
        if origin is Literal:
            return self.choice(get_args(hint))
        if origin is tuple:
            return self.items(get_args(hint)[0])
        if origin in (Union, UnionType):
            return self.either(get_args(hint))
        return self.scalar(hint)

    def scalar(self, hint: type) -> Any:
        """Text, a number, or true or false; text is never empty."""
        right = type(self.says) is hint or (hint is float and type(self.says) is int)
        if not right or (hint is str and not self.says.strip()):
            raise self.refusal(f"{SCALARS[hint]} is expected, not {shown(self.says)}")
        return hint(self.says)

    def month(self) -> Month:
        """A month written YYYY-MM."""
        try:
            return month_index(self.scalar(str))
        except ValueError as wrong:
            raise self.refusal(str(wrong)) from None

    def choice(self, valid: tuple[str, ...]) -> str:
        """One of a few words."""
        if self.says not in valid:
            hint = did_you_mean(self.says, valid) or f"; it is one of {', '.join(valid)}"
            raise self.refusal(f"{shown(self.says)} is not known here{hint}")
        return self.says

    def items(self, hint: Any) -> tuple:
        """A list, each item as one declared type."""
        if not isinstance(self.says, list):
            raise self.refusal(f"a list is expected, not {shown(self.says)}")
        return tuple(self.inner(position).read_as(hint) for position in range(len(self.says)))

    def either(self, hints: tuple) -> Any:
        """Nothing, or the first declared type that fits."""
        if self.says is None and NoneType in hints:
            return None
        kinds = [hint for hint in hints if hint is not NoneType]
        fitting = [hint for hint in kinds if hint is type(self.says) or (hint is float and type(self.says) is int)]
        return self.read_as(fitting[0] if fitting else kinds[0])


def plain(value: Any, hint: Any = None) -> Any:
    """A frozen value as dicts, lists, text and numbers that JSON can hold; months written YYYY-MM."""
    if is_dataclass(value):
        hints = get_type_hints(type(value))
        return {field.name: plain(getattr(value, field.name), hints[field.name]) for field in fields(value)}
    if isinstance(value, tuple):
        inside = get_args(hint)[0] if get_origin(hint) is tuple else None
        return [plain(item, inside) for item in value]
    return month_text(value) if hint is Month else value
