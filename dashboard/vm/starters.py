"""Scenarios to start from: the options that the articles speak of, and other outside futures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from dashboard.vm.scenario import Scenario
from model.experiment import option_named, option_names, read_scenario
from model.levers import STATUS_QUO, Option
from model.strict_yaml import scenarios

FIRST = ("mediation", "dynamic_pressure", "article_a_in_concert")
FUTURES = ("ceasefire", "nuclear_quid_pro_quo", "tighter_china", "high_crypto_use", "acting_in_july_2025")


@dataclass(frozen=True)
class Starter:
    """A scenario behind a button.

    Parameters
    ----------
    id, title : of an option, or of an outside future
    says : what it is, in a sentence or two
    scenario : what the button sets; of an outside future, without a lever
    """

    id: str
    title: str
    says: str
    scenario: Scenario


@cache
def packages() -> tuple[Starter, ...]:
    """The shipped options, three of them first."""
    rest = [name for name in option_names() if name not in (*FIRST, STATUS_QUO.id)]
    return tuple(package(option_named(name)) for name in (*FIRST, *rest))


def package(option: Option) -> Starter:
    """An option as a starter in the reference world."""
    given = Scenario().study()
    return Starter(option.id, option.title, option.summary, Scenario.from_study(given, option))


@cache
def futures() -> tuple[Starter, ...]:
    """The shipped outside futures, each with as many worlds as the dashboard plays at first."""
    return tuple(future(name) for name in FUTURES)


def future(name: str) -> Starter:
    """One outside future, without a lever."""
    study = read_scenario(scenarios() / f"{name}.yaml")
    found = replace(Scenario.from_study(study), worlds=Scenario().worlds)
    return Starter(name, study.title, study.question, found)
