"""Any of the model's parameters as an assumption that can be changed: what is believed, why, and what may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.vm.details import settled
from model.analysis.wording import number
from model.parameters import FORMS, Parameter, load

BASIS = {
    "article": "a figure of the articles",
    "derived": "derived from figures",
    "record": "the public record",
    "literature": "the literature",
    "assumption": "judgement alone",
}


@dataclass(frozen=True)
class Belief:
    """One parameter as a page shows it.

    Parameters
    ----------
    name, means, unit, why : str
    prior : its distribution in words
    basis : what it rests on, in words, with the figure's id where there is one
    form, values : the prior's shape and values, from which a change starts
    limits : ends that nothing may pass, as text
    """

    name: str
    means: str
    unit: str
    why: str
    prior: str
    basis: str
    form: str
    values: tuple[float, ...]
    limits: str


@cache
def belief(name: str, evidence: str) -> Belief:
    """What is believed about a parameter in one evidence set; KeyError if there is none of that name."""
    known: Parameter = load(evidence)[name]
    basis = f"{BASIS[known.basis]}, {known.figure}" if known.figure else BASIS[known.basis]
    shape = known.distribution
    return Belief(
        name, known.means, known.unit, known.why, shape.describe(), basis, shape.form, shape.values, known.limits()
    )


@cache
def names(evidence: str) -> tuple[str, ...]:
    """Every parameter, by name."""
    return tuple(sorted(load(evidence)))


def label(name: str, evidence: str) -> str:
    """A parameter in a list that can be searched: its name and what it means."""
    return f"{name}: {load(evidence)[name].means}"


def forms() -> tuple[str, ...]:
    """The shapes that a distribution can have, "fixed" first."""
    return ("fixed", *(form for form in FORMS if form != "fixed"))


def asked(form: str) -> tuple[str, ...]:
    """What the values of a shape are called, in order."""
    return FORMS[form].values


def starts(known: Belief, form: str, median: float) -> tuple[float, ...]:
    """Values to start from: the prior's own where the shape is the same, else its median for each."""
    return known.values if form == known.form else (median,) * len(FORMS[form].values)


def median(name: str, evidence: str) -> float:
    """The value that half of all worlds lie below, as the prior has it."""
    return load(evidence)[name].distribution.median


def tried(name: str, evidence: str, form: str, values: Sequence[float]) -> tuple[str, str]:
    """The text of an assumed distribution, and what is wrong with it by the model's own rules ("" if nothing is)."""
    try:
        return settled(load(evidence)[name].assume({form: list(values)})), ""
    except ValueError as error:
        return "", str(error)


def in_words(name: str, text: str, evidence: str) -> str:
    """An assumption that is set, in a line."""
    form, *values = text.split()
    shape = load(evidence)[name].assume({form: [float(value) for value in values]})
    unit = load(evidence)[name].unit
    if form == "fixed":
        return f"{name}: {number(float(values[0]))} {unit}"
    return f"{name}: {shape.describe()} {unit}"
