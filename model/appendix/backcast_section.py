"""The section on the back-cast: history beside observed series and naive rivals, misfits first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.analysis.validation.words import BOUNDS, HOW_READ, SAID_OF
from model.analysis.wording import number
from model.appendix.document import Block, Bullets, Paragraph, Subheading, Table
from model.appendix.gathering import Material
from model.appendix.trace import Finding

FORMULA = "history beside observed series"
SERIES_HEADS = ("series", "role", "observations", "inside nine in ten", "inside half", "score (CRPS)", "nearest naive rival")  # fmt: skip  # noqa: E501
POINT_HEADS = ("series", "when", "observed", "median of histories", "nine in ten histories", "inside")


def backcast_section(m: Material) -> list[Block]:
    """Every observed series dated before the decision, held against the histories of every evidence set."""
    blocks: list[Block] = [Paragraph(m.ledger.said(HOW_READ))]
    for place, run in enumerate(m.runs.both):
        name = m.runs.sets[place]
        m.told(f"holding history against observed series, {name}")
        board = m.helpers.board(run)
        blocks.append(Subheading(m.ledger.said(f"Evidence set {name}")))
        blocks += board_blocks(m, place, board)
    return blocks


def board_blocks(m: Material, place: int, board: Mapping[str, Any]) -> list[Block]:
    """One scoreboard: its sentences, its series, and every observation."""
    name, sentences = m.runs.sets[place], [said for said in board["sentences"] if said != HOW_READ]
    bullets = Bullets(tuple(m.quoted(said, f"{FORMULA}, {name}", place) for said in sentences))
    if not board["series"]:
        return [bullets]
    return [bullets, series_table(m, place, board), points_table(m, place, board)]


def series_table(m: Material, place: int, board: Mapping[str, Any]) -> Table:
    """A row for each series, the one that fits least first."""
    rows = []
    for one in board["series"]:
        found = about(m, place, one, "", series_values(one))
        texts = (
            one["title"], SAID_OF[one["role"]].lower(),
            f"{one['points']}", f"{one['inside_90']}", f"{one['inside_50']}",
            f"{number(one['crps'])} {one['unit']}", f"{one['rival_words']}{'; nearer' * one['rival_wins']}",
        )  # fmt: skip
        rows.append(tuple(m.ledger.said(text, found) for text in texts))
    caption = f"Observed series beside the histories of {m.runs.sets[place]}, misfits first"
    head = tuple(map(m.ledger.said, SERIES_HEADS))
    return Table(m.ledger.said(caption), head, tuple(rows), (26, 14, 9, 9, 9, 16, 30), frozenset({2, 3, 4}))


def series_values(one: Mapping[str, Any]) -> dict[str, Any]:
    """What the row of a series shows."""
    shown = {key: one[key] for key in ("title", "unit", "points", "inside_90", "inside_50", "crps", "rival_words")}
    return {**shown, "rival_error": one["naive"], "rival_nearer": one["rival_wins"]}


def points_table(m: Material, place: int, board: Mapping[str, Any]) -> Table:
    """A row for each observation."""
    rows = []
    for one in board["series"]:
        for point in one["observations"]:
            low, middle, high = (point["quantiles"][n] for n in (0, 2, 4))
            values = {"observed": point["value"], "histories_5": low, "histories_50": middle, "histories_95": high}
            found = about(m, place, one, point["when"], values | {"title": one["title"], "unit": one["unit"]})
            inside = "half" if point["inside_50"] else "nine in ten" if point["inside_90"] else "missed"
            observed = f"{BOUNDS[point['bound']]}{number(point['value'])} {one['unit']}"
            texts = (one["title"], point["when"], observed, number(middle), f"{number(low)} to {number(high)}", inside)
            rows.append(tuple(m.ledger.said(text, found) for text in texts))
    caption = f"Every observation beside the histories of {m.runs.sets[place]}"
    head = tuple(map(m.ledger.said, POINT_HEADS))
    return Table(m.ledger.said(caption), head, tuple(rows), (28, 15, 20, 14, 20, 12), frozenset({3, 4}))


def about(m: Material, place: int, one: Mapping[str, Any], when: str, values: Mapping[str, Any]) -> Finding:
    """The finding behind a row: of a series, or of one of its observations."""
    row = f"{FORMULA}, row {one['series']} {when}".strip()
    return m.about(row, {**values, "when": when}, place, outcome=one["outcome"])
