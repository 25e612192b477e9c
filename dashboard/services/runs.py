"""Plays scenarios and keeps what was played: the only file that caches, and the only one that calls the engine.

The keys of the caches are short values, never arrays; what they hold is shared by all visitors and read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np
import streamlit as st

from dashboard.vm.played import Outcomes, Played
from dashboard.vm.scenario import Scenario
from model.experiment import Scenario as Study
from model.experiment.histories import kept_histories, pairs
from model.luck import Luck
from model.parameters import draw, load
from model.world import World, future, past

WORLDS = 1000
SEED = 20260301
DECISION = 31  # April 2026
MONTHS = 36


def show(scenario: Scenario, outcome: str) -> None:
    """Say which scenario and outcome the pages of this session are about."""
    st.session_state["shown"] = (scenario, outcome)


def current() -> tuple[Played, str]:
    """The scenario that this session shows, as played, and its outcome."""
    scenario, outcome = st.session_state["shown"]
    return played(scenario), outcome


def played(scenario: Scenario) -> Played:
    """The scenario beside the status quo; only what has not been played yet is played now."""
    start = past_played(scenario.evidence, WORLDS, SEED)
    status_quo = future_played(Scenario(evidence=scenario.evidence), WORLDS, SEED)
    option = future_played(scenario, WORLDS, SEED)
    return Played(scenario, SEED, start.histories, start.history, status_quo, option)


@dataclass(frozen=True)
class Past:
    """All worlds as they stand at the decision, which kept history each continues, and their outcomes until then.

    The lock lets one branch be made at a time.
    """

    world: World
    histories: np.ndarray
    history: Outcomes
    lock: Lock


@st.cache_resource(max_entries=2, show_spinner="Playing history …", on_release=lambda kept: kept.world.close())
def past_played(evidence: str, worlds: int, seed: int) -> Past:
    """The worlds as they stand at the decision, and how they came there: kept histories, each with several lucks."""
    study = Study("Explore", decision_month=DECISION, worlds=worlds, seed=seed, evidence=evidence)
    histories, lucks = pairs(study, kept_histories(study))
    numbers, places = np.unique(histories, return_inverse=True)
    world, history = past(draw(load(evidence), seed, numbers), Luck(seed, numbers), DECISION, evidence=evidence)
    world.select(places, lucks)
    return Past(world, histories, read_only({name: values[places] for name, values in history.items()}), Lock())


@st.cache_resource(max_entries=48, show_spinner="Playing the months ahead …")
def future_played(scenario: Scenario, worlds: int, seed: int) -> Outcomes:
    """The months after the decision under a scenario's option: outcome id -> array (worlds, months)."""
    start = past_played(scenario.evidence, worlds, seed)
    with start.lock:
        futures = future(start.world, (scenario.option(),), MONTHS)
    return read_only({name: values[0] for name, values in futures.items()})


def read_only(outcomes: Outcomes) -> Outcomes:
    """The same arrays, which nobody can change any more."""
    for values in outcomes.values():
        values.flags.writeable = False
    return outcomes
