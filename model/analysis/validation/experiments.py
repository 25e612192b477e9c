"""Natural experiments of seeds/natural_experiments.yaml: what happened, which mechanism answers, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from model.analysis.validation.listed import listed
from model.analysis.validation.mechanisms import MECHANISMS
from model.evidence import load
from model.evidence.entry import Entry
from model.parameters import Distribution
from model.parameters import load as load_parameters
from model.strict_yaml import Problem, did_you_mean, seeds

EVIDENCE = "record"
LABELS = {
    "tested": "the priors were made anew without the event",
    "reproduced": "a parameter was set from the same event",
}


@dataclass(frozen=True)
class Prior:
    """A distribution that stands in the place of a parameter's own."""

    parameter: str
    form: str
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        _ = self.distribution

    @property
    def distribution(self) -> Distribution:
        """What is believed instead."""
        return Distribution(self.form, self.values)


@dataclass(frozen=True)
class Given:
    """One input of a mechanism, as it stood."""

    name: str
    value: float | str


@dataclass(frozen=True)
class Observation:
    """What was seen: a value in a unit, or the move that a state made; `left_out` as in the experiment."""

    title: str
    measure: str
    sources: tuple[str, ...]
    value: float | None = None
    unit: str = ""
    move: str | None = None
    left_out: tuple[Prior, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.move is None) or bool(self.unit) != (self.value is not None):
            raise ValueError("an observation has a 'value' with its 'unit', or else a 'move'")
        if not self.sources:
            raise ValueError("an observation needs a source")


@dataclass(frozen=True)
class NaturalExperiment:
    """An event that one mechanism can be held against, alone.

    Parameters
    ----------
    id, title : what it is called
    mechanism : which of MECHANISMS answers
    rules : the modules whose rules are held against it
    label : "reproduced" where a parameter came from the event, "tested" where its priors were made anew without it
    basis : whether what was seen stands in the record or was derived from it
    observations : what was seen
    why : how the inputs were set, why the label is what it is, and what speaks against the comparison
    given : the mechanism's inputs
    as_then : priors that describe that time in the place of today's
    left_out : priors that never saw the event, for all observations
    """

    id: str
    title: str
    mechanism: str
    rules: tuple[str, ...]
    label: Literal["reproduced", "tested"]
    basis: Literal["record", "derived"]
    observations: tuple[Observation, ...]
    why: str
    given: tuple[Given, ...] = ()
    as_then: tuple[Prior, ...] = ()
    left_out: tuple[Prior, ...] = ()

    def __post_init__(self) -> None:
        if not self.observations:
            raise ValueError("at least one observation is expected")
        unseen = [bool(self.left_out or one.left_out) for one in self.observations]
        if any(unseen) != all(unseen) or all(unseen) != (self.label == "tested"):
            raise ValueError("'tested' goes with 'left_out' for every observation, and 'reproduced' with none")

    @property
    def inputs(self) -> dict[str, float | str]:
        """The inputs by name."""
        return {one.name: one.value for one in self.given}

    def priors(self, observation: Observation) -> tuple[Prior, ...]:
        """Every prior that stands in the place of a parameter's own for one observation."""
        return (*self.as_then, *self.left_out, *observation.left_out)


def natural_experiments(file: Path | None = None) -> tuple[NaturalExperiment, ...]:
    """The experiments of a file, by default seeds/natural_experiments.yaml.

    Raises
    ------
    InputError
        Naming file, line and key of everything that cannot be taken.
    """
    return listed(file or seeds() / "natural_experiments.yaml", "natural_experiments", NaturalExperiment, unknown)


def unknown(entry: Entry, one: NaturalExperiment) -> list[Problem]:
    """A problem for everything that an experiment names and that does not exist."""
    sources, parameters = load().sources, load_parameters(EVIDENCE)
    named = [name for observation in one.observations for name in observation.sources]
    priors = [prior.parameter for observation in one.observations for prior in one.priors(observation)]
    wanted = [(one.mechanism, MECHANISMS, "mechanism"), *((name, sources, "source") for name in named)]
    wanted += [(name, parameters, "parameter") for name in priors]
    missing = [(what, name, did_you_mean(name, known)) for name, known, what in wanted if name not in known]
    return [entry.document.problem(entry.path, f"no such {what} '{name}'{near}") for what, name, near in missing]
