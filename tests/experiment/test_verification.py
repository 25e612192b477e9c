"""A run is what it says it is, or `fulcrum verify` says what is not: a result, the manifest or the scenario's text."""

import json
from shutil import copytree

import numpy as np
import pytest
from typer.testing import CliRunner

from model.cli import app
from model.experiment import Manifest, RunError, read_manifest, read_scenario_text, run
from model.experiment import verification as checking
from model.experiment.scenario import digest
from model.experiment.store import block_bytes, block_path, read_block, write_atomically
from model.experiment.verification import chosen, planned_blocks, verify
from model.world import OUTCOMES

TEXT = """title: A tiny study
question: Does anything happen?
decision_month: 2023-11
months: 2
worlds: 300
seed: 7
options: [status_quo]
levers: {air_patrols: high}
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An undisturbed run of two options in two ranges of worlds, its worlds chosen on the command line."""
    scenario = read_scenario_text(TEXT, "tiny").replace(worlds=310)
    return run(scenario, tmp_path_factory.mktemp("verification") / "whole").folder


@pytest.fixture
def copy(whole, tmp_path):
    """A copy of it, to be tampered with."""
    return copytree(whole, tmp_path / "copy")


def rewritten(folder, change) -> None:
    """Change a run's manifest and seal it again, as a forger would."""
    facts = json.loads((folder / "manifest.json").read_text())
    change(facts)
    Manifest(facts).write(folder)


def forge(folder, number: int) -> dict:
    """Store another tension in one world of one block, with every checksum made to fit."""
    block = read_manifest(folder).blocks[number]
    outcomes = read_block(block_path(folder, block["id"]).read_bytes(), list(OUTCOMES), 2)
    outcomes = {name: values.copy() for name, values in outcomes.items()}
    outcomes["tension"][3, 1] += 1
    units = {name: outcome.unit for name, outcome in OUTCOMES.items()}
    content = block_bytes(block["option"], np.arange(*block["worlds"]), 2, outcomes, units)
    checksum = write_atomically(block_path(folder, block["id"]), content)

    def fit(facts):
        facts["blocks"][number]["sha256"] = checksum
        facts["results"] = digest([b["sha256"] for b in facts["blocks"]])

    rewritten(folder, fit)
    return block


def test_a_run_that_nobody_touched_is_verified_bit_for_bit(whole):
    found = verify(whole, None)
    assert found.problems == []
    assert (found.blocks, found.hashed, found.replayed, found.exact) == (4, 4, 4, 4)
    assert (found.worlds, found.differing, found.same_packages) == (620, 0, True)


def test_the_sample_is_decided_by_the_content_of_the_run(whole):
    manifest = read_manifest(whole)
    blocks = planned_blocks(checking.Verified(whole), manifest)
    first = chosen(blocks, manifest, 2)
    assert first == chosen(tuple(reversed(blocks)), manifest, 2) and len(first) == 2
    other = Manifest({**manifest.facts, "results": "another"})
    assert any(chosen(blocks, Manifest({**other.facts, "results": str(n)}), 2) != first for n in range(5))


def test_what_is_checked_is_not_read_to_play_it_again(whole, monkeypatch):
    read = []
    monkeypatch.setattr(checking, "checked_bytes", lambda folder, block, seed: read.append(block["id"]))
    monkeypatch.setattr(checking, "hash_again", lambda found, manifest: None)
    assert verify(whole, None).exact == 4 and read == []


def test_a_result_with_forged_checksums_is_caught_and_named(copy):
    block = forge(copy, 2)
    (problem,) = verify(copy, None).problems
    assert f"{block['id']}.parquet: the block of option {block['option']}, worlds 0 to 255 (seed 7)" in problem
    assert problem.endswith("is not what the model gives when played again: 1 worlds differ in tension")


def test_a_byte_that_changed_is_caught_and_named(copy):
    path = block_path(copy, read_manifest(copy).blocks[1]["id"])
    path.write_bytes(path.read_bytes()[:-9] + b"!" + path.read_bytes()[-8:])
    (problem,) = verify(copy, 0).problems
    assert str(path) in problem and "option status_quo, worlds 256 to 309 (seed 7) is damaged" in problem


TAMPERED = {
    "title": (lambda facts: facts.update(scenario_text=TEXT.replace("tiny", "huge")), "scenario_text: title: not that"),
    "months": (
        lambda facts: facts.update(scenario_text=TEXT.replace("months: 2", "months: 3")),
        "scenario_text: months: not what was played",
    ),
    "a text that is none": (lambda facts: facts.update(scenario_text="title: ["), "scenario_text: "),
    "the seed": (lambda facts: facts["scenario"].update(seed=8), "was not made from this scenario"),
    "the fingerprint": (lambda facts: facts.update(results="0" * 64), "results: not the fingerprint of the blocks"),
    "a unit": (lambda facts: facts["outcomes"]["tension"].update(unit="tonnes"), "outcomes: not what this scenario"),
    "a block left out": (lambda facts: facts["blocks"].pop(), "blocks: 3 are listed, the scenario has 4"),
    "worlds": (lambda facts: facts["scenario"].update(worlds=-1), "scenario: cannot be played: worlds"),
    "other code": (lambda facts: facts.update(source="0" * 64), "source: made by other code (000000000000, here"),
}


@pytest.mark.parametrize(("change", "said"), TAMPERED.values(), ids=TAMPERED)
def test_a_manifest_that_was_sealed_again_is_caught_and_named(copy, change, said):
    rewritten(copy, change)
    problems = verify(copy, 0).problems
    assert any(said in problem and "manifest.json" in problem for problem in problems), problems


def test_a_manifest_changed_by_hand_is_caught_by_its_seal(copy):
    path = copy / "manifest.json"
    path.write_text(path.read_text().replace("Does anything happen?", "Does everything happen?"))
    (problem,) = verify(copy).problems
    assert f"{path}: the manifest is damaged" in problem


def test_a_file_that_belongs_to_no_block_is_named(copy):
    (copy / "blocks" / "stray.parquet").write_bytes(b"x")
    assert verify(copy, 0).problems == [f"{copy / 'blocks' / 'stray.parquet'}: no block of this run"]


def test_on_other_packages_a_last_digit_may_differ_but_not_many_worlds(copy):
    rewritten(copy, lambda facts: facts["packages"].update(numpy="1.0"))
    forge(copy, 2)
    found = verify(copy, None)
    assert (found.problems, found.same_packages, found.differing, found.exact) == ([], False, 1, 3)
    forge(copy, 3)
    (problem,) = verify(copy, None).problems
    assert "1 worlds differ in tension" in problem, "one of 54 worlds is more than one in a hundred"


def test_a_run_that_is_not_finished_cannot_be_verified(copy):
    rewritten(copy, lambda facts: facts.update(results=None))
    with pytest.raises(RunError, match="not finished; run the same command to resume"):
        verify(copy)


def test_the_command_ends_with_0_or_1_and_says_why(copy):
    done = CliRunner().invoke(app, ["verify", str(copy), "--all"])
    assert done.exit_code == 0 and "Played again: 4 blocks, 4 of them the same bit for bit." in done.output
    forge(copy, 0)
    done = CliRunner().invoke(app, ["verify", str(copy), "--all", "--json"])
    facts = json.loads(done.stdout)
    assert done.exit_code == 1 and not facts["verified"] and facts["blocks_exact"] == 3
    assert len(facts["problems"]) == 1 and "1 worlds differ in tension" in done.stderr
    assert CliRunner().invoke(app, ["verify", "nowhere"]).exit_code == 2
