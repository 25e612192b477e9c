"""The house has one way through it, its numbers live in seeds/, and its code stays readable.

The sources are read with ast, never imported, so that these rules hold for a module before it can even run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A stage imports stages of a lower row only; two stages of one row do not know each other.
ROWS = (
    ("compiled",),
    ("strict_yaml", "luck"),
    ("evidence",),
    ("parameters",),
    ("levers",),
    ("systems",),
    ("actors",),
    ("world",),
    ("experiment",),
    ("analysis",),
    ("charts",),
    ("appendix",),
    ("__init__",),
    ("commands",),
    ("cli",),
)
ROW = {stage: row for row, stages in enumerate(ROWS) for stage in stages}
ENGINE = ("levers", "systems", "actors", "world")
NUMBERLESS = ("levers", "systems", "actors")
BASES = {"actors": "model/actors/actor.py", "systems": "model/systems/system.py"}
PLAIN_NUMBERS = {0, 1, 2, 12}
NAMED_CONSTANTS: dict[tuple[str, str], str] = {
    ("model/levers/lever.py", "LEVEL_OF"): "the three named levels divide the scale from 0 to 1 into equal steps",
}


@dataclass(frozen=True)
class Source:
    """One Python file: its name from the checkout's root, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def stage(self) -> str:
        """The stage of model/ that the file belongs to; `__init__` is the package's own front door."""
        return Path(self.name).relative_to("model").parts[0].removesuffix(".py")

    def says(self, node: ast.AST, what: str) -> str:
        """What a rule found, with its place."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {what}"


def sources(*folders: str) -> list[Source]:
    """Every Python file in the named folders, sorted; a folder that holds anything holds Python files."""
    found = []
    for folder in folders:
        paths = sorted((ROOT / folder).rglob("*.py"))
        assert paths or not any((ROOT / folder).glob("*")), f"{folder} holds no Python file"
        found += paths
    names = [(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in found]
    return [Source(name, text, ast.parse(text)) for name, text in names]


MODEL = sources("model")
STAGED = sources(*(f"model/{stage}" for stage in NUMBERLESS))
COLUMNAR = sources(*(f"model/{stage}" for stage in ENGINE))
DASHBOARD = sources("dashboard")
WRITTEN = [*MODEL, *DASHBOARD, *sources("tests", "benchmarks")]


def imports(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """Each imported module by its full dotted name, relative ones resolved; those for type checkers alone left out."""
    package = Path(source.name).with_suffix("").parts[:-1]
    checks = [n for n in ast.walk(source.tree) if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    never_run = {id(node) for check in checks for statement in check.body for node in ast.walk(statement)}
    for node in (node for node in ast.walk(source.tree) if id(node) not in never_run):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from ((node, f"{module}.{alias.name}") for alias in node.names)


def stage_of(module: str) -> str | None:
    """The stage of model/ that an imported name lies in, or None for another package."""
    head, *rest = module.split(".")
    if head != "model":
        return None
    return rest[0] if rest and rest[0] in ROW else "__init__"


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the dotted name of what is called, as far as it is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def constants(source: Source, statement: ast.stmt) -> set[tuple[str, str]]:
    """The names that one statement of a module gives values to, each with the module's file."""
    targets = getattr(statement, "targets", [getattr(statement, "target", None)])
    return {(source.name, target.id) for target in targets if isinstance(target, ast.Name)}


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def public_functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of a module and methods of its classes whose names, and whose class's name, have no underscore."""
    classes = [node for node in source.tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for node in [*source.tree.body, *(member for owner in classes for member in owner.body)]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def documented_by_a_base(stage: str) -> set[str]:
    """Methods that every member of a stage has and whose base class says what they do, such as `decide`."""
    base = next(source for source in MODEL if source.name == BASES[stage])
    return {function.name for function in public_functions(base) if ast.get_docstring(function) is not None}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body below its docstring."""
    rest = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return function.end_lineno - rest[0].lineno + 1 if rest else 0


def test_there_is_a_model_to_look_at():
    assert {"model/__init__.py", "model/luck.py"} <= {source.name for source in MODEL}
    assert WRITTEN


def test_every_module_belongs_to_a_known_stage():
    assert [source.name for source in MODEL if source.stage not in ROW] == []


def test_a_stage_imports_only_stages_to_its_left():
    wrong = [
        source.says(node, f"{source.stage} imports {module}")
        for source in MODEL
        for node, module in imports(source)
        if (stage := stage_of(module)) and stage != source.stage and ROW[stage] >= ROW[source.stage]
    ]
    assert wrong == []


def test_the_model_knows_neither_streamlit_nor_the_dashboard():
    wrong = [
        source.says(node, module)
        for source in MODEL
        for node, module in imports(source)
        if module.split(".")[0] in ("streamlit", "dashboard", "tests")
    ]
    assert wrong == []


def test_view_functions_know_no_streamlit():
    views = [source for source in DASHBOARD if source.name.startswith("dashboard/vm/")]
    assert views
    assert [s.says(n, m) for s in views for n, m in imports(s) if m.split(".")[0] == "streamlit"] == []


def test_pages_do_no_arithmetic_on_results():
    pages = [source for source in DASHBOARD if source.name.startswith("dashboard/app_pages/")]
    assert pages
    wrong = [s.says(n, m) for s in pages for n, m in imports(s) if m.split(".")[0] in ("numpy", "pandas", "scipy")]
    wrong += [s.says(n, ast.unparse(n)) for s in pages for n in ast.walk(s.tree) if isinstance(n, ast.BinOp)]
    assert wrong == []


def test_only_one_file_of_the_dashboard_caches_or_calls_the_engine():
    users = {
        source.name
        for source in DASHBOARD
        for name in ("cache_data", "cache_resource")
        if any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(source.tree))
    }
    users |= {s.name for s in DASHBOARD for _, module in imports(s) if module.startswith("model.world.play")}
    assert users <= {"dashboard/services/runs.py"}


def test_a_file_is_offered_in_one_way_that_asks_nothing_else_of_the_page():
    """A click that also runs the page can lose the file: of 100 downloads on a busy machine, 26 were lost."""
    buttons = [
        (source, node)
        for source in DASHBOARD
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "download_button"
    ]
    assert [source.name for source, _ in buttons] == ["dashboard/ui/downloads.py"]
    assert 'on_click="ignore"' in buttons[0][0].text


def test_chance_comes_from_luck_alone():
    wrong = [
        source.says(node, module)
        for source in MODEL
        for node, module in imports(source)
        if module.split(".")[0] in ("random", "secrets") or module.startswith("numpy.random")
    ]
    wrong += [
        source.says(node, ast.unparse(node))
        for source in MODEL
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("np.random", "numpy.random", "os.urandom")
    ]
    assert wrong == []


def test_no_module_draws_when_it_is_imported():
    wrong = []
    for source in MODEL:
        for statement in source.tree.body:
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                drawn = [n for n, name in calls(statement) if name.split(".")[-1] in ("uniform", "gumbel", "draw")]
                wrong += [source.says(node, ast.unparse(node)) for node in drawn]
    assert wrong == []


@pytest.mark.parametrize("forbidden", ["einsum", "matmul", "dot", "tensordot", "vdot", "inner"])
def test_sums_do_not_depend_on_how_many_worlds_stand_side_by_side(forbidden):
    wrong = [s.says(n, name) for s in COLUMNAR for n, name in calls(s.tree) if name.split(".")[-1] == forbidden]
    wrong += [
        source.says(node, "@")
        for source in COLUMNAR
        for node in ast.walk(source.tree)
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult)
    ]
    assert wrong == []


def test_nothing_read_from_a_file_can_be_executed():
    code = [source for source in WRITTEN if not source.name.startswith("tests/")]
    wrong = [
        source.says(node, name)
        for source in code
        for node, name in calls(source.tree)
        if name in ("eval", "exec", "yaml.load", "yaml.full_load", "yaml.unsafe_load", "os.system")
    ]
    wrong += [
        source.says(node, module)
        for source in code
        for node, module in imports(source)
        if module.split(".")[0] in ("pickle", "marshal", "shelve", "dill", "cloudpickle")
    ]
    assert wrong == []


def test_the_engine_holds_no_number_of_its_own():
    wrong = []
    for source in STAGED:
        excused = {id(n) for s in source.tree.body if constants(source, s) & set(NAMED_CONSTANTS) for n in ast.walk(s)}
        for node in ast.walk(source.tree):
            number = isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)
            if number and node.value not in PLAIN_NUMBERS and id(node) not in excused:
                wrong.append(source.says(node, f"{node.value!r} belongs in seeds/parameters/"))
    assert wrong == []


def test_every_named_constant_that_is_excused_exists():
    found = {name for source in STAGED for statement in source.tree.body for name in constants(source, statement)}
    assert set(NAMED_CONSTANTS) <= found


def test_files_stay_short_enough_to_read():
    assert [f"{s.name}: {lines}" for s in WRITTEN if (lines := s.text.count("\n")) > 300] == []


def test_functions_stay_short_enough_to_read():
    long = [source.says(f, f.name) for source in WRITTEN for f in functions(source) if body_lines(f) > 40]
    assert long == []


def test_every_longer_public_function_says_what_it_is_for():
    wrong = [
        source.says(function, function.name)
        for source in MODEL
        for function in public_functions(source)
        if ast.get_docstring(function) is None
        and body_lines(function) > 6
        and not (source.stage in BASES and function.name in documented_by_a_base(source.stage))
    ]
    assert wrong == []
