"""Every test that an expert would demand of this model exists, under the number it has among the demands."""

from __future__ import annotations

import re
from pathlib import Path

DEMANDED = {f"T{number:02d}" for number in range(1, 39)}


def test_every_demand_has_a_test_that_bears_its_number():
    files = list(Path(__file__).parent.glob("test_*.py"))
    marked = {number for file in files for number in re.findall(r'expert\("(T\d\d)"', file.read_text(encoding="utf-8"))}
    assert marked == DEMANDED


def test_none_of_them_is_excused():
    files = [file for file in Path(__file__).parent.glob("test_*.py") if file.name != Path(__file__).name]
    assert files
    excuse = re.compile(r"xfail|pytest\.skip|mark\.skip")
    assert not [file.name for file in files if excuse.search(file.read_text(encoding="utf-8"))]
