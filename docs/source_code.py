"""What the model's source says without running it: which parameters it uses, which names it knows, how levers act."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENING = ("__init__", "open", "settle")
FAMILIES_OF_NAMES = {  # parameters that the code asks for by a name it puts together
    "model/levers/lever.py": ("money_", "politics_"),
    "model/levers/plan.py": ("onset_",),
    "model/actors/actor.py": ("precision_", "inertia_"),
}


@cache
def files() -> dict[str, ast.Module]:
    """Every Python file of the model by its name from the checkout's root."""
    paths = sorted((ROOT / "model").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def is_draw(node: ast.expr) -> bool:
    """Whether an expression is the drawn parameters, as the model writes them: p, w.p, self.world.p."""
    return (isinstance(node, ast.Name) and node.id == "p") or (isinstance(node, ast.Attribute) and node.attr == "p")


@cache
def parameters_in(file: str) -> frozenset[str]:
    """Names of the parameters whose values one file uses; one that only lends its shape is not used."""
    tree = files()[file]
    shapes = {id(arg) for call in ast.walk(tree) if isinstance(call, ast.Call) and is_shape(call) for arg in call.args}
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_draw(node.value) and id(node) not in shapes
    )


def is_shape(call: ast.Call) -> bool:
    """Whether a call takes only the shape of its argument."""
    return ast.unparse(call.func) in ("np.ones_like", "np.zeros_like")


def states_in(file: str) -> set[str]:
    """Names of the stocks, flows and postures that the rules of one file change after they have opened."""
    rules = [node for node in ast.walk(files()[file]) if isinstance(node, ast.FunctionDef) and node.name not in OPENING]
    targets = [target for rule in rules for node in ast.walk(rule) for target in assigned(node)]
    owned = [target for target in targets if isinstance(target, ast.Attribute)]
    return {target.attr for target in owned if ast.unparse(target.value) == "self"}


def assigned(node: ast.AST) -> list[ast.expr]:
    """What a statement gives values to, each by its whole name where only a part of it is set."""
    found = [*getattr(node, "targets", [])] if isinstance(node, ast.Assign) else []
    flat = [item for target in found for item in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [target.value if isinstance(target, ast.Subscript) else target for target in flat]


@cache
def rules(file: str) -> str:
    """Eight characters that change whenever a rule of a file does; its words and its layout leave them alone."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    for node in ast.walk(files()[file]):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) and is_words(node):
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    text = "".join(line.split("#")[0] for line in lines)
    return sha256("".join(text.split()).encode()).hexdigest()[:8]


def is_words(node: ast.stmt) -> bool:
    """Whether a statement is an import or a docstring."""
    return not isinstance(node, ast.Expr) or isinstance(getattr(node.value, "value", None), str)


def used_in(names) -> dict[str, list[str]]:
    """The files that use each parameter; those that put its name together included, none if nothing does."""
    found: dict[str, list[str]] = defaultdict(list)
    engine = [name for name in files() if name.split("/")[1] in ("levers", "systems", "actors", "world")]
    for file in engine:
        for name in names:
            if name in parameters_in(file) or name.startswith(FAMILIES_OF_NAMES.get(file, ("\0",))):
                found[name].append(file)
    return found


@cache
def identifiers() -> frozenset[str]:
    """Every name that the model's source knows: variables, attributes, functions, arguments, and words it quotes."""
    known: set[str] = set()
    for tree in files().values():
        for node in ast.walk(tree):
            for field in ("id", "attr", "name", "arg"):
                if isinstance(name := getattr(node, field, None), str):
                    known.add(name)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                known.add(node.value)
    return frozenset(known)


def defined(file: str) -> set[str]:
    """Functions, classes and methods of a file: `hazards`, `Talks`, `Talks.hazards`."""
    found: set[str] = set()
    for node in files()[file].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef)}
    return found


def readers_of_instruments(fields) -> dict[str, list[str]]:
    """The files of systems, actors and outcomes that read each instrument."""
    found: dict[str, list[str]] = {field: [] for field in fields}
    for file, tree in files().items():
        if file.split("/")[1] not in ("systems", "actors", "world"):
            continue
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_instruments(node.value)}
        for field in fields:
            if field in read:
                found[field].append(file)
    return found


def is_instruments(node: ast.expr) -> bool:
    """Whether an expression is the record of instruments: i or w.instruments."""
    return (isinstance(node, ast.Name) and node.id == "i") or (
        isinstance(node, ast.Attribute) and node.attr == "instruments"
    )


@cache
def effects() -> dict[str, list[tuple[str, str, str]]]:
    """What each lever does to instruments, by lever id: (instrument, "+" or "≥", expression in parameters)."""
    found = {}
    for file, tree in files().items():
        if not file.startswith("model/levers/"):
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Lever":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                found[given["id"].value] = changes(given["effect"].body)
    return found


def changes(node: ast.expr) -> list[tuple[str, str, str]]:
    """The chain of .plus(…) and .at_least(…) of one effect, in its order."""
    if not isinstance(node, ast.Call):
        return []
    sign = {"plus": "+", "at_least": "≥"}[node.func.attr]
    return changes(node.func.value) + [(keyword.arg, sign, plain(keyword.value)) for keyword in node.keywords]


def plain(node: ast.expr) -> str:
    """An expression as a reader writes it: without the names of records, with a multiplication sign."""
    text = re.sub(r"\b(?:np|p|w)\.", "", ast.unparse(node))
    text = re.sub(r"\bs\['(\w+)'\]", r"setting \1", text)
    text = re.sub(r"\((level > 0)\)", r"[\1]", text)
    return re.sub(r"(?<![\w.])(\d+)\.0\b", r"\1", text).replace(" * ", " · ").replace("minimum", "min")


@cache
def signals() -> dict[str, str]:
    """What each signal is read from, by its name, as an expression."""
    tree = files()["model/actors/view.py"]
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "SIGNALS":
            table = node.value.args[0]
            return {key.value: plain(value.body) for key, value in zip(table.keys, table.values, strict=True)}
    raise LookupError("model/actors/view.py defines no SIGNALS")


@cache
def readings() -> dict[str, str]:
    """What each outcome is read from, by its id, as an expression or the name of the function that reads it."""
    found = {}
    for call in ast.walk(files()["model/world/outcomes.py"]):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Outcome":
            reader = call.args[-1]
            found[call.args[0].value] = plain(reader.body) if isinstance(reader, ast.Lambda) else reader.id
    return found
