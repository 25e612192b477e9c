"""Policy options from files, from a scenario's own text, and one for each lever alone."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.experiment.inputs.complaints import fill
from model.experiment.inputs.forms import ID, InlineOptionForm, LeverForm, OptionForm, lever_entry
from model.levers import LEVERS, STATUS_QUO, Commitment, Option
from model.strict_yaml import Document, InputError, Problem, did_you_mean, read, scenarios

EACH_LEVER_ALONE = "each_lever_alone"


def option_names() -> tuple[str, ...]:
    """Ids of the shipped options, the status quo first."""
    names = sorted(path.stem for path in (scenarios() / "options").glob("*.yaml"))
    return (STATUS_QUO.id, *(name for name in names if name != STATUS_QUO.id))


def option_file(name: str, folder: Path | None = None) -> Path | None:
    """Where an option is written: in `options/` beside the scenario, else among the shipped ones; None if nowhere."""
    for place in (folder / "options" if folder else None, scenarios() / "options"):
        if place and re.fullmatch(ID, name) and (place / f"{name}.yaml").is_file():
            return place / f"{name}.yaml"
    return None


def read_option(path: str | Path) -> Option:
    """The option that one file describes, named after the file; InputError with every fault."""
    document = read(path)
    problems: list[Problem] = []
    option = option_from(document, (), document.data, Path(path).stem, problems)
    if problems:
        raise InputError(problems)
    return option


def option_named(name: str, folder: Path | None = None) -> Option:
    """A shipped option, one written beside the scenario, or a lever alone at high; ValueError with the nearest name."""
    if path := option_file(name, folder):
        return read_option(path)
    if name in LEVERS:
        return lever_alone(name)
    near = did_you_mean(name, (*option_names(), *LEVERS, EACH_LEVER_ALONE))
    raise ValueError(f"no such option or lever {name!r}{near}")


def lever_alone(name: str) -> Option:
    """One lever at high and nothing else, named after it."""
    title = name.replace("_", " ").capitalize()
    return Option(name, f"{title} alone", (Commitment(name, "high"),), summary=LEVERS[name].question)


def option_from(document: Document, path: tuple, value: Any, name: str, problems: list[Problem]) -> Option | None:
    """The option written at a place of a document, or None after adding its faults to `problems`."""
    inline = bool(path)
    form = fill(document, path, value, InlineOptionForm if inline else OptionForm, problems)
    commitments = commitments_from(document, (*path, "levers"), readable_levers(value), problems)
    if form is None:
        return None
    return Option(form.id if inline else name, form.title, commitments, form.coordination, form.summary)


def readable_levers(value: Any) -> dict[str, LeverForm]:
    """The entries under `levers` that are right by themselves, even where others are not."""
    entries = value.get("levers") if isinstance(value, dict) else None
    readable = {}
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        with suppress(ValidationError):
            if name in LEVERS:
                readable[name] = LeverForm.model_validate(lever_entry(entry))
    return readable


def commitments_from(
    document: Document, path: tuple, levers: dict[str, LeverForm], problems: list[Problem]
) -> tuple[Commitment, ...]:
    """The commitments under a key `levers`, in the order of the catalogue; faults go to `problems`."""
    for name, form in levers.items():
        faults = lever_faults(name, form)
        problems.extend(document.problem((*path, name, *where), message) for where, message in faults)
    return tuple(
        Commitment(name, form.level, form.start, form.ramp, form.end, form.pulse, dict(form.settings))
        for name, form in sorted(levers.items(), key=lambda item: tuple(LEVERS).index(item[0]))
        if not lever_faults(name, form)
    )


def lever_faults(name: str, form: LeverForm) -> list[tuple[tuple, str]]:
    """Where and how an entry breaks a rule that binds several fields, or its lever's settings."""
    faults: list[tuple[tuple, str]] = []
    if form.end is not None and form.end <= form.start:
        faults.append((("end",), f"must come after the start at {form.start:g}, not at {form.end:g} (unit: months)"))
    if form.pulse and (form.ramp or form.end is not None):
        faults.append((("pulse",), "lasts one month, so it takes no ramp and no end"))
    for key, value in form.settings.items():
        if fault := setting_fault(name, key, value):
            faults.append((("settings", key), fault))
    return faults


def setting_fault(name: str, key: str, value: float) -> str | None:
    """What is wrong with one setting of a lever, or None."""
    settings = LEVERS[name].settings
    if key not in settings:
        return f"{name} has no such setting{did_you_mean(key, settings) or has(settings)}"
    setting = settings[key]
    if not setting.low <= value <= setting.high:
        return f"must lie from {setting.low:g} to {setting.high:g}, not at {value:g} (unit: {setting.unit})"
    return None


def has(settings: Any) -> str:
    """Which settings there are, as a message ends."""
    return f"; it has {', '.join(settings)}" if settings else "; it has none"
