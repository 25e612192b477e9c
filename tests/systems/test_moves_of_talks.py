"""Talks move by one step a month at most, along one table, and competing hazards are settled by one number."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from model.experiment import Scenario
from model.luck import Luck
from model.parameters import draw, load
from model.systems.talks import BROKEN, FULL, NONE, PARTIAL, PHASES, TALKS, TRACKS, TRANSITIONS, settled
from model.world import World

NAMES = tuple(dict.fromkeys(name for _, _, name in TRANSITIONS))


def after(phase, luck, **hazards):
    """Phases of one track, one world a number of luck, after a month with the given hazards; all others are 0."""
    luck = np.asarray(luck, dtype=float)
    rates = {name: np.full(luck.size, hazards.get(name, 0.0)) for name in NAMES}
    return settled(np.full(luck.size, phase, dtype=np.int8), rates, luck)


EVENLY = (np.arange(100_000) + 0.5) / 100_000


def test_without_hazards_nothing_moves():
    for phase in range(len(PHASES)):
        assert (after(phase, EVENLY) == phase).all()


def test_talks_convene_in_one_world_in_ten_at_a_hazard_of_a_tenth():
    moved = after(NONE, EVENLY, convened=-np.log(0.9), agreed=5.0, broke=5.0)
    assert (moved == TALKS).mean() == pytest.approx(0.1, abs=1e-4)
    assert set(np.unique(moved)) == {NONE, TALKS}


def test_competing_hazards_share_what_happens_in_proportion():
    moved = after(TALKS, EVENLY, walked_out=0.2, partly_agreed=0.3, agreed=0.1)
    leaves = 1 - np.exp(-0.6)
    shares = [(moved == phase).mean() for phase in (NONE, PARTIAL, FULL)]
    assert shares == pytest.approx([leaves / 3, leaves / 2, leaves / 6], abs=1e-4)
    assert (moved == TALKS).mean() == pytest.approx(np.exp(-0.6), abs=1e-4)


def test_a_broken_deal_cools_before_anybody_talks_again():
    moved = after(BROKEN, EVENLY, cooled=0.5, convened=9.0, agreed=9.0)
    assert set(np.unique(moved)) == {NONE, BROKEN}


@given(some.sampled_from(range(len(PHASES))), some.lists(some.floats(0.0, 50.0), min_size=7, max_size=7))
def test_a_month_takes_a_track_one_step_along_the_table_or_none(phase, sizes):
    moved = set(np.unique(after(phase, EVENLY[::100], **dict(zip(NAMES, sizes, strict=True)))))
    assert moved <= {phase} | {end for start, end, _ in TRANSITIONS if start == phase}


@given(some.floats(0.0, 5.0), some.floats(0.0, 1.0))
def test_a_lower_hazard_of_breaking_never_breaks_more(higher, part):
    few = after(FULL, EVENLY[::100], broke=higher * part) == BROKEN
    many = after(FULL, EVENLY[::100], broke=higher) == BROKEN
    assert (few <= many).all()


def test_the_table_names_every_phase_and_no_way_back_from_full_but_by_breaking():
    assert {phase for start, end, _ in TRANSITIONS for phase in (start, end)} == set(range(len(PHASES)))
    assert {end for start, end, _ in TRANSITIONS if start == FULL} == {BROKEN}
    assert {start for start, end, _ in TRANSITIONS if end in (PARTIAL, FULL)} == {TALKS, PARTIAL}


@pytest.fixture(scope="module")
def phases(checkout):
    """Phases of the four tracks, month by month, in 300 worlds of the reference study: (months, tracks, columns)."""
    study = Scenario.load(checkout / "scenarios" / "reference.yaml")
    worlds = np.arange(300)
    world = World(draw(load(), study.seed, worlds), Luck(study.seed, worlds), 4)
    for _ in range(4):
        world.step()
    branch, seen = world.branched(study.options), []
    for _ in range(36):
        branch.step()
        seen.append(branch.talks.phase.reshape(len(TRACKS), -1).copy())
    return np.stack(seen)


def test_in_the_assembled_world_every_track_keeps_to_the_table(phases):
    allowed = {(phase, phase) for phase in range(len(PHASES))} | {(start, end) for start, end, _ in TRANSITIONS}
    seen = {pair for before, now in pairwise(phases) for pair in set(zip(before.ravel(), now.ravel(), strict=True))}
    assert seen <= allowed


@pytest.mark.parametrize("track", TRACKS)
def test_in_the_assembled_world_talks_begin_on_every_track(phases, track):
    assert (phases[:, TRACKS.index(track)] == TALKS).any()
