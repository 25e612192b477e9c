"""What every lever promises: nothing at level 0, something that it claims at high, and a price for it."""

from functools import cache

import numpy as np
import pytest

from model.experiment import lever_alone
from model.levers import FIELDS, LEVERS, STATUS_QUO, Commitment, Instruments, Option, Plan
from model.luck import Luck
from model.parameters import draw, load
from model.world import OUTCOMES, future, past

DECISION, MONTHS, SEED, WORLDS = 31, 36, 7, 400
EACH = pytest.mark.parametrize("name", LEVERS)
SLIGHT = 0.01  # of the status quo's 5–95 % range


@cache
def drawn(worlds=WORLDS):
    """Every parameter in prior worlds."""
    return draw(load(), SEED, np.arange(worlds))


@cache
def decided():
    """Prior worlds at the decision."""
    return past(drawn(), Luck(SEED, np.arange(WORLDS)), DECISION, outcomes=())[0]


@cache
def alone():
    """The status quo and then each lever alone at high: outcome -> (options, worlds)."""
    options = (STATUS_QUO, *(lever_alone(name) for name in LEVERS))
    return {name: series.mean(axis=-1) for name, series in future(decided(), options, MONTHS).items()}


def effect(lever, outcome):
    """Mean paired difference over the horizon, as a share of the status quo's 5–95 % range."""
    status_quo, *others = alone()[outcome]
    spread = np.subtract(*np.quantile(status_quo, (0.95, 0.05)))
    change = (others[list(LEVERS).index(lever)] - status_quo).mean()
    return abs(change) / spread if spread > 0 else float(change != 0)


@EACH
def test_a_lever_at_level_0_leaves_every_instrument_as_it_is(name):
    lever, rows = LEVERS[name], (2, 5)
    before = Instruments(**{field: np.linspace(0.1, 0.9, 10).reshape(rows) for field in FIELDS})
    settings = {key: np.full((2, 1), setting.high) for key, setting in lever.settings.items()}
    after = lever.apply(np.zeros(rows), settings, drawn(5), before)
    assert [f for f in FIELDS if getattr(after, f).tobytes() != getattr(before, f).tobytes()] == []


def test_every_lever_at_level_0_is_the_status_quo_to_the_bit():
    world = decided()
    none = tuple(Option(f"no_{name}", "", (Commitment(name, 0.0),)) for name in LEVERS)
    every = tuple(lever_alone(name) for name in LEVERS)
    together = future(world, (STATUS_QUO, *none, *every), 6)
    for row in range(1, len(none) + 1):
        differing = [name for name in OUTCOMES if together[name][row].tobytes() != together[name][0].tobytes()]
        assert differing == [], none[row - 1].id


@EACH
def test_a_lever_moves_something_that_it_claims_to_move(name):
    effects = {outcome: effect(name, outcome) for outcome in LEVERS[name].acts_on}
    print(", ".join(f"{outcome} {share:.1%}" for outcome, share in effects.items()))
    assert max(effects.values()) > SLIGHT or LEVERS[name].nearly_inert


@EACH
def test_a_lever_claims_only_outcomes_that_it_moves(name):
    unmoved = [outcome for outcome in LEVERS[name].acts_on if effect(name, outcome) == 0]
    assert unmoved == []


@EACH
def test_a_lever_costs_something_and_nothing_at_level_0(name):
    p, level = drawn(), np.zeros((1, WORLDS))
    settings = {key: setting.default for key, setting in LEVERS[name].settings.items()}
    idle = LEVERS[name].apply(level, settings, p, Instruments())
    busy = LEVERS[name].apply(level + 1.0, settings, p, Instruments())
    assert not np.any(idle.money) and not np.any(idle.politics)
    assert (busy.money >= 0).all() and (busy.politics >= 0).all()
    assert (busy.money + busy.politics > 0).all()


def test_the_order_of_the_catalogue_changes_nothing_but_rounding():
    everything = Option("everything", "", tuple(Commitment(name, "high") for name in LEVERS))
    backwards = dict(reversed(LEVERS.items()))
    forth, back = (Plan([everything], levers, drawn()).instruments(12.0) for levers in (LEVERS, backwards))
    for field in FIELDS:
        np.testing.assert_allclose(getattr(forth, field), getattr(back, field), rtol=1e-12, err_msg=field)


def test_a_lever_ordered_later_changes_nothing_before():
    later = [Option(n, "", (Commitment(n, "high", start=9.0),)) for n in LEVERS]
    played = future(decided(), (STATUS_QUO, *later), 9)
    for number, name in enumerate(LEVERS, 1):
        assert all(series[number].tobytes() == series[0].tobytes() for series in played.values()), name


@EACH
def test_a_lever_says_what_it_means(name):
    lever = LEVERS[name]
    assert lever.question.endswith("?") and lever.side_effects.endswith(".")
    assert set(lever.acts_on) <= set(OUTCOMES)
    assert all(setting.low <= setting.default <= setting.high for setting in lever.settings.values())
    assert len(set(lever.levels.values())) == 3


def test_there_are_twenty_five_levers_in_five_families():
    assert len(LEVERS) == 25
    assert len({lever.family for lever in LEVERS.values()}) == 5
