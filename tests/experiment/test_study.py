"""A study loses nothing: what is stored is whole, what is missing is played, what fails is named, and bytes repeat."""

import json
import os
import subprocess
import sys
import time
from hashlib import sha256

import numpy as np
import pytest

from model.experiment import Results, RunError, RunInUse, StudyFailed, carry_out, lever_alone, plan_of, run
from model.experiment import compute as computing
from model.experiment.store import block_path, only_process, read_block, sweep, write_atomically


def contents(folder) -> dict[str, str]:
    """The SHA-256 of every file of a run."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def done(tiny, tmp_path_factory):
    """The tiny study, played in this process."""
    return run(tiny, tmp_path_factory.mktemp("runs") / "tiny")


def test_what_is_stored_is_what_the_world_gave(tiny, done):
    batch = plan_of(tiny, done.folder / "nowhere").batches[0]
    played = computing.futures(tiny, batch)
    for o, option in enumerate(tiny.option_ids):
        stored = done.array("tension").sel(option=option).values[batch.first : batch.last]
        assert np.array_equal(stored, played["tension"][o].astype(np.float32))


def test_results_are_labelled_with_options_worlds_months_and_units(done):
    array = done.array("troops_in_theatre")
    assert array.dims == ("option", "world", "month")
    assert array.sizes == {"option": 3, "world": 300, "month": 2}
    assert list(array["month"].values) == ["2023-11", "2023-12"]
    assert array.attrs["unit"] == "persons"
    assert np.isfinite(done.dataset().to_array()).all()


def test_one_month_and_the_mean_are_those_of_the_whole_series(done):
    whole, chosen = done.dataset(["tension"]), done.per_world(["2023-12", "mean"], ["tension"])
    assert np.array_equal(chosen["tension"].sel(when="2023-12"), whole["tension"].sel(month="2023-12"))
    assert chosen["tension"].sel(when="mean").values == pytest.approx(whole["tension"].mean("month").values, rel=1e-12)


def test_an_unknown_outcome_or_month_is_refused_with_the_nearest(done):
    with pytest.raises(ValueError, match="no such outcome 'tensoin'; did you mean 'tension'"):
        done.array("tensoin")
    with pytest.raises(ValueError, match="month '2024-01' is not among those played, 2023-11 to 2023-12"):
        done.per_world(["2024-01"])


def test_a_second_run_returns_at_once_and_touches_nothing(tiny, done, monkeypatch):
    before = contents(done.folder)
    monkeypatch.setattr(computing, "future", None)
    start = time.perf_counter()
    assert run(tiny, done.folder).manifest.facts == done.manifest.facts
    assert time.perf_counter() - start < 2
    assert contents(done.folder) == before


def test_a_run_that_lost_blocks_plays_just_those_and_ends_with_the_same_bytes(tiny, done, tmp_path):
    copy = run(tiny, tmp_path / "copy")
    assert contents(copy.folder) == contents(done.folder)
    lost = [block["id"] for block in copy.manifest.blocks[1:4]]
    for block_id in lost:
        block_path(copy.folder, block_id).unlink()
    (copy.folder / "blocks" / "half.parquet.1.tmp").write_bytes(b"half a block")
    with pytest.raises(RunError, match="3 of 6 blocks are missing; run the same command to resume"):
        Results.open(copy.folder)
    played = []
    run(tiny, copy.folder, finished=played.append)
    assert sorted(b.id for batch in played for b in batch.blocks) == sorted(lost)
    assert contents(copy.folder) == contents(done.folder)


def test_an_interrupted_run_resumes_with_the_same_command(tiny, done, tmp_path):
    def interrupt(batch):
        raise KeyboardInterrupt

    plan = plan_of(tiny.replace(worlds=4000), tmp_path / "cut")
    with pytest.raises(KeyboardInterrupt):
        carry_out(plan, finished=interrupt)
    assert not json.loads((plan.folder / "manifest.json").read_text())["results"]
    left = plan_of(plan.scenario, plan.folder)
    assert 0 < left.to_play < len(plan.blocks)
    assert carry_out(left).manifest.complete


def test_one_process_and_two_give_the_same_bytes(tiny, done, tmp_path):
    scenario = tiny.replace(worlds=1500)
    one, two = run(scenario, tmp_path / "one"), run(scenario, tmp_path / "two", jobs=2)
    assert contents(one.folder) == contents(two.folder)
    assert len(plan_of(scenario, tmp_path / "none", jobs=2).batches) > 1


def test_any_other_size_of_study_gives_the_same_world(tiny, done):
    alone = tiny.replace(worlds=7, options=(lever_alone("purl"),))
    batch = plan_of(alone, done.folder / "nowhere").batches[0]
    few = computing.futures(alone, batch)
    for name, values in few.items():
        kept = done.array(name).sel(option="purl").values[:7]
        assert np.array_equal(values[1].astype(np.float32), kept), name


def test_a_study_grows_by_worlds_and_options_without_playing_anything_twice(tiny, tmp_path):
    grown = run(tiny, tmp_path / "grown")
    more = tiny.replace(worlds=600, options=(*tiny.options, lever_alone("resilience")))
    played = []
    grown = run(more, grown.folder, finished=played.append)
    full = {block.id for batch in played for block in batch.blocks if block.first == 0}
    assert len(full) == 1, "only the new option is played in the worlds that were there"
    fresh = run(more, tmp_path / "fresh")
    assert contents(grown.folder) == contents(fresh.folder)


def test_newer_code_plays_its_study_again_and_leaves_no_block_of_the_older(tiny, tmp_path, monkeypatch):
    from model.experiment import blocks

    older = run(tiny.replace(worlds=5), tmp_path / "r")
    monkeypatch.setattr(blocks, "source_hash", lambda: "newer")
    newer = run(tiny.replace(worlds=5), tmp_path / "r")
    assert newer.manifest.facts["source"] == "newer"
    assert not {b["id"] for b in older.manifest.blocks} & {p.stem for p in (tmp_path / "r" / "blocks").iterdir()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": 8}, "holds another study, 'A tiny study'"),
        ({"worlds": 10}, "holds 300 worlds and may only grow"),
        ({"options": (lever_alone("purl"),)}, "holds other options, status_quo, air_patrols, purl"),
    ],
    ids=["another seed", "fewer worlds", "fewer options"],
)
def test_a_folder_with_other_results_is_never_overwritten(tiny, done, change, said):
    before = contents(done.folder)
    with pytest.raises(RunError, match=said):
        run(tiny.replace(**change), done.folder)
    assert contents(done.folder) == before


def test_a_folder_with_other_files_is_left_alone(tiny, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(RunError, match="holds other files"):
        run(tiny, tmp_path)


def test_a_failing_block_is_named_with_its_seed_and_the_rest_completes(tiny, tmp_path, monkeypatch):
    real = computing.future

    def fails(world, options, months):
        if any(option.id == "purl" for option in options) and world.luck.worlds[-1] >= 256:
            raise ZeroDivisionError("a bug in one option")
        return real(world, options, months)

    monkeypatch.setattr(computing, "future", fails)
    with pytest.raises(StudyFailed) as failed:
        run(tiny, tmp_path / "r")
    (failure,) = failed.value.failures
    assert str(failure).endswith("(option purl, worlds 256 to 299; seed 7): ZeroDivisionError: a bug in one option")
    assert len(list((tmp_path / "r" / "blocks").glob("*.parquet"))) == 5
    monkeypatch.setattr(computing, "future", real)
    assert run(tiny, tmp_path / "r").manifest.complete


def test_a_number_that_is_none_fails_its_block_and_is_never_stored(tiny, tmp_path, monkeypatch):
    real = computing.future

    def poisoned(*given):
        played = real(*given)
        played["tension"][0, 3, 1] = np.nan
        return played

    monkeypatch.setattr(computing, "future", poisoned)
    with pytest.raises(StudyFailed, match="tension is nan in world 3 in 2023-12"):
        run(tiny.replace(worlds=10, options=()), tmp_path / "r")
    assert not list((tmp_path / "r" / "blocks").glob("*")) if (tmp_path / "r" / "blocks").exists() else True


def test_two_processes_never_work_on_one_run(tiny, tmp_path):
    (tmp_path / "r").mkdir()
    script = "import sys, time\nfrom model.experiment.store import only_process\nfrom pathlib import Path\n"
    script += "with only_process(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    other = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "r")], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(RunInUse, match="another process is working on this run"):
            run(tiny, tmp_path / "r")
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    with only_process(tmp_path / "r"):
        pass


def test_a_file_is_put_in_place_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "kept"
    checksum = write_atomically(path, b"first")
    assert checksum == sha256(b"first").hexdigest()
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "killed.1.tmp").write_bytes(b"half")
    assert sweep(tmp_path) == 1


def test_a_full_disk_is_told_and_what_was_stored_stays(tiny, tmp_path, monkeypatch):
    real = os.replace

    def full(source, target):
        if str(target).endswith(".parquet"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left on device"):
        run(tiny.replace(worlds=10), tmp_path / "r")
    assert not list((tmp_path / "r" / "blocks").iterdir())
    monkeypatch.setattr(os, "replace", real)
    assert run(tiny.replace(worlds=10), tmp_path / "r").manifest.complete


def test_the_manifest_says_what_was_run_and_names_no_date_and_no_machine(tiny, done):
    text = (done.folder / "manifest.json").read_text()
    facts = json.loads(text)
    assert facts["scenario"] == json.loads(json.dumps(tiny.content()))
    assert facts["histories"] == "prior"
    assert set(facts["packages"]) == {"mesa", "numpy", "scipy", "pandas", "pyarrow"}
    assert [block["sha256"] for block in facts["blocks"]] == [
        sha256(block_path(done.folder, block["id"]).read_bytes()).hexdigest() for block in facts["blocks"]
    ]
    assert os.uname().nodename not in text if hasattr(os, "uname") else True
    assert str(done.folder) not in text


def test_a_block_reads_back_in_other_programs(done):
    import pandas as pd

    block = done.manifest.blocks[0]
    frame = pd.read_parquet(block_path(done.folder, block["id"]))
    assert list(frame.columns[:3]) == ["option", "world", "month"]
    assert set(frame["option"]) == {"status_quo"} and list(frame["month"][:2]) == ["2023-11", "2023-12"]
    values = read_block(block_path(done.folder, block["id"]).read_bytes(), ["tension"], 2)["tension"]
    assert np.array_equal(values.ravel(), frame["tension"].to_numpy())


def test_no_run_is_not_a_run(tmp_path):
    with pytest.raises(RunError, match="no run here"):
        Results.open(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(RunError, match="the manifest cannot be read"):
        Results.open(tmp_path)
