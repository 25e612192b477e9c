"""Regret by future: parts of the worlds that hold all of them once, and what is lost in each."""

from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

from model.analysis.discovery.uncertainties import EVENT, PARAMETER, Uncertainty
from model.analysis.robustness.regret_futures import futures, regret_by_futures

WORLDS = np.arange(90.0)
SEA = Uncertainty("sea_share", PARAMETER, "Share that goes by sea", "share", "derived", WORLDS)
BUSY = Uncertainty("busy", PARAMETER, "Whether the world is busy", "switch", "assumption", WORLDS % 2)
PEACE = Uncertainty("event/ceasefire", EVENT, "Cease-fire in Ukraine", "months", "", np.minimum(WORLDS, 36.0))
HISTORIES = np.arange(90) // 2


class Run:
    """A run of two options: the second does better by one in the last third of the worlds, worse by two in the rest."""

    options = ("status_quo", "mediation")
    worlds = 90
    histories = HISTORIES

    def __init__(self, sense: str = "lower") -> None:
        self.outcomes = {"tension": {"name": "Tension", "unit": "index", "sense": sense}}

    def checked(self, names: list[str]) -> list[str]:
        return names

    def per_world(self, whens: tuple[str, ...], names: list[str]) -> dict[str, object]:
        values = np.stack([WORLDS, WORLDS + np.where(WORLDS >= 60, -1.0, 2.0)])[..., None]
        return {names[0]: SimpleNamespace(values=xr.DataArray(values).values)}


def test_every_world_lies_in_one_part_of_an_uncertainty():
    for what, parts in ((SEA, 3), (BUSY, 2), (PEACE, 2)):
        found = list(futures(what, HISTORIES))
        assert len(found) == parts
        assert np.sum([member for _, member in found], axis=0).tolist() == [1] * 90
        assert sum(future.worlds for future, _ in found) == 90


def test_parts_are_named_by_what_they_are():
    assert [future.part for future, _ in futures(SEA, HISTORIES)] == ["lowest third", "middle third", "highest third"]
    assert [future.part for future, _ in futures(BUSY, HISTORIES)] == ["no", "yes"]
    yes, no = (future for future, _ in futures(PEACE, HISTORIES))
    assert (yes.part, yes.worlds, no.part, no.worlds) == ("yes", 36, "no", 54)
    assert yes.low != yes.low


def test_an_uncertainty_of_one_value_is_one_part():
    flat = Uncertainty("flat", PARAMETER, "Flat", "share", "derived", np.ones(90))
    assert [future.worlds for future, _ in futures(flat, HISTORIES)] == [90]


def test_a_regret_worked_by_hand():
    found = regret_by_futures(Run(), "tension", "2029-03", [SEA])
    assert found.regret == ((0.0, 0.0, 1.0), (2.0, 2.0, 0.0))
    assert (found.worst(0), found.worst(1)) == (2, 0)
    assert [future.histories for future in found.futures] == [15, 15, 15]


def test_in_every_future_some_option_loses_nothing():
    found = regret_by_futures(Run(), "tension", "2029-03", [SEA], share=1.0)
    assert (np.array(found.regret).min(axis=0) == 0).all()


def test_nothing_can_be_lost_where_neither_way_is_better():
    with pytest.raises(ValueError, match="neither way is better"):
        regret_by_futures(Run("neither"), "tension", "2029-03", [SEA])
