"""A study begins with what the runs beside it have stored, and ends with the bytes of a fresh run."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from model.experiment import Scenario, lever_alone, plan_of, run
from model.experiment import adoption as adopting
from model.levers import STATUS_QUO
from tests.faults.doomed import contents

OPTIONS = (STATUS_QUO, lever_alone("air_patrols"))
WORLDS, MORE = 256, 300


@pytest.fixture(scope="module")
def small() -> Scenario:
    """Two options in one full range of worlds for two months."""
    given = {"decision_month": "2023-10", "months": 2, "worlds": WORLDS, "seed": 7, "histories": "prior"}
    return Scenario("A study beside others", OPTIONS, name="beside", **given)


@pytest.fixture(scope="module")
def stored(small, tmp_path_factory):
    """A folder in which it has been run."""
    here = tmp_path_factory.mktemp("adoption")
    run(small, here / "runs" / "beside-00000000")
    return here


@pytest.fixture
def there(stored, tmp_path, monkeypatch):
    """A copy of that folder, for one test."""
    copytree(stored, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")


CHANGES = {
    "more worlds": ({"worlds": MORE}, 2),
    "another option": ({"options": (*OPTIONS, lever_alone("purl"))}, 1),
    "other options": ({"options": (STATUS_QUO, lever_alone("purl"))}, 1),
    "fewer options": ({"options": (STATUS_QUO,)}, 0),
    "more months": ({"months": 4}, 2),
    "all of these": ({"worlds": MORE, "months": 4, "options": (*OPTIONS, lever_alone("purl"))}, 6),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_no_run_beside_it_has_is_played_and_the_bytes_are_those_of_a_fresh_run(small, there, change):
    changes, played = CHANGES[change]
    changed = small.replace(**changes)
    plan = plan_of(changed)
    assert plan.to_play == played and "beginning with" in str(plan)
    assert contents(run(changed).folder) == contents(run(changed, "fresh").folder)


def test_later_months_only_are_played_of_what_is_gone_on_from(small, there):
    plan = plan_of(small.replace(months=4))
    assert {batch.start for batch in plan.batches} == {small.months}
    assert len(plan.adopted) == len(plan.going_on) == 2


def test_the_run_that_spares_most_is_begun_from(small, there):
    run(small.replace(months=3), "runs/beside-11111111")
    assert plan_of(small.replace(months=4)).source.name == "beside-11111111"
    assert plan_of(small.replace(worlds=MORE)).source.name == "beside-00000000"


def test_nothing_is_begun_from_with_another_seed_or_in_a_folder_that_is_named(small, there):
    assert plan_of(small.replace(seed=8)).source is None
    assert plan_of(small, "elsewhere").source is None and plan_of(small, "elsewhere").to_play == 2
    assert plan_of(small).to_play == 0


def test_what_is_damaged_is_played_again_and_leaves_the_other_run_as_it_is(small, there):
    block = min(Path("runs/beside-00000000/blocks").iterdir())
    block.write_bytes(b"damaged")
    assert plan_of(small.replace(worlds=MORE)).to_play == 3
    grown = run(small.replace(worlds=MORE)).folder
    assert contents(grown) == contents(run(small.replace(worlds=MORE), "fresh").folder)
    assert block.read_bytes() == b"damaged"


def test_where_links_cannot_be_made_files_are_copied(small, there, monkeypatch):
    monkeypatch.setattr(adopting.os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    assert contents(run(small).folder) == contents(run(small, "fresh").folder)
    assert {path.stat().st_nlink for path in (run(small).folder / "blocks").iterdir()} == {1}


def test_who_is_stopped_while_taking_blocks_goes_on_to_the_same_bytes(small, there, monkeypatch):
    genuine, linked = os.link, []

    def stopped(old, new):
        if len(linked) == 3:
            raise KeyboardInterrupt
        linked.append(new)
        genuine(old, new)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(adopting.os, "link", stopped)
        run(small)
    assert plan_of(small).to_play == 0
    assert contents(run(small).folder) == contents(run(small, "fresh").folder)
