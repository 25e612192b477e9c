"""What experts would demand of the model, as the tests say it: read from their sources, never run here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.vm.plain import text

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "expert"
MARK = "pytest.mark.expert"
ABSENT = "The tests lie in the checkout (tests/expert/) and do not come with the installed package."


@dataclass(frozen=True)
class Demand:
    """One thing that a test asserts: the expert's number, what is asserted, the test's name and file."""

    number: str
    asserts: str
    test: str
    file: str


def demands(folder: Path = FOLDER) -> tuple[Demand, ...]:
    """Everything that the tests in a folder assert, by the experts' numbers; nothing where there is no such folder."""
    found = [demand for file in sorted(folder.glob("test_*.py")) for demand in demands_of(file)]
    return tuple(sorted(found, key=lambda one: one.number))


def demands_of(file: Path) -> Iterator[Demand]:
    """What the tests of one file assert, as their marks say it."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        for mark in getattr(node, "decorator_list", []):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == MARK:
                said = {keyword.arg: ast.literal_eval(keyword.value) for keyword in mark.keywords}
                yield Demand(ast.literal_eval(mark.args[0]), said["doc"], node.name, file.name)


def table(found: tuple[Demand, ...]) -> pd.DataFrame:
    """The demands as a table; what is asserted is quoted as the test says it."""
    rows = [[one.number, f"“{text(one.asserts)}”", text(one.file)] for one in found]
    return pd.DataFrame(rows, columns=["No.", "What the test asserts", "File in tests/expert"])


def words(found: tuple[Demand, ...]) -> str:
    """How many demands there are, and how they are run; that the tests are absent where they are."""
    if not found:
        return ABSENT
    numbers = len({one.number for one in found})
    return (
        f"{len(found)} assertions for {numbers} demands that an expert in the field would make. `make test` runs them "
        "on prior histories; none may be skipped or excused. L-numbers are the articles' claims about levers."
    )
