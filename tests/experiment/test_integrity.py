"""A byte that changes in what is stored is found by whatever reads it, named, and mended by the same command."""

from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from model.cli import app
from model.experiment import Results, RunError, Scenario, plan_of, run
from model.experiment.export import export
from model.experiment.integrity import intact, missing
from model.experiment.replay import stored
from model.experiment.store import Damaged, block_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.suffix in (".parquet", ".json")
    }


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


DAMAGES = (truncate, empty, flip)


@pytest.fixture(scope="module")
def whole(tiny: Scenario, tmp_path_factory):
    """An undisturbed run."""
    return run(tiny, tmp_path_factory.mktemp("integrity") / "whole")


@pytest.fixture
def copy(whole, tmp_path):
    """A copy of it, to be damaged."""
    return Results.open(copytree(whole.folder, tmp_path / "copy"))


READERS = {
    "results": lambda results: results.array("tension"),
    "months": lambda results: results.per_world(["mean"], ["tension"]),
    "an export": lambda results: export(results, results.folder.with_suffix(".parquet")),
    "one world": lambda results: stored(results, 256, "purl"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_block_is_named_by_whoever_reads_it(copy, damage, reader):
    block = copy.manifest.blocks[-1]
    damage(block_path(copy.folder, block["id"]))
    with pytest.raises(Damaged) as found:
        READERS[reader](copy)
    for part in (f"{block['id']}.parquet", "option purl, worlds 256 to 299 (seed 7)", "is damaged", "fulcrum run"):
        assert part in str(found.value)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_the_same_command_plays_just_the_damaged_block_and_ends_with_the_same_bytes(tiny, whole, copy, damage):
    block = copy.manifest.blocks[2]["id"]
    damage(block_path(copy.folder, block))
    played = []
    run(tiny, copy.folder, finished=played.append)
    assert [b.id for batch in played for b in batch.blocks] == [block]
    assert contents(copy.folder) == contents(whole.folder)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_manifest_is_found_and_written_again(tiny, whole, copy, damage):
    damage(copy.folder / "manifest.json")
    with pytest.raises(Damaged, match=r"manifest\.json: the manifest"):
        Results.open(copy.folder)
    run(tiny, copy.folder)
    assert contents(copy.folder) == contents(whole.folder)


def test_every_byte_of_a_manifest_counts(copy):
    path = copy.folder / "manifest.json"
    content = path.read_bytes()
    for place in (*range(40), *range(40, len(content), 97)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(Damaged):
            Results.open(copy.folder)


def test_one_byte_lost_from_a_manifest_costs_at_most_one_block(tiny, copy):
    path = copy.folder / "manifest.json"
    content = path.read_bytes()
    for place in range(0, len(content), 331):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert len(plan_of(tiny, copy.folder).batches) <= 1
        assert len(intact(copy.folder)) >= len(copy.manifest.blocks) - 1


def test_a_block_that_no_manifest_has_recorded_is_played_again(tiny, whole, copy):
    block = copy.manifest.blocks[0]
    unrecorded = copy.manifest.with_checksums({})
    facts = {**unrecorded.facts, "results": None}
    facts["blocks"] = [{**b, "sha256": None if b["id"] == block["id"] else b["sha256"]} for b in facts["blocks"]]
    type(unrecorded)(facts).write(copy.folder)
    assert missing(copy.folder, [b["id"] for b in copy.manifest.blocks]) == [block["id"]]
    with pytest.raises(RunError, match="1 of 6 blocks are missing"):
        Results.open(copy.folder)
    run(tiny, copy.folder)
    assert contents(copy.folder) == contents(whole.folder)


def test_a_damaged_manifest_over_the_blocks_of_another_study_is_left_alone(tiny, copy):
    truncate(copy.folder / "manifest.json")
    before = contents(copy.folder)
    with pytest.raises(RunError, match="blocks here are not this study's; choose another --out"):
        run(tiny.replace(seed=8), copy.folder)
    assert contents(copy.folder) == before


def test_a_command_that_meets_a_damaged_block_ends_with_1_and_names_it(copy):
    flip(block_path(copy.folder, copy.manifest.blocks[0]["id"]))
    done = CliRunner().invoke(app, ["compare", str(copy.folder)])
    assert done.exit_code == 1
    assert "the block of option status_quo, worlds 0 to 255 (seed 7) is damaged" in done.output
    assert "Traceback" not in done.output
