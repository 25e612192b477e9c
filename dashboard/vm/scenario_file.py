"""A study as the text of a scenario file, and the text of such a file as a study."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from model.evidence import month_text
from model.experiment import Scenario as Study
from model.experiment import read_scenario_text
from model.levers import LEVEL_OF, STATUS_QUO, Commitment, Option
from model.strict_yaml import InputError

LONGEST = 100_000  # bytes of a scenario file that the application reads
MOST_WORLDS = 2000  # four lucks of each of the 500 kept histories that the project ships
MOST_MONTHS = 60


def written(study: Study) -> str:
    """The text of a scenario file that gives back this study; all in it that matters, and no comment.

    Every value is written as JSON, which the reader's YAML contains.
    """
    plain = {
        "title": study.title,
        "question": study.question,
        "decision_month": month_text(study.decision_month),
        **{key: getattr(study, key) for key in ("months", "worlds", "seed", "evidence", "histories", "lucks")},
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in plain.items() if value != ""]
    lines.append("options:")
    lines += [line for option in study.options for line in option_lines(option)]
    if study.assume:
        lines.append("assume:")
        lines += [f"  {name}: {json.dumps(shape.as_yaml())}" for name, shape in study.assume.items()]
    if study.events:
        lines.append("events:")
        lines += [f"  {month_text(month)}: {json.dumps(list(events))}" for month, events in study.events.items()]
    return "\n".join(lines) + "\n"


def option_lines(option: Option) -> list[str]:
    """One option under `options`, written out."""
    if option.id == STATUS_QUO.id:
        return [f"  - {STATUS_QUO.id}"]
    words = {"title": option.title, "summary": option.summary} if option.summary else {"title": option.title}
    lines = [f"  - id: {option.id}"]
    lines += [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in words.items()]
    if option.coordination:
        lines.append(f"    coordination: {option.coordination!r}")
    lines.append("    levers:")
    return lines + [f"      {held.lever}: {json.dumps(entry(held))}" for held in option.commitments]


def entry(held: Commitment) -> Any:
    """One lever of an option: the name of its level, or a mapping where there is more to say."""
    names = {value: name for name, value in LEVEL_OF.items()}
    said = {
        "level": names.get(held.level, held.level),
        "start": held.start,
        "ramp": held.ramp,
        "end": held.end,
        "pulse": held.pulse,
        "settings": {name: float(value) for name, value in held.settings.items()},
    }
    said = {key: value for key, value in said.items() if value}
    return said["level"] if list(said) == ["level"] else {"level": names.get(held.level, held.level), **said}


@dataclass(frozen=True)
class Opened:
    """What a scenario file holds: a study, or the faults that keep it from being one, each with line and column.

    `changed` says in what the study differs from the file, because the application plays no more than it can show;
    `outcome` is the one to be shown, where a file names one.
    """

    study: Study | None
    faults: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    outcome: str = ""


def opened(text: str, name: str = "scenario.yaml") -> Opened:
    """The study of a text that a visitor gave; read by the model's own strict reader, never executed."""
    if len(text.encode()) > LONGEST:
        return Opened(None, (f"{name}: larger than {LONGEST:,} bytes, the most that is read",))
    try:
        return playable(read_scenario_text(text, name))
    except InputError as error:
        return Opened(None, tuple(str(problem) for problem in error.problems))
    except ValueError as error:
        return Opened(None, (f"{name}: {error}",))


def playable(study: Study) -> Opened:
    """A study with no more worlds and months than the application plays, and what was left out."""
    worlds, months = min(study.worlds, MOST_WORLDS), min(study.months, MOST_MONTHS)
    said = []
    if worlds < study.worlds:
        said.append(f"It asks for {study.worlds:,} worlds; the first {worlds:,} of them are played here.")
    if months < study.months:
        said.append(f"It asks for {study.months} months; the first {months} of them are played here.")
    last = study.decision_month + months - 1
    events = {month: ids for month, ids in study.events.items() if month <= last}
    return Opened(study.replace(worlds=worlds, months=months, events=events), changed=tuple(said))
