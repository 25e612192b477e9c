"""Takes scenario files; gives results: scenarios, options, the plan, the blocks, the store and the manifest.

What is named here is imported when it is first asked for, so that one module can be had without all others.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "EACH_LEVER_ALONE": "model.experiment.inputs.option_files",
    "Failure": "model.experiment.compute",
    "Manifest": "model.experiment.manifest",
    "Plan": "model.experiment.plan",
    "Results": "model.experiment.results",
    "RunError": "model.experiment.store",
    "RunInUse": "model.experiment.store",
    "Scenario": "model.experiment.scenario",
    "StudyFailed": "model.experiment.study",
    "carry_out": "model.experiment.study",
    "expected_seconds": "model.experiment.plan",
    "lever_alone": "model.experiment.inputs.option_files",
    "month_index": "model.evidence",
    "month_text": "model.evidence",
    "option_named": "model.experiment.inputs.option_files",
    "option_names": "model.experiment.inputs.option_files",
    "plan_of": "model.experiment.plan",
    "read_manifest": "model.experiment.manifest",
    "read_option": "model.experiment.inputs.option_files",
    "read_scenario": "model.experiment.inputs.scenario_files",
    "read_scenario_text": "model.experiment.inputs.scenario_files",
    "refuse_other_study": "model.experiment.study",
    "run": "model.experiment.study",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    """A public name, from the module that it lives in."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model.experiment' has no attribute {name!r}")
