"""A study grows by months: only later ones are played, and every byte is that of a study that was always so long."""

import json
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from model.experiment import (
    Manifest,
    Results,
    RunError,
    Scenario,
    StudyFailed,
    blocks,
    carry_out,
    lever_alone,
    option_named,
    plan_of,
    read_manifest,
    run,
)
from model.experiment import compute as computing
from model.experiment.end_state import read_state, state_bytes
from model.experiment.export import export
from model.experiment.growth import with_earlier_read
from model.experiment.replay import differing, told
from model.experiment.store import block_path, state_path, write_atomically
from model.experiment.verification import verify
from model.world import OUTCOMES

LONG = 5


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a run."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def short(tiny, tmp_path_factory):
    """Two months of the tiny study."""
    return run(tiny, tmp_path_factory.mktemp("growth") / "short").folder


@pytest.fixture(scope="module")
def fresh(tiny, tmp_path_factory):
    """The same study, five months long from the start."""
    return run(tiny.replace(months=LONG), tmp_path_factory.mktemp("growth") / "fresh").folder


@pytest.fixture
def copy(short, tmp_path):
    """A copy of the short one, to be grown."""
    return copytree(short, tmp_path / "grown")


def test_a_longer_horizon_ends_with_the_bytes_of_a_fresh_run_without_playing_a_month_twice(
    tiny, copy, fresh, monkeypatch
):
    monkeypatch.setattr(computing, "past", None)
    lengths = []
    real = computing.record
    monkeypatch.setattr(
        computing, "record", lambda branch, months, *rest: lengths.append(months) or real(branch, months, *rest)
    )
    run(tiny.replace(months=LONG), copy)
    assert set(lengths) == {LONG - tiny.months}
    assert contents(copy) == contents(fresh)


def test_the_months_played_on_are_those_of_a_long_play_in_every_digit(tiny, copy):
    longer = tiny.replace(months=LONG)
    (batch,) = plan_of(longer, copy).batches
    (whole,) = plan_of(longer, copy / "nowhere").batches
    assert (batch.start, whole.start) == (tiny.months, 0)
    grown, played = (
        computing.futures(longer, with_earlier_read(batch, copy, longer.seed)),
        computing.futures(longer, whole),
    )
    for name in OUTCOMES:
        assert grown[name].dtype == np.float64
        assert grown[name].tobytes() == played[name][..., tiny.months :].tobytes(), name
    assert {path: array.tobytes() for path, array in grown.end.items()} == {
        path: array.tobytes() for path, array in played.end.items()
    }


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_grown_in_worlds_then_options_then_months_exports_the_bytes_of_a_fresh_run(tiny, copy, tmp_path, ending):
    steps = ({"worlds": 600}, {"options": (*tiny.options, lever_alone("resilience"))}, {"months": LONG})
    grown = tiny
    for step in steps:
        grown = grown.replace(**step)
        run(grown, copy)
    alone = run(grown, tmp_path / "alone")
    one, other = (export(r, tmp_path / f"{n}{ending}") for n, r in (("a", Results.open(copy)), ("b", alone)))
    assert one.read_bytes() == other.read_bytes()
    assert contents(copy) == contents(alone.folder)


@pytest.mark.slow
def test_worlds_options_and_months_may_grow_at_once_and_two_processes_change_nothing(tiny, copy, tmp_path):
    grown = tiny.replace(worlds=600, months=LONG, options=(*tiny.options, lever_alone("resilience")))
    plan = plan_of(grown, copy, jobs=2)
    assert {batch.start for batch in plan.batches} == {0, tiny.months}
    assert len(plan.going_on) == 3, "the full range of the three options that were there"
    carry_out(plan)
    assert contents(copy) == contents(run(grown, tmp_path / "alone").folder)


def test_a_conditioned_study_grows_from_its_kept_histories(tiny, tmp_path):
    options = (*tiny.options, option_named("article_a_in_concert"))
    kept = Scenario("Kept", options, months=1, worlds=6, lucks=2, histories="conditioned")
    run(kept, tmp_path / "grown")
    assert len(plan_of(kept.replace(months=3), tmp_path / "grown").going_on) == 4
    grown, alone = (run(kept.replace(months=3), tmp_path / name) for name in ("grown", "alone"))
    assert contents(grown.folder) == contents(alone.folder)
    assert verify(grown.folder, 2).problems == [], "two of four options, played without the others"


def test_a_plan_says_what_goes_on_from_where(tiny, copy):
    assert str(plan_of(tiny.replace(months=LONG), copy)).endswith("5 months, 6 blocks going on from month 2")


def test_fewer_months_than_are_stored_are_refused(tiny, copy):
    before = contents(copy)
    with pytest.raises(RunError, match="holds 2 months and may only grow"):
        run(tiny.replace(months=1), copy)
    assert contents(copy) == before


def test_an_interrupted_growth_goes_on_from_where_it_was(tiny, copy, fresh, monkeypatch):
    monkeypatch.setattr(blocks, "MOST_COLUMNS", 256)
    longer = tiny.replace(months=LONG)

    def interrupt(batch):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(longer, copy, finished=interrupt)
    with pytest.raises(RunError, match="3 of 6 blocks are missing; run the same command to resume"):
        Results.open(copy)
    left = plan_of(longer, copy)
    assert left.to_play == len(left.going_on) == 3
    assert {batch.start for batch in plan_of(tiny.replace(months=LONG + 1), copy).batches} == {tiny.months, LONG}
    carry_out(left)
    assert contents(copy) == contents(fresh)


def test_a_block_that_fails_keeps_what_it_goes_on_from(tiny, copy, fresh, monkeypatch):
    real = computing.play_out

    def fails(branch, months):
        if branch.luck.worlds[-1] >= 256 and months == LONG - tiny.months:
            branch.close()
            raise ZeroDivisionError("a bug in later months")
        return real(branch, months)

    monkeypatch.setattr(computing, "play_out", fails)
    with pytest.raises(StudyFailed, match="a bug in later months"):
        run(tiny.replace(months=LONG), copy)
    monkeypatch.setattr(computing, "play_out", real)
    left = plan_of(tiny.replace(months=LONG), copy)
    assert left.to_play == len(left.going_on) == 3
    carry_out(left)
    assert contents(copy) == contents(fresh)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGES = {"is damaged": truncate, "is damaged: its": flip, "cannot be read: No such file": Path.unlink}


@pytest.mark.parametrize("said", DAMAGES)
def test_an_end_state_that_cannot_be_used_is_named_and_costs_one_block_played_from_the_start(tiny, copy, fresh, said):
    block = json.loads((copy / "manifest.json").read_text())["blocks"][2]
    DAMAGES[said](state_path(copy, block["id"]))
    plan = plan_of(tiny.replace(months=LONG), copy)
    (lost,) = plan.lost
    assert f"{block['id']}.arrow: the end state of option air_patrols, worlds 0 to 255 (seed 7) {said}" in lost
    assert lost in str(plan) and "so it is played from the start" in str(plan)
    assert len(plan.going_on) == 5
    carry_out(plan)
    assert contents(copy) == contents(fresh)


@pytest.mark.parametrize("damage", DAMAGES.values())
def test_the_same_command_mends_an_end_state(tiny, short, copy, damage):
    before, block = contents(short), json.loads((copy / "manifest.json").read_text())["blocks"][2]
    damage(state_path(copy, block["id"]))
    played = []
    run(tiny, copy, finished=played.append)
    assert [b.id for batch in played for b in batch.blocks] == [block["id"]]
    assert contents(copy) == before


def test_outcomes_can_be_read_while_an_end_state_is_damaged_and_verify_names_it(copy):
    block = json.loads((copy / "manifest.json").read_text())["blocks"][0]
    flip(state_path(copy, block["id"]))
    assert np.isfinite(Results.open(copy).array("tension")).all()
    (problem,) = verify(copy, 0).problems
    assert f"{block['id']}.arrow: the end state of option status_quo, worlds 0 to 255 (seed 7) is damaged" in problem


def test_a_grown_study_is_verified_and_its_worlds_replayed_and_told(tiny, copy):
    grown = run(tiny.replace(months=LONG), copy)
    found = verify(copy, None)
    assert found.problems == [] and found.exact == found.blocks == 6
    assert differing(grown, 290, "purl") == []
    assert {entry.month for entry in told(grown, 290, "purl")} == set(range(2 + LONG))


def test_a_forged_end_state_is_caught_by_playing_again(tiny, copy):
    facts = json.loads(read_manifest(copy).text)
    path = state_path(copy, facts["blocks"][0]["id"])
    arrays = read_state(path.read_bytes())
    arrays["arms.stock"] = arrays["arms.stock"] + 1
    facts["blocks"][0]["state"] = write_atomically(path, state_bytes(arrays))
    Manifest(facts).write(copy)
    (problem,) = verify(copy, None).problems
    assert problem.startswith(str(path)) and problem.endswith("is not what the model gives when played again")


def test_newer_code_goes_on_from_nothing_of_the_older(tiny, copy, monkeypatch):
    monkeypatch.setattr(blocks, "source_hash", lambda: "newer")
    plan = plan_of(tiny.replace(months=LONG), copy)
    assert plan.going_on == () and plan.to_play == 6


def test_a_damaged_manifest_hinders_no_growth(tiny, copy, fresh):
    truncate(copy / "manifest.json")
    run(tiny.replace(months=LONG), copy)
    assert contents(copy) == contents(fresh)


def test_a_run_stored_without_end_states_is_read_verified_and_played_again_to_grow(tiny, copy, fresh):
    facts = json.loads(read_manifest(copy).text)
    facts["blocks"] = [{key: value for key, value in block.items() if key != "state"} for block in facts["blocks"]]
    Manifest(facts).write(copy)
    for path in (copy / "states").iterdir():
        path.unlink()
    assert verify(copy, 1).problems == []
    assert Results.open(copy).worlds == 300
    plan = plan_of(tiny.replace(months=LONG), copy)
    assert plan.going_on == ()
    carry_out(plan)
    assert contents(copy) == contents(fresh)
    assert not block_path(copy, facts["blocks"][0]["id"]).exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_without_a_common_disk_plays_the_later_months(tiny, copy, fresh):
    distributed = pytest.importorskip("distributed")
    settings = {"n_workers": 1, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    plan = plan_of(tiny.replace(months=LONG), copy)
    assert len(plan.going_on) == 6
    with distributed.LocalCluster(processes=True, **settings) as cluster:
        carry_out(plan, scheduler=cluster.scheduler_address)
    assert contents(copy) == contents(fresh)
