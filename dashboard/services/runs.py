"""Plays scenarios and keeps what was played: the only file that caches, and the only one that calls the engine.

The keys of the caches are texts, never arrays; what they hold is shared by all visitors and read-only.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np
import streamlit as st

from dashboard.services import folders, turns
from dashboard.services.luck import KeptLuck
from dashboard.vm.played import Outcomes, Played
from dashboard.vm.scenario import Scenario
from model.experiment import Results, run
from model.experiment.pasts.histories import Kept, pairs, wanted
from model.experiment.pasts.histories import stored as stored_histories
from model.experiment.store import STORED
from model.levers import Option
from model.luck import Luck
from model.parameters import draw, load
from model.world import World, future, past

SHOWN, OPENED = "shown", "opened_study"
PASTS, FUTURES = 3, 8  # a past is some 70 MB of 1,000 worlds with their luck, a future 9 MB
STORING = Lock()


class NotSearched(Exception):
    """The histories that a scenario needs have not been searched yet."""


def show(scenario: Scenario, outcome: str) -> None:
    """Say which scenario and outcome the pages of this session are about."""
    st.session_state[SHOWN] = (scenario, outcome)


def current() -> tuple[Played, str]:
    """The scenario that this session shows, as played, and its outcome."""
    scenario, outcome = st.session_state[SHOWN]
    return played(scenario), outcome


def played(scenario: Scenario) -> Played:
    """The scenario beside the status quo; only what has not been played yet is played now."""
    quo = scenario.status_quo
    start = past_played(quo.key, quo)
    status_quo = status_quo_played(quo.key, quo)
    option = status_quo if scenario.is_status_quo else future_played(scenario.key, scenario)
    return Played(scenario, scenario.seed, start.histories, start.history, status_quo, option)


def ready(scenario: Scenario) -> bool:
    """Whether a scenario can be played at once: its histories are stored, or are those of prior worlds."""
    try:
        histories(scenario)
    except NotSearched:
        return False
    return True


def stored(scenario: Scenario, options: tuple[Option, ...] = ()) -> Results:
    """The scenario's study as a run on disk, played now if it is not there: for every analysis that takes a run.

    Parameters
    ----------
    scenario : what is compared with the status quo
    options : other options that are played in the same worlds

    Raises
    ------
    NotSearched
        If its histories have not been searched yet.
    StudyFailed, OSError
        If it cannot be played or written.
    """
    histories(scenario)
    study = scenario.study(options)
    with STORING:
        folder = folders.of(study)
        results = run(study, folder)
        folders.used(folder)
    return results


def opened() -> Results | None:
    """The stored study that this visitor opened, if any; nothing of it is played again."""
    folder = st.session_state.get(OPENED)
    return Results.open(Path(folder)) if folder else None


@dataclass(frozen=True)
class Past:
    """All worlds as they stand at the decision, which kept history each continues, and their outcomes until then.

    The lock lets one branch be made at a time.
    """

    world: World
    histories: np.ndarray
    history: Outcomes
    lock: Lock


def histories(scenario: Scenario) -> Kept | None:
    """The kept histories of a scenario, None where all prior worlds are played; NotSearched if they are missing."""
    if scenario.histories == "prior":
        return None
    parts = (scenario.evidence, scenario.seed, scenario.decision_month, scenario.assume, wanted(scenario.study()))
    return kept(repr(parts), scenario)


@st.cache_resource(max_entries=16, show_spinner=False)
def kept(question: str, _scenario: Scenario) -> Kept:
    """The kept histories that answer a question; what is not found is not remembered either."""
    study = _scenario.study()
    found = stored_histories(study, lambda said: None)
    if found is None or len(found.numbers) < wanted(study):
        raise NotSearched(question)
    return found


def let_go(start: Past) -> None:
    """Free the arrays of a past that is no longer kept, once nobody branches it."""
    with start.lock:
        start.world.close()


@st.cache_resource(max_entries=PASTS, show_spinner="Playing history …", on_release=let_go)
def past_played(key: str, _scenario: Scenario) -> Past:
    """The worlds as they stand at the decision, and how they came there: kept histories, each with several lucks."""
    study, found = _scenario.study(), histories(_scenario)
    numbers = np.arange(study.worlds)
    places, lucks = numbers, 0
    own = numbers
    if found is not None:
        own, lucks = pairs(study, found)
        numbers, places = np.unique(own, return_inverse=True)
    parameters = draw(load(study.evidence), study.seed, numbers, dict(study.assume))
    luck, events = Luck(study.seed, numbers), dict(study.events)
    world, history = past(parameters, luck, study.decision_month, events, study.evidence)
    world.select(places, lucks)
    world.luck = KeptLuck(study.seed, world.luck.worlds)
    return Past(world, own, Outcomes({name: values[places] for name, values in history.items()}), Lock())


@st.cache_resource(max_entries=PASTS, show_spinner=False)
def status_quo_played(key: str, _scenario: Scenario) -> Outcomes:
    """The months after the decision with the measures in force."""
    return ahead(_scenario)


@st.cache_resource(max_entries=FUTURES, show_spinner=False)
def future_played(key: str, _scenario: Scenario) -> Outcomes:
    """The months after the decision under a scenario's option."""
    moved_in()
    return ahead(_scenario)


@cache
def moved_in() -> None:
    """Let what is in memory by now, libraries above all, not be searched for garbage again.

    Streamlit searches after every run of a page, and nobody else is served while it does: 0.2 s each time.
    """
    gc.collect()
    gc.freeze()


def ahead(scenario: Scenario) -> Outcomes:
    """The months after the decision: outcome id -> array (worlds, months)."""
    quo = scenario.status_quo
    start = past_played(quo.key, quo)
    with turns.playing(), start.lock:
        futures = future(start.world, (scenario.option(),), scenario.months, kind=STORED)
    return Outcomes({name: values[0] for name, values in futures.items()})
