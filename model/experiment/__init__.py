"""Takes scenario files; gives results: scenarios, options, the plan, the blocks, the store and the manifest."""

from model.evidence import month_index, month_text
from model.experiment.compute import Failure
from model.experiment.inputs.option_files import EACH_LEVER_ALONE, lever_alone, option_named, option_names, read_option
from model.experiment.inputs.scenario_files import read_scenario, read_scenario_text
from model.experiment.manifest import Manifest, read_manifest
from model.experiment.plan import Plan, expected_seconds, plan_of
from model.experiment.results import Results
from model.experiment.scenario import Scenario
from model.experiment.store import RunError, RunInUse
from model.experiment.study import StudyFailed, carry_out, refuse_other_study, run

__all__ = [
    "EACH_LEVER_ALONE",
    "Failure",
    "Manifest",
    "Plan",
    "Results",
    "RunError",
    "RunInUse",
    "Scenario",
    "StudyFailed",
    "carry_out",
    "expected_seconds",
    "lever_alone",
    "month_index",
    "month_text",
    "option_named",
    "option_names",
    "plan_of",
    "read_manifest",
    "read_option",
    "read_scenario",
    "read_scenario_text",
    "refuse_other_study",
    "run",
]
