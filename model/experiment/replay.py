"""Any world of a stored run, played again: what it decided and why, and whether it gives what is stored."""

from __future__ import annotations

from typing import Any

import numpy as np

from model.experiment.blocks import source_hash
from model.experiment.manifest import Manifest
from model.experiment.results import Results
from model.experiment.scenario import Scenario
from model.experiment.store import STORED, checked_bytes, read_block
from model.levers import Commitment, Option
from model.luck import Luck
from model.parameters import Distribution, draw, load
from model.world import Told, explain, future, past


def scenario_of(manifest: Manifest) -> Scenario:
    """The scenario that a manifest describes, command-line choices included."""
    kept, facts = manifest.scenario, manifest.facts
    return Scenario(
        facts["title"],
        tuple(option_of(option, facts["option_words"][option["id"]]) for option in kept["options"]),
        facts["question"],
        **{key: kept[key] for key in ("decision_month", "months", "worlds", "seed", "evidence", "events")},
        **{"histories": "prior", **{key: kept[key] for key in ("histories", "lucks") if key in kept}},
        assume={name: Distribution.parse(value, name) for name, value in kept["assume"].items()},
        name=facts["name"],
        text=facts["scenario_text"],
    )


def option_of(content: dict[str, Any], words: dict[str, str]) -> Option:
    """An option as it stands in a manifest."""
    commitments = tuple(Commitment(lever, **entry) for lever, entry in content["levers"].items())
    return Option(content["id"], words["title"], commitments, content["coordination"], words["summary"])


def told(results: Results, world: int, option: str) -> list[Told]:
    """Every decision of one world under one option, history included.

    Parameters
    ----------
    results : Results
    world : int
        From 0 to worlds − 1.
    option : str
        One of the run's options.
    """
    scenario = scenario_of(results.manifest)
    chosen = next(o for o in scenario.options if o.id == option)
    history, continued = origin(results, world)
    return explain(
        *drawn(scenario, history),
        chosen,
        scenario.decision_month,
        scenario.months,
        dict(scenario.events),
        evidence=scenario.evidence,
        continued=continued,
    )


def origin(results: Results, world: int) -> tuple[int, int]:
    """Which prior world's history a world continues, and with which luck after the decision."""
    kept, lucks = results.manifest.facts["kept"], results.manifest.scenario.get("lucks", 1)
    return (kept[world // lucks], world % lucks) if kept else (world, 0)


def drawn(scenario: Scenario, history: int) -> tuple[Any, Luck]:
    """Parameters and luck of one prior world."""
    numbers = np.array([history])
    parameters = draw(load(scenario.evidence), scenario.seed, numbers, dict(scenario.assume))
    return parameters, Luck(scenario.seed, numbers)


def differing(results: Results, world: int, option: str) -> list[str]:
    """Outcomes that one world, played alone, does not give bit for bit as they are stored; none, if all is well."""
    scenario = scenario_of(results.manifest)
    chosen = next(o for o in scenario.options if o.id == option)
    history, continued = origin(results, world)
    parameters, luck = drawn(scenario, history)
    alone, _ = past(parameters, luck, scenario.decision_month, dict(scenario.events), scenario.evidence, outcomes=())
    alone.select(np.array([0]), continued)
    played = future(alone, (chosen,), scenario.months)
    alone.close()
    kept = stored(results, world, option)
    return [name for name, values in kept.items() if not np.array_equal(played[name][0, 0].astype(STORED), values)]


def stored(results: Results, world: int, option: str) -> dict[str, np.ndarray]:
    """Every outcome of one world under one option as it is stored, each an array (months,)."""
    for block in results.manifest.blocks:
        first, last = block["worlds"]
        if block["option"] == option and first <= world < last:
            content = checked_bytes(results.folder, block, results.manifest.scenario["seed"])
            values = read_block(content, list(results.outcomes), len(results.months))
            return {name: series[world - first] for name, series in values.items()}
    raise ValueError(f"no block holds option {option!r} in world {world}")


def same_code(results: Results) -> bool:
    """Whether the code that made a run is the code that is here now."""
    return results.manifest.facts["source"] == source_hash()
