"""Draws the model's diagrams from its code: `python docs/diagrams.py`, or `--check` to compare only.

Who watches what (the actors' own lists of signals), who reads whom (every `w.<name>` in a system's source), and how
talks move between phases (the one table of transitions). A picture ends with a fingerprint of what it shows, so that a
change of the code is noticed whatever program drew it.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from math import atan2, cos, degrees, hypot, pi, sin
from pathlib import Path

import altair as alt
import pandas as pd
import source_code
import vl_convert

from model.actors import ACTORS
from model.actors.view import SIGNALS
from model.systems import SYSTEMS
from model.systems.talks import PHASES, TRANSITIONS

FOLDER = Path(__file__).resolve().parent / "pictures"
INK, CELL = "#005F6E", 18
WORLD = {"w", "world"}


def grid(rows: list[dict], across: list[str], down: list[str], titles: tuple[str, str]) -> alt.Chart:
    """Squares where a row has to do with a column."""
    rows = [{key: value.replace("_", " ") for key, value in row.items()} for row in rows]
    across, down = ([name.replace("_", " ") for name in names] for names in (across, down))
    x = alt.X("column:N", sort=across, scale=alt.Scale(domain=across), title=titles[0])
    y = alt.Y("row:N", sort=down, scale=alt.Scale(domain=down), title=titles[1])
    axes = {"x": x.axis(labelAngle=-60, labelLimit=200, grid=True), "y": y.axis(labelLimit=200, grid=True)}
    chart = alt.Chart(pd.DataFrame(rows)).mark_square(size=110, color=INK, opacity=1.0).encode(**axes)
    return chart.properties(width=CELL * len(across), height=CELL * len(down))


def actors() -> alt.Chart:
    """Which signals each actor watches."""
    rows = [{"row": name, "column": signal} for name, actor in ACTORS.items() for signal in actor.watches]
    return grid(rows, list(SIGNALS), list(ACTORS), ("signal", "actor watches"))


def systems() -> alt.Chart:
    """Which systems and actors each system reads, in the order in which they advance."""
    others = [*SYSTEMS, *ACTORS]
    rows = [
        {"row": name, "column": other}
        for name, system in SYSTEMS.items()
        for other in sorted(set(read_in(system.__module__)) & set(others) - {name})
    ]
    return grid(rows, others, list(SYSTEMS), ("system or actor", "system reads"))


def read_in(module: str) -> Iterator[str]:
    """Every name that a module's source reads of the world."""
    for node in ast.walk(source_code.files()[f"{module.replace('.', '/')}.py"]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute | ast.Name):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
            if owner in WORLD:
                yield node.attr


def talks() -> alt.Chart:
    """The phases of a track of talks and the transitions between them."""
    turn = 2.0 * pi / len(PHASES)
    spots = {place: (sin(turn * place), cos(turn * place)) for place in range(len(PHASES))}
    nodes = pd.DataFrame([{"x": x, "y": y, "name": PHASES[place]} for place, (x, y) in spots.items()])
    arrows = pd.DataFrame([arrow(spots[start], spots[end], name) for start, end, name in TRANSITIONS])
    lines = alt.Chart(arrows).mark_rule(color="#555555").encode(**at("x", "y"), x2="x2", y2="y2")
    heads = alt.Chart(arrows).mark_point(shape="triangle", filled=True, size=70, color="#555555", opacity=1.0)
    heads = heads.encode(**at("x2", "y2"), angle=alt.Angle("turned:Q", scale=None))
    words = alt.Chart(arrows).mark_text(color="#111111", fontSize=11)
    words = words.encode(**at("middle_x", "middle_y"), text="name:N")
    halo = words.mark_text(color="white", fontSize=11, stroke="white", strokeWidth=5)
    balls = alt.Chart(nodes).mark_circle(size=2600, color=INK, opacity=1.0).encode(**at("x", "y"))
    names = alt.Chart(nodes).mark_text(color="white", fontSize=12, fontWeight="bold")
    names = names.encode(**at("x", "y"), text="name:N")
    return (lines + heads + halo + words + balls + names).properties(width=460, height=380)


def at(x: str, y: str) -> dict:
    """A place on a drawing that has no axes."""
    scale = alt.Scale(domain=[-1.4, 1.4])
    return {"x": alt.X(f"{x}:Q", axis=None, scale=scale), "y": alt.Y(f"{y}:Q", axis=None, scale=scale)}


def arrow(start: tuple[float, float], end: tuple[float, float], name: str) -> dict:
    """A line from one phase to another, a little to its right, so that the way back does not lie on it."""
    along = (end[0] - start[0], end[1] - start[1])
    length = hypot(*along)
    step, side = (along[0] / length, along[1] / length), (along[1] / length, -along[0] / length)
    near, far, off = 0.2, 0.24, 0.06
    x, y = start[0] + near * step[0] + off * side[0], start[1] + near * step[1] + off * side[1]
    x2, y2 = end[0] - far * step[0] + off * side[0], end[1] - far * step[1] + off * side[1]
    middle = (x + 0.45 * (x2 - x) + off * side[0], y + 0.45 * (y2 - y) + off * side[1])
    turned = 90.0 - degrees(atan2(y2 - y, x2 - x))
    ends = {"x": x, "y": y, "x2": x2, "y2": y2, "middle_x": middle[0], "middle_y": middle[1]}
    return {**ends, "name": name.replace("_", " "), "turned": turned}


DIAGRAMS = {"actors": actors, "systems": systems, "talks": talks}


def fingerprint(chart: alt.Chart) -> str:
    """What a picture shows, in sixteen characters."""
    return sha256(json.dumps(chart.to_dict(), sort_keys=True, default=str).encode()).hexdigest()[:16]


def main(words: list[str]) -> int:
    """Draw, or only compare; 1 if a picture shows something else than the code."""
    stale = 0
    for name, draw in DIAGRAMS.items():
        chart, path = draw(), FOLDER / f"{name}.svg"
        mark = f"<!-- {fingerprint(chart)} -->"
        if path.is_file() and mark in path.read_text(encoding="utf-8"):
            continue
        stale += 1
        if "--check" in words:
            print(f"{path.name}: shows something else than the code; run python docs/diagrams.py")
        else:
            path.write_text(vl_convert.vegalite_to_svg(chart.to_dict()) + mark + "\n", encoding="utf-8")
    return int(bool(stale) and "--check" in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
