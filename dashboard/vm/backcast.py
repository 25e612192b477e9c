"""The back-cast on the Model check page: history beside observed series and naive rivals, misfits first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.vm import evidence
from dashboard.vm.plain import text
from model.analysis.validation.scoreboard import Scoreboard, Scored, SeriesScore, scoreboard
from model.analysis.validation.words import BOUNDS, HOW_READ, board_sentences, rival_words
from model.analysis.wording import number
from model.evidence import load
from model.experiment import Scenario as Study
from model.experiment.pasts.histories import stored as stored_histories

__all__ = ["HOW_READ", "board_job", "table", "words"]

BEGUN = 0.1  # shown while the work cannot say how far it is
PRIOR = 500  # prior histories that are played where none were kept
ROLES = {"target": "fitted", "parameter": "behind a parameter", "held_out": "held out"}

Asked = tuple[Any, ...]


def board_job(study: Study) -> Asked:
    """Key, work and arguments of holding a study's past against observed series."""
    asked = study.replace(options=study.options[:1])
    parts = (study.evidence, study.seed, study.decision_month, study.histories, study.worlds, study.lucks)
    return f"backcast {parts!r} {dict(study.assume)!r}", held, asked


def held(tell: Callable[[float], None], study: Study) -> Scoreboard:
    """The scoreboard of a study's past; long work for a process of its own."""
    tell(BEGUN)
    kept = stored_histories(study, lambda said: None) if study.histories == "conditioned" else None
    return scoreboard(study, np.array(kept.numbers if kept and kept.numbers else range(PRIOR), np.int64))


def words(board: Scoreboard) -> list[str]:
    """What the scoreboard says, a sentence each; how to read it stands apart."""
    return [text(said) for said in board_sentences(board) if said != HOW_READ]


def table(board: Scoreboard, address: Mapping[str, str]) -> pd.DataFrame:
    """Every observation as a row, the series that fit least first."""
    rows = [row(one, point, address) for one in board.series for point in one.points]
    columns = ["Series", "Role", "When", "Observed", "Median (9 in 10 histories)", "Inside", "Naive rival", "Evidence"]
    return pd.DataFrame(rows, columns=columns)


def row(one: SeriesScore, point: Scored, address: Mapping[str, str]) -> list[str]:
    """One observation beside what the histories show."""
    inside = "half" if point.inside_50 else "nine in ten" if point.inside_90 else "no: missed"
    low, middle, high = (number(point.quantiles[place]) for place in (0, 2, 4))
    known = load().sources
    behind = next(p for p in one.series.points if p.when == point.when).sources
    keys = [f"{evidence.SOURCE}{name}" for name in behind if name in known]
    return [
        text(one.series.title),
        ROLES[one.role],
        point.when,
        f"{BOUNDS[point.bound]}{number(point.value)} {text(one.series.unit)}",
        f"{middle} ({low} to {high})",
        inside,
        text(rival_words(one)),
        evidence.links(keys, address) or text(", ".join(behind)),
    ]
