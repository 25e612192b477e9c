"""What a person names on the command line – scenarios, runs, options, outcomes – looked up or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from model.commands.console import Unusable
from model.strict_yaml import did_you_mean, scenarios


def shipped_scenarios() -> tuple[str, ...]:
    """Names of the scenarios that come with the program, the reference first."""
    names = sorted(path.stem for path in scenarios().glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != "reference"))


def scenario_path(name: str) -> Path:
    """A scenario's file, from a path or the name of a shipped one."""
    if not Path(name).exists() and (scenarios() / f"{name}.yaml").is_file():
        return scenarios() / f"{name}.yaml"
    if not Path(name).exists() and not Path(name).suffix:
        raise Unusable(f"{name}: no such file or shipped scenario{did_you_mean(name, shipped_scenarios())}")
    return Path(name)


def chosen_scenario(
    name: str, options: str, worlds: int | None, seed: int | None, evidence: str, histories: str = ""
) -> Any:
    """A scenario with what the command line changes."""
    from model.experiment import Scenario

    path = scenario_path(name)
    scenario = Scenario.load(path)
    changes: dict[str, Any] = {"worlds": worlds, "seed": seed, "evidence": evidence or None}
    changes["histories"] = histories or None
    if options:
        changes["options"] = chosen_options(scenario, options, path.parent)
    try:
        return scenario.replace(**{key: value for key, value in changes.items() if value is not None})
    except ValueError as error:
        raise Unusable(f"--{error}") from None


def chosen_options(scenario: Any, names: str, folder: Path) -> tuple[Any, ...]:
    """The options named with commas between: the scenario's own, shipped ones, or levers alone."""
    from model.experiment import option_named

    own = {option.id: option for option in scenario.options}
    try:
        return tuple(own.get(name) or option_named(name, folder) for name in split(names))
    except ValueError as error:
        raise Unusable(f"--options: {error}") from None


def split(names: str) -> list[str]:
    """Names with commas between, as a list without repetition."""
    return list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))


def opened(run: str | Path) -> Any:
    """The results of a run's folder, of a scenario's usual folder, or – for nothing – of the newest run here."""
    from model.experiment import Results

    return Results.open(run_folder(run))


def run_folder(run: str | Path) -> Path:
    """A run's folder, the usual one of a scenario (a file or a shipped name), or – for nothing – the newest run's."""
    if not str(run):
        return newest()
    if str(run).endswith((".yaml", ".yml")) or (str(run) in shipped_scenarios() and not Path(run).is_dir()):
        from model.experiment import Scenario
        from model.experiment.plan import default_folder

        return default_folder(Scenario.load(scenario_path(str(run))))
    return Path(run)


def newest() -> Path:
    """The run in runs/ whose manifest was written last."""
    found = sorted(Path("runs").glob("*/manifest.json"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise Unusable("runs: no run here; `fulcrum run SCENARIO` makes one")
    return found[-1].parent


def known(what: str, names: Sequence[str], valid: Iterable[str]) -> list[str]:
    """Names that must be among the valid ones; Unusable with the nearest."""
    valid = list(valid)
    for name in names:
        if name not in valid:
            raise Unusable(f"no such {what} {name!r}{did_you_mean(name, valid)}")
    return list(names)
