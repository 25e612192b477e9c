"""The model's catalogues as Markdown: levers, instruments, outcomes, events, signals, targets, parameters, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import source_code

from model import evidence, parameters
from model.actors import ACTORS
from model.actors.view import ABOUT_NORTH_KOREA
from model.analysis.validation import experiments
from model.levers import FAMILIES, FIELDS, LEVEL_OF, LEVERS, Instruments
from model.strict_yaml import read, seeds
from model.world import EVENTS, OUTCOMES

GIVEN = {"articles": parameters.load("articles"), "record": parameters.load("record")}
NAMED_LEVELS = ("low", "medium", "high")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join('---' for _ in head)}|"]
    return "\n".join([*lines, *("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)])


def code(name: str) -> str:
    """A name as code."""
    return f"`{name}`"


def codes(names: Iterable[str]) -> str:
    """Names as code, with commas."""
    return ", ".join(map(code, names))


def number(x: float) -> str:
    """A number with three significant digits."""
    return f"{x:,.3g}" if abs(x) < 1000 else f"{x:,.0f}"


class Median:
    """Every parameter at its median, as a lever sees parameters."""

    def __getattr__(self, name: str) -> float:
        return GIVEN["articles"][name].distribution.median


def levers() -> str:
    """A section a lever: its levels in words and numbers, onset, costs, settings, side effects, what it claims."""
    parts = []
    for family in FAMILIES:
        parts.append(f"#### Family: {family}")
        parts += [lever_text(lever) for lever in LEVERS.values() if lever.family == family]
    return "\n\n".join(parts)


def lever_text(lever) -> str:
    """Everything about one lever."""
    text = [f"**`{lever.id}`** – {lever.question}", lever_levels(lever)]
    changed = "; ".join(
        f"{code(name)} {'rises by' if sign == '+' else 'at least'} {rule}"
        for name, sign, rule in source_code.effects()[lever.id]
    )
    text.append("Changes: " + changed + "." + drawn_words(lever))
    for name, setting in lever.settings.items():
        text.append(
            f"Setting {code(name)}: {setting.means}, {number(setting.low)} to {number(setting.high)} {setting.unit}, "
            f"{number(setting.default)} unless set."
        )
    onset, money, politics = (GIVEN["articles"][f"{what}_{lever.id}"] for what in ("onset", "money", "politics"))
    text.append(
        f"Onset {onset.distribution.describe()} months ({code(onset.name)}). Cost at high: "
        f"{money.distribution.describe()} US$ m / month ({code(money.name)}); political cost "
        f"{politics.distribution.describe()} index / month ({code(politics.name)})."
    )
    text.append(f"Side effects: {lever.side_effects} Claims to act on: {codes(lever.acts_on)}.")
    text.append(f"Comes from: {', '.join(lever.claims)}.")
    if lever.nearly_inert:
        text.append(f"Nearly inert, because: {lever.nearly_inert}")
    return text[0] + "\n\n" + text[1] + "\n\n" + "\n".join(f"- {line}" for line in text[2:])


def lever_levels(lever) -> str:
    """The three named levels of a lever in words and, for a world with every parameter at its median, in numbers."""
    rows = [["in words", *(lever.levels[name] for name in NAMED_LEVELS)]]
    defaults = {name: np.array([[setting.default]]) for name, setting in lever.settings.items()}
    played = [lever.effect(np.array([[LEVEL_OF[name]]]), defaults, Median(), Instruments()) for name in NAMED_LEVELS]
    for field, _, _ in source_code.effects()[lever.id]:
        rows.append([code(field), *(number(float(np.squeeze(getattr(i, field)))) for i in played)])
    return table(["", "low (⅓)", "medium (⅔)", "high (1)"], rows)


def drawn_words(lever) -> str:
    """The distributions of the parameters in a lever's effect; both sets where they differ."""
    rules = " ".join(rule for _, _, rule in source_code.effects()[lever.id])
    named = [name for name in GIVEN["articles"] if name in rules.replace("·", " ").split()]
    return "".join(f" {code(name)}: {shape(name)} {GIVEN['articles'][name].unit}." for name in named)


def shape(name: str) -> str:
    """A parameter's distribution in words, both where the evidence sets differ."""
    articles, record = (GIVEN[given][name].distribution.describe() for given in GIVEN)
    return articles if articles == record else f"{articles} (record set: {record})"


def instruments() -> str:
    """Every instrument: what it means, which levers change it, which files read it."""
    text = (source_code.ROOT / "model/levers/instruments.py").read_text(encoding="utf-8")
    means = dict(re.findall(r"^    (\w+): Field = 0\.0  # (.+)$", text, re.MULTILINE))
    readers = source_code.readers_of_instruments(FIELDS)
    rows = []
    for field in FIELDS:
        movers = [id_ for id_, changed in source_code.effects().items() if field in {name for name, _, _ in changed}]
        moved = codes(movers) if movers else "every lever's cost"
        rows.append([code(field), means[field], moved, ", ".join(short(file) for file in readers[field])])
    return table(["instrument", "means (0 = status quo)", "changed by", "read by"], rows)


def short(file: str) -> str:
    """A file of the model without the folder that all share."""
    return code(file.removeprefix("model/"))


def outcomes() -> str:
    """Every outcome: id, name, unit, which way is better, source, meaning and what it is read from."""
    readings = source_code.readings()
    rows = [[code(o.id), o.name, o.unit, o.sense, o.source, o.means, code(readings[o.id])] for o in OUTCOMES.values()]
    return table(["id", "name", "unit", "better", "source", "means", "read from"], rows)


def events() -> str:
    """Every dated event: what it does, and in which months of which history it happens."""
    dated = {given: evidence.dated_events(given) for given in GIVEN}
    rows = []
    for event in EVENTS.values():
        does = ", ".join(f"{name} {amount:+g}" for name, amount in event.effect.items())
        does = does or (f"shuts {event.shuts}" if event.shuts else f"opens {event.opens}")
        when = [
            ", ".join(evidence.month_text(month) for month, name in dated[given] if name == event.id) or "–"
            for given in GIVEN
        ]
        rows.append([code(event.id), event.means, code(does), event.source, *when])
    return table(["id", "means", "does", "source", "history, articles", "history, record"], rows)


def choices() -> str:
    """Every actor's choices and moves."""
    rows = []
    for name, actor in ACTORS.items():
        for choice in actor.choices:
            moves = ", ".join(f"**{move}**" if move == choice.usual else move for move in choice.moves)
            rows.append([code(name), choice.name, moves])
    return table(["actor", "choice", "moves (the usual one at the start in bold)"], rows)


def signals() -> str:
    """Every shared signal: what it is read from and who watches it."""
    rows = []
    for name, rule in source_code.signals().items():
        watchers = [actor for actor, kind in ACTORS.items() if name in kind.watches]
        noise = "noise_about_north_korea" if name in ABOUT_NORTH_KOREA else "noise"
        rows.append([code(name), code(rule), code(noise), ", ".join(watchers) or "–"])
    return table(["signal", "read from", "error", "watched by"], rows)


def targets() -> str:
    """What history must reproduce in each evidence set."""
    rows = []
    for t in evidence.load().targets.values():
        low, high = ("open" if end is None else number(end) for end in (t.low, t.high))
        windows = " or ".join(map(str, t.windows)) + (f" (chosen by {code(t.switch)})" if t.switch else "")
        against = f" against {t.reference}" if t.reference else ""
        rows.append(
            [code(t.id), code(t.outcome), t.statistic.replace("_", " ") + against, windows,
             f"{low} to {high} {t.unit}", ", ".join(t.evidence), t.figure or ", ".join(t.sources)]
        )  # fmt: skip
    return table(["target", "outcome", "statistic", "window", "band", "evidence set", "from"], rows)


def figures() -> str:
    """Every figure of both articles that is not mere context, with its role and standing."""
    rows = [
        [r["figure"], r["where"], r["value"], r["role"], r["sets"], r["standing"]]
        for r in evidence.evidence_table()
        if r["role"] != "context"
    ]
    return table(["figure", "where", "value", "role", "sets", "standing"], rows)


def conflicts() -> str:
    """Where the record differs from an article, and what its value acts on."""
    rows = [[r["id"], r["article"], r["record"], r["acts_on"], codes(r["sources"])] for r in evidence.conflict_table()]
    return table(["figure, mechanism or claim", "the article says", "the record says", "acts on", "sources"], rows)


def mechanisms() -> str:
    """Every causal claim of the articles and the files that implement it."""
    rows = []
    for m in evidence.load().mechanisms.values():
        places = codes(map(file_of, m.implemented_in))
        rows.append([m.id, ", ".join(m.passages), f"{m.cause} → {m.effect}", m.sign, places, m.note or ""])
    return table(["id", "where", "cause → effect", "sign", "code", "note"], rows)


def file_of(module: str) -> str:
    """The file or folder of a module, without the folder that all share."""
    path = module.replace(".", "/")
    return (f"{path}.py" if f"{path}.py" in source_code.files() else f"{path}/").removeprefix("model/")


def natural_experiments() -> str:
    """What each mechanism is held against alone, with what was seen and what its priors may not know."""
    rows = []
    for one in experiments.natural_experiments():
        seen = "; ".join(
            f"{o.title}: {o.move if o.value is None else f'{o.value:g} {o.unit}'.replace('-', '−')}"
            for o in one.observations
        )
        places = codes(map(file_of, one.rules))
        sources = codes(dict.fromkeys(name for o in one.observations for name in o.sources))
        rows.append([one.title, seen, places, one.label, one.why.strip(), sources])
    return table(["natural experiment", "seen", "code", "label", "inputs and reason", "sources"], rows)


def literature() -> str:
    """The literature the model leans on, and whether its text was read."""
    rows = []
    for source in evidence.load().sources.values():
        if source.kind == "literature":
            entry = f"{source.by or ''} {source.date or ''}".strip()
            rows.append([code(source.id), entry, source.says, f"yes: {source.read}" if source.checked else "no"])
    return table(["id", "who, when", "taken for", "text read for this project"], rows)


def every_parameter() -> str:
    """Every parameter, file by file."""
    used = source_code.used_in(GIVEN["articles"])
    parts = []
    for path in sorted((seeds() / "parameters").glob("*.yaml")):
        rows = [parameter_row(name, used.get(name, [])) for name in read(path).data]
        head = ["parameter", "means", "unit", "distribution", "basis", "from", "used by"]
        parts.append(f"## `seeds/parameters/{path.name}`\n\n" + table(head, rows))
    return "\n\n".join(parts)


def parameter_row(name: str, files: list[str]) -> list[str]:
    """One row about a parameter."""
    p = GIVEN["articles"][name]
    origin = [p.figure] if p.figure else []
    readers = [short(file) for file in files] or ["`seeds/targets.yaml`"]
    return [code(name), p.means, p.unit, shape(name), p.basis, ", ".join([*origin, *p.source]), ", ".join(readers)]


TABLES = {
    "model.md": (
        levers,
        instruments,
        outcomes,
        events,
        choices,
        signals,
        targets,
        figures,
        conflicts,
        mechanisms,
        natural_experiments,
        literature,
    ),
    "parameters.md": (every_parameter,),
}
