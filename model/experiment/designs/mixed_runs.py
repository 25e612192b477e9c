"""Plays a design of sensitivity: mixed worlds, a cell at a time, each cell known by its content and kept on disk.

A cell is one option in one group's mixed worlds of one range of rows: every outcome in the months asked for. What is
kept is not played again, so a design grows by rows, groups or options, and goes on where it was interrupted.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from model.evidence import month_index
from model.experiment.blocks import MOST_COLUMNS, made_from
from model.experiment.designs.mixed_worlds import BASE, Group, everything, mixed
from model.experiment.pool import Work, side_by_side
from model.experiment.results import MEAN, monthly_mean
from model.experiment.scenario import Scenario, digest, option_content
from model.experiment.store import STORED, write_atomically
from model.levers import Option
from model.world import OUTCOMES, future, past

FOLDER = Path("runs") / "sensitivity"
ROWS_A_CELL = 256
CHECK = sha256().digest_size


class NotPlayed(Exception):
    """A process died, or ran out of memory, over some mixed worlds; what was played before is kept."""


@dataclass(frozen=True)
class Design:
    """Which mixed worlds are played: the groups in rows 0 … rows − 1 under the options, kept in the months `whens`.

    Base worlds are prior worlds, whatever the scenario says of histories: inputs must not depend on one another.
    """

    scenario: Scenario
    groups: tuple[Group, ...]
    options: tuple[Option, ...]
    rows: int
    whens: tuple[str, ...]

    @property
    def matrices(self) -> tuple[Group, ...]:
        """A, B and each group once."""
        return (BASE, everything(self.scenario), *dict.fromkeys(self.groups))

    @cached_property
    def made(self) -> str:
        """Fingerprint of what all cells have in common."""
        return digest([made_from(self.scenario), self.whens, list(OUTCOMES)])


@dataclass(frozen=True)
class Piece:
    """Cells that are played together: some groups and options in the rows first … last − 1."""

    design: Design
    groups: tuple[Group, ...]
    options: tuple[Option, ...]
    first: int
    last: int

    @property
    def columns(self) -> int:
        """How many worlds are played, each option counted."""
        return len(self.groups) * len(self.options) * (self.last - self.first)

    def halves(self) -> tuple[Piece, ...]:
        """The piece in two, groups first and then rows; a single world is not halved."""
        if len(self.groups) > 1:
            middle = len(self.groups) // 2
            return tuple(replace(self, groups=part) for part in (self.groups[:middle], self.groups[middle:]))
        if self.last - self.first > 1:
            middle = (self.first + self.last) // 2
            return replace(self, last=middle), replace(self, first=middle)
        return (self,)

    def alone(self) -> tuple[Piece, ...]:
        """Each group's cells as a piece of its own, to find those that kill their process."""
        return tuple(replace(self, groups=(group,)) for group in self.groups)


@dataclass(frozen=True)
class Mixed:
    """What a design gave; `errors` says what went wrong, "group, row: error", where a world could not be played."""

    design: Design
    values: dict[tuple[Group, str], np.ndarray]
    errors: tuple[str, ...]

    def outcome(self, outcome: str, when: str, option: str, than: str = "") -> np.ndarray:
        """One outcome under an option, or by how much it is above another option's: (matrices, rows), NaN if failed."""
        place = tuple(OUTCOMES).index(outcome), self.design.whens.index(when)
        found = np.stack([self.values[group, option][(*place, slice(None))] for group in self.design.matrices])
        return found - self.outcome(outcome, when, than) if than else found


def play_design(
    design: Design, folder: Path = FOLDER, jobs: int = 1, played: Callable[[int], None] = lambda columns: None
) -> Mixed:
    """Play what of a design is not kept yet, and read all of it.

    Parameters
    ----------
    design : Design
    folder : where cells are kept
    jobs : how many processes play
    played : told how many worlds each piece has played

    A world that raises an error is NaN in every outcome, and its error is told and kept.

    Raises
    ------
    NotPlayed
        If a process died over some worlds, twice with nothing else in it; the same call goes on with what is missing.
    OSError
        If a cell cannot be written, as on a full disk.
    """
    left = deque(pieces(design, folder))
    if jobs > 1 and len(left) > 1:
        work = Work(partial(play_piece, folder), refuse_piece, Piece.alone)
        with closing(side_by_side(work, left, jobs)) as done:
            for piece, _ in done:
                played(piece.columns)
    else:
        for piece in left:
            play_piece(folder, piece)
            played(piece.columns)
    return read_design(design, folder)


def pieces(design: Design, folder: Path) -> Iterator[Piece]:
    """What is missing, in pieces of as many worlds as the engine likes, each of one range of rows."""
    for first in range(0, design.rows, ROWS_A_CELL):
        last = min(first + ROWS_A_CELL, design.rows)
        missing: dict[tuple[int, ...], list[Group]] = {}
        for group in design.matrices:
            ids = [cell_id(design, group, option, first, last) for option in design.options]
            absent = tuple(number for number, name in enumerate(ids) if read_cell(folder, name) is None)
            if absent:
                missing.setdefault(absent, []).append(group)
        for absent, groups in missing.items():
            options = tuple(design.options[number] for number in absent)
            together = max(1, MOST_COLUMNS // (len(options) * (last - first)))
            for number in range(0, len(groups), together):
                yield Piece(design, tuple(groups[number : number + together]), options, first, last)


def cell_id(design: Design, group: Group, option: Option, first: int, last: int) -> str:
    """Fingerprint of everything that decides what a cell holds; a group's name does not."""
    inputs = [sorted(group.parameters), group.luck]
    return digest([design.made, inputs, option_content(option), first, last])[:32]


def play_piece(folder: Path, piece: Piece) -> None:
    """Play a piece and keep its cells."""
    values, errors = attempt(piece)
    keep(folder, piece, values, errors)


def refuse_piece(piece: Piece, error: BaseException) -> None:
    """NotPlayed, naming the piece; such an end says nothing about its worlds, so nothing of it is kept."""
    names = ", ".join(group.name for group in piece.groups)
    said = f"{names}, rows {piece.first:,} to {piece.last - 1:,}: {type(error).__name__}: {error}"
    raise NotPlayed(f"{said}; the same command goes on") from error


def attempt(piece: Piece) -> tuple[np.ndarray, list[tuple[int, str]]]:
    """Outcomes of a piece, (groups, options, outcomes, whens, rows), and errors: (number of the group, what is told).

    If playing it raises an error its halves are tried, so that only the worlds at fault are lost.
    """
    try:
        return outcomes_of(piece), []
    except (OSError, MemoryError):
        raise
    except Exception as error:
        halves = piece.halves()
        if len(halves) == 1:
            return failed(piece, error)
    (one, some), (other, more) = map(attempt, halves)
    across_groups = len(piece.groups) > 1
    shift = len(halves[0].groups) if across_groups else 0
    errors = [*some, *((number + shift, text) for number, text in more)]
    return np.concatenate([one, other], axis=0 if across_groups else -1), errors


def failed(piece: Piece, error: BaseException) -> tuple[np.ndarray, list[tuple[int, str]]]:
    """A piece without a number in it, and why."""
    shape = (len(piece.groups), len(piece.options), len(OUTCOMES), len(piece.design.whens), piece.last - piece.first)
    rows = f"row {piece.first:,}" if piece.last - piece.first == 1 else f"rows {piece.first:,} to {piece.last - 1:,}"
    said = [(n, f"{g.name}, {rows}: {type(error).__name__}: {error}") for n, g in enumerate(piece.groups)]
    return np.full(shape, np.nan, STORED), said


def outcomes_of(piece: Piece) -> np.ndarray:
    """Every outcome of a piece in the months asked for, (groups, options, outcomes, whens, rows)."""
    scenario, whens = piece.design.scenario, piece.design.whens
    parameters, luck = mixed(scenario, piece.groups, np.arange(piece.first, piece.last))
    events = dict(scenario.events)
    world, _ = past(parameters, luck, scenario.decision_month, events, scenario.evidence, outcomes=())
    try:
        series = future(world, piece.options, scenario.months)
    finally:
        world.close()
    shape = (len(piece.options), len(piece.groups), piece.last - piece.first)
    found = np.empty((len(OUTCOMES), len(whens), *shape), STORED)
    for number, values in enumerate(series.values()):
        for place, when in enumerate(whens):
            found[number, place] = seen(values, when, scenario.decision_month).reshape(shape)
    return np.moveaxis(found, (3, 2), (0, 1))


def seen(values: np.ndarray, when: str, decision_month: int) -> np.ndarray:
    """Series (options, worlds, months) in one month or on average: (options × worlds,)."""
    flat = values.reshape(-1, values.shape[-1])
    return monthly_mean(flat) if when == MEAN else flat[:, month_index(when) - decision_month]


def keep(folder: Path, piece: Piece, values: np.ndarray, errors: Sequence[tuple[int, str]]) -> None:
    """Put the cells of a piece on disk, each whole or not at all."""
    for g, group in enumerate(piece.groups):
        told = np.array([text for number, text in errors if number == g], dtype=np.str_)
        for o, option in enumerate(piece.options):
            content = io.BytesIO()
            np.savez(content, values=values[g, o], errors=told)
            body = content.getvalue()
            name = cell_id(piece.design, group, option, piece.first, piece.last)
            write_atomically(folder / f"{name}.npz", sha256(body).digest() + body)


def read_cell(folder: Path, name: str) -> dict[str, Any] | None:
    """A cell's values (outcomes, whens, rows) and errors; None if it is not there or not what was stored."""
    try:
        content = (folder / f"{name}.npz").read_bytes()
    except FileNotFoundError:
        return None
    if sha256(content[CHECK:]).digest() != content[:CHECK]:
        return None
    with np.load(io.BytesIO(content[CHECK:]), allow_pickle=False) as cell:
        return {"values": cell["values"].astype(np.float64), "errors": cell["errors"].tolist()}


def read_design(design: Design, folder: Path) -> Mixed:
    """Everything a design gave, once all of it is kept."""
    ranges = [(n, min(n + ROWS_A_CELL, design.rows)) for n in range(0, design.rows, ROWS_A_CELL)]
    values, errors = {}, []
    for group in design.matrices:
        for option in design.options:
            cells = [read_cell(folder, cell_id(design, group, option, *part)) for part in ranges]
            values[group, option.id] = np.concatenate([cell["values"] for cell in cells], axis=-1)
            errors += [text for cell in cells for text in cell["errors"]]
    return Mixed(design, values, tuple(dict.fromkeys(errors)))
