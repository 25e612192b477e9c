"""Portfolios stay one column while they are the same; that saves time and changes no bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.experiment import Scenario
from model.experiment.designs import factorial_play
from model.experiment.designs.factorial import Factorial
from model.experiment.designs.factorial_play import decided, read_at
from model.experiment.designs.stages import power_of_two, stages
from model.levers import STATUS_QUO, Commitment, Option
from model.world import future

OUTCOMES = ("tension", "suppressed_share", "stolen_frozen", "policy_money")
LATE = Option(
    "late",
    "Levers that begin one after the other",
    (
        Commitment("air_patrols", "high"),
        Commitment("dynamic_sanctions", "medium", ramp=2.0),
        Commitment("crypto_tracing", "high", start=2.5),
        Commitment("purl", "high", start=1.0, pulse=True),
    ),
    0.6,
)


def asked(when: str, months: int = 8) -> Factorial:
    """All portfolios of the levers in 40 worlds."""
    scenario = Scenario("Late", (STATUS_QUO, LATE), decision_month="2023-12", months=months, seed=3, histories="prior")
    return Factorial(scenario, LATE, np.arange(40), np.zeros(40, int), OUTCOMES, when)


@pytest.mark.parametrize("when", ["2024-07", "2024-01", "2023-12", "mean"])
def test_portfolios_played_together_give_the_bits_of_each_played_throughout(when):
    factorial = asked(when)
    world = decided(factorial.scenario, factorial.histories, factorial.lucks)
    masks = factorial.design.masks
    played = future(world, [factorial.portfolio(int(mask)) for mask in masks], 8, outcomes=OUTCOMES)
    found = read_at(world, masks, factorial)
    for name, worth in zip(OUTCOMES, found, strict=True):
        months = played[name]
        expected = months[..., factorial.months - 1]
        if when == "mean":
            expected = sum(months[..., month] for month in range(8)) / 8
        assert np.array_equal(worth, expected)


def test_they_do_stay_together(monkeypatch):
    sizes = []
    grow = factorial_play.grow
    monkeypatch.setattr(
        factorial_play, "grow", lambda world, options: sizes.append(len(options)) or grow(world, options)
    )
    factorial = asked("2024-07")
    read_at(decided(factorial.scenario, factorial.histories, factorial.lucks), factorial.design.masks, factorial)
    assert len(sizes) > 2 and sizes[0] < sizes[1] < sizes[-1] == 32


def test_levers_that_begin_late_have_the_low_bits():
    parts = asked("mean").parts
    assert parts[0] == "crypto_tracing" and parts[-1] == "coordination"


def test_portfolios_part_when_the_first_of_their_differing_levers_begins():
    assert [(m, found.tolist()) for m, found in stages(np.arange(8), np.array([5, 2, 0]), 36)] == [
        (0, [0, 4]),
        (2, [0, 2, 4, 6]),
        (5, list(range(8))),
    ]
    assert [month for month, _ in stages(np.arange(8), np.array([5, 2, 0]), 4)] == [0, 2]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(1, 10))
def test_what_parts_holds_every_lever_in_force(begins, months):
    size = len(begins)
    for month, found in stages(np.arange(2**size), np.array(begins), months):
        assert 2**size % len(found) == 0 and month < months
        begun = sum(1 << bit for bit, first in enumerate(begins) if first <= month)
        shown = np.repeat(found, 2**size // len(found))
        assert ((shown ^ np.arange(2**size)) & begun == 0).all()


def test_scattered_portfolios_are_played_one_by_one():
    masks = np.array([1, 4, 6, 7])
    assert [(m, found.tolist()) for m, found in stages(masks, np.array([5, 2, 0]), 36)] == [(0, [1, 4, 6, 7])]
    assert len(stages(np.arange(2, 6), np.array([5, 2, 0]), 36)) == 1
    assert [power_of_two(number) for number in (0, 1, 2, 3, 131)] == [1, 1, 2, 2, 128]
