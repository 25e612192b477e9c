"""The search for the histories of a scenario whose past nobody has conditioned yet: work for a process of its own."""

from __future__ import annotations

from dashboard.services.jobs import Told
from dashboard.vm.scenario import Scenario
from model.experiment import Scenario as Study
from model.experiment.pasts.histories import kept_histories, wanted


def key(scenario: Scenario) -> str:
    """What the search answers, levers and events left out: they play no part in the past."""
    parts = (scenario.evidence, scenario.seed, scenario.decision_month, scenario.assume, wanted(scenario.study()))
    return f"histories {parts!r}"


def search(told: Told, study: Study) -> int:
    """Search the histories of a study and store them; returns how many there are.

    What was tried stays stored when the search is stopped, and the next one goes on from there.
    """
    need = wanted(study)
    told(0.0)
    found = kept_histories(study, tried=lambda kept: told(len(kept.numbers) / need), told=lambda said: None)
    return len(found.numbers)
