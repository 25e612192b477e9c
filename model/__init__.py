"""Fulcrum: state actors, uncertain worlds, paired comparison of policies.

From Python, in a few lines::

    from model import Scenario, compare, run

    results = run(Scenario.load("scenarios/reference.yaml").replace(worlds=200))
    for row in compare(results).rows(outcomes=["tension"]):
        print(row.option, row.median, row.verdict)
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {"Scenario": "model.experiment", "run": "model.experiment", "compare": "model.analysis"}

__all__ = ["Scenario", "compare", "run"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for, so that `import model` costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'model' has no attribute {name!r}")
