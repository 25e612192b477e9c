"""What scenario and option files may say: fields, types and ranges, for reading and for the published schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from model.evidence import month_index, month_text
from model.levers import LEVEL_OF, LEVERS
from model.strict_yaml import did_you_mean

MONTHS = (1, 240)
WORLDS = (1, 10_000_000)
SEED = (0, 2**63 - 1)
DECISION = (1, 240)
EVIDENCE = ("articles", "record")
HISTORIES = ("prior", "conditioned")
LUCKS = (1, 1000)
ID = r"^[a-z][a-z0-9_]{0,59}$"
LEVELS = ", ".join(LEVEL_OF)
UNITS = {"months": "months", "worlds": "worlds", "start": "months", "ramp": "months", "end": "months"}


def known_lever(name: str) -> str:
    """A lever's id, refused with the nearest one if there is none."""
    if name not in LEVERS:
        raise PydanticCustomError("name", "{message}", {"message": f"no such lever{did_you_mean(name, LEVERS)}"})
    return name


def level_number(value: Any) -> Any:
    """A level as a number from 0 to 1; its name is looked up."""
    if isinstance(value, str):
        if value not in LEVEL_OF:
            message = f"level {value!r} is none of {LEVELS}, nor a number from 0 to 1{did_you_mean(value, LEVEL_OF)}"
            raise PydanticCustomError("level", "{message}", {"message": message})
        return LEVEL_OF[value]
    return value


def lever_entry(value: Any) -> Any:
    """An entry under `levers` as a mapping; a bare level is short for one."""
    return value if isinstance(value, dict) else {"level": value}


def month(value: str) -> str:
    """A month written YYYY-MM, refused if it is none."""
    try:
        month_index(value)
    except ValueError as error:
        raise PydanticCustomError("month", "{message}", {"message": str(error)}) from None
    return value


def decision(value: str) -> str:
    """A month in which options may begin."""
    low, high = DECISION
    if not low <= month_index(value) <= high:
        message = f"must lie from {month_text(low)} to {month_text(high)}, not at {value}"
        raise PydanticCustomError("decision", "{message}", {"message": message})
    return value


class Form(BaseModel):
    """Fields of a mapping in a file: no others, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Level = Annotated[
    float,
    BeforeValidator(level_number),
    Field(ge=0, le=1),
    WithJsonSchema({"anyOf": [{"enum": list(LEVEL_OF)}, {"type": "number", "minimum": 0, "maximum": 1}]}),
]
Month = Annotated[str, AfterValidator(month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"})]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Prose = Annotated[str, Field(max_length=4000)]
Since = Annotated[float, Field(ge=0, le=MONTHS[1])]


class LeverForm(Form):
    """One lever of an option: how far, when and with which settings."""

    level: Level = Field(description=f"{LEVELS}, or a number from 0 to 1.")
    start: Since = Field(0.0, description="Months after the decision at which the order is given.")
    ramp: Since = Field(0.0, description="Months over which it grows to its level.")
    end: Since | None = Field(None, description="Months after the decision at which it is taken back; absent: never.")
    pulse: bool = Field(False, description="Whether it lasts one month only.")
    settings: dict[str, float] = Field({}, description="Details that differ from the lever's own.")


LeverName = Annotated[str, AfterValidator(known_lever)]
Levers = dict[LeverName, Annotated[LeverForm, BeforeValidator(lever_entry)]]
Coordination = Annotated[float, Field(ge=0, le=1)]
COORDINATION = "From 0 to 1: shortens the lags between the option's levers and slows its decisions."


class OptionForm(Form):
    """A policy option in a file of its own; its id is the file's name."""

    title: Title = Field(description="What the option is called.")
    summary: Prose = Field(description="The option in words.")
    coordination: Coordination = Field(0.0, description=COORDINATION)
    levers: Levers = Field(
        description="Its levers: a level, or a mapping with level, start, ramp, end, pulse, settings."
    )


class InlineOptionForm(OptionForm):
    """A policy option written inside a scenario."""

    id: Annotated[str, Field(pattern=ID)] = Field(description="Its name: small letters, digits and underscores.")
    summary: Prose = Field("", description="The option in words.")


def option_entry(value: Any) -> Any:
    """An item under `options`: a name or a mapping, so that a wrong one gives one message."""
    if isinstance(value, str | dict):
        return value
    message = f"the name of an option or a mapping with id, title and levers is needed, not {value!r}"
    raise PydanticCustomError("option", "{message}", {"message": message})


class ScenarioForm(Form):
    """An outside future and the options compared in it."""

    title: Title = Field(description="What the scenario is called.")
    question: Prose = Field("", description="The question it is to answer.")
    decision_month: Annotated[Month, AfterValidator(decision)] = Field(
        "2026-04", description="The month in which the options begin, YYYY-MM."
    )
    months: Annotated[int, Field(ge=MONTHS[0], le=MONTHS[1])] = Field(
        36, description="How long the options are played."
    )
    worlds: Annotated[int, Field(ge=WORLDS[0], le=WORLDS[1])] = Field(2000, description="How many simulated worlds.")
    seed: Annotated[int, Field(ge=SEED[0], le=SEED[1])] = Field(20260301, description="What all chance starts from.")
    evidence: Literal["articles", "record"] = Field("articles", description="Which evidence set the world follows.")
    histories: Literal["prior", "conditioned"] = Field(
        "conditioned",
        description="conditioned: only worlds whose past lies inside every target's band; prior: every world.",
    )
    lucks: Annotated[int, Field(ge=LUCKS[0], le=LUCKS[1])] = Field(
        4, description="With how many lucks a kept history is continued after the decision, where it is conditioned."
    )
    options: list[Annotated[Any, BeforeValidator(option_entry)]] = Field(
        [], description="Names of options, or options written out; the status quo is always played."
    )
    levers: Levers = Field({}, description="One more option, these_levers, made of the levers written here.")
    assume: dict[str, Any] = Field({}, description="Parameters with another distribution than the prior.")
    events: dict[Month, Any] = Field({}, description="Events of the catalogue, by month.")
