"""A run leaves the program as one tidy file, the same for the same run, and any of its worlds can be played again."""

import csv
import json

import numpy as np
import pandas as pd
import pytest

from model.experiment import run
from model.experiment.export import export
from model.experiment.replay import differing, scenario_of, told
from model.parameters import Distribution


@pytest.fixture(scope="module")
def done(tiny, tmp_path_factory):
    """The tiny study with an assumption and an event."""
    assumed = {"china_will_to_press": Distribution("uniform", (0.1, 0.2))}
    scenario = tiny.replace(worlds=40, assume=assumed, events={"2023-12": "border_clash"})
    return run(scenario, tmp_path_factory.mktemp("runs") / "tiny")


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_the_same_run_gives_the_same_bytes(done, tmp_path, ending):
    first, second = (export(done, tmp_path / f"{name}{ending}").read_bytes() for name in "ab")
    assert first == second


def test_an_export_has_a_row_for_each_option_world_and_month_and_a_column_for_each_outcome(done, tmp_path):
    frame = pd.read_parquet(export(done, tmp_path / "x.parquet"))
    assert len(frame) == 3 * 40 * 2
    assert list(frame.columns) == ["option", "world", "month", *done.outcomes]
    row = frame[(frame.option == "purl") & (frame.world == 12) & (frame.month == "2023-12")].iloc[0]
    assert row["tension"] == done.array("tension").sel(option="purl", world=12, month="2023-12")
    with open(export(done, tmp_path / "x.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["tension"]) for row in rows] == pytest.approx(frame["tension"].to_numpy(), rel=1e-6)


def test_no_export_leaves_without_its_manifest(done, tmp_path):
    import pyarrow.parquet as pq

    metadata = pq.read_schema(export(done, tmp_path / "x.parquet")).metadata
    assert json.loads(metadata[b"fulcrum"])["content"] == done.manifest.facts["content"]
    export(done, tmp_path / "x.csv")
    beside = json.loads((tmp_path / "x.csv.manifest.json").read_text())
    assert beside["results"] == done.manifest.facts["results"]


def test_an_export_of_another_kind_is_refused(done, tmp_path):
    with pytest.raises(ValueError, match=r"an export ends in \.parquet or \.csv"):
        export(done, tmp_path / "x.docx")


def test_a_manifest_gives_back_its_scenario(done):
    assert scenario_of(done.manifest).content() == done.manifest.scenario


@pytest.mark.parametrize(("world", "option"), [(0, "status_quo"), (39, "purl")])
def test_a_world_played_alone_gives_what_is_stored_bit_for_bit(done, world, option):
    assert differing(done, world, option) == []


def test_a_tampered_number_is_found_by_playing_its_world_again(done, monkeypatch):
    from model.experiment import replay

    real = replay.stored
    monkeypatch.setattr(replay, "stored", lambda *given: {**real(*given), "tension": np.array([0.5, 0.5])})
    assert differing(done, 0, "purl") == ["tension"]


def test_a_story_tells_every_month_and_reasons_that_add_up(done):
    entries = told(done, 5, "purl")
    assert {entry.month for entry in entries} == {0, 1, 2, 3}
    for entry in entries[:50]:
        moves = entry.luck
        total = {
            move: sum(term[move] for term in entry.terms.values()) + entry.inertia * (move == entry.last) + moves[move]
            for move in moves
        }
        assert max(total, key=total.get) == entry.move
